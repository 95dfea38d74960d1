"""What a town tells others, read from outside and judged by others' validators."""

import pytest

from support.backends import HOUR_MS, JANA, MONDAY_NOON_MS, SEED, open_town
from support.event_town import event, told_camera
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
    await town.backend.exchange.keeper.look()
    slots = reader(town, "slots")
    start = MONDAY_NOON_MS + 6 * HOUR_MS
    name = f"nordpark-{start // 60_000}"
    assert (await slots.run())[name]["remainingUses"] == 3
    before = len(slots.seen)
    body = {"hall": "nordpark", "sections": [1, 2], "start_ms": start, "end_ms": start + HOUR_MS, "title": "A"}
    club = await town.signed_in(JANA)
    made = (await club.post("/api/bookings", json=body)).json()
    await town.backend.exchange.keeper.look()
    held = await slots.run()
    assert held[name]["remainingUses"] == 1
    assert len(slots.seen) == before + 1, "only what changed is told anew"
    await club.delete(f"/api/bookings/{made['id']}")
    town.clock.advance(HOUR_MS)
    await town.backend.exchange.keeper.look()
    held = await slots.run()
    assert held[name]["remainingUses"] == 3
    assert f"nordpark-{MONDAY_NOON_MS // 60_000}" not in held, "what is over is gone"


async def test_others_validators_find_nothing_wrong(town):
    await event(town, teams=["TSV Lindenau", "SV Süd"], sport="volleyball", text="Kommt alle!")
    await town.backend.exchange.keeper.look()
    client = town.stranger()
    samples = {}
    for feed in ("facility-uses", "slots"):
        page = (await client.get(FEED + feed)).json()
        samples[feed] = {"data": page | {"items": page["items"][:6]}}
    linked = (await client.get("/daten/events.jsonld")).json()
    assert [one["name"] for one in linked["@graph"]] == ["TSV Lindenau gegen SV Süd"]
    schema = {"events": {"type": "SportsEvent", "data": {"@context": linked["@context"], **linked["@graph"][0]}}}
    schema["a mistake"] = {"type": "SportsEvent", "data": schema["events"]["data"] | {"starts": 1}}
    broken = samples["slots"]["data"]["items"][0]
    samples["a mistake in a slot"] = {"data": {"@context": "https://openactive.io/", **broken["data"], "duration": "1h"}}
    found = ask(openactive=samples, schema=schema)
    assert found.keys() == {"a mistake", "a mistake in a slot"}, found
