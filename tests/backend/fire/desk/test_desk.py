"""The fire desk over HTTP: who may what, what reaches the device, what the register and the page show."""

import pytest

from hallenwart_backend.fire.desk.rules import DAY_MS, HOUR_MS, MINUTE_MS, SHOWN_WITHIN_MS
from hallenwart_contract.messages import Alarm
from hallenwart_contract.zones import Disablement, Zone
from support.backends import ADMIN, KERN, MONDAY_NOON_MS, WEHR, open_town
from support.fire_town import DEVICE, HEAT, ROOM, SMOKE, beat, happen, kept, off_of, show
from support.locker_town import connect, incident, letters, open_kinds, reachable

pytestmark = pytest.mark.usefixtures("each_database")

UNTIL_MS = MONDAY_NOON_MS + 3 * HOUR_MS


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def _disable(town, email=KERN, **changes):
    body = {"zone": "geraeteraum", "c": SMOKE, "until_ms": UNTIL_MS, "reason": "dust", "text": "Dach wird geflext"} | changes
    return await (await town.signed_in(email)).post(f"/api/fire/{DEVICE}/disable", json=body)


async def _look(town, ms: int = 0) -> None:
    town.clock.advance(ms)
    await beat(town)
    await town.backend.fire_room.look()


async def _disabled(town):
    """A sensor that is disabled, and shown so by its device. Returns the wire and what the device shows."""
    wire = await connect(town)
    await show(town)
    assert (await _disable(town)).status_code == 202
    off = off_of(wire.sent[-1][1], since_ms=town.clock.now_ms())
    await show(town, zones=[Zone(id=ROOM.id, sensors=ROOM.sensors, word="disabled")], off=[off])
    await _look(town)
    return wire, off


async def _zone(town, zone="geraeteraum"):
    return next(one for one in (await town.backend.build_view()).zones if one.zone == zone)


async def test_a_disabled_sensor_has_owner_reason_and_end_on_the_page_and_in_the_log(town):
    wire, off = await _disabled(town)
    command = wire.sent[-1][1]
    assert (command.op, command.arg["zone"], command.arg["c"], command.arg["until_ms"]) == (
        "disable",
        "geraeteraum",
        SMOKE,
        UNTIL_MS,
    )
    assert "Kern" not in str(command.arg)
    assert "geflext" not in str(command.arg)
    zone = await _zone(town)
    assert [(one.id, one.c, one.owner, one.reason, one.text, one.until_ms) for one in zone.off] == [
        (off.id, SMOKE, "M. Kern", "dust", "Dach wird geflext", UNTIL_MS)
    ]
    assert [(one.c, one.state) for one in zone.sensors] == [(SMOKE, "off"), (HEAT, "ok")]
    kern = town.backend.context.pseudonym((await _person(town, KERN)).id)
    assert [(kind, who) for kind, who, _ in await kept(town, "fire.off")] == [("fire.off", kern)]
    assert off.by == kern


async def _person(town, email):
    from hallenwart_backend.accounts.store import everybody

    return next(one for one in await town.backend.records.read(everybody) if one.email == email)


async def test_who_is_not_reached_is_told_so_and_nothing_is_kept_for_later(town):
    await show(town)
    refused = await _disable(town)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_reached")
    assert "nicht erreicht" in refused.json()["message"]["de"]
    assert await town.backend.fire_room.register.held() == []
    for act, body in (("silence", None), ("reset", {}), ("walk", {"zone": "geraeteraum", "on": True}), ("selftest", {})):
        answer = await (await town.signed_in(KERN)).post(f"/api/fire/{DEVICE}/{act}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (409, "not_reached"), act


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"until_ms": MONDAY_NOON_MS}, "past"),
        ({"until_ms": MONDAY_NOON_MS + 8 * DAY_MS}, "too_long"),
        ({"reason": "other", "text": "  "}, "no_text"),
        ({"zone": "keller"}, "no_such_zone"),
        ({"c": "rauch-99"}, "no_such_sensor"),
    ],
)
async def test_what_does_not_fit_is_refused_in_words(town, changes, code):
    await connect(town)
    await show(town)
    refused = await _disable(town, **changes)
    assert refused.json()["code"] == code
    assert len(refused.json()["message"]["de"]) > 20


async def test_owner_is_reminded_before_and_at_the_end(town):
    await reachable(town, KERN)
    _, off = await _disabled(town)
    await _look(town, 2 * HOUR_MS + MINUTE_MS)
    await _look(town, 51 * MINUTE_MS)
    await _look(town, MINUTE_MS)
    town.clock.advance(8 * MINUTE_MS)
    await show(town)
    await _look(town)
    await _look(town)
    titles = [title for _, title in await letters(town)]
    assert [title.split(" / ")[0].split(": ", 1)[1] for title in titles] == [
        "Noch abgeschaltet bis 23.11. 15:00",
        "In 10 Minuten wieder eingeschaltet (23.11. 15:00)",
        "Wieder eingeschaltet",
    ]
    assert await town.backend.fire_room.register.held() == []
    assert next(said for _, _, said in await kept(town, "fire.on")).endswith("zur vereinbarten Zeit wieder eingeschaltet")
    assert off.id


async def test_what_lasts_long_is_told_every_day_and_is_an_incident(town):
    await reachable(town, KERN)
    wire = await connect(town)
    await show(town)
    await _disable(town, until_ms=MONDAY_NOON_MS + 3 * DAY_MS)
    off = off_of(wire.sent[-1][1], since_ms=town.clock.now_ms())
    await show(town, off=[off])
    await _look(town)
    assert await open_kinds(town) == []
    for _ in range(2):
        await _look(town, DAY_MS + MINUTE_MS)
        await _look(town)
    told = [title for _, title in await letters(town) if "Immer noch" in title]
    assert len(told) == 2
    assert await open_kinds(town) == ["fire_off"]
    await show(town)
    await _look(town)
    assert "fire_off" not in await open_kinds(town)


async def test_a_disablement_nobody_here_knows_is_an_incident_and_stays_listed(town):
    await connect(town)
    strange = Disablement(id="strange", zone="geraeteraum", since_ms=MONDAY_NOON_MS, until_ms=UNTIL_MS, reason="work")
    await show(town, off=[strange])
    await _look(town)
    found = await incident(town, "fire_off")
    assert "niemand hier weiß davon" in found.what.detail
    (off,) = (await _zone(town)).off
    assert (off.id, off.owner) == ("strange", "")
    assert [(one.c, one.state) for one in (await _zone(town)).sensors] == [(SMOKE, "off"), (HEAT, "off")]


async def test_enabling_asks_the_device_and_ends_with_its_word(town):
    wire, off = await _disabled(town)
    asked = await (await town.signed_in(WEHR)).post(f"/api/fire/{DEVICE}/enable", json={"off": off.id})
    assert asked.status_code == 202
    assert (wire.sent[-1][1].op, wire.sent[-1][1].arg) == ("enable", {"off": off.id})
    await _look(town)
    assert [one.id for one in await town.backend.fire_room.register.held()] == [off.id]
    town.clock.advance(1_000)
    await show(town)
    await _look(town)
    assert await town.backend.fire_room.register.held() == []
    assert next(said for _, _, said in await kept(town, "fire.on")).endswith("von Hand wieder eingeschaltet")
    again = await (await town.signed_in(WEHR)).post(f"/api/fire/{DEVICE}/enable", json={"off": off.id})
    assert again.json()["code"] == "no_such_disablement"


async def test_a_disablement_is_renewed_under_its_id_in_the_name_of_who_asks_now(town):
    wire, off = await _disabled(town)
    wehr, later = await town.signed_in(WEHR), UNTIL_MS + 2 * HOUR_MS
    asked = await wehr.post(f"/api/fire/{DEVICE}/renew", json={"off": off.id, "until_ms": later})
    assert (asked.status_code, asked.json()["off"]) == (202, off.id)
    again = off_of(wire.sent[-1][1], since_ms=off.since_ms)
    assert (wire.sent[-1][1].op, again.id, again.until_ms) == ("disable", off.id, later)
    await show(town, zones=[Zone(id=ROOM.id, sensors=ROOM.sensors, word="disabled")], off=[again])
    await _look(town, 1_000)
    (shown,) = (await _zone(town)).off
    assert (shown.until_ms, shown.since_ms, shown.owner, shown.text) == (
        later,
        off.since_ms,
        (await _person(town, WEHR)).name,
        "Dach wird geflext",
    )
    assert len(await kept(town, "fire.off")) == 2
    too_long = await wehr.post(f"/api/fire/{DEVICE}/renew", json={"off": off.id, "until_ms": UNTIL_MS + 8 * DAY_MS})
    assert too_long.json()["code"] == "too_long"


async def test_what_a_device_does_not_take_is_given_up_and_is_no_evidence(town):
    await connect(town)
    await show(town)
    await _disable(town)
    await _look(town, SHOWN_WITHIN_MS // 2)
    assert len(await town.backend.fire_room.register.held()) == 1
    await _look(town, SHOWN_WITHIN_MS)
    assert await town.backend.fire_room.register.held() == []
    assert await kept(town, "fire.off", "fire.on") == []


async def test_a_walk_test_shows_who_answered_also_after_a_restart(town):
    wire = await connect(town)
    await show(town)
    kern = await town.signed_in(KERN)
    asked = (await kern.post(f"/api/fire/{DEVICE}/walk", json={"zone": "geraeteraum", "on": True, "minutes": 20})).json()
    assert wire.sent[-1][1].arg == {"zone": "geraeteraum", "on": True, "until_ms": MONDAY_NOON_MS + 20 * MINUTE_MS}
    await happen(town, "walk.begun", zone="geraeteraum", cmd=asked["id"])
    town.clock.advance(1_000)
    await happen(town, "walk.hit", HEAT, zone="geraeteraum", x=60.5)
    walking = Zone(id=ROOM.id, sensors=ROOM.sensors, word="test", walk_until_ms=MONDAY_NOON_MS + 20 * MINUTE_MS)
    await show(town, zones=[walking])
    zone = await _zone(town)
    assert (zone.word, zone.walked, [one.state for one in zone.sensors]) == ("test", [HEAT], ["test", "test"])
    await town.backend.fire_room.diary.load()
    assert (await _zone(town)).walked == [HEAT]
    who = town.backend.context.pseudonym((await _person(town, KERN)).id)
    assert await kept(town, "walk.begun", "walk.hit") == [("walk.begun", who, ""), ("walk.hit", "", "ausgelöst bei 60.5")]


async def test_a_detectors_own_test_button_is_evidence(town):
    await connect(town)
    await show(town)
    await happen(town, "fire.tested", HEAT, zone="geraeteraum")
    assert await kept(town, "fire.tested") == [("fire.tested", "", "Prüftaste am Melder")]


async def test_a_drill_says_which_devices_it_reached(town):
    wire = await connect(town)
    await show(town)
    done = await (await town.signed_in(WEHR)).post("/api/sites/nordpark/drill", json={"on": True})
    assert done.status_code == 202
    told = done.json()
    assert ([one["device"] for one in told["reached"]], told["missed"]) == (["nordpark-1"], ["nordpark-2"])
    assert wire.sent[-1][1].arg == {"on": True, "ref": told["ref"]}
    drill = Alarm(id="d", type="panel", phase="test", sev="info", zone="drill", t_ms=MONDAY_NOON_MS, test=True, ref=told["ref"])
    await town.backend.fire.on_alarm(town.arrival(), drill)
    await show(town, drill=True, alarms=[drill])
    found = await incident(town, "drill")
    assert (found.what.key, found.what.siren) == ("drill:nordpark", False)
    assert (await town.backend.build_view()).sites[0].drill_ms == MONDAY_NOON_MS
    ended = (await (await town.signed_in(WEHR)).post("/api/sites/nordpark/drill", json={"on": False})).json()
    assert ended["ref"] == told["ref"]
    assert [kind for kind, _, _ in await kept(town, "drill.begun", "drill.ended")] == ["drill.begun", "drill.ended"]
    refused = await (await town.signed_in(ADMIN)).post("/api/sites/sued/drill", json={"on": True})
    assert refused.json()["code"] == "not_reached"


async def test_a_self_test_a_person_asked_for_is_kept_and_alarms_nobody(town):
    wire = await connect(town)
    await show(town)
    await (await town.signed_in(KERN)).post(f"/api/fire/{DEVICE}/selftest", json={"c": SMOKE})
    ref = wire.sent[-1][1].arg["ref"]
    answer = Alarm(
        id="t",
        type="smoke",
        phase="test",
        sev="crit",
        zone="geraeteraum",
        c=SMOKE,
        t_ms=MONDAY_NOON_MS,
        test=True,
        ref=ref,
        x=9,
    )
    for listener in (town.backend.fire, *town.backend.fire_room.listeners):
        await listener.on_alarm(town.arrival(), answer)
    assert await open_kinds(town) == []
    assert await kept(town, "test.self") == [("test.self", "", "ok · smoke · Rauch 9,0 %/m")]


async def test_the_longest_times_leave_room_for_a_clock_that_is_behind(town):
    wire = await connect(town)
    await show(town)
    await _disable(town, until_ms=MONDAY_NOON_MS + 7 * DAY_MS)
    assert wire.sent[-1][1].arg["until_ms"] < MONDAY_NOON_MS + 7 * DAY_MS
    kern = await town.signed_in(KERN)
    await kern.post(f"/api/fire/{DEVICE}/walk", json={"zone": "geraeteraum", "on": True, "minutes": 120})
    assert wire.sent[-1][1].arg["until_ms"] < MONDAY_NOON_MS + 2 * HOUR_MS
    refused = await kern.post(f"/api/fire/{DEVICE}/walk", json={"zone": "geraeteraum", "on": True, "minutes": 121})
    assert refused.status_code == 422
