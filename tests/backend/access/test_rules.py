import pytest
from cryptography.exceptions import InvalidTag  # noqa: F401 - what the vault translates
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.access.rules import AHEAD_MS, GRACE_MS, Held, Right, build_grants, is_no_show, is_overdue, slot_of
from hallenwart_backend.access.vault import Vault
from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_contract.codec import encode
from hallenwart_contract.documents import MAX_GRANTS
from hallenwart_contract.messages import Event

NOW = 1_795_431_600_000
HOUR_MS = 3_600_000
SALT = bytes(16)


def _right(number: int, start_ms: int, *, staff: bool = False) -> Right:
    return Right(f"b{number:015d}.nordpark-1", f"b{number:015d}", (3, 1), start_ms, start_ms + 2 * HOUR_MS, bytes(32), staff)


def test_a_locker_gets_the_week_and_no_more():
    rights = [
        _right(1, NOW - 4 * HOUR_MS),
        _right(2, NOW),
        _right(3, NOW + AHEAD_MS + HOUR_MS),
        _right(4, NOW + AHEAD_MS - 2 * HOUR_MS),
    ]
    built = build_grants(rights, salt=SALT, now_ms=NOW)
    assert [grant.booking for grant in built.g] == [rights[1].booking, rights[3].booking]
    assert built.g[0].slots == [1, 3]
    assert (built.before_ms, built.after_ms, built.salt) == (GRACE_MS, GRACE_MS, SALT)


def test_of_too_many_rights_the_soonest_stay_and_staff_always_and_the_message_fits():
    crowd = [_right(number, NOW + number * 60_000) for number in range(600)]
    built = build_grants([*crowd, _right(999, NOW + 6 * 24 * HOUR_MS, staff=True)], salt=SALT, now_ms=NOW)
    assert len(built.g) == MAX_GRANTS
    assert built.g[0].staff
    assert built.g[-1].booking == crowd[MAX_GRANTS - 2].booking
    assert len(encode(built)) * 4 / 3 < 126 * 1024


@given(st.integers(0, HOUR_MS - 1), st.integers(0, HOUR_MS - 1))
def test_the_passing_of_minutes_changes_no_document(one, other):
    rights = [_right(number, NOW + (number - 5) * HOUR_MS) for number in range(12)]
    hour = NOW - NOW % HOUR_MS
    first, second = (build_grants(rights, salt=SALT, now_ms=hour + minute).g for minute in (one, other))
    assert first == second


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
