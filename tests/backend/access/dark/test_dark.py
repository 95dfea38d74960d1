"""Codes for a dark locker: told by themselves, told by the staff on call, taken back; always what a Pi computes."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import select

from hallenwart_backend.access.dark.rules import is_due, may_have, pick
from hallenwart_backend.access.dark.tables import dark_codes
from hallenwart_backend.access.tables import audit
from hallenwart_contract.dark_codes import HOUR_MS, LENGTHS_H, MAX_AHEAD_MS, find, key_of
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Conn, Event
from hallenwart_contract.passes import serial_of
from support.backends import ADMIN, AMT, JANA, KERN, MEMBER, MONDAY_NOON_MS, OSMAN, YILMAZ, open_town

EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS
SLOTS = (1, 2, 3, 4, 8)


@pytest.fixture
async def town(tmp_path):
    """A town whose locker confirmed a list once and then fell silent."""
    async with open_town(tmp_path) as opened:
        dark = opened.backend.rights.dark
        dark._silent = lambda device: device == "nordpark-1"
        dark._online = lambda _: False
        await confirm(opened)
        yield opened


async def confirm(town):
    await town.backend.desk.publish_all()
    rev = town.backend.publisher.wanted("nordpark-1", "grants").rev
    conn = Conn(dev="nordpark-1", online=True, boot="b", conn=1, revs={"grants": rev})
    await town.backend.lockers.custody.on_conn(town.arrival(), conn)


async def book(town, email=JANA, start_ms=EVENING_MS, hours=2, sections=(1, 2)):
    client = await town.signed_in(email)
    wish = {
        "hall": "nordpark",
        "sections": list(sections),
        "start_ms": start_ms,
        "end_ms": start_ms + int(hours * HOUR_MS),
        "title": "A",
    }
    answer = await client.post("/api/bookings", json=wish)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def seen(town, booking, email=JANA):
    found = (await (await town.signed_in(email)).get("/api/bookings")).json()["bookings"]
    return next(one for one in found if one["id"] == booking["id"])


def opens(town, digits, at_ms, kid=1):
    """Return what a Pi would open for these digits."""
    key = key_of(town.backend.devices.registry["nordpark-1"].secret, kid)
    found = find(digits, SLOTS, at_ms, key=key)
    return found.slot if found else None


async def test_a_right_that_cannot_arrive_gets_a_spare_code_per_compartment(town):
    booking = await book(town)
    assert booking["dark"] == []
    await town.backend.rights.look()
    shown = (await seen(town, booking))["dark"]
    assert [(one["slot"], len(one["digits"]), one["grouped"]) for one in shown] == [
        (slot, 9, f"{one['digits'][:3]} {one['digits'][3:6]} {one['digits'][6:]}")
        for slot, one in zip((1, 2), shown, strict=True)
    ]
    assert [opens(town, one["digits"], EVENING_MS) for one in shown] == [1, 2]
    assert [opens(town, one["digits"], EVENING_MS - HOUR_MS) for one in shown] == [None, None]
    await town.backend.rights.look()
    assert (await seen(town, booking))["dark"] == shown
    other = await book(town, OSMAN, EVENING_MS + 3 * HOUR_MS)
    assert (await seen(town, other, MEMBER))["dark"] == []


async def test_what_arrived_or_is_far_off_or_at_a_locker_that_is_heard_gets_none(town):
    far = await book(town, start_ms=MONDAY_NOON_MS + MAX_AHEAD_MS + HOUR_MS)
    near = await book(town)
    await confirm(town)
    other = await book(town, OSMAN, EVENING_MS + 2 * HOUR_MS)
    town.backend.rights.dark._silent = lambda _: False
    await town.backend.rights.look()
    town.backend.rights.dark._silent = lambda _: True
    rows = await town.backend.records.read(lambda connection: connection.execute(select(dark_codes)).all())
    assert rows == []
    await town.backend.rights.look()
    assert [bool((await seen(town, one, email))["dark"]) for one, email in ((far, JANA), (near, JANA), (other, OSMAN))] == [
        False,
        False,
        True,
    ]


async def test_a_cancelled_or_moved_booking_loses_its_spare_codes(town):
    booking = await book(town, sections=[1])
    await town.backend.rights.look()
    first = (await seen(town, booking))["dark"][0]
    jana = await town.signed_in(JANA)
    moved = await jana.patch(f"/api/bookings/{booking['id']}", json={"sections": [2]})
    assert moved.json()["dark"] == []
    await town.backend.desk.publish_all()
    assert first["id"] in town.backend.publisher.wanted("nordpark-1", "grants").deny
    await town.backend.rights.look()
    assert [one["slot"] for one in (await seen(town, booking))["dark"]] == [2]
    await jana.delete(f"/api/bookings/{booking['id']}")
    await town.backend.desk.publish_all()
    assert len([one for one in town.backend.publisher.wanted("nordpark-1", "grants").deny if one.startswith("dark.")]) == 2


async def test_the_staff_on_call_tell_a_code_and_that_is_noted(town):
    kern = await town.signed_in(KERN)
    answer = await kern.post("/api/devices/nordpark-1/dark-codes", json={"slot": 4, "reason": "Anruf, Handy leer"})
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert opens(town, told["digits"], town.clock.now_ms()) == 4
    assert opens(town, told["digits"], town.clock.now_ms() + 3 * HOUR_MS) is None
    again = (await kern.post("/api/devices/nordpark-1/dark-codes", json={"slot": 4, "reason": "Anruf"})).json()
    assert again["digits"] != told["digits"]
    third = await kern.post("/api/devices/nordpark-1/dark-codes", json={"slot": 4, "reason": "Anruf"})
    assert (third.status_code, third.json()["code"]) == (409, "all_told")
    assert (await kern.delete(f"/api/devices/nordpark-1/dark-codes/{told['id']}")).status_code == 204
    listed = (await kern.get("/api/devices/nordpark-1/dark-codes")).json()["codes"]
    assert {one["id"]: one["denied"] for one in listed} == {told["id"]: True, again["id"]: False}
    assert told["digits"] not in str(listed)
    admin = await town.signed_in(ADMIN)
    deeds = (await admin.get("/api/access/deeds")).json()["deeds"]
    assert [(one["act"], one["name"]) for one in deeds] == [("dark.denied", "M. Kern")] + [("dark.told", "M. Kern")] * 2
    assert "Anruf, Handy leer" in deeds[-1]["detail"]
    stored = await town.backend.records.read(lambda connection: connection.execute(select(audit)).all())
    assert "Kern" not in str(stored)


@pytest.mark.parametrize(
    ("email", "device", "slot", "status"),
    [
        (YILMAZ, "nordpark-1", 1, 201),
        (ADMIN, "nordpark-1", 1, 201),
        (AMT, "nordpark-1", 1, 403),
        (JANA, "nordpark-1", 1, 403),
        (KERN, "nordpark-1", 7, 404),
        (KERN, "unknown", 1, 404),
    ],
)
async def test_who_may_tell_a_code(town, email, device, slot, status):
    client = await town.signed_in(email)
    answer = await client.post(f"/api/devices/{device}/dark-codes", json={"slot": slot, "reason": "x"})
    assert answer.status_code == status, answer.text


async def test_a_new_key_ends_all_codes_and_needs_a_locker_that_hears_it(town):
    booking = await book(town, sections=[1])
    await town.backend.rights.look()
    old = (await seen(town, booking))["dark"][0]
    admin = await town.signed_in(ADMIN)
    refused = await admin.put("/api/devices/nordpark-1/dark-key", json={"on": True})
    assert (refused.status_code, refused.json()["code"]) == (409, "device_offline")
    town.backend.rights.dark._online = lambda _: True
    assert (await admin.put("/api/devices/nordpark-1/dark-key", json={"on": True})).status_code == 204
    assert (await seen(town, booking))["dark"] == []
    await town.backend.rights.look()
    fresh = (await seen(town, booking))["dark"][0]
    assert (fresh["digits"] == old["digits"], opens(town, fresh["digits"], EVENING_MS, kid=2)) == (False, 1)
    await town.backend.desk.publish_all()
    made = town.backend.publisher.wanted("nordpark-1", "grants")
    assert (made.dark_kid, made.deny) == (2, [])
    assert (await admin.put("/api/devices/nordpark-1/dark-key", json={"on": False})).status_code == 204
    await town.backend.desk.publish_all()
    await town.backend.rights.look()
    assert town.backend.publisher.wanted("nordpark-1", "grants").dark_kid == 0
    assert (await seen(town, booking))["dark"] == []
    kern = await town.signed_in(KERN)
    none = await kern.post("/api/devices/nordpark-1/dark-codes", json={"slot": 4, "reason": "Anruf"})
    assert (none.status_code, none.json()["code"]) == (409, "no_dark_codes")


MINUTES = st.integers(0, 10 * 60)


@given(MINUTES, st.integers(30, 8 * 60), MINUTES, st.integers(0, 3))
@example(1, 240, 240, 0)
def test_a_picked_code_is_new_holds_now_or_at_the_begin_and_no_longer_than_needed(start_min, length_min, now_min, told_count):
    base = MONDAY_NOON_MS - MONDAY_NOON_MS % HOUR_MS
    from_ms = base + start_min * 60_000
    to_ms = from_ms + length_min * 60_000
    now_ms = base + now_min * 60_000
    told: set[str] = set()
    for _ in range(told_count):
        if (one := pick(from_ms, to_ms, 1, told=told, now_ms=now_ms)) is not None:
            told.add(one.id)
    code = pick(from_ms, to_ms, 1, told=told, now_ms=now_ms)
    if code is None:
        assert len(told) == 2 or to_ms <= now_ms
        return
    assert code.id not in told
    assert code.start_ms % HOUR_MS == 0
    assert code.hours in LENGTHS_H
    covered = to_ms - (from_ms - from_ms % HOUR_MS) <= max(LENGTHS_H) * HOUR_MS
    reached_ms = from_ms if covered else max(from_ms, now_ms)
    assert code.start_ms <= reached_ms < code.start_ms + HOUR_MS
    assert code.end_ms >= to_ms or code.hours == max(LENGTHS_H)


@pytest.mark.parametrize(("slot", "expected"), [(1, True), (12, True), (13, False), (99, False)])
def test_a_locker_knows_codes_of_its_first_twelve_compartments(slot, expected):
    assert may_have(slot, range(1, 17)) == expected


def test_codes_are_told_two_days_ahead_until_the_end():
    assert is_due(MAX_AHEAD_MS, MAX_AHEAD_MS + 1, 0)
    assert not is_due(MAX_AHEAD_MS + 1, MAX_AHEAD_MS + 2, 0)
    assert not is_due(0, 10, 10)


async def take(town, grant, slot=1):
    for listener, kind in ((town.backend.rights.loop, EventKind.AUTH_OK), (town.backend.lockers.custody, EventKind.KEY_TAKEN)):
        told = Event(kind=kind, t_ms=town.clock.now_ms(), c="locker", a={"grant": grant, "slot": slot, "purpose": "use"})
        await listener.on_event(town.arrival(), told)
    return next(one for one in await town.backend.rights.access.held_keys() if one.slot == slot)


async def test_a_key_fetched_by_a_name_of_the_lockers_own_is_out_for_its_booking(town):
    booking = await book(town)
    await town.backend.rights.look()
    rows = await town.backend.records.read(lambda connection: connection.execute(select(dark_codes)).all())
    shown_pass = "pass." + serial_of(f"{booking['id']}.nordpark-1").hex()
    town.clock.advance(6 * HOUR_MS)
    for slot, name in ((1, next(row.id for row in rows if row.slot == 1)), (2, shown_pass)):
        held = await take(town, name, slot)
        assert (held.booking, held.due_ms) == (booking["id"], booking["end_ms"])
        assert (await seen(town, booking))["step"] == "key_out"


async def test_a_key_fetched_with_a_code_told_without_a_booking_is_due_when_the_code_ends(town):
    answer = await (await town.signed_in(KERN)).post("/api/devices/nordpark-1/dark-codes", json={"slot": 4, "reason": "Anruf"})
    assert answer.status_code == 201, answer.text
    row = await town.backend.records.read(lambda connection: connection.execute(select(dark_codes)).one())
    held = await take(town, row.id, row.slot)
    assert (held.grant, held.booking, held.due_ms) == (row.id, "", row.start_ms + row.hours * HOUR_MS)
    assert (await take(town, "dark.1.2.0.3", 3)).due_ms is None
