"""A club's weekly right: made, shown, changed and ended over HTTP, every date told."""

import pytest

from support.backends import JANA, open_town

DAY_MS = 86_400_000
SEASON = {
    "hall": "nordpark",
    "sections": [1],
    "title": "Volleyball",
    "weekday": 2,
    "start": "18:00",
    "end": "19:30",
    "from_date": "2026-11-23",
    "to_date": "2027-07-04",
}


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def make(town, email=JANA, **change):
    return await (await town.signed_in(email)).post("/api/series", json=SEASON | change)


async def test_a_season_is_booked_in_local_time(town):
    answer = await make(town)
    assert answer.status_code == 201, answer.text
    plan = answer.json()
    assert plan["counts"] == {"free": 32}
    assert plan["written"]


async def change(town, plan, email=JANA, **body):
    return await (await town.signed_in(email)).patch(f"/api/series/{plan['series']['id']}", json=body)


async def test_from_a_date_on_it_is_later(town):
    plan = (await make(town)).json()
    answer = await change(town, plan, from_date="2027-01-01", start="19:00")
    assert answer.status_code == 200, answer.text
    assert answer.json()["counts"] == {"changes": 26}
    detail = (await (await town.signed_in(JANA)).get(f"/api/series/{plan['series']['id']}")).json()
    assert [one["start"] for one in detail["phases"]] == ["18:00"]
    assert len(detail["dates"]) == 32
    gone = await (await town.signed_in(JANA)).delete(f"/api/series/{plan['series']['id']}?from_date=2026-12-24&why=x")
    assert gone.json()["counts"] == {"ends": 27}
    listed = await (await town.signed_in(JANA)).get("/api/series")
    assert listed.json()["series"][0]["coming"] == 5
