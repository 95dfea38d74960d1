"""What clubs are told of their bookings, once each."""

import pytest

from hallenwart_backend.booking import store as bookings
from hallenwart_contract.messages import Conn
from support.backends import HOUR_MS, JANA, MEMBER, MONDAY_NOON_MS, OSMAN, open_town
from support.locker_town import book, letters, look, reachable

START_MS = MONDAY_NOON_MS + 2 * HOUR_MS
DAY_MS = 24 * HOUR_MS


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        await reachable(opened, JANA, OSMAN, MEMBER)
        yield opened


async def _confirmed(town):
    await town.backend.desk.publish_all()
    rev = town.backend.publisher.wanted("nordpark-1", "grants").rev
    conn = Conn(dev="nordpark-1", online=True, boot="b", conn=1, revs={"grants": rev})
    await town.backend.lockers.custody.on_conn(town.arrival(), conn)


async def test_who_books_at_short_notice_learns_when_the_code_is_at_the_locker(town):
    await book(town, "nordpark", START_MS, START_MS + HOUR_MS, "bc-04")
    await look(town)
    assert await letters(town) == []
    await _confirmed(town)
    for _ in range(2):
        await look(town)
    told = [(OSMAN, "Ihr Code ist am Schlüsselkasten · Sporthalle Nordpark / Your code is at the key locker")]
    assert await letters(town) == told


async def test_who_booked_in_good_time_is_not_bothered(town):
    await book(town, "nordpark", START_MS + 2 * DAY_MS, START_MS + 2 * DAY_MS + HOUR_MS, "bc-04")
    await _confirmed(town)
    town.clock.advance(2 * DAY_MS)
    await look(town)
    assert await letters(town) == []


async def test_a_moved_booking_is_told_with_both_times_and_each_move_anew(town):
    booking = await book(town, "nordpark", START_MS + 2 * DAY_MS, START_MS + 2 * DAY_MS + HOUR_MS, "tsv-lindenau")
    jana = await town.signed_in(JANA)
    for hours in (1, 2):
        start = booking.start_ms + hours * HOUR_MS
        answer = await jana.patch(f"/api/bookings/{booking.id}", json={"start_ms": start, "end_ms": start + HOUR_MS})
        assert answer.status_code == 200, answer.text
        for _ in range(2):
            await look(town)
    assert [title for _, title in await letters(town)] == ["Belegung verschoben · Sporthalle Nordpark / Booking moved"] * 2


async def test_a_cancelled_booking_is_told_while_it_still_matters(town):
    first, later = [
        await book(town, "nordpark", START_MS + day * DAY_MS, START_MS + day * DAY_MS + HOUR_MS, "bc-04") for day in (0, 3)
    ]
    for one in (first, later):
        await town.backend.records.write(
            lambda connection, one=one: bookings.cancel(connection, one.id, now_ms=town.clock.now_ms())
        )
    for _ in range(2):
        await look(town)
    assert [address for address, _ in await letters(town)] == [OSMAN, OSMAN]
