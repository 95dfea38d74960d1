import pytest

from hallenwart_backend.access.custody.troubles import slot_of
from hallenwart_contract.messages import Event


@pytest.mark.parametrize(
    ("c", "a", "slot"),
    [
        ("locker", {"slot": 3}, 3),
        ("locker/3", {}, 3),
        ("locker-12", {}, 12),
        ("locker", {"slot": True}, None),
        ("locker", {"slot": "3"}, None),
        ("locker", {}, None),
        ("x/99999", {}, None),
        ("x/²", {}, None),
    ],
)
def test_which_compartment_an_event_is_about(c, a, slot):
    assert slot_of(Event(kind="key.taken", t_ms=1, c=c, a=a)) == slot
