"""The thin path: sign in, book, see the code, hand out the key; an alarm becomes an incident a person acknowledges."""

import pytest

from hallenwart_backend.display.rules import window
from hallenwart_contract.codes import code_hash, pepper_of, same
from hallenwart_contract.documents import Grants
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Alarm, Conn, Event, State
from hallenwart_contract.view import View
from support.backends import AMT, HOUR_MS, JANA, KERN, MONDAY_NOON_MS, OSMAN, YILMAZ, open_town
from support.locker_town import reachable

EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


def _wish(**changes):
    return {
        "hall": "nordpark",
        "sections": [1],
        "start_ms": EVENING_MS,
        "end_ms": EVENING_MS + 2 * HOUR_MS,
        "title": "E-Jugend",
    } | changes


async def test_a_booking_becomes_a_code_that_the_locker_confirms(town):
    jana = await town.signed_in(JANA)
    answer = await jana.post("/api/bookings", json=_wish())
    assert answer.status_code == 201, answer.text
    booking = answer.json()
    assert (booking["club"], booking["code_state"], booking["slots"]) == ("TSV Lindenau", "waiting", [1])
    assert len(booking["code"]) == 8
    assert booking["qr"][0].startswith("1111111")

    await town.backend.desk.publish_all()
    grants = town.backend.publisher.wanted("nordpark-1", "grants")
    assert isinstance(grants, Grants)
    entry = town.backend.devices.registry["nordpark-1"]
    pin = code_hash(booking["code"], salt=entry.salt, pepper=pepper_of(entry.secret))
    assert [(same(grant.pin, pin), grant.slots, grant.w) for grant in grants.g] == [
        (True, [1], [(EVENING_MS, EVENING_MS + 2 * HOUR_MS)])
    ]
    view = town.backend.publisher.wanted("nordpark-2", "view")
    assert isinstance(view, View)
    assert [(line.title, line.start_ms) for line in view.entries] == [("TSV Lindenau · E-Jugend", EVENING_MS)]

    conn = Conn(dev="nordpark-1", online=True, boot="b", conn=1, revs={"grants": grants.rev})
    await town.backend.lockers.custody.on_conn(town.arrival(), conn)
    shown = (await jana.get("/api/bookings")).json()["bookings"]
    assert [(one["code_state"], one["code_ms"]) for one in shown] == [("stored", town.clock.now_ms())]


async def test_a_key_taken_has_a_holder_until_it_is_back(town):
    jana = await town.signed_in(JANA)
    booking = (await jana.post("/api/bookings", json=_wish())).json()
    town.clock.advance(6 * HOUR_MS)
    taken = Event(kind=EventKind.KEY_TAKEN, t_ms=EVENING_MS, c="locker", a={"slot": 1, "grant": f"{booking['id']}.nordpark-1"})
    for _ in range(2):
        await town.backend.lockers.custody.on_event(town.arrival(), taken)
    place = (await town.backend.build_view()).lockers[0].compartments[0]
    assert (place.state, place.holder, place.due_ms) == ("out", "TSV Lindenau · E-Jugend", EVENING_MS + 2 * HOUR_MS)

    town.clock.advance(3 * HOUR_MS)
    await town.backend.lockers.look()
    view = await town.backend.build_view()
    assert [(one.kind, one.slot) for one in view.incidents if one.kind == "key_overdue"] == [("key_overdue", 1)]
    assert view.lockers[0].compartments[0].state == "overdue"

    back = Event(kind=EventKind.KEY_RETURNED, t_ms=town.clock.now_ms(), c="locker", a={"slot": 1})
    await town.backend.lockers.custody.on_event(town.arrival(), back)
    view = await town.backend.build_view()
    assert view.incidents[0].cleared_ms == town.clock.now_ms()
    assert view.lockers[0].compartments[0].state == "unknown"  # no door was ever told


async def test_an_alarm_becomes_an_incident_that_a_named_person_acknowledges(town):
    await reachable(town, KERN, YILMAZ)
    alarm = Alarm(id="a1", type="smoke", phase="raise", sev="crit", zone="geraeteraum", t_ms=town.clock.now_ms() - 40, x=4.1)
    for _ in range(2):
        await town.backend.fire.on_alarm(town.arrival(), alarm)
    view = await town.backend.build_view()
    assert [(one.kind, one.sev, one.state, one.address) for one in view.incidents] == [
        ("smoke", "crit", "open", "Am Nordpark 7")
    ]
    assert [(one.hall, one.hall_name, one.zone) for one in view.incidents] == [
        ("nordpark", "Sporthalle Nordpark", "Geräteraum")
    ]
    assert [fact.text for fact in view.incidents[0].facts if fact.kind == "next"] == ["A. Yilmaz"]

    kern = await town.signed_in(KERN)
    incident = view.incidents[0].id
    acked = (await kern.post(f"/api/incidents/{incident}/ack", json={"word": "going"})).json()
    assert (acked["state"], acked["acked_by"], acked["ack_word"]) == ("acknowledged", "M. Kern", "going")
    refused = await kern.post(f"/api/incidents/{incident}/resolve", json={"note": "Fehlalarm"})
    assert (refused.status_code, refused.json()["code"]) == (409, "cause_holds")

    await town.backend.fire.on_alarm(
        town.arrival(), Alarm(**{name: getattr(alarm, name) for name in alarm.__struct_fields__} | {"phase": "clear"})
    )
    assert (await kern.post(f"/api/incidents/{incident}/resolve", json={"note": "Staub"})).json()["state"] == "resolved"
    assert [one["id"] for one in (await kern.get("/api/incidents")).json()["incidents"]] == [incident]


async def test_a_fire_shows_its_own_hall_first_then_the_others_of_the_site(town):
    booked = {}
    for hall, person in (("gymnastik", OSMAN), ("nordpark", JANA)):
        client = await town.signed_in(person)
        start_ms = MONDAY_NOON_MS + HOUR_MS
        wish = _wish(hall=hall, sections=[1], title="Kurs", start_ms=start_ms, end_ms=start_ms + HOUR_MS)
        booked[hall] = (await client.post("/api/bookings", json=wish)).json()["id"]
    town.clock.advance(HOUR_MS + 1)
    now_ms = town.clock.now_ms()
    taken = Event(kind=EventKind.KEY_TAKEN, t_ms=now_ms, a={"slot": 1, "grant": f"{booked['nordpark']}.nordpark-1"})
    await town.backend.lockers.custody.on_event(town.arrival(), taken)
    people = {"gymnastik": 3, "nordpark": 12, "sued": 9}
    await town.backend.occupancy.on_state(town.arrival(), State(dev="nordpark-1", sent_ms=now_ms, people=people))

    alarm = Alarm(id="a1", type="heat", phase="raise", sev="crit", zone="geraeteraum", t_ms=now_ms)
    await town.backend.fire.on_alarm(town.arrival(), alarm)
    (incident,) = (await town.backend.build_view()).incidents
    told = [(fact.kind, fact.text, fact.number, fact.detail) for fact in incident.facts if fact.kind != "next"]
    assert told == [
        ("people", "", 12, "Sporthalle Nordpark"),
        ("key", "Nordpark Drittel 1", 1, "TSV Lindenau · Kurs"),
        ("holder", "Gruppe der Belegung / the group that booked", None, "TSV Lindenau · Kurs"),
        ("booking", "TSV Lindenau · Kurs", None, "Sporthalle Nordpark"),
        ("people", "", 3, "Gymnastikraum"),
        ("booking", "BC 04 · Kurs", None, "Gymnastikraum"),
    ]


async def test_cancelling_frees_the_time_and_takes_the_right_back(town):
    jana, amt = await town.signed_in(JANA), await town.signed_in(AMT)
    booking = (await jana.post("/api/bookings", json=_wish())).json()
    taken = await amt.post("/api/bookings", json=_wish(sections=[1, 2, 3], title="Putzen"))
    assert (taken.status_code, taken.json()["code"], len(taken.json()["nearest"])) == (409, "taken", 3)
    assert all(slot["free_sections"] == [1, 2, 3] for slot in taken.json()["nearest"])

    assert (await jana.delete(f"/api/bookings/{booking['id']}")).status_code == 204
    assert (await amt.post("/api/bookings", json=_wish(sections=[1, 2, 3], title="Putzen"))).status_code == 201
    await town.backend.desk.publish_all()
    grants = town.backend.publisher.wanted("nordpark-1", "grants")
    assert [grant.slots for grant in grants.g] == [[1, 2, 3]]
    mine = (await jana.get("/api/bookings")).json()["bookings"]
    assert [(one["state"], one["code"]) for one in mine] == [("cancelled", None)]


async def test_documents_are_published_only_when_they_say_something_new(town):
    await town.backend.desk.publish_all()
    first = {kind: town.backend.publisher.wanted("nordpark-2", kind).rev for kind in ("cfg", "view")}
    town.clock.advance(10 * 60_000)
    await town.backend.desk.publish_all()
    assert {kind: town.backend.publisher.wanted("nordpark-2", kind).rev for kind in ("cfg", "view")} == first
    await (await town.signed_in(JANA)).post("/api/bookings", json=_wish())
    await town.backend.desk.publish_all()
    assert town.backend.publisher.wanted("nordpark-2", "view").rev == first["view"] + 1
    assert town.backend.publisher.wanted("nordpark-2", "cfg").rev == first["cfg"]
    assert window(town.clock.now_ms(), "Europe/Berlin")[0] == MONDAY_NOON_MS - 12 * HOUR_MS
