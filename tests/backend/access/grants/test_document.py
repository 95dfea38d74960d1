import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.access.grants.demands import CompartmentAccess, Demands
from hallenwart_backend.access.grants.document import AHEAD_MS, Frame, Right, build_grants
from hallenwart_contract.codec import MAX_PAYLOAD_BYTES, encode
from hallenwart_contract.documents import MAX_CREDENTIALS, MAX_GRANTS, MAX_GRANTS_BYTES, Credential, CredentialKind

NOW = 1_795_431_600_000
HOUR_MS = 3_600_000
GRACE_MS = 15 * 60_000
FRAME = Frame(salt=bytes(16), before_ms=GRACE_MS, after_ms=GRACE_MS)


def right(number: int, start_ms: int, **changes) -> Right:
    values = {
        "id": f"b{number:015d}.nordpark-1",
        "booking": f"b{number:015d}",
        "slots": (3, 1),
        "from_ms": start_ms,
        "to_ms": start_ms + 2 * HOUR_MS,
        "pin": bytes(16),
    }
    return Right(**values | changes)


def credentials(count: int) -> dict[str, Credential]:
    return {
        f"c{number}": Credential(id=f"c{number}", kind=CredentialKind.PIN, hash=bytes(16), long=bytes(16), duress=bytes(16))
        for number in range(count)
    }


def test_a_locker_gets_the_week_and_no_more():
    rights = [
        right(1, NOW - 4 * HOUR_MS),
        right(2, NOW),
        right(3, NOW + AHEAD_MS + HOUR_MS),
        right(4, NOW + AHEAD_MS - 2 * HOUR_MS),
    ]
    built = build_grants(rights, FRAME, now_ms=NOW)
    assert [grant.booking for grant in built.grants.g] == [rights[1].booking, rights[3].booking]
    assert built.grants.g[0].slots == [1, 3]
    assert (built.grants.before_ms, built.grants.after_ms, built.left_out) == (GRACE_MS, GRACE_MS, ())


def test_of_too_many_rights_the_soonest_stay_and_staff_always_and_what_has_no_room_is_named():
    crowd = [right(number, NOW + number * 60_000) for number in range(600)]
    staff = right(999, NOW + 6 * 24 * HOUR_MS, staff=True)
    built = build_grants([*crowd, staff], FRAME, now_ms=NOW)
    kept = len(built.grants.g)
    assert built.grants.g[0].staff
    assert built.grants.g[-1].booking == crowd[kept - 2].booking
    assert built.left_out == tuple(one.id for one in crowd[kept - 1 :])


@given(
    st.lists(st.integers(0, 10_000), max_size=900),
    st.integers(0, 300),
    st.integers(0, 6),
    st.integers(0, 4_000),
)
def test_no_document_is_larger_than_its_caps(starts, keys, per_right, denials):
    known = credentials(keys)
    names = sorted(known)
    rights = [
        right(number, NOW + minute * 60_000, long=bytes(16), duress=bytes(16), who="0123456789ab", creds=tuple(chosen))
        for number, minute in enumerate(starts)
        for chosen in [names[(number * per_right) % max(1, keys) :][:per_right]]
    ]
    deny = [f"b{number:015d}.nordpark-1" for number in range(denials)]
    built = build_grants(rights, Frame(bytes(16), GRACE_MS, GRACE_MS, deny=deny), known, now_ms=NOW)
    made = built.grants
    assert len(made.g) <= MAX_GRANTS
    assert len(made.creds) <= MAX_CREDENTIALS
    assert len(encode(made)) <= MAX_GRANTS_BYTES
    assert len(encode(made)) * 4 / 3 + 1024 < MAX_PAYLOAD_BYTES
    assert {name for grant in made.g for name in grant.creds} == {one.id for one in made.creds}
    inside = {grant.id for grant in made.g} | {one.id for one in made.creds} | set(made.deny)
    assert not inside & (set(built.left_out) - set(made.deny) - {one.id for one in made.creds})
    due = {one.id for one in rights if one.from_ms < NOW + AHEAD_MS}
    assert due - inside <= set(built.left_out)


@given(st.integers(0, HOUR_MS - 1), st.integers(0, HOUR_MS - 1))
def test_the_passing_of_minutes_changes_no_document(one, other):
    rights = [right(number, NOW + (number - 5) * HOUR_MS) for number in range(12)]
    hour = NOW - NOW % HOUR_MS
    first, second = (build_grants(rights, FRAME, now_ms=hour + minute).grants.g for minute in (one, other))
    assert first == second


@pytest.mark.parametrize(
    ("asked", "uses", "second"),
    [
        ({}, 0, False),
        ({1: CompartmentAccess(uses=3)}, 3, False),
        ({1: CompartmentAccess(uses=3), 3: CompartmentAccess(uses=2, second=True)}, 2, True),
        ({2: CompartmentAccess(uses=1, second=True)}, 0, False),
    ],
)
def test_what_compartments_demand_becomes_part_of_the_right(asked, uses, second):
    found = Demands(compartments={("d", number): one for number, one in asked.items()}).applied(right(1, NOW), "d")
    assert (found.uses, found.second) == (uses, second)
