"""The office's inbox: asked dates hold their time until the office decides, or until they would have begun."""

import asyncio

import pytest

from support.backends import AMT, HOUR_MS, JANA, MONDAY_NOON_MS, OSMAN, open_town
from support.booking_policy import set_policy

EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS
DAY_MS = 24 * HOUR_MS


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def book(town, email=JANA, start_ms=EVENING_MS, sections=(1,), **more):
    wish = {"hall": "nordpark", "sections": list(sections), "start_ms": start_ms, "end_ms": start_ms + HOUR_MS, "title": "A"}
    return await (await town.signed_in(email)).post("/api/bookings", json=wish | more)


async def inbox(town):
    answer = await (await town.signed_in(AMT)).get("/api/requests")
    assert answer.status_code == 200, answer.text
    return answer.json()["requests"]


async def decide(town, request, what, why=""):
    return await (await town.signed_in(AMT)).post(f"/api/requests/{request}/{what}", json={"why": why})


async def state(town, booking):
    return (await town.backend.bookings.one(booking["id"])).state


async def test_an_asked_date_holds_its_time_and_is_approved_with_a_code(town):
    await set_policy(town, club={"entry": {"approval": {"kinds": ["event"]}}})
    asked = (await book(town, kind="event", note="Sommerfest")).json()
    assert (asked["state"], asked["code"]) == ("asked", None)
    assert (await book(town, OSMAN)).json()["code"] == "taken"
    (one,) = await inbox(town)
    assert (one["kind"], one["club_name"], one["why"], one["expires_ms"]) == (
        "booking",
        "TSV Lindenau",
        "Sommerfest",
        EVENING_MS,
    )
    assert one["reasons"] == [
        {"de": "Diese Art von Belegung gibt das Amt frei.", "en": "The office approves this kind of booking."}
    ]
    assert (await (await town.signed_in(JANA)).get("/api/requests")).status_code == 403
    assert (await decide(town, one["id"], "approve")).json()["done"]
    (mine,) = (await (await town.signed_in(JANA)).get("/api/bookings")).json()["bookings"]
    assert mine["state"] == "booked"
    assert mine["code"]
    assert await inbox(town) == []
    assert (await decide(town, one["id"], "approve")).json()["code"] == "decided"


async def test_a_declined_date_is_free_again_and_says_why(town):
    await set_policy(town, club={"entry": {"approval": {"always": True}}})
    asked = (await book(town)).json()
    assert (await decide(town, f"b.{asked['id']}", "decline")).status_code == 422
    assert (await decide(town, f"b.{asked['id']}", "decline", "Wahllokal")).status_code == 200
    assert await state(town, asked) == "declined"
    told = (await (await town.signed_in(JANA)).get(f"/api/bookings/{asked['id']}/history")).json()
    assert "Wahllokal" in str(told)
    assert (await book(town, OSMAN)).status_code == 201


async def test_many_are_decided_at_once_and_each_says_what_came_of_it(town):
    await set_policy(town, club={"entry": {"approval": {"always": True}}})
    asked = [(await book(town, sections=(section,))).json()["id"] for section in (1, 2)]
    body = {"requests": [f"b.{one}" for one in [*asked, "gibts-nicht"]], "approve": True}
    decided = (await (await town.signed_in(AMT)).post("/api/requests/decide", json=body)).json()["decided"]
    assert [(one["done"], one["code"]) for one in decided] == [(True, ""), (True, ""), (False, "no_such_request")]


async def test_what_nobody_decides_ends_when_it_would_begin(town):
    await set_policy(town, club={"entry": {"approval": {"always": True}}})
    asked = (await book(town)).json()
    town.clock.advance(6 * HOUR_MS - 1)
    assert await town.backend.booking.requests.expire() == 0
    town.clock.advance(1)
    assert await town.backend.booking.requests.expire() == 1
    assert await state(town, asked) == "declined"


async def test_a_series_is_one_request(town):
    await set_policy(town, club={"entry": {"approval": {"series": True}}})
    wish = {"hall": "nordpark", "sections": [1], "title": "Judo", "weekday": 1, "start": "18:00", "end": "19:30"}
    span = {"from_date": "2026-11-24", "to_date": "2026-12-22"}
    answer = await (await town.signed_in(JANA)).post("/api/series", json=wish | span)
    assert answer.status_code in {200, 201}, answer.text
    (one,) = await inbox(town)
    assert (one["kind"], one["date_count"]) == ("series", 5)
    assert one["reasons"][0]["de"] == "Serien gibt das Amt frei."
    assert (await decide(town, one["id"], "approve")).json()["dates"] == 5
    states = {one["state"] for one in (await (await town.signed_in(JANA)).get("/api/bookings")).json()["bookings"]}
    assert states == {"booked"}


async def test_after_the_deadline_the_office_is_asked_to_move(town):
    await set_policy(town, club={"entry": {"move_min": 24 * 60}})
    booking = (await book(town)).json()
    jana, to = await town.signed_in(JANA), {"sections": [2], "why": "Drittel 1 ist zu klein"}
    refused = await jana.patch(f"/api/bookings/{booking['id']}", json=to)
    assert (refused.status_code, refused.json()["code"]) == (409, "needs_office")
    asked = await jana.post(f"/api/bookings/{booking['id']}/move-wish", json=to)
    assert asked.status_code == 201, asked.text
    (one,) = await inbox(town)
    assert (one["kind"], one["why"], one["change"]["sections"]) == ("move", "Drittel 1 ist zu klein", [2])
    assert (await decide(town, one["id"], "approve")).status_code == 200
    assert (await town.backend.bookings.one(booking["id"])).sections == (2,)
    assert await inbox(town) == []


async def test_approving_and_cancelling_at_once_ends_in_one_of_both(each_database, tmp_path):
    async with open_town(tmp_path) as town:
        await set_policy(town, club={"entry": {"approval": {"always": True}}})
        asked = (await book(town)).json()
        jana, amt = await town.signed_in(JANA), await town.signed_in(AMT)
        approved, cancelled, declined = await asyncio.gather(
            amt.post(f"/api/requests/b.{asked['id']}/approve", json={}),
            jana.delete(f"/api/bookings/{asked['id']}"),
            amt.post(f"/api/requests/b.{asked['id']}/decline", json={"why": "belegt"}),
        )
        assert cancelled.status_code in {204, 409}
        booking = await town.backend.bookings.one(asked["id"])
        codes = await town.backend.access.codes([asked["id"]])
        assert booking.state in {"cancelled", "declined"}
        assert codes == {}, "no right is left of a date that is gone"
        assert {approved.status_code, declined.status_code} <= {200, 409}
