"""What a town tells others, read from outside and judged by others' validators."""

import json
import re

import feedparser
import icalendar
import pytest
import rdflib
from pyld import jsonld

from hallenwart_backend.exchange import volunteering
from hallenwart_backend.exchange.catalog import FILES
from hallenwart_backend.exchange.openactive import FEEDS
from support.backends import HOUR_MS, JANA, MONDAY_NOON_MS, SEED, open_town
from support.event_town import event, told_camera
from support.exchange_samples import Samples
from support.rpde_reader import Harvest
from support.validators import ask

PLACED = SEED.replace('address = "Am Nordpark 7"', 'address = "Am Nordpark 7, 04178 Musterstadt", lat = 51.36, lon = 12.31')
FEED = "/openactive/feeds/"


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path, seed=PLACED) as opened:
        await told_camera(opened)
        yield opened


def reader(town, feed):
    client = town.stranger()

    async def fetch(url):
        answer = await client.get(url)
        assert answer.status_code == 200, answer.text
        assert answer.headers["access-control-allow-origin"] == "*"
        return answer.text

    return Harvest(f"http://hallenwart.test{FEED}{feed}", fetch)


async def test_an_hour_that_is_booked_is_told_as_taken_and_as_free_again(town):
    await town.backend.outward.exchange.keeper.look()
    slots = reader(town, "slots")
    start = MONDAY_NOON_MS + 6 * HOUR_MS
    name = f"nordpark-{start // 60_000}"
    assert (await slots.run())[name]["remainingUses"] == 3
    before = len(slots.seen)
    body = {"hall": "nordpark", "sections": [1, 2], "start_ms": start, "end_ms": start + HOUR_MS, "title": "A"}
    club = await town.signed_in(JANA)
    made = (await club.post("/api/bookings", json=body)).json()
    await town.backend.outward.exchange.keeper.look()
    held = await slots.run()
    assert held[name]["remainingUses"] == 1
    assert len(slots.seen) == before + 1, "only what changed is told anew"
    await club.delete(f"/api/bookings/{made['id']}")
    town.clock.advance(HOUR_MS)
    await town.backend.outward.exchange.keeper.look()
    held = await slots.run()
    assert held[name]["remainingUses"] == 3
    assert f"nordpark-{MONDAY_NOON_MS // 60_000}" not in held, "what is over is gone"


ACTIVITIES = {
    "volleyball": "4a2ba988-045a-45d0-91a8-dbbfb33886b7",
    "basketball": "e09776e6-f1b4-421b-b667-5c5913cf97aa",
}
TYPES = {
    "events": "SportsEvent",
    "offers": "JobPosting",
    "clubs": "SportsOrganization",
    "sessions": "SportsEvent",
    "halls": "SportsActivityLocation",
}


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")  # rdflib's own reader of quads
async def test_others_validators_find_nothing_wrong(town):
    await event(town, teams=["TSV Lindenau", "SV Süd"], sport="volleyball", text="Kommt alle!")
    town.backend.outward.exchange.keeper.sources.append(Samples())
    await town.backend.outward.exchange.keeper.look()
    client = town.stranger()
    openactive, schema = {}, {}
    for feed in FEEDS:
        page = (await client.get(FEED + feed)).json()
        assert page["items"], feed
        openactive[feed] = {"data": page | {"items": page["items"][:4]}}
    for name, kind in TYPES.items():
        linked = (await client.get(f"/daten/{name}.jsonld")).json()
        assert linked["@graph"], name
        for number, one in enumerate(linked["@graph"][:3]):
            schema[f"{name} {number}"] = {"type": kind, "data": {"@context": linked["@context"], **one}}
    schema["a mistake"] = {"type": "SportsEvent", "data": schema["events 0"]["data"] | {"starts": 1}}
    page = (await client.get("/openactive")).text
    dataset = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    openactive["dataset"] = {"mode": "DatasetSite", "data": dataset}
    slot = next(one["data"] for one in openactive["slots"]["data"]["items"] if one["state"] == "updated")
    openactive["a mistake in a slot"] = {"data": slot | {"duration": "1h"}}
    concepts = [
        {"id": f"https://openactive.io/activity-list#{one}", "prefLabel": sport.title()} for sport, one in ACTIVITIES.items()
    ]
    found = ask(openactive=openactive, schema=schema, lists={"https://openactive.io/activity-list": {"concept": concepts}})
    assert found.keys() == {"a mistake", "a mistake in a slot"}, found
    await _feedparser(client)
    await _icalendar(client)
    await _triples(client)


async def _feedparser(client):
    for name in ("events", "offers", "clubs", "sessions"):
        read = feedparser.parse((await client.get(f"/daten/{name}.atom")).content)
        assert (read.bozo, read.version) == (False, "atom10"), read.get("bozo_exception")
        assert read.entries
        assert all(entry.id.startswith("http://hallenwart.test/daten/") for entry in read.entries)
        assert all(entry.updated_parsed and entry.title and entry.link for entry in read.entries)


async def _icalendar(client):
    for name, events in (("events", 1), ("offers", 3), ("sessions", 5)):
        answer = await client.get(f"/daten/{name}.ics")
        calendar = icalendar.Calendar.from_ical(answer.content)
        assert [bool(one.errors) for one in calendar.walk("VEVENT")] == [False] * events
        assert len({str(one["UID"]) for one in calendar.walk("VEVENT")}) == events
        assert all(one["DTSTART"].dt < one["DTEND"].dt for one in calendar.walk("VEVENT"))
        assert calendar.walk("VTIMEZONE")


def _load(url, _options=None):
    """Return contexts as their sites publish them, as far as these feeds need them; nothing is fetched."""
    vocabularies = {
        "https://schema.org": {"@vocab": "https://schema.org/"},
        volunteering.CONTEXT: {
            "@vocab": volunteering.NAMESPACE,
            "id": "@id",
            "type": "@type",
            "graph": "@graph",
            "conformsTo": {"@type": "@id"},
        },
    }
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": vocabularies[url.rstrip("/")]}}


async def _triples(client):
    """Expand JSON-LD as a program of others does, and ask the triples."""
    for name, kind in (("events", "SportsEvent"), ("offers", "JobPosting")):
        told = (await client.get(f"/daten/{name}.jsonld")).json()
        expanded = jsonld.expand(told, {"documentLoader": _load})
        assert {one["@type"][0] for one in expanded} == {f"https://schema.org/{kind}"}
        assert all(one["@id"].startswith("http://hallenwart.test/daten/") for one in expanded)
    told = (await client.get("/daten/offers.volunteering.jsonld")).json()
    triples = jsonld.to_rdf(told, {"documentLoader": _load, "format": "application/n-quads"})
    graph = rdflib.Dataset()
    graph.parse(data=triples, format="nquads")
    ns = rdflib.Namespace(volunteering.NAMESPACE)
    quads = list(graph.quads((None, None, None, None)))
    terms = {str(p).removeprefix(str(ns)) for _, p, _, _ in quads if str(p).startswith(str(ns))}
    assert terms <= ONTOLOGY, terms - ONTOLOGY
    activities = {s for s, p, o, _ in quads if p == rdflib.RDF.type and o == ns.Activity}
    held = {o for _, p, o, _ in quads if p == ns.activity}
    assert len(activities) == 2
    assert activities == held


ONTOLOGY = {
    *("activity", "location", "organisation", "role", "session", "time", "address", "allowsRemoteParticipation", "applyLink"),
    *("charityNumber", "commitment", "conformsTo", "description", "image", "latitude", "license", "longitude", "maximumAge"),
    *("minimumAge", "modified", "name", "publisher", "publishEndDate", "publishStartDate", "title", "website"),
    *("beginning", "end"),
}
"""The terms of the ontology (2026-03-23), and of its ontology of time."""


async def test_everybody_may_read_who_has_it_is_told_so_and_others_may_embed_it(town):
    await event(town)
    await town.backend.outward.exchange.keeper.look()
    client = town.stranger()
    for path in ("/daten/events.jsonld", "/daten/events.ics", f"{FEED}slots"):
        first = await client.get(path, headers={"Origin": "https://anderswo.example"})
        assert first.headers["access-control-allow-origin"] == "*"
        assert first.headers["cache-control"].startswith("public")
        again = await client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304
    (told,) = (await client.get("/daten/events.jsonld")).json()["@graph"]
    assert (await client.get(told["@id"])).json()["name"] == told["name"]
    page = await client.get("/daten")
    assert (page.status_code, len(page.content) < 50_000, "<script src" in page.text) == (200, True, False)
    assert all(f"/daten/{file}" in page.text for file in FILES)
    assert (await client.get("/daten/ideen.json")).status_code == 200, "files of others under the same address"
    for path, status in (("/daten/nichts.jsonld", 404), ("/daten/event/nie", 404), (f"{FEED}nichts", 404)):
        assert (await client.get(path)).status_code == status
    assert (await client.get(f"{FEED}slots", params={"afterTimestamp": "gestern"})).status_code == 422
    club = await town.signed_in(JANA)
    assert (await club.delete(f"/api/events/{told['identifier']}")).status_code == 204
    await town.backend.outward.exchange.keeper.look()
    assert (await client.get(told["@id"])).status_code == 410
