"""What happened to a booking, and to a place and time: who, when, why, what, for each reader as far as they may know."""

import pytest

from hallenwart_backend.accounts import store as people
from hallenwart_backend.accounts.tables import people as people_table
from support.backends import AMT, HOUR_MS, JANA, MEMBER, MONDAY_NOON_MS, OSMAN, open_town

EVENING_MS = MONDAY_NOON_MS + 6 * HOUR_MS


@pytest.fixture
async def town(tmp_path):
    async with open_town(tmp_path) as opened:
        yield opened


async def book(town, email=JANA, start_ms=EVENING_MS, **fields):
    wish = {"hall": "nordpark", "sections": [1], "start_ms": start_ms, "end_ms": start_ms + HOUR_MS, "title": "Turnen"}
    answer = await (await town.signed_in(email)).post("/api/bookings", json=wish | fields)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def change(town, booking, email=AMT, **fields):
    answer = await (await town.signed_in(email)).patch(f"/api/bookings/{booking}", json=fields)
    assert answer.status_code == 200, answer.text


async def told(town, booking, email=AMT):
    answer = await (await town.signed_in(email)).get(f"/api/bookings/{booking}/history")
    assert answer.status_code == 200, answer.text
    return answer.json()["decisions"]


async def slot(town, email=AMT, **query):
    asked = {"hall": "nordpark", "section": 1, "from": EVENING_MS, "to": EVENING_MS + HOUR_MS} | query
    return await (await town.signed_in(email)).get("/api/slots/history", params=asked)


async def moved_and_cancelled(town):
    booking = await book(town)
    town.clock.advance(60_000)
    await change(town, booking, start_ms=EVENING_MS + HOUR_MS, end_ms=EVENING_MS + 2 * HOUR_MS, why="Boden wird geölt")
    town.clock.advance(60_000)
    await change(town, booking, sections=[2, 3])
    town.clock.advance(60_000)
    answer = await (await town.signed_in(AMT)).delete(f"/api/bookings/{booking}", params={"why": "Anruf der Trainerin"})
    assert answer.status_code == 204
    return booking


async def test_says_who_when_why_and_what_changed(town):
    booking = await moved_and_cancelled(town)
    entries = await told(town, booking)
    assert [(one["what"]["de"], one["who"]["de"], one["on_behalf"]) for one in entries] == [
        ("Gebucht", "Jana Lindner", False),
        ("Verlegt", "Petra Amt", True),
        ("Verlegt", "Petra Amt", True),
        ("Abgesagt", "Petra Amt", True),
    ]
    assert entries[1]["change"]["de"] == "von Mo 23.11.2026 18:00\u201319:00 auf Mo 23.11.2026 19:00\u201320:00"
    assert entries[1]["why"] == "Boden wird geölt"
    assert entries[2]["change"] == {"de": "von Teil 1 auf Teile 2 und 3", "en": "from section 1 to sections 2 and 3"}
    assert entries[3]["why"] == "Anruf der Trainerin"
    assert [one["t_ms"] for one in entries] == sorted(one["t_ms"] for one in entries)


async def test_a_club_reads_its_own_names_and_the_office_as_office(town):
    booking = await moved_and_cancelled(town)
    assert [one["who"]["de"] for one in await told(town, booking, JANA)] == [
        "Jana Lindner",
        "Sportamt",
        "Sportamt",
        "Sportamt",
    ]


async def test_other_clubs_read_nothing(town):
    booking = await book(town)
    for stranger in (OSMAN, MEMBER):
        answer = await (await town.signed_in(stranger)).get(f"/api/bookings/{booking}/history")
        assert answer.status_code == 403
    assert (await (await town.signed_in(AMT)).get("/api/bookings/nothing/history")).status_code == 404


async def test_an_erased_person_is_told_as_one(town):
    booking = await book(town)

    def erase(connection):
        jana = people.by_email(connection, JANA)
        connection.execute(people_table.delete().where(people_table.c.id == jana.person.id))

    await town.backend.records.write(erase)
    assert [one["who"] for one in await told(town, booking)] == [{"de": "gelöschte Person", "en": "erased person"}]


async def test_a_slot_remembers_who_left_it(town):
    left = await moved_and_cancelled(town)
    came = await book(town, OSMAN, sections=[1, 2])
    elsewhere = await book(town, OSMAN, start_ms=EVENING_MS + 4 * HOUR_MS)
    entries = (await slot(town)).json()["decisions"]
    assert {one["booking"] for one in entries} == {left, came}
    assert elsewhere not in {one["booking"] for one in entries}
    assert {one["line"] for one in entries} == {"TSV Lindenau · Turnen", "BC 04 · Turnen"}
    third = (await slot(town, section=3)).json()["decisions"]
    assert third == []


async def test_a_slot_is_asked_for_in_bounds_and_by_managers(town):
    assert (await slot(town, JANA)).status_code == 403
    assert (await slot(town, section=9)).status_code == 422
    assert (await slot(town, to=EVENING_MS)).status_code == 422
    assert (await slot(town, hall="nirgends")).status_code == 404
