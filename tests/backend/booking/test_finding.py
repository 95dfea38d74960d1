"""Free times over all halls, and substitutes, over HTTP."""

import pytest

from support.backends import HOUR_MS, JANA, MONDAY_NOON_MS, open_town

EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def test_free_times_of_all_halls(town):
    client = await town.signed_in(JANA)
    answer = await client.get("/api/free?date=2026-11-23&from=18:00&to=20:00&minutes=90")
    assert answer.status_code == 200, answer.text
    slots = answer.json()["slots"]
    assert {one["hall"] for one in slots} == {"nordpark", "gymnastik", "sued"}
    assert {one["start_ms"] for one in slots} == {EVENING_MS, EVENING_MS + HOUR_MS // 2}


async def test_substitutes_begin_with_the_same_time(town):
    client = await town.signed_in(JANA)
    wish = {
        "hall": "nordpark",
        "sections": [1],
        "start_ms": EVENING_MS,
        "end_ms": EVENING_MS + 2 * HOUR_MS,
        "title": "Volleyball",
    }
    booked = (await client.post("/api/bookings", json=wish)).json()
    answer = await client.get(f"/api/bookings/{booked['id']}/substitutes")
    assert answer.status_code == 200, answer.text
    found = answer.json()["substitutes"]
    assert (found[0]["hall"], found[0]["start_ms"]) == ("nordpark", EVENING_MS)
