"""Each way to read a dataset asks for its rights; keys open data and nothing else."""

import tomllib

import msgspec
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS

from hallenwart_backend.errors import ConfigError
from hallenwart_backend.seed import Seed
from hallenwart_backend.seed_data import plant_data
from support.backends import AMT, JANA, SEED, open_town
from support.dcat_check import faults

PLACED = SEED.replace('address = "Am Nordpark 7"', 'address = "Am Nordpark 7, 04178 Musterstadt", lat = 51.36, lon = 12.31')
PUBLISHER = {
    "mail": "sport@musterstadt.example",
    "homepage": "https://www.musterstadt.example/sport",
    "contributor": "http://dcat-ap.de/def/contributors/musterstadt",
    "area": "990010001001",
    "place": "Musterstadt",
}


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path, seed=PLACED) as opened:
        yield opened


async def say(town, dataset, rights, license_=""):
    office = await town.signed_in(AMT)
    answer = await office.put(f"/api/open-data/datasets/{dataset}", json={"rights": rights, "license": license_})
    assert answer.status_code == 200, answer.text


async def new_key(town):
    made = (await (await town.signed_in(AMT)).post("/api/open-data/keys", json={"name": "Stadtplan"})).json()
    return made["key"]["id"], made["secret"]


async def test_the_catalogue_of_a_town_holds_what_is_demanded(town):
    office, client = await town.signed_in(AMT), town.stranger()
    assert (await office.put("/api/open-data/publisher", json=PUBLISHER)).status_code == 200
    answers = {ending: await client.get(f"/daten/katalog.{ending}") for ending in ("ttl", "rdf", "jsonld")}
    graph = Graph().parse(data=answers["ttl"].content, format="turtle")
    assert faults(graph) == []
    for answer in answers.values():
        assert answer.headers["access-control-allow-origin"] == "*"
        again = await client.get(str(answer.url), headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304
    for one in graph.objects(None, DCAT.dataset):
        alone = await client.get(str(one), headers={"Accept": "text/turtle"})
        assert (one, DCAT.distribution, None) in Graph().parse(data=alone.content, format="turtle")
        assert (await client.get(str(one))).headers["location"].startswith("/daten#")
    for one in graph.objects(None, DCAT.accessURL):
        town.clock.advance(1_000)  # one address may not ask for all of it at once
        assert (await client.get(str(one))).status_code == 200, one


async def test_what_is_off_is_nowhere_and_comes_back(town):
    client = town.stranger()
    await say(town, "clubs", "off")
    assert (await client.get("/daten/clubs.jsonld")).status_code == 404
    assert (await client.get("/daten/datensatz/clubs")).status_code == 404
    assert 'id="clubs"' not in (await client.get("/daten")).text
    ttl = (await client.get("/daten/katalog.ttl")).text
    assert "datensatz/clubs" not in ttl
    await say(town, "clubs", "public")
    assert (await client.get("/daten/clubs.jsonld")).status_code == 200


async def test_a_key_opens_what_needs_one_and_nothing_of_the_api(town):
    client, (key, secret) = town.stranger(), await new_key(town)
    await say(town, "clubs", "key")
    told = {"Authorization": f"Bearer {secret}"}
    assert (await client.get("/daten/clubs.jsonld")).json()["code"] == "data_key_needed"
    opened = await client.get("/daten/clubs.jsonld", headers=told)
    assert (opened.status_code, opened.headers["cache-control"]) == (200, "private, no-store")
    assert (await client.get("/daten/clubs.jsonld", auth=("anything", secret))).status_code == 200
    assert (await client.get("/daten/clubs.jsonld", headers={"Authorization": f"Bearer {secret}x"})).json()["code"] == "bad_key"
    assert (await client.get("/daten/events.jsonld", headers={"Authorization": "Bearer old"})).status_code == 200
    for path in ("/api/session", "/api/bookings", "/api/open-data"):
        assert (await client.get(path, headers=told)).json()["code"] == "key_for_data"
    assert "RESTRICTED" in (await client.get("/daten/katalog.ttl")).text
    office = await town.signed_in(AMT)
    assert (await office.get("/api/open-data")).json()["keys"][0]["used_ms"] == town.clock.now_ms()
    assert (await office.get("/api/api-keys")).json()["keys"] == []
    assert (await office.delete(f"/api/open-data/keys/{key}")).status_code == 204
    assert (await client.get("/daten/clubs.jsonld", headers=told)).status_code == 401


async def test_only_the_office_says_who_may_read(town):
    club = await town.signed_in(JANA)
    assert (await club.get("/api/open-data")).status_code == 403
    assert (await club.put("/api/open-data/datasets/clubs", json={"rights": "off"})).status_code == 403
    assert (await club.post("/api/open-data/keys", json={"name": "A"})).status_code == 403
    office = await town.signed_in(AMT)
    assert (await office.put("/api/open-data/datasets/nothing", json={"rights": "off"})).status_code == 404
    assert (await office.put("/api/open-data/datasets/clubs", json={"rights": "off", "license": "X"})).status_code == 422
    for name, wrong in (("mail", "x"), ("homepage", "javascript:1"), ("contributor", "https://x.example"), ("area", "12")):
        answer = await office.put("/api/open-data/publisher", json={name: wrong})
        assert answer.json()["code"] == f"publisher_{name}"


async def test_rooms_hear_of_new_rights_and_they_stay(town):
    heard = []
    town.backend.outward.opendata.registry.changed.append(lambda: heard.append(1))
    await say(town, "halls", "off", "CC0-1.0")
    assert heard == [1]
    await town.backend.outward.opendata.registry.load()
    assert not town.backend.outward.opendata.registry.is_public("halls")
    await say(town, "halls", "public", "CC0-1.0")
    graph = Graph().parse(data=(await town.stranger().get("/daten/katalog.ttl")).content, format="turtle")
    ways = list(graph.objects(URIRef("http://hallenwart.test/daten/datensatz/halls"), DCAT.distribution))
    assert ways
    assert {str(graph.value(way, DCTERMS.license)) for way in ways} == {"http://dcat-ap.de/def/licenses/cc-zero"}


DATA = """
[data]
name = "Sportamt Musterstadt"
mail = "daten@musterstadt.example"
contributor = "http://dcat-ap.de/def/contributors/musterstadt"
"""


async def test_a_seed_says_who_publishes_and_what_the_office_said_stays(town):
    seed = read(DATA)
    await town.backend.records.write(lambda connection: plant_data(connection, seed))
    said = (await (await town.signed_in(AMT)).get("/api/open-data")).json()["publisher"]
    assert (said["mail"], said["area"]) == ("daten@musterstadt.example", "")
    assert "Sportamt Musterstadt" in (await town.stranger().get("/daten/katalog.ttl")).text
    other = read(DATA.replace("daten@", "andere@").replace("Sportamt", "Amt"))
    await town.backend.records.write(lambda connection: plant_data(connection, other))
    assert (await town.backend.outward.opendata.registry.publisher()).mail == "daten@musterstadt.example"
    wrong = read(DATA.replace("http://dcat-ap.de/def/contributors/", ""))
    with pytest.raises(ConfigError, match="begins with"):
        await town.backend.records.write(lambda connection: plant_data(connection, wrong))


def read(text):
    return msgspec.convert(tomllib.loads(text), Seed).data
