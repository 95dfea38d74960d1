"""What no database keeps is refused in words before it reaches one."""

import pytest

from support.backends import AMT, HOUR_MS, JANA, KERN, MONDAY_NOON_MS, open_town

pytestmark = pytest.mark.usefixtures("each_database")
START_MS = MONDAY_NOON_MS + 6 * HOUR_MS
WISH = {"hall": "nordpark", "sections": [1], "title": "A", "start_ms": START_MS, "end_ms": START_MS + HOUR_MS}


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def test_the_character_nul_and_numbers_without_end_are_refused_in_words(town):
    amt, kern = await town.signed_in(AMT), await town.signed_in(KERN)
    answers = [
        await town.stranger().post("/api/session", json={"email": "a\0@b.example", "password": "x"}),
        await town.stranger().post("/api/session", json={"email": JANA, "password": "x\0"}),
        await amt.post("/api/bookings", json=WISH | {"title": "A\0B"}),
        await amt.post("/api/bookings", json=WISH | {"note": "\0"}),
        await amt.post("/api/bookings", json=WISH | {"rooms": ["\0"]}),
        await amt.post("/api/bookings", json=WISH | {"sections": [2**80]}),
        await amt.get("/api/halls/nord%00park/day", params={"date": "2026-11-23"}),
        await kern.get("/api/reports", params={"device": "nord\0park"}),
        await kern.get("/api/reports", params={"device": "nordpark-1", "slot": 2**40}),
        await kern.get("/api/reports", params={"device": "nordpark-1", "slot": 2**70}),
    ]
    for answer in answers:
        assert answer.status_code in {404, 422}, answer.text
        assert set(answer.json()["message"]) == {"de", "en"}
    assert (await amt.post("/api/bookings", json=WISH)).status_code == 201
