"""The waiting list fills itself when time gets free: within the rules, never double, and it tells."""

import asyncio

import pytest
from sqlalchemy import func, select

from hallenwart_backend.booking.tables import news, occupied
from support.backends import AMT, HOUR_MS, JANA, MEMBER, MONDAY_NOON_MS, OSMAN, open_town
from support.booking_policy import set_policy

EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS
WISH = {
    "halls": ["sued"],
    "sections": 2,
    "from_date": "2026-11-23",
    "to_date": "2026-11-23",
    "from_min": 18 * 60,
    "to_min": 19 * 60,
    "length_min": 60,
    "title": "Volleyball",
}


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def book(town, email=JANA, sections=(1, 2), start_ms=EVENING_MS):
    wish = {"hall": "sued", "sections": list(sections), "start_ms": start_ms, "end_ms": start_ms + HOUR_MS, "title": "A"}
    answer = await (await town.signed_in(email)).post("/api/bookings", json=wish)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def wait(town, email=OSMAN, **more):
    answer = await (await town.signed_in(email)).post("/api/waiting", json=WISH | more)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def wishes(town, email=OSMAN):
    return (await (await town.signed_in(email)).get("/api/waiting")).json()["waiting"]


async def fill(town):
    return await town.backend.booking.waiting.filling.fill()


async def test_a_cancelled_time_goes_to_who_waits_with_a_code(town):
    booking = await book(town)
    wish = await wait(town)
    assert await fill(town) == []
    assert (await (await town.signed_in(JANA)).delete(f"/api/bookings/{booking['id']}")).status_code == 204
    (made,) = await fill(town)
    assert (made.club, made.start_ms, made.sections, made.title) == ("bc-04", EVENING_MS, (1, 2), "Volleyball")
    (mine,) = (await (await town.signed_in(OSMAN)).get("/api/bookings")).json()["bookings"]
    assert mine["state"] == "booked"
    (after,) = await wishes(town)
    assert (after["id"], after["state"], after["filled"], after["booking"]) == (wish["id"], "filled", 1, made.id)
    kinds = select(news.c.kind).where(news.c.booking == made.id, news.c.club == "bc-04")
    assert "waiting_filled" in await town.backend.records.read(lambda connection: list(connection.scalars(kinds)))
    assert await fill(town) == []


async def test_who_wants_to_be_asked_has_the_time_held_until_the_answer(town):
    wish = await wait(town, ask_first=True)
    (held,) = await fill(town)
    assert held.state == "held"
    (shown,) = await wishes(town)
    assert (shown["state"], shown["offered_start_ms"], shown["offered_hall"]) == ("offered", EVENING_MS, "Halle Süd")
    osman = await town.signed_in(OSMAN)
    assert (await (await town.signed_in(JANA)).post(f"/api/waiting/{wish['id']}/answer", json={"yes": True})).status_code == 403
    answered = await osman.post(f"/api/waiting/{wish['id']}/answer", json={"yes": True})
    assert answered.status_code == 200, answered.text
    assert answered.json()["booking"] == held.id
    assert (await town.backend.bookings.one(held.id)).state == "booked"
    assert (await osman.post(f"/api/waiting/{wish['id']}/answer", json={"yes": True})).json()["code"] == "not_offered"


async def test_no_answer_is_a_no_and_the_next_gets_it(town):
    await wait(town, ask_first=True)
    (held,) = await fill(town)
    later = await wait(town, JANA)
    assert await fill(town) == []
    town.clock.advance(5 * HOUR_MS)
    await town.backend.booking.waiting.filling.look()
    assert (await town.backend.bookings.one(held.id)).state == "declined"
    town.clock.advance(-HOUR_MS)
    (made,) = await fill(town)
    assert (made.club, later["state"]) == ("tsv-lindenau", "waiting")


async def test_the_rules_hold_for_who_waits(town):
    await set_policy(town, club={"quota": {"coming": 0}})
    await wait(town)
    assert await fill(town) == []
    await set_policy(town, club={"quota": {"coming": 5}, "entry": {"approval": {"always": True}}})
    (asked,) = await fill(town)
    assert asked.state == "asked"


async def test_what_cannot_be_is_refused_in_words(town):
    osman = await town.signed_in(OSMAN)
    for change, code in (
        ({"from_date": "2026-11-20", "to_date": "2026-11-20"}, "past"),
        ({"length_min": 90}, "window"),
        ({"sections": 3}, "sections"),
        ({"to_date": "2026-11-22"}, "dates"),
        ({"length_min": 50}, "length"),
    ):
        assert (await osman.post("/api/waiting", json=WISH | change)).json()["code"] == code
    assert (await (await town.signed_in(MEMBER)).post("/api/waiting", json=WISH)).status_code == 403
    wish = await wait(town)
    assert (await (await town.signed_in(AMT)).get("/api/waiting")).json()["waiting"][0]["club_name"] == "BC 04"
    assert (await osman.delete(f"/api/waiting/{wish['id']}")).status_code == 204
    assert (await wishes(town))[0]["state"] == "ended"


async def test_filling_and_booking_at_once_never_doubles(each_database, tmp_path):
    async with open_town(tmp_path) as town:
        await wait(town)
        jana = await town.signed_in(JANA)
        body = {"hall": "sued", "sections": [1], "start_ms": EVENING_MS, "end_ms": EVENING_MS + HOUR_MS, "title": "A"}
        made, again, booked = await asyncio.gather(fill(town), fill(town), jana.post("/api/bookings", json=body))
        assert len(made) + len(again) + (booked.status_code == 201) == 1, booked.text
        quarters = select(func.count()).select_from(occupied)
        assert await town.backend.records.read(lambda connection: connection.scalar(quarters)) in {4, 8}


async def block(town, **change):
    body = {"halls": ["sued"], "why": "Wahl", "first": "2026-11-23T17:00", "last": "2026-11-23T23:00"} | change
    answer = await (await town.signed_in(AMT)).post("/api/closings", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()["closing"]["id"]


async def test_who_loses_what_was_held_to_a_closing_waits_on(town):
    wish = await wait(town, ask_first=True)
    (held,) = await fill(town)
    closing = await block(town)
    assert (await town.backend.bookings.one(held.id)).state == "cancelled"
    await town.backend.booking.waiting.filling.look()
    (after,) = await wishes(town)
    assert (after["id"], after["state"], after["booking"]) == (wish["id"], "waiting", "")
    assert await fill(town) == []
    await (await town.signed_in(AMT)).delete(f"/api/closings/{closing}")
    (again,) = await fill(town)
    assert (again.state, again.start_ms) == ("held", EVENING_MS)


async def test_nobody_accepts_a_held_time_that_was_moved_between_looking_and_pressing(town, monkeypatch):
    wish = await wait(town, ask_first=True)
    (held,) = await fill(town)
    draw = type(town.backend.rights.access).draw

    async def moved_meanwhile(self, booking):
        drawn = await draw(self, booking)
        if booking.id == held.id:
            await block(town, to={held.id: {"hall": "nordpark", "start_ms": EVENING_MS, "sections": [1, 2]}})
        return drawn

    monkeypatch.setattr(type(town.backend.rights.access), "draw", moved_meanwhile)
    answered = await (await town.signed_in(OSMAN)).post(f"/api/waiting/{wish['id']}/answer", json={"yes": True})
    assert (answered.status_code, answered.json()["code"]) == (409, "changed")
    monkeypatch.undo()
    again = await (await town.signed_in(OSMAN)).post(f"/api/waiting/{wish['id']}/answer", json={"yes": True})
    assert again.status_code == 200
    (mine,) = (await (await town.signed_in(OSMAN)).get("/api/bookings")).json()["bookings"]
    assert (mine["hall"], mine["slots"]) == ("nordpark", [1, 2])
