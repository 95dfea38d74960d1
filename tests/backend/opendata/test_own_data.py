"""Figures, ideas and free times stand in the catalogue as all other data, and the office's word holds for them."""

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT

from support.backends import AMT, open_town

WAYS = {
    "ideas": ("/daten/ideen.json", "/daten/ideen.csv"),
    "impact": ("/wirkung.json", "/wirkung.csv"),
    "occupancy": ("/api/public/usage",),
}
EACH = [(dataset, path) for dataset, paths in WAYS.items() for path in paths]
PAGES = {"ideas": "/ideen", "impact": "/wirkung"}


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def say(town, dataset, rights, license_=""):
    office = await town.signed_in(AMT)
    answer = await office.put(f"/api/open-data/datasets/{dataset}", json={"rights": rights, "license": license_})
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("dataset", WAYS)
async def test_the_catalogue_and_the_page_name_all_ways(town, dataset):
    client = town.stranger()
    assert f'id="{dataset}"' in (await client.get("/daten")).text
    graph = Graph().parse(data=(await client.get("/daten/katalog.ttl")).content, format="turtle")
    ways = graph.objects(URIRef(f"http://hallenwart.test/daten/datensatz/{dataset}"), DCAT.distribution)
    named = {str(address) for way in ways for address in graph.objects(way, DCAT.accessURL)}
    assert named >= {f"http://hallenwart.test{path}" for path in WAYS[dataset]}


@pytest.mark.parametrize(("dataset", "path"), EACH)
async def test_what_is_off_is_nowhere_and_a_key_opens_what_needs_one(town, dataset, path):
    client, office = town.stranger(), await town.signed_in(AMT)
    answer = await client.get(path)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "public, max-age=60")
    assert answer.headers["access-control-allow-origin"] == "*"
    await say(town, dataset, "off")
    assert (await client.get(path)).status_code == 404
    assert f'id="{dataset}"' not in (await client.get("/daten")).text
    await say(town, dataset, "key")
    assert (await client.get(path)).json()["code"] == "data_key_needed"
    secret = (await office.post("/api/open-data/keys", json={"name": "Stadtplan"})).json()["secret"]
    opened = await client.get(path, headers={"Authorization": f"Bearer {secret}"})
    assert (opened.status_code, opened.headers["cache-control"]) == (200, "private, no-store")
    assert opened.headers["vary"] == "Authorization"


@pytest.mark.parametrize("dataset", PAGES)
async def test_a_page_leads_to_its_data_while_everybody_may_read_it(town, dataset):
    client, page = town.stranger(), PAGES[dataset]
    shown = (await client.get(page)).text
    assert all(path in shown for path in WAYS[dataset])
    for rights in ("key", "off"):
        await say(town, dataset, rights)
        closed = await client.get(page)
        assert closed.status_code == 200
        assert not any(path in closed.text for path in WAYS[dataset])


async def test_ideas_say_under_which_licence_they_are(town):
    client = town.stranger()
    assert (await client.get("/daten/ideen.json")).json()["licence"] == "CC BY 4.0"
    await say(town, "ideas", "public", "CC0-1.0")
    assert (await client.get("/daten/ideen.json")).json()["licence"] == "CC0 1.0"
