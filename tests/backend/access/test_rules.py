import pytest
from cryptography.exceptions import InvalidTag  # noqa: F401 - what the vault translates

from hallenwart_backend.access.rules import GRACE_MS, Held, is_no_show, is_overdue
from hallenwart_backend.access.troubles import slot_of
from hallenwart_backend.access.vault import Vault
from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_contract.messages import Event

NOW = 1_795_431_600_000
HOUR_MS = 3_600_000


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


def test_a_key_is_overdue_after_the_grace_and_a_key_without_end_never():
    assert not is_overdue(Held("d", 1, NOW, due_ms=NOW), NOW + GRACE_MS)
    assert is_overdue(Held("d", 1, NOW, due_ms=NOW), NOW + GRACE_MS + 1)
    assert not is_overdue(Held("d", 1, NOW), NOW + 10**9)


@pytest.mark.parametrize(
    ("after_min", "key", "people", "expected"),
    [
        (19, False, 0, False),
        (20, False, 0, True),
        (20, True, 0, False),
        (20, False, 2, False),
        (20, False, None, False),
        (120, False, 0, False),
    ],
)
def test_an_empty_booked_hall(after_min, key, people, expected):
    assert is_no_show(NOW, NOW + 2 * HOUR_MS, key_taken=key, most_people=people, now_ms=NOW + after_min * 60_000) == expected


def test_a_sealed_code_opens_with_its_key_and_grant_only():
    vault = Vault(bytes(32), {})
    sealed = vault.seal("48151623", "g1")
    assert b"48151623" not in sealed
    assert vault.open(sealed, "g1") == "48151623"
    for other, grant in ((vault, "g2"), (Vault(bytes([1]) * 32, {}), "g1")):
        with pytest.raises(StoreUnavailableError):
            other.open(sealed, grant)
