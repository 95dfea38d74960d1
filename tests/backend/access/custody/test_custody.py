"""Keys, doors and empty halls, from events to incidents."""

import pytest
from sqlalchemy import select

from hallenwart_backend.access.custody.presence_watch import PresenceWatch
from hallenwart_backend.access.grants.tables import grants
from hallenwart_backend.alerts.policy.rules import COOLDOWN_S
from hallenwart_backend.booking.service import Wish
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event, State
from support.backends import HOUR_MS, MONDAY_NOON_MS, SEED, open_town

pytestmark = pytest.mark.usefixtures("each_database")

SEEDED = (
    SEED
    + """
[[booking]]
hall = "gymnastik"
sections = [1]
club = "bc-04"
title = "Yoga"
date = "2026-11-23"
start = "12:00"
end = "14:00"
"""
)


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path, seed=SEEDED) as opened:
        yield opened


async def _tell(town, kind, slot=1, **a):
    await town.backend.lockers.custody.on_event(
        town.arrival(), Event(kind=kind, t_ms=town.clock.now_ms(), c="locker", a={"slot": slot, **a})
    )
    town.clock.advance(1_000)


async def _open_kinds(town):
    return {one.what.kind: one for one in await town.backend.incidents.open_incidents()}


@pytest.mark.parametrize(
    ("kind", "incident", "sev", "cure"),
    [
        (EventKind.DOOR_FORCED, "forced_door", "crit", EventKind.DOOR_CLOSED),
        (EventKind.DOOR_LEFT_OPEN, "left_open", "warn", EventKind.DOOR_CLOSED),
        (EventKind.DOOR_JAMMED, "jammed", "warn", EventKind.DOOR_OPENED),
        (EventKind.KEY_WRONG, "wrong_key", "warn", EventKind.KEY_RETURNED),
    ],
)
async def test_trouble_at_a_door_is_an_incident_until_it_is_over_and_resolved(town, kind, incident, sev, cure):
    await _tell(town, kind)
    found = (await _open_kinds(town))[incident]
    assert (found.what.sev, found.what.slot, found.what.detail, found.what.site) == (sev, 1, "Nordpark Drittel 1", "nordpark")
    await _tell(town, cure)
    assert (await _open_kinds(town))[incident].cleared_ms is not None
    await town.backend.incidents.resolve(found.id, by="x", note="", may=lambda _: True)
    town.clock.advance(COOLDOWN_S * 1_000)
    await _tell(town, kind)
    assert (await _open_kinds(town))[incident].id != found.id


async def test_a_booked_hall_that_stays_empty_is_a_hint_that_ends_when_someone_comes(town):
    await town.backend.board.on_state(town.arrival("nordpark-2"), State(dev="nordpark-2", people={"gymnastik": 0}))
    await town.backend.occupancy.on_state(town.arrival("nordpark-2"), State(dev="nordpark-2", people={"gymnastik": 0}))
    town.clock.advance(14 * 60_000)
    await town.backend.occupancy.on_state(town.arrival("nordpark-2"), State(dev="nordpark-2", people={"gymnastik": 0}))
    await town.backend.lockers.look()
    assert "no_show" not in await _open_kinds(town)
    town.clock.advance(7 * 60_000)
    for _ in range(2):
        await town.backend.lockers.look()
    assert (await _open_kinds(town))["no_show"].what.detail == "BC 04 · Yoga"
    await town.backend.occupancy.on_state(town.arrival("nordpark-2"), State(dev="nordpark-2", people={"gymnastik": 5}))
    await town.backend.lockers.look()
    assert "no_show" not in await _open_kinds(town)


async def test_a_server_that_never_heard_the_counter_before_a_booking_takes_nothing_for_empty(town):
    town.clock.advance(21 * 60_000)
    await town.backend.occupancy.on_state(town.arrival("nordpark-2"), State(dev="nordpark-2", people={"gymnastik": 0}))
    await town.backend.lockers.look()
    assert "no_show" not in await _open_kinds(town)


async def test_a_hint_told_before_a_restart_ends_after_it(town):
    for minutes in (0, 21):
        town.clock.advance(minutes * 60_000)
        await town.backend.occupancy.on_state(town.arrival("nordpark-2"), State(dev="nordpark-2", people={"gymnastik": 0}))
    await town.backend.lockers.look()
    assert "no_show" in await _open_kinds(town)
    backend = town.backend
    restarted = PresenceWatch(backend.records, backend.places, backend.clock, backend.incidents, backend.board)
    town.clock.advance(3 * HOUR_MS)
    await restarted.look()
    assert "no_show" not in await _open_kinds(town)


async def test_seeded_bookings_get_their_codes_and_lose_them_after_the_window(town):
    await town.backend.desk.publish_all()
    read = select(grants.c.pin, grants.c.code, grants.c.rev)
    (pin, code, rev) = await town.backend.records.read(lambda connection: connection.execute(read).one())
    assert None not in (pin, code, rev)
    town.clock.advance(3 * HOUR_MS)
    await town.backend.desk.publish_all()
    assert (await town.backend.records.read(lambda connection: connection.execute(read).one()))[:2] == (None, None)
    assert town.backend.publisher.wanted("nordpark-1", "grants").g == []


async def test_a_taken_key_without_a_grant_is_told_by_compartment_and_time(town):
    wish = Wish("nordpark", (2,), MONDAY_NOON_MS, MONDAY_NOON_MS + HOUR_MS, "A")
    booking = await town.backend.bookings.enter(wish, club="bc-04", person=None)
    await _tell(town, EventKind.KEY_TAKEN, slot=2)
    held = await town.backend.access.held_keys()
    assert [(one.slot, one.booking, one.due_ms) for one in held] == [(2, booking.id, MONDAY_NOON_MS + HOUR_MS)]
    await _tell(town, EventKind.KEY_RETURNED, slot=2)
    assert await town.backend.access.held_keys() == []
