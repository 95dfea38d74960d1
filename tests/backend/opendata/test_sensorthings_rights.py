"""Who may read what of SensorThings: rights per dataset, halls nobody shows, how often; and what an empty town says."""

from __future__ import annotations

import pytest

from hallenwart_backend.opendata.datasets import Rights
from hallenwart_backend.opendata.sensorthings.service import BURST
from hallenwart_backend.ports import SeriesKey
from support.backends import AMT, HOUR_MS, MONDAY_NOON_MS, open_town

ROOT = "/sensorthings/v1.1"


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        hour = MONDAY_NOON_MS - 5 * HOUR_MS
        await opened.backend.series.append(
            [
                (SeriesKey("sued-1", "luft", "temp_c"), hour, 20.0),
                (SeriesKey("sued-1", "luft", "temp_c"), hour + 1, 21.0),
                (SeriesKey("sued-1", "luft", "temp_c"), MONDAY_NOON_MS + 1, 99.0),  # the hour that runs
                (SeriesKey("sued-1", "luft", "co2_ppm"), hour, 900.0),
                (SeriesKey("sued-1", "sued", "people"), hour, 12.0),
                (SeriesKey("nordpark-1", "gymnastik", "temp_c"), hour, 18.0),
                (SeriesKey("nirgends-1", "luft", "temp_c"), hour, 18.0),
            ]
        )
        yield opened


async def ids(town, path, **headers):
    told = await town.stranger().get(f"{ROOT}/{path}", headers=headers)
    assert told.status_code == 200, told.text
    return [one["@iot.id"] for one in told.json()["value"]]


async def test_climate_of_shown_halls_is_told_and_nothing_else(town):
    streams = await ids(town, "Datastreams")
    assert [one.rpartition(".")[0] for one in streams] == ["hall-gymnastik.temp_c", "hall-sued.temp_c"]
    told = (await town.stranger().get(f"{ROOT}/Observations?$filter=Datastream/id eq '{streams[1]}'")).json()["value"]
    assert [one["result"] for one in told] == [20.5]
    text = (await town.stranger().get(f"{ROOT}/Sensors")).text
    assert "sued-1" not in text, "no device is named"


async def test_a_hall_that_is_shown_no_more_is_gone_at_once(town):
    assert "hall-sued" in await ids(town, "Things")
    hidden = {"halls": {"sued": {"shown": False, "names": False, "feed": False}}, "contact": ""}
    assert (await (await town.signed_in(AMT)).put("/api/public", json=hidden)).status_code == 200
    assert "hall-sued" not in await ids(town, "Things")
    assert [one for one in await ids(town, "Datastreams") if "sued" in one] == []
    assert [one for one in await ids(town, "Observations") if "sued" in one] == []


async def test_data_that_is_off_is_gone_and_data_with_a_key_wants_one(town):
    registry = town.backend.outward.opendata.registry
    await registry.say({"climate": (Rights.OFF, "")})
    assert await ids(town, "Datastreams") == []
    assert await ids(town, "ObservedProperties") == []
    assert "hall-sued" in await ids(town, "Things"), "the other dataset is still open"
    await registry.say({"climate": (Rights.KEY, "")})
    assert await ids(town, "Datastreams") == []
    made = await (await town.signed_in(AMT)).post("/api/open-data/keys", json={"name": "Stadtplan"})
    key = made.json()["secret"]
    told = await town.stranger().get(f"{ROOT}/Datastreams", headers={"Authorization": f"Bearer {key}"})
    assert len(told.json()["value"]) == 2
    assert "no-store" in told.headers["cache-control"], "what a key opened is kept by nobody on the way"
    assert (await town.stranger().get(f"{ROOT}/Datastreams", headers={"Authorization": "Bearer falsch"})).status_code == 401
    await registry.say({"occupancy": (Rights.KEY, "")})
    refused = await town.stranger().get(f"{ROOT}/Things")
    assert (refused.status_code, refused.json()["code"]) == (401, 401)
    await registry.say({"climate": (Rights.OFF, ""), "occupancy": (Rights.OFF, "")})
    assert (await town.stranger().get(f"{ROOT}/Things")).status_code == 404


async def test_who_asks_too_often_waits(town):
    client = town.stranger()
    codes = [(await client.get(ROOT)).status_code for _ in range(BURST + 1)]
    assert codes == [200] * BURST + [429]
    town.clock.advance(1_000)
    assert (await client.get(ROOT)).status_code == 200


async def test_the_catalogue_names_it_for_both_datasets(town):
    offered = {one.dataset.id: one.dataset.distributions for one in await town.backend.outward.opendata.registry.every()}
    for dataset in ("climate", "occupancy"):
        assert ROOT in [one.path for one in offered[dataset]]
        example = next(one.example for one in offered[dataset] if one.path == ROOT)
        assert (await town.stranger().get(example)).status_code == 200
