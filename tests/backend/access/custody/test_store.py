"""Custody in the records: one key has one holder at most, whatever is told twice, and its due time follows the plan."""

from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, delete, select

from hallenwart_backend.access.custody import store as custody_store
from hallenwart_backend.access.custody.rules import Held
from hallenwart_backend.access.custody.tables import custody
from hallenwart_backend.adapters.records_all import metadata
from hallenwart_backend.booking import store as bookings
from support.backends import HOUR_MS, JANA, MONDAY_NOON_MS, open_town
from support.locker_town import book, take

pytestmark = pytest.mark.usefixtures("each_database")

happenings = st.lists(st.tuples(st.sampled_from(["take", "return"]), st.integers(1, 2), st.integers(1, 12)), max_size=12)


@pytest.fixture(scope="module")
def engine():
    made = create_engine("sqlite://")
    metadata.create_all(made)
    with closing(made.raw_connection()):
        yield made
    made.dispose()


def _tell(connection, told) -> None:
    for what, slot, at_ms in told:
        if what == "take":
            custody_store.add_custody(connection, Held("a", slot, at_ms))
        else:
            custody_store.end_custody(connection, "a", slot, at_ms=at_ms)


def _rows(connection):
    return sorted(tuple(row) for row in connection.execute(select(custody.c.slot, custody.c.taken_ms, custody.c.returned_ms)))


@settings(max_examples=150, deadline=None)
@given(happenings)
def test_told_in_order_and_again_nothing_changes_and_nobody_holds_a_key_twice(engine, told):
    told = sorted(told, key=lambda one: one[2])
    with engine.begin() as connection:
        connection.execute(delete(custody))
        _tell(connection, told)
        once = _rows(connection)
        assert all(back is None or back >= taken for _, taken, back in once)
        out = [one.slot for one in custody_store.held_keys(connection)]
        assert len(out) == len(set(out))
        last = {slot: what for what, slot, _ in told}
        ties = {slot for _, slot, at in told if sum(1 for _, s, t in told if (s, t) == (slot, at)) > 1}
        assert {slot for slot in out if slot not in ties} == {
            slot for slot, what in last.items() if what == "take" and slot not in ties
        }
        _tell(connection, told[-1:])
        assert _rows(connection) == once
        connection.execute(delete(custody))


async def test_a_key_is_due_when_its_booking_ends_also_after_it_was_moved_or_cancelled(tmp_path):
    async with open_town(tmp_path) as town:
        booking = await book(town, "nordpark", MONDAY_NOON_MS, MONDAY_NOON_MS + HOUR_MS, "tsv-lindenau")
        await take(town, booking)

        async def due() -> int | None:
            (held,) = await town.backend.access.held_keys()
            return held.due_ms

        assert await due() == MONDAY_NOON_MS + HOUR_MS
        jana = await town.signed_in(JANA)
        longer = {"start_ms": MONDAY_NOON_MS, "end_ms": MONDAY_NOON_MS + 2 * HOUR_MS}
        assert (await jana.patch(f"/api/bookings/{booking.id}", json=longer)).status_code == 200
        assert await due() == MONDAY_NOON_MS + 2 * HOUR_MS
        town.clock.advance(60_000)
        await town.backend.records.write(lambda c: bookings.cancel(c, booking.id, now_ms=town.clock.now_ms()))
        assert await due() == MONDAY_NOON_MS + 60_000
