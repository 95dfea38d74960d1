"""What stands beside a fire: how many people and how sure, whose hall, who has the keys by role, where the others hang."""

import pytest

from hallenwart_backend.accounts.store import everybody
from hallenwart_backend.ports import Arrival, Cause
from hallenwart_contract.doors import DoorState
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity, State
from support.backends import ADMIN, HOUR_MS, KERN, MONDAY_NOON_MS, open_town
from support.fire_town import DEVICE, SMOKE
from support.locker_town import book, count_people, take, tell

MINUTE_MS = 60_000


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def _facts(town, kind=IncidentKind.SMOKE):
    cause = Cause(
        key="fire:nordpark:geraeteraum",
        id="a",
        kind=kind,
        sev=Severity.CRIT,
        site="nordpark",
        since_ms=town.clock.now_ms(),
        hall="nordpark",
    )
    return [fact for fact in await town.backend.context.facts(cause) if fact.kind != "next"]


async def test_people_come_with_uncertainty_and_age_and_an_old_count_is_no_number(town):
    await count_people(town, "nordpark", 0)
    for minute in range(1, 11):
        town.clock.advance(MINUTE_MS)
        await count_people(town, "nordpark", minute * 4)
    (fresh,) = [fact for fact in await _facts(town) if fact.kind == "people"]
    assert (fresh.number, fresh.spread, fresh.t_ms) == (40, 2, town.clock.now_ms())
    town.clock.advance(5 * MINUTE_MS)
    (older,) = [fact for fact in await _facts(town) if fact.kind == "people"]
    assert (older.number, older.spread) == (40, 22)
    town.clock.advance(11 * MINUTE_MS)
    (old,) = [fact for fact in await _facts(town) if fact.kind == "people"]
    assert (old.number, old.text, old.t_ms) == (None, "zuletzt 40 / last 40", MONDAY_NOON_MS + 10 * MINUTE_MS)


async def test_without_a_counter_it_is_said_that_nobody_knows(town):
    (people,) = [fact for fact in await _facts(town) if fact.kind == "people"]
    assert (people.number, people.text, people.t_ms, people.detail) == (None, "", None, "Sporthalle Nordpark")


async def test_a_key_of_the_house_is_told_with_the_role_and_without_a_name(town):
    kern = next(one for one in await town.backend.records.read(everybody) if one.email == KERN)
    await tell(town, "key.taken", 8, who=town.backend.context.pseudonym(kern.id), grant="staff")
    facts = await _facts(town)
    told = [(fact.kind, fact.text, fact.number) for fact in facts if fact.kind in {"key", "holder"}]
    assert told == [("key", "Hausmeister", 8), ("holder", "Hausmeister:in / caretaker", None)]
    assert "Kern" not in str(facts)
    assert [fact for fact in await _facts(town, IncidentKind.DAMAGE) if fact.kind == "holder"] == []


async def test_whose_hall_it_is_now_and_next_and_where_the_other_keys_hang(town):
    running = await book(town, "nordpark", MONDAY_NOON_MS, MONDAY_NOON_MS + HOUR_MS, "tsv-lindenau")
    await book(town, "nordpark", MONDAY_NOON_MS + HOUR_MS, MONDAY_NOON_MS + 2 * HOUR_MS, "bc-04")
    town.clock.advance(15 * MINUTE_MS)
    await take(town, running)
    doors = [DoorState(c=number, closed=True, key=number != 1, known=True) for number in (1, 2, 3, 8)]
    now = town.clock.now_ms()
    await town.backend.board.on_state(Arrival("nordpark-1", now), State(dev="nordpark-1", sent_ms=now, doors=doors))
    told = [(fact.kind, fact.text, fact.detail) for fact in await _facts(town) if fact.kind != "people"]
    assert told == [
        ("key", "Nordpark Drittel 1", "TSV Lindenau · Gruppe tsv-lindenau"),
        ("holder", "Gruppe der Belegung / the group that booked", "TSV Lindenau · Gruppe tsv-lindenau"),
        ("key", "Nordpark Drittel 2", "nordpark-1, Fach 2"),
        ("key", "Nordpark Drittel 3", "nordpark-1, Fach 3"),
        ("booking", "TSV Lindenau · Gruppe tsv-lindenau", "Sporthalle Nordpark"),
        ("booking", "ab 13:00: BC 04 · Gruppe bc-04", "Sporthalle Nordpark"),
    ]


async def test_an_incident_names_its_sensor_as_the_plan_does_and_a_drill_has_no_room(town):
    office = await town.signed_in(ADMIN)
    point = {"kind": "sensor", "name": "Rauchmelder Geräteraum", "device": DEVICE, "c": SMOKE, "sees": "smoke"}
    point |= {"x_m": 1, "y_m": 1}
    plan = {"width_m": 10, "height_m": 10, "rooms": [], "points": [point], "picture": None}
    assert (await office.put("/api/sites/nordpark/plan", json=plan)).status_code == 200
    for kind, zone in ((IncidentKind.SMOKE, "geraeteraum"), (IncidentKind.DRILL, "drill")):
        what = {"key": kind, "id": kind, "kind": kind, "sev": Severity.CRIT, "device": DEVICE, "zone": zone, "sensor": SMOKE}
        await town.backend.incidents.report(Cause(site="nordpark", since_ms=town.clock.now_ms(), **what))
    shown = {one["kind"]: one for one in (await office.get("/api/incidents?state=open")).json()["incidents"]}
    assert [sensor["name"] for sensor in shown["smoke"]["sensors"]] == ["Rauchmelder Geräteraum"]
    assert shown["drill"]["zone"] == ""
