"""Hold, grant, change, revoke, as another booking system does it over HTTP."""

import asyncio
from functools import partial

import pytest

from hallenwart_backend.access.loop.store import note_delivered
from hallenwart_backend.access.partners.rules import Spot
from hallenwart_contract import passes
from hallenwart_contract.codes import code_hash, pepper_of, same
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Conn, Event
from support.backends import AMT, HOUR_MS, JANA, KERN, MONDAY_NOON_MS, open_town
from support.partner_town import EVENING_MS, new_system

pytestmark = pytest.mark.usefixtures("each_database")

HOUR = HOUR_MS


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


@pytest.fixture
async def system(town):
    return await new_system(town)


async def _list_of(town, device="nordpark-1"):
    await town.backend.desk.publish_all()
    return town.backend.publisher.wanted(device, "grants")


async def _locker_confirms(town, rev, device="nordpark-1"):
    conn = Conn(dev=device, online=True, boot="b", conn=1, revs={"grants": rev})
    await town.backend.lockers.custody.on_conn(town.arrival(device), conn)
    await town.backend.partner_desk.watch.look()


async def _tell(town, kind, grant, slot=1, **a):
    event = Event(kind=kind, t_ms=town.clock.now_ms(), c="locker", a={"slot": slot, "grant": grant, **a})
    for listener in (town.backend.lockers.custody, town.backend.partner_desk.watch):
        await listener.on_event(town.arrival(), event)
    await town.backend.partner_desk.watch.look()


async def test_places_lists_what_the_key_may_reach_and_no_more(town, system):
    (site,) = (await system.done("GET", "/places"))["sites"]
    assert (site["id"], site["zone"], [hall["id"] for hall in site["halls"]]) == (
        "nordpark",
        "Europe/Berlin",
        ["nordpark", "gymnastik"],
    )
    assert [one["number"] for one in site["lockers"][0]["compartments"]] == [1, 2, 3, 4, 8]
    narrow = await new_system(town, spots=(Spot("nordpark-1", 4),))
    (site,) = (await narrow.done("GET", "/places"))["sites"]
    assert [one["label"] for one in site["lockers"][0]["compartments"]] == ["Gymnastikraum"]
    refused = await narrow.ask("POST", "/grants", narrow.wish(1))
    assert (refused.status_code, refused.json()["code"]) == (404, "no_such_compartment")


async def test_a_hold_becomes_a_grant_whose_code_the_locker_knows(town, system):
    wish = system.wish(title="Badminton")
    hold = await system.done("POST", "/holds", wish)
    assert (hold["state"], hold["expires_ms"]) == ("held", town.clock.now_ms() + 120_000)
    assert (await _list_of(town)).g == []
    grant = await system.done("POST", "/grants", {"reference": wish["reference"], "hold": hold["id"]})
    assert (grant["id"], grant["state"], len(grant["code"]), len(grant["extra"])) == (hold["id"], "granted", 8, 4)
    (given,) = (await _list_of(town)).g
    entry = town.backend.devices.registry["nordpark-1"]
    salt, pepper = entry.salt, pepper_of(entry.secret)
    assert same(given.pin, code_hash(grant["code"], salt=salt, pepper=pepper))
    assert same(given.long, code_hash(grant["code"] + grant["extra"], salt=salt, pepper=pepper))
    assert (given.slots, given.w) == ([1], [(EVENING_MS, EVENING_MS + 2 * HOUR)])
    (shown,) = grant["passes"]
    key = town.backend.partner_desk.partners._codes._key.public_key()
    read = passes.read(shown["text"], keys={1: key})
    assert (read.slots, read.serial, read.device) == ((1,), passes.serial_of(given.id), passes.tag_of("nordpark-1"))
    assert (grant["opens_ms"], grant["closes_ms"]) == (EVENING_MS - 900_000, EVENING_MS + 2 * HOUR + 900_000)


async def test_steps_follow_the_key_out_and_back(town, system):
    grant = await system.done("POST", "/grants", system.wish())
    steps = {step["step"]: step["at_ms"] for step in grant["steps"]}
    assert steps == {"planned": MONDAY_NOON_MS} | dict.fromkeys(("delivered", "applied", "used", "key_out", "key_back"))
    town.clock.advance(1_000)
    wanted = await _list_of(town)
    note = partial(note_delivered, device="nordpark-1", rev=wanted.rev, now_ms=town.clock.now_ms())
    await town.backend.records.write(note)
    await town.backend.partner_desk.watch.look()
    town.clock.advance(1_000)
    await _locker_confirms(town, wanted.rev)
    town.clock.advance(5_000)
    shown = await system.done("GET", f"/grants/{grant['id']}")
    steps = {step["step"]: step["at_ms"] for step in shown["steps"]}
    assert (steps["delivered"], steps["applied"]) == (MONDAY_NOON_MS + 1_000, MONDAY_NOON_MS + 2_000)
    assert [(one["applied"], one["list_age_ms"]) for one in shown["lockers"]] == [(True, 5_000)]
    town.clock.advance(6 * HOUR)
    right = wanted.g[0].id
    await _tell(town, EventKind.AUTH_OK, right, method="pin", purpose="use")
    await _tell(town, EventKind.KEY_TAKEN, right)
    out_ms = town.clock.now_ms()
    town.clock.advance(3 * HOUR)
    await town.backend.partner_desk.watch.look()
    shown = await system.done("GET", f"/grants/{grant['id']}")
    assert [(key["taken_ms"], key["overdue"]) for key in shown["keys"]] == [(out_ms, True)]
    await _tell(town, EventKind.KEY_RETURNED, right)
    shown = await system.done("GET", f"/grants/{grant['id']}")
    assert {step["step"]: step["at_ms"] for step in shown["steps"]}["key_back"] == town.clock.now_ms()
    log = (await system.done("GET", "/webhook/events"))["events"]
    assert [one["type"] for one in reversed(log)] == [
        "delivered",
        "applied",
        "used",
        "key_out",
        "overdue",
        "returned",
    ]


async def test_a_grant_and_our_own_bookings_never_hold_the_same_key(town, system):
    jana = await town.signed_in(JANA)
    body = {"hall": "nordpark", "sections": [1], "start_ms": EVENING_MS, "end_ms": EVENING_MS + 2 * HOUR, "title": "E-Jugend"}
    assert (await jana.post("/api/bookings", json=body)).status_code == 201
    refused = await system.ask("POST", "/grants", system.wish(1))
    told = refused.json()
    assert (refused.status_code, told["code"]) == (409, "compartments_unavailable")
    assert {one["held_by"] for one in told["conflicts"]} == {"hallenwart"}
    assert {"nordpark-1"} == {one["compartment"]["locker"] for one in told["conflicts"] if "compartment" in one}
    assert "E-Jugend" not in refused.text
    await system.done("POST", "/holds", system.wish(2))
    taken = await jana.post("/api/bookings", json=body | {"sections": [2]})
    assert (taken.status_code, taken.json()["code"]) == (409, "taken")
    town.clock.advance(121_000)
    await town.backend.partner_desk.watch.look()
    assert (await jana.post("/api/bookings", json=body | {"sections": [2]})).status_code == 201


async def test_compartments_of_no_hall_have_one_holder_too(town, system):
    other = await new_system(town, name="Andere")
    await system.done("POST", "/grants", system.wish(8))
    refused = (await other.ask("POST", "/grants", other.wish(8))).json()
    assert [(one["held_by"], "reference" in one) for one in refused["conflicts"]] == [("other", False)]
    own = (await system.ask("POST", "/holds", system.wish(8))).json()
    assert [(one["held_by"], one["reference"]) for one in own["conflicts"]] == [("you", "B-0")]
    later = other.wish(8, from_ms=EVENING_MS + 2 * HOUR, to_ms=EVENING_MS + 3 * HOUR)
    await other.done("POST", "/grants", later)


async def test_of_many_at_once_one_gets_the_key(town):
    systems = [await new_system(town, name=f"S{number}") for number in range(4)]
    answers = await asyncio.gather(
        *(one.ask("POST", "/grants" if number % 2 else "/holds", one.wish()) for number, one in enumerate(systems * 3))
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 11


async def test_a_moved_grant_keeps_its_code_and_its_old_pass_dies(town, system):
    grant = await system.done("POST", "/grants", system.wish(1))
    old = (await _list_of(town)).g[0].id
    change = {"from_ms": EVENING_MS + HOUR, "hall": "nordpark", "sections": [2, 3]}
    moved = await system.done("PATCH", f"/grants/{grant['id']}", change)
    assert (moved["code"], moved["extra"], moved["version"]) == (grant["code"], grant["extra"], 2)
    assert [one["number"] for one in moved["compartments"]] == [2, 3]
    wanted = await _list_of(town)
    assert [(given.slots, given.w) for given in wanted.g] == [([2, 3], [(EVENING_MS + HOUR, EVENING_MS + 2 * HOUR)])]
    assert old in wanted.deny
    await system.done("POST", "/grants", system.wish(1))
    blocked = await system.ask("PATCH", f"/grants/{grant['id']}", {"hall": "nordpark", "sections": [1, 2]})
    assert (blocked.status_code, blocked.json()["code"]) == (409, "compartments_unavailable")


async def test_revoking_frees_at_once_and_twice_is_once(town, system):
    wish = system.wish()
    grant = await system.done("POST", "/grants", wish)
    for _ in range(2):
        assert (await system.ask("DELETE", f"/grants/{grant['id']}")).status_code == 204
    again = await system.done("POST", "/grants", wish)
    assert (again["id"], again["state"], again["code"], again["passes"]) == (grant["id"], "revoked", None, [])
    assert (await _list_of(town)).g == []
    await system.done("POST", "/grants", system.wish())
    refused = await system.ask("PATCH", f"/grants/{grant['id']}", {"to_ms": EVENING_MS + HOUR})
    assert (refused.status_code, refused.json()["code"]) == (409, "revoked")


async def test_a_booking_the_office_cancels_takes_the_grant_back(town, system):
    grant = await system.done("POST", "/grants", system.wish(title="Badminton"))
    (booking,) = await town.backend.bookings.of_halls(["nordpark"], 0, 2**50)
    assert booking.title == "Badminton"
    office = await town.signed_in(AMT)
    assert (await office.get("/api/bookings")).json()["bookings"] == []
    assert (await office.delete(f"/api/bookings/{booking.id}")).status_code == 204
    await town.backend.partner_desk.watch.look()
    assert (await system.done("GET", f"/grants/{grant['id']}"))["state"] == "revoked"


async def test_a_list_is_read_by_its_changes(town, system):
    first, second = [await system.done("POST", "/grants", system.wish(number)) for number in (1, 2)]
    page = await system.done("GET", "/grants?limit=1")
    assert ([one["id"] for one in page["grants"]], page["more"]) == ([first["id"]], True)
    page = await system.done("GET", f"/grants?since={page['next']}")
    assert ([one["id"] for one in page["grants"]], page["more"]) == ([second["id"]], False)
    assert (await system.done("GET", f"/grants?since={page['next']}"))["grants"] == []
    await system.ask("DELETE", f"/grants/{first['id']}")
    changed = await system.done("GET", f"/grants?since={page['next']}")
    assert [(one["id"], one["state"]) for one in changed["grants"]] == [(first["id"], "revoked")]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"to_ms": EVENING_MS}, "bad_window"),
        ({"to_ms": EVENING_MS + 200 * HOUR}, "too_long"),
        ({"from_ms": 0, "to_ms": 3_600_000}, "over"),
        ({"from_ms": EVENING_MS + 401 * 24 * HOUR, "to_ms": EVENING_MS + 402 * 24 * HOUR}, "too_far"),
        ({"hall": "nordpark", "sections": [1]}, "nothing_asked"),
        ({"compartments": None}, "nothing_asked"),
        ({"compartments": None, "hall": "nordpark", "sections": [9]}, "bad_sections"),
        ({"compartments": None, "hall": "sued", "sections": [1]}, "no_such_hall"),
        ({"compartments": [{"locker": "sued-1", "number": 1}]}, "no_such_compartment"),
        ({"reference": ""}, "invalid"),
        ({"hold_s": 10_000}, "invalid"),
        ({"colour": "red"}, "invalid"),
    ],
)
async def test_a_wish_that_makes_no_sense_is_told_so_in_both_languages(system, changes, code):
    refused = await system.ask("POST", "/holds", system.wish() | changes)
    told = refused.json()
    assert told["code"] == code
    assert 400 <= refused.status_code < 500
    assert told["message"]["de"]
    assert told["message"]["de"] != told["message"]["en"]


async def test_a_grant_of_another_system_does_not_exist(town, system):
    other = await new_system(town, name="Andere")
    grant = await system.done("POST", "/grants", system.wish())
    for method, body in (("GET", None), ("DELETE", None), ("PATCH", {"to_ms": EVENING_MS + HOUR})):
        assert (await other.ask(method, f"/grants/{grant['id']}", body)).status_code == 404
    assert (await system.done("GET", f"/grants/{grant['id']}"))["state"] == "granted"


async def test_a_hold_that_lapsed_is_no_more_and_one_can_be_renewed_or_released(system, town):
    hold = await system.done("POST", "/holds", system.wish(1))
    town.clock.advance(100_000)
    renewed = await system.done("POST", f"/holds/{hold['id']}/renew", {"hold_s": 60})
    assert renewed["expires_ms"] == town.clock.now_ms() + 60_000
    town.clock.advance(60_001)
    lapsed = await system.ask("POST", "/grants", {"reference": hold["reference"], "hold": hold["id"]})
    assert (lapsed.status_code, lapsed.json()["code"]) == (409, "hold_lapsed")
    fresh = await system.done("POST", "/holds", system.wish(1, reference=hold["reference"]))
    assert fresh["id"] != hold["id"]
    for _ in range(2):
        assert (await system.ask("DELETE", f"/holds/{fresh['id']}")).status_code == 204
    await system.done("POST", "/grants", system.wish(1))


async def test_what_cannot_be_fetched_is_not_granted_for_tomorrow(town, system):
    kern = await town.signed_in(KERN)
    shut = await kern.put("/api/compartments/nordpark-1/3/service", json={"out": True, "note": "Schloss klemmt"})
    assert shut.status_code < 300, shut.text
    refused = (await system.ask("POST", "/holds", system.wish(3))).json()
    assert [(one["reason"], one["compartment"]["number"]) for one in refused["conflicts"]] == [("out_of_service", 3)]
    week = 7 * 24 * HOUR
    await system.done("POST", "/holds", system.wish(3, from_ms=EVENING_MS + week, to_ms=EVENING_MS + week + HOUR))


async def test_the_office_cancels_what_another_system_leads_but_does_not_move_it(town, system):
    await system.done("POST", "/grants", system.wish())
    (booking,) = await town.backend.bookings.of_halls(["nordpark"], 0, 2**50)
    office = await town.signed_in(AMT)
    moved = await office.patch(f"/api/bookings/{booking.id}", json={"start_ms": EVENING_MS + HOUR})
    assert (moved.status_code, moved.json()["code"]) == (409, "led_elsewhere")


async def test_a_key_that_is_out_gets_the_new_due_time(town, system):
    grant = await system.done("POST", "/grants", system.wish())
    right = (await _list_of(town)).g[0].id
    town.clock.advance(6 * HOUR)
    await _tell(town, EventKind.KEY_TAKEN, right)
    await system.done("PATCH", f"/grants/{grant['id']}", {"to_ms": EVENING_MS + 4 * HOUR})
    town.clock.advance(3 * HOUR)
    await town.backend.partner_desk.watch.look()
    (key,) = (await system.done("GET", f"/grants/{grant['id']}"))["keys"]
    assert not key["overdue"]
    assert [held.due_ms for held in await town.backend.access.held_keys()] == [EVENING_MS + 4 * HOUR]
