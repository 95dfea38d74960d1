"""No double booking, whoever asks at the same time and however often."""

import asyncio
import random

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from hallenwart_backend.booking import history
from hallenwart_backend.booking.service import Wish
from hallenwart_backend.booking.tables import bookings, news, occupied
from hallenwart_backend.errors import RefusedError
from support.backends import AMT, HOUR_MS, JANA, MONDAY_NOON_MS, OSMAN, open_town
from support.booking_policy import set_policy

pytestmark = pytest.mark.usefixtures("each_database")

EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def test_of_many_who_post_the_same_time_at_once_one_gets_it(town):
    browsers = [await town.signed_in(email) for email in (JANA, OSMAN, AMT)]
    body = {"hall": "sued", "start_ms": EVENING_MS, "end_ms": EVENING_MS + 2 * HOUR_MS, "title": "Training"}
    sections = [[1], [1, 2], [1], [1, 2]] * 3
    answers = await asyncio.gather(
        *(
            browsers[number % 3].post("/api/bookings", json=body | {"sections": wanted})
            for number, wanted in enumerate(sections)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 11


async def test_bookings_of_any_crowd_never_overlap(town):
    dice = random.Random(4)

    async def someone(number: int) -> str:
        start = EVENING_MS + dice.randrange(0, 16) * 900_000
        sections = tuple(dice.sample([1, 2, 3], dice.randint(1, 3)))
        wish = Wish(
            "nordpark", sections, start, min(start + dice.randrange(2, 8) * 900_000, EVENING_MS + 5 * HOUR_MS), f"G{number}"
        )
        try:
            await town.backend.bookings.enter(wish, club="bc-04", person=None)
        except RefusedError as refusal:
            return refusal.code
        return "booked"

    outcomes = set(await asyncio.gather(*(someone(number) for number in range(40))))
    assert {"booked", "taken"} <= outcomes <= {"booked", "taken", "bad_length"}
    booked = await town.backend.bookings.of_halls(["nordpark"], 0, 2**50)
    for one in booked:
        for other in booked:
            if one.id < other.id and set(one.sections) & set(other.sections):
                assert one.end_ms <= other.start_ms or other.end_ms <= one.start_ms


async def test_the_database_itself_refuses_a_second_owner_of_a_quarter(town):
    wish = Wish("sued", (1,), EVENING_MS, EVENING_MS + HOUR_MS, "A")
    booking = await town.backend.bookings.enter(wish, club="bc-04", person=None)
    row = {"hall": "sued", "section": 1, "quarter": EVENING_MS // 900_000, "booking": booking.id}
    with pytest.raises(IntegrityError):
        await town.backend.records.write(lambda connection: connection.execute(insert(occupied).values(**row)))


async def test_a_code_that_is_in_use_at_the_locker_is_drawn_anew(town, monkeypatch):
    codes = iter(["48151623", "48151623", "48151623", "90210417"])
    monkeypatch.setattr("hallenwart_backend.access.grants.vault.draw_code", lambda _taken: next(codes))
    for hour in (0, 2):
        wish = Wish("nordpark", (1,), EVENING_MS + hour * HOUR_MS, EVENING_MS + (hour + 1) * HOUR_MS, "A")
        await town.backend.bookings.enter(wish, club="bc-04", person=None)
    held = [booking.id for booking in await town.backend.bookings.of_halls(["nordpark"], 0, 2**50)]
    shown = await town.backend.access.codes(held)
    assert sorted(code.code for code in shown.values()) == ["48151623", "90210417"]


async def test_a_club_cannot_hoard(town):
    await set_policy(town, club={"quota": {"coming": 2}})
    for hour, expected in ((0, 201), (1, 201), (2, 409)):
        start = EVENING_MS + hour * HOUR_MS
        body = {"hall": "sued", "sections": [1], "start_ms": start, "end_ms": start + HOUR_MS, "title": "A"}
        answer = await (await town.signed_in(JANA)).post("/api/bookings", json=body)
        assert answer.status_code == expected
    assert answer.json()["code"] == "quota"


async def test_nobody_cancels_what_is_another_clubs_or_over(town):
    wish = Wish("sued", (1,), EVENING_MS, EVENING_MS + HOUR_MS, "A")
    booking = await town.backend.bookings.enter(wish, club="bc-04", person=None)
    jana, osman = await town.signed_in(JANA), await town.signed_in(OSMAN)
    assert (await jana.delete(f"/api/bookings/{booking.id}")).status_code == 403
    town.clock.advance(8 * HOUR_MS)
    assert (await osman.delete(f"/api/bookings/{booking.id}")).status_code == 409


async def test_slots_follow_what_is_booked(town):
    jana = await town.signed_in(JANA)
    wish = Wish("sued", (1,), EVENING_MS, EVENING_MS + HOUR_MS, "A")
    await town.backend.bookings.enter(wish, club="bc-04", person=None)
    one = (await jana.get("/api/halls/sued/slots", params={"date": "2026-11-23", "minutes": 60})).json()
    both = (await jana.get("/api/halls/sued/slots", params={"date": "2026-11-23", "minutes": 60, "sections": 2})).json()
    at_six = [next(slot for slot in found["slots"] if slot["start_ms"] == EVENING_MS) for found in (one, both)]
    assert [(slot["state"], slot["free_sections"]) for slot in at_six] == [("free", [2]), ("taken", [])]
    sunday = (await jana.get("/api/halls/sued/slots", params={"date": "2026-11-25"})).json()
    assert [day["closed"] for day in sunday["days"]] == [False, False, False, False, True]
    assert (
        await town.backend.records.read(lambda connection: connection.scalar(select(func.count()).select_from(bookings))) == 1
    )


async def test_a_refusal_names_who_has_the_time(town):
    wish = Wish("nordpark", (2,), EVENING_MS, EVENING_MS + HOUR_MS, "E-Jugend")
    await town.backend.bookings.enter(wish, club="bc-04", person=None)
    body = {"hall": "nordpark", "sections": [1, 2, 3], "start_ms": EVENING_MS, "end_ms": EVENING_MS + HOUR_MS, "title": "A"}
    refused = await (await town.signed_in(JANA)).post("/api/bookings", json=body)
    (conflict,) = refused.json()["conflicts"]
    assert conflict["line"].endswith("· E-Jugend")
    assert (conflict["sections"], conflict["start_ms"], conflict["end_ms"]) == ([2], EVENING_MS, EVENING_MS + HOUR_MS)


async def test_staff_book_for_a_club_and_it_is_marked_so(town):
    amt = await town.signed_in(AMT)
    body = {"hall": "nordpark", "sections": [1], "start_ms": EVENING_MS, "end_ms": EVENING_MS + HOUR_MS, "title": "A"}
    booked = (await amt.post("/api/bookings", json=body | {"club": "bc-04", "kind": "match"})).json()
    assert (booked["holder_id"], booked["on_behalf"], booked["kind"]) == ("bc-04", True, "match")
    assert (await amt.post("/api/bookings", json=body | {"club": "nobody"})).status_code == 404
    jana = await town.signed_in(JANA)
    assert (await jana.post("/api/bookings", json=body | {"sections": [2], "club": "bc-04"})).status_code == 403
    entries = await town.backend.records.read(lambda connection: history.of_booking(connection, booked["id"]))
    assert [(one.act, one.club, one.on_behalf, bool(one.who)) for one in entries] == [("booked", "bc-04", True, True)]


async def test_a_booking_far_ahead_gets_its_code_when_its_time_comes(town):
    start_ms = EVENING_MS + 21 * 24 * HOUR_MS
    wish = Wish("nordpark", (1,), start_ms, start_ms + HOUR_MS, "A")
    booking = await town.backend.bookings.enter(wish, club="bc-04", person=None)
    await town.backend.access.issue_missing()
    assert (await town.backend.access.codes([booking.id])) == {}
    town.clock.advance(8 * 24 * HOUR_MS)
    await town.backend.access.issue_missing()
    assert (await town.backend.access.codes([booking.id]))[booking.id].code
    told = await town.backend.records.read(lambda connection: list(connection.scalars(select(news.c.kind))))
    assert told == ["booked", "code_ready"]
