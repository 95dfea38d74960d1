"""A booking with fog: proposed, accepted by a person, carried out by the server, ended with the booking, never in silence."""

import pytest

from hallenwart_contract.zones import Zone
from support.backends import AMT, HOUR_MS, JANA, KERN, MONDAY_NOON_MS, open_town
from support.fire_town import DEVICE, HEAT, SMOKE, beat, kept, measure, off_of, show
from support.locker_town import connect, letters, reachable

START_MS = MONDAY_NOON_MS + HOUR_MS
END_MS = START_MS + 2 * HOUR_MS
MINUTE_MS = 60_000


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def _book(town, effects=("fog",)):
    wish = {"hall": "nordpark", "sections": [1], "start_ms": START_MS, "end_ms": END_MS, "title": "Tanz", "effects": effects}
    answer = await (await town.signed_in(JANA)).post("/api/bookings", json=wish)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def _sensors(town):
    wire = await connect(town)
    await show(town)
    await measure(town, SMOKE, "smoke_pct_m", 0.2)
    await measure(town, HEAT, "temp_c", 20.0)
    return wire


async def _proposals(town):
    return (await (await town.signed_in(KERN)).get("/api/fire/proposals")).json()["proposals"]


async def _decide(town, booking, word, email=KERN):
    return await (await town.signed_in(email)).post(f"/api/fire/proposals/{booking}/{word}")


async def _look(town, to_ms=None, *, heard=True):
    if to_ms is not None:
        town.clock.advance(to_ms - town.clock.now_ms())
    if heard:
        await beat(town)
    await town.backend.fire_room.look()


async def _running(town):
    """Accepted and carried out. Returns the wire, the booking and what the device shows."""
    wire, booking = await _sensors(town), await _book(town)
    assert (await _decide(town, booking["id"], "accept")).status_code == 200
    await _look(town, START_MS)
    off = off_of(wire.sent[-1][1], since_ms=START_MS)
    await show(town, zones=[Zone(id="geraeteraum", sensors=[SMOKE, HEAT], word="disabled")], off=[off])
    await _look(town)
    return wire, booking, off


async def test_fog_is_proposed_and_nothing_happens_before_somebody_accepts(town):
    wire, booking = await _sensors(town), await _book(town)
    assert booking["effects"] == ["fog"]
    (one,) = await _proposals(town)
    assert (one["id"], one["state"], one["title"]) == (booking["id"], "open", "TSV Lindenau · Tanz")
    assert ([s["c"] for s in one["sensors"]], [s["c"] for s in one["stays"]]) == ([SMOKE], [HEAT])
    await _look(town, START_MS + MINUTE_MS)
    assert wire.sent == []


async def test_what_was_accepted_is_disabled_from_start_to_end_in_that_person_s_name(town):
    wire, booking = await _sensors(town), await _book(town)
    accepted = (await _decide(town, booking["id"], "accept")).json()
    assert (accepted["state"], accepted["person"]) == ("accepted", "M. Kern")
    await _look(town, START_MS - 1)
    assert wire.sent == []
    for _ in range(3):
        await _look(town, START_MS + 2_000)
    assert [(command.op, command.arg["c"], command.arg["until_ms"], command.arg["reason"]) for _, command in wire.sent] == [
        ("disable", SMOKE, END_MS, "fog")
    ]
    await show(town, off=[off_of(wire.sent[-1][1], since_ms=town.clock.now_ms())])
    await _look(town)
    zone = next(one for one in (await town.backend.build_view()).zones if one.zone == "geraeteraum")
    assert [(one.owner, one.booking, one.text) for one in zone.off] == [
        ("M. Kern", "TSV Lindenau · Tanz", "Nebel: TSV Lindenau · Tanz")
    ]
    assert [one["state"] for one in await _proposals(town)] == ["running"]


async def test_a_device_that_is_not_reached_at_the_start_is_told_to_the_owner_and_tried_again(town):
    await reachable(town, KERN)
    wire, booking = await _sensors(town), await _book(town)
    await _decide(town, booking["id"], "accept")
    town.clock.advance(HOUR_MS)  # silent for an hour
    for _ in range(2):
        await _look(town, heard=False)
    assert wire.sent == []
    (told,) = await letters(town)
    assert "NICHT abgeschaltet, Gerät nicht erreicht" in told[1]
    await _look(town, START_MS + MINUTE_MS)
    assert [command.op for _, command in wire.sent] == ["disable"]


async def test_a_cancelled_booking_enables_again(town):
    wire, booking, off = await _running(town)
    assert (await (await town.signed_in(JANA)).delete(f"/api/bookings/{booking['id']}")).status_code == 204
    for _ in range(2):
        await _look(town)
    assert [(command.op, command.arg.get("off")) for _, command in wire.sent[1:]] == [("enable", off.id)]
    town.clock.advance(1_000)
    await show(town)
    await _look(town)
    assert next(said for _, _, said in await kept(town, "fire.on")).endswith("weil die Belegung endete oder geändert wurde")


async def test_a_booking_that_ends_earlier_takes_its_disablement_with_it(town):
    wire, booking, off = await _running(town)
    moved = {"end_ms": END_MS - HOUR_MS}
    assert (await (await town.signed_in(JANA)).patch(f"/api/bookings/{booking['id']}", json=moved)).status_code == 200
    await _look(town)
    assert [command.op for _, command in wire.sent[1:]] == ["enable"]
    town.clock.advance(1_000)
    await show(town)
    await _look(town)
    await _look(town)
    assert [(command.op, command.arg.get("until_ms")) for _, command in wire.sent[2:]] == [("disable", END_MS - HOUR_MS)]
    assert off.until_ms == END_MS


async def test_a_booking_decides_over_the_end_of_its_disablement(town):
    wire, _, off = await _running(town)
    asked = {"off": off.id, "until_ms": END_MS + HOUR_MS}
    refused = await (await town.signed_in(KERN)).post(f"/api/fire/{DEVICE}/renew", json=asked)
    assert (refused.status_code, refused.json()["code"]) == (409, "ends_with_booking")
    assert [command.op for _, command in wire.sent] == ["disable"]


async def test_who_enables_one_again_meant_it(town):
    wire, _, off = await _running(town)
    await (await town.signed_in(KERN)).post(f"/api/fire/{DEVICE}/enable", json={"off": off.id})
    town.clock.advance(1_000)
    await show(town)
    for _ in range(2):
        await _look(town)
    assert [command.op for _, command in wire.sent] == ["disable", "enable"]


async def test_dismissed_stays_on_and_what_runs_is_ended(town):
    wire, booking, off = await _running(town)
    assert (await _decide(town, booking["id"], "dismiss")).json()["state"] == "dismissed"
    await _look(town)
    assert [(command.op, command.arg.get("off")) for _, command in wire.sent[1:]] == [("enable", off.id)]


async def test_without_known_smoke_sensors_nothing_can_be_accepted(town):
    await connect(town)
    await show(town)
    booking = await _book(town)
    refused = await _decide(town, booking["id"], "accept")
    assert (refused.status_code, refused.json()["code"]) == (409, "no_smoke_sensors")
    assert (await _decide(town, booking["id"], "accept", AMT)).status_code == 403
    assert (await _decide(town, "gone", "accept")).json()["code"] == "no_such_proposal"


async def test_fog_can_be_added_and_taken_away_later(town):
    await _sensors(town)
    booking = await _book(town, effects=())
    assert await _proposals(town) == []
    jana = await town.signed_in(JANA)
    assert (await jana.patch(f"/api/bookings/{booking['id']}", json={"effects": ["fog"]})).json()["effects"] == ["fog"]
    assert len(await _proposals(town)) == 1
    assert (await jana.patch(f"/api/bookings/{booking['id']}", json={"effects": []})).json()["effects"] == []
    assert await _proposals(town) == []
    assert (await jana.patch(f"/api/bookings/{booking['id']}", json={"effects": ["laser"]})).status_code == 422
