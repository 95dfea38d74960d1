"""What lending does by itself: asks for unused dates, asks the office about rights, ends old offers."""

import pytest
from sqlalchemy import select

from hallenwart_backend.access.custody.rules import Held
from hallenwart_backend.access.custody.store import add_custody
from hallenwart_backend.booking.tables import news
from support.backends import AMT, HOUR_MS, JANA, MONDAY_NOON_MS, OSMAN, open_town
from support.booking_policy import set_policy

DAY_MS = 24 * HOUR_MS
TUESDAY_MS = MONDAY_NOON_MS + DAY_MS + 6 * HOUR_MS


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def weekly(town, dates=8):
    """Return the dates of a series on Tuesdays at 18:00, soonest first."""
    jana = await town.signed_in(JANA)
    last = {5: "2026-12-22", 8: "2027-01-12"}[dates]
    wish = {"hall": "nordpark", "sections": [1], "title": "Judo", "weekday": 1, "start": "18:00", "end": "19:30"}
    answer = await jana.post("/api/series", json=wish | {"from_date": "2026-11-24", "to_date": last})
    assert answer.status_code in {200, 201}, answer.text
    found = (await jana.get("/api/bookings")).json()["bookings"]
    assert len(found) == dates
    return found


async def asked(town):
    rows = select(news.c.booking).where(news.c.kind == "asked_to_lend")
    return await town.backend.records.read(lambda connection: list(connection.scalars(rows)))


async def test_who_does_not_fetch_the_key_is_asked_to_lend_the_next_date_once(town):
    dates = await weekly(town)
    watch = town.backend.booking.lending_watch
    held = Held("nordpark-1", 1, dates[0]["start_ms"], booking=dates[0]["id"])
    await town.backend.records.write(lambda connection: add_custody(connection, held))
    town.clock.advance(17 * DAY_MS)  # three dates are over, one with its key fetched
    assert await watch.propose() == []
    town.clock.advance(7 * DAY_MS)
    assert await watch.propose() == [dates[4]["id"]]
    await watch.propose()
    assert await asked(town) == [dates[4]["id"]]


async def test_the_office_can_ask_and_a_club_cannot(town):
    date = (await weekly(town, 5))[1]
    path = f"/api/bookings/{date['id']}/ask-to-lend"
    assert (await (await town.signed_in(OSMAN)).post(path, json={"why": "leer"})).status_code == 403
    assert (await (await town.signed_in(AMT)).post(path, json={"why": "Ferien"})).status_code == 204
    assert await asked(town) == [date["id"]]


async def test_many_lent_dates_in_a_row_are_a_question_to_the_office_and_the_right_stays(town):
    await set_policy(town, lending={"row": 2, "week": 0})
    dates = await weekly(town, 5)
    jana, osman, amt = await town.signed_in(JANA), await town.signed_in(OSMAN), await town.signed_in(AMT)
    for date in dates[:2]:
        assert (await amt.get("/api/requests")).json()["requests"] == []
        offer = (await jana.post(f"/api/bookings/{date['id']}/offer", json={})).json()["offer"]
        assert (await osman.post(f"/api/offers/{offer}/take", json={})).status_code == 200
    (question,) = (await amt.get("/api/requests")).json()["requests"]
    assert (question["kind"], question["club_name"], question["lent"]) == ("right", "TSV Lindenau", 2)
    assert (await amt.post(f"/api/requests/{question['id']}/approve", json={"why": "Halle im Umbau"})).status_code == 200
    assert (await amt.get("/api/requests")).json()["requests"] == []
    found = (await jana.get("/api/bookings")).json()["bookings"]
    assert [(one["series"] != "", one["owner"]) for one in found[:3]] == [(True, "TSV Lindenau")] * 2 + [(True, "")]


async def test_an_offer_ends_before_its_date_begins(town):
    date = (await weekly(town, 5))[0]
    await (await town.signed_in(JANA)).post(f"/api/bookings/{date['id']}/offer", json={})
    watch = town.backend.booking.lending_watch
    town.clock.advance(TUESDAY_MS - MONDAY_NOON_MS - 15 * 60_000)
    await watch.look()
    assert await town.backend.booking.lending.open_of([date["id"]])
    town.clock.advance(1)
    await watch.look()
    assert await town.backend.booking.lending.open_of([date["id"]]) == {}


async def test_cancelling_late_counts_and_staff_say_why_they_go_beyond(town):
    await set_policy(town, club={"quota": {"coming": 1}})
    jana, amt = await town.signed_in(JANA), await town.signed_in(AMT)
    wish = {"hall": "sued", "sections": [1], "start_ms": TUESDAY_MS, "end_ms": TUESDAY_MS + HOUR_MS, "title": "A"}
    first = (await jana.post("/api/bookings", json=wish)).json()
    more = wish | {"sections": [2], "club": "tsv-lindenau"}
    refused = await amt.post("/api/bookings", json=more)
    assert (refused.status_code, refused.json()["code"]) == (409, "needs_reason")
    made = await amt.post("/api/bookings", json=more | {"why": "Jubiläum"})
    assert made.status_code == 201, made.text
    told = (await amt.get(f"/api/bookings/{made.json()['id']}/history")).json()
    assert "Jubiläum" in str(told)
    town.clock.advance(8 * HOUR_MS)
    assert (await jana.delete(f"/api/bookings/{first['id']}")).status_code == 204
    counts = await amt.get("/api/lending", params={"from_ms": 0, "to_ms": TUESDAY_MS + HOUR_MS})
    assert [(one["club"], one["late"]) for one in counts.json()["clubs"]] == [("tsv-lindenau", 1)]
