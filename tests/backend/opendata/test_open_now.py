"""What is told of the present: latest values, lockers and car parks as platforms read them, entities; each by its rights."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
import pytest_asyncio
from pyld import jsonld

from hallenwart_backend.opendata.datasets import Rights
from hallenwart_backend.opendata.ngsi import context
from hallenwart_backend.opendata.parkapi.model import SpaceKind
from hallenwart_contract.messages import Conn
from support.backends import HOUR_MS
from support.open_town import CAR_PARK, open_city, rights

LATEST, PARKAPI, DATEX2, NGSI = "/daten/aktuell.json", "/daten/parkapi/", "/daten/datex2/parking.json", "/ngsi-ld/v1/"
SCHEMA = json.loads((Path(__file__).parent / "parkapi.schema.json").read_text(encoding="utf-8"))


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def town(tmp_path_factory):
    async with open_city(tmp_path_factory.mktemp("open")) as town:
        yield town


pytestmark = pytest.mark.asyncio(loop_scope="module")


async def _values(town, **asked):
    told = (await town.stranger().get(LATEST, params=asked)).json()["values"]
    return {(one["of"], one.get("id", ""), one["quantity"]): one for one in told}


# --- latest values ---


async def test_each_place_says_its_latest_values_and_until_when_they_hold(town):
    told = await _values(town)
    assert told["halls", "nordpark", "state"]["value"] == "free"
    assert told["halls", "nordpark", "free_sections"]["value"] == 3
    warm = told["halls", "nordpark", "temp_c"]
    assert (warm["value"], warm["unit"]) == (19.8, "°C"), "the mean of the last whole hour"
    assert (warm["from"], warm["at"]) == ("2026-11-23T10:00:00.000Z", "2026-11-23T11:00:00.000Z")
    assert told["car_parks", "p-nord", "free"]["value"] == 11
    assert told["car_parks", "p-nord", "free_charging"]["value"] == 0
    assert ("car_parks", "p-nord", "free_bike") not in told, "what nobody counts is not told"
    assert ("halls", "sued", "temp_c") not in told, "a day old"
    assert all(one["at"] < one["until"] for one in told.values())


async def test_nothing_finer_than_the_public_page_is_told(town):
    quantities = {quantity for _, _, quantity in await _values(town)}
    assert quantities <= {"state", "free_sections", "usual_people", "temp_c", "humidity_pct", "open"} | {
        f"free{part}" for part in ("", "_disabled", "_charging", "_bus", "_bike")
    }


async def test_one_can_ask_for_one_place_or_quantity_and_is_told_when_nothing_changed(town):
    assert set(await _values(town, of="halls", quantity="temp_c")) == {("halls", "nordpark", "temp_c")}
    assert set(await _values(town, id="p-nord")) == {
        ("car_parks", "p-nord", name) for name in ("free", "free_charging", "free_disabled", "open")
    }
    client = town.stranger()
    assert (await client.get(LATEST, params={"of": "people"})).status_code == 422
    first = await client.get(LATEST, headers={"Origin": "https://anderswo.example"})
    assert first.headers["access-control-allow-origin"] == "*"
    assert 'rel="license"' in first.headers["link"]
    assert (await client.get(LATEST, headers={"If-None-Match": first.headers["etag"]})).status_code == 304


async def test_each_dataset_is_told_to_whom_the_office_lets_read_it(town):
    await rights(town, climate=Rights.OFF, parking=Rights.KEY)
    try:
        told = await _values(town)
        assert not [key for key in told if key[2] == "temp_c" or key[0] == "car_parks"]
        client = town.stranger()
        assert (await client.get(DATEX2)).status_code == 401
        assert [one["purpose"] for one in (await client.get(f"{PARKAPI}sites.json")).json()["items"]] == ["ITEM"]
        types = (await client.get(f"{NGSI}types")).json()["typeList"]
        assert "OffStreetParking" not in types
        assert "IndoorEnvironmentObserved" not in types
    finally:
        await rights(town, climate=Rights.PUBLIC, parking=Rights.PUBLIC)
    assert (await town.stranger().get(DATEX2)).status_code == 200


# --- lockers and car parks ---


async def test_parkapi_reads_lockers_and_car_parks(town):
    client = town.stranger()
    for part, kind in (("static", "static"), ("realtime", "realtime"), ("sites", "static")):
        items = (await client.get(f"{PARKAPI}{part}.json")).json()["items"]
        assert items
        for one in items:
            jsonschema.validate(one, SCHEMA | {"$ref": f"#/$defs/{kind}"})
    told = {one["uid"]: one for one in (await client.get(f"{PARKAPI}sites.json")).json()["items"]}
    assert told.keys() == {"nordpark-1", "p-nord", "p-nord-bike"}, "what has no position is left out"
    locker = told["nordpark-1"]
    assert (locker["purpose"], locker["type"], locker["capacity"]) == ("ITEM", "LOCKBOX", 5)
    assert locker["restricted_to"] == [{"type": "PRIVATE"}]
    assert "realtime_free_capacity" not in locker, "an empty compartment says which hall is open"
    cars = told["p-nord"]
    assert (cars["capacity"], cars["capacity_charging"], cars["realtime_free_capacity"]) == (36, 4, 12)
    assert (cars["realtime_free_capacity_disabled"], cars["realtime_opening_status"]) == (1, "OPEN")
    assert "realtime_free_capacity" not in told["p-nord-bike"]
    only = (await client.get(f"{PARKAPI}static.json", params={"purpose": "BIKE"})).json()
    assert [one["uid"] for one in only["items"]] == ["p-nord-bike"]


async def test_a_locker_says_whether_it_works_once_that_is_known(town):
    async def status():
        items = (await town.stranger().get(f"{PARKAPI}realtime.json")).json()["items"]
        return next((one["realtime_opening_status"] for one in items if one["uid"] == "nordpark-1"), None)

    assert await status() is None
    conn = Conn(dev="nordpark-1", online=True, boot="b", conn=1)
    await town.backend.fleet.on_conn(town.arrival("nordpark-1"), conn)
    assert await status() == "OPEN"


async def test_datex_light_names_free_spaces_only_where_all_are_known(town):
    said = (await town.stranger().get(DATEX2)).json()["parkingPublicationLight"]
    (site,) = said["parkingSite"]
    assert (site["_id"], site["type"], site["numberOfSpaces"]) == ("p-nord", {"value": "offStreetParkingGround"}, 56)
    assert "availableSpaces" not in site, "nobody counts the bicycles"
    assert site["locationAndDimension"]["coordinatesForDisplay"] == {"latitude": 52.5301, "longitude": 13.4102}
    free = {json.dumps(one.get("user") or one.get("fuelType") or one["vehicleType"]): one for one in site["assignedFor"]}
    assert free['{"value": "disabled"}']["availableSpaces"] == 1
    spaces = {kind: number for kind, number in CAR_PARK.spaces.items() if kind is not SpaceKind.BIKE}
    town.car_parks.told = (replace(CAR_PARK, spaces=spaces),)
    try:
        said = (await town.stranger().get(DATEX2)).json()["parkingPublicationLight"]
        assert said["parkingSite"][0]["availableSpaces"] == 12
    finally:
        town.car_parks.told = (CAR_PARK,)


async def test_one_subject_that_fails_costs_its_own(town):
    class Broken:
        async def sites(self):
            raise RuntimeError("nobody there")

    had = town.backend.outward.latest.parking.sources
    town.backend.outward.latest.parking.sources = (Broken(), *had)
    try:
        assert (await town.stranger().get(f"{PARKAPI}static.json")).json()["total_count"] == 3
    finally:
        town.backend.outward.latest.parking.sources = had


# --- entities ---


async def _entities(town, **asked):
    answer = await town.stranger().get(f"{NGSI}entities", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_entities_follow_the_smart_data_models(town):
    (air,) = await _entities(town, type="IndoorEnvironmentObserved")
    assert air["temperature"] == {
        "type": "Property",
        "value": 19.8,
        "unitCode": "CEL",
        "observedAt": "2026-11-23T11:00:00.000Z",
    }
    assert air["relativeHumidity"]["value"] == 0.48
    assert air["refPointOfInterest"] == {"type": "Relationship", "object": "urn:ngsi-ld:Building:hall:nordpark"}
    (parked,) = await _entities(town, type="OffStreetParking", options="keyValues")
    assert (parked["totalSpotNumber"], "availableSpotNumber" in parked) == (56, False)
    assert parked["location"] == {"type": "Point", "coordinates": [13.4102, 52.5301]}
    hall = (await town.stranger().get(f"{NGSI}entities/urn:ngsi-ld:Building:hall:sued", params={"attrs": "useState"})).json()
    assert hall.keys() == {"id", "type", "useState"}
    assert hall["useState"]["value"] == "free"


async def test_one_asks_by_type_attribute_and_condition_a_page_at_a_time(town):
    halls = await _entities(town, type="Building", q="isPartOf", options="keyValues")
    assert {one["name"] for one in halls} == {"Sporthalle Nordpark", "Gymnastikraum", "Halle Süd"}
    big = await _entities(town, q="peopleCapacity>=120;isPartOf", options="keyValues")
    assert {one["peopleCapacity"] for one in big} == {199, 120}
    client = town.stranger()
    first = await client.get(f"{NGSI}entities", params={"type": "Building", "limit": 2, "count": "true"})
    assert first.headers["ngsild-results-count"] == "5"
    assert 'rel="next"' in first.headers["link"]
    assert context.REL in first.headers["link"]
    seen, offset = [], 0
    while page := await _entities(town, type="Building", limit=2, offset=offset):
        seen += [one["id"] for one in page]
        offset += 2
    assert (len(seen), sorted(set(seen))) == (5, seen)
    full = await _entities(town, type=context.TERMS["IndoorEnvironmentObserved"], attrs="temperature")
    assert full[0].keys() == {"id", "type", "temperature"}


async def test_what_is_not_understood_is_refused_in_the_words_of_the_standard(town):
    client = town.stranger()
    for asked, status in (
        ({}, 400),
        ({"type": "Building", "q": "((a))"}, 501),
        ({"type": "Building", "q": "name=="}, 400),
        ({"type": "Building", "georel": "near;maxDistance==100"}, 501),
    ):
        answer = await client.get(f"{NGSI}entities", params=asked)
        assert answer.status_code == status, asked
        assert answer.json()["type"].startswith("https://uri.etsi.org/ngsi-ld/errors/")
    assert (await client.get(f"{NGSI}entities/urn:ngsi-ld:Building:hall:nie")).status_code == 404
    assert (await client.post(f"{NGSI}entities", json={})).status_code == 405


async def test_as_json_ld_all_words_have_an_address(town):
    client = town.stranger()
    told = (await client.get(f"{NGSI}entities", params={"type": "Building"}, headers={"Accept": "application/ld+json"})).json()
    words = (await client.get(context.PATH)).json()
    core = {"@context": {"id": "@id", "type": "@type", "@vocab": "https://uri.etsi.org/ngsi-ld/default-context/"}}
    known = {f"http://hallenwart.test{context.PATH}": words, context.CORE: core}

    def load(url, _options=None):
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": known[url]}

    for one in jsonld.expand(told, {"documentLoader": load}):
        assert one["@type"] == ["https://smartdatamodels.org/dataModel.Building/Building"]
        assert not [name for name in one if "default-context" in name and not name.endswith("/location")]
    types = (await client.get(f"{NGSI}types", params={"details": "true"})).json()
    assert {one["typeName"] for one in types} >= {"Building", "IndoorEnvironmentObserved", "OffStreetParking"}
    info = (await client.get(f"{NGSI}types/Building")).json()
    assert info["entityCount"] == 5


async def test_time_makes_values_stale(town):
    assert "temp_c" in {key[2] for key in await _values(town)}
    town.clock.advance(4 * HOUR_MS)
    try:
        assert "temp_c" not in {key[2] for key in await _values(town)}
    finally:
        town.clock.advance(-4 * HOUR_MS)
