"""From telemetry and keys through the judge to what club, office and caretaker are told."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import insert, select

from hallenwart_backend.access.custody.tables import custody
from hallenwart_backend.booking.letters.tables import told as booking_letters
from hallenwart_backend.booking.tables import bookings, news, occupied
from hallenwart_backend.occupancy.policy.routes import UsageRulesBody
from hallenwart_backend.ports import SeriesKey
from support.backends import AMT, HOUR_MS, JANA, KERN, MONDAY_NOON_MS, OSMAN, Town, open_town

on_each_database = pytest.mark.usefixtures("each_database")
DAY_MS = 24 * HOUR_MS
MIN = 60_000
NOON_BEFORE = MONDAY_NOON_MS - DAY_MS  # a Sunday
EVENING = MONDAY_NOON_MS - 3 * DAY_MS + 6 * HOUR_MS  # Friday 18:00
PERIOD = {"from": "2026-11-16", "to": "2026-11-23"}


@pytest.fixture
async def town(tmp_path) -> AsyncIterator[Town]:
    async with open_town(tmp_path) as opened:
        yield opened


async def book(
    town: Town, name: str, club: str | None, start_ms: int, *, hours: float = 1.5, sections=(1, 2, 3), **more
) -> None:
    row = {
        "id": name,
        "hall": "nordpark",
        "sections": list(sections),
        "club": club,
        "title": name,
        "start_ms": start_ms,
        "end_ms": start_ms + int(hours * HOUR_MS),
        "state": "booked",
        "created_ms": start_ms - DAY_MS,
    } | more

    def put(connection):
        connection.execute(insert(bookings).values(**row))
        quarters = range(row["start_ms"] // (15 * MIN), row["end_ms"] // (15 * MIN))
        cells = [{"hall": "nordpark", "section": s, "quarter": q, "booking": name} for s in sections for q in quarters]
        connection.execute(insert(occupied), cells)

    await town.backend.records.write(put)


async def count(town: Town, spans, from_ms: int, to_ms: int, component: str = "nordpark") -> None:
    """Tell every 5 min how many people are there: of `spans` (start, end, people), else nobody."""
    key = SeriesKey("nordpark-2", component, "people")
    points = [
        (key, t_ms, next((float(x) for start, end, x in spans if start <= t_ms < end), 0.0))
        for t_ms in range(from_ms, to_ms, 5 * MIN)
    ]
    await town.backend.series.append(points)


async def filled(town: Town) -> None:
    """Three slots on a Friday: used with its key, empty with the key hung, few people; and somebody at night."""
    await book(town, "used", "tsv-lindenau", EVENING)
    await book(town, "empty", "tsv-lindenau", EVENING + 2 * HOUR_MS)
    await book(town, "few", "bc-04", EVENING - 3 * HOUR_MS)
    people = [(EVENING - 3 * HOUR_MS, EVENING - int(1.5 * HOUR_MS), 2), (EVENING, EVENING + int(1.5 * HOUR_MS), 25)]
    people.append((EVENING - 9 * HOUR_MS, EVENING - 8 * HOUR_MS, 7))
    await count(town, people, EVENING - 12 * HOUR_MS, EVENING + 6 * HOUR_MS)
    row = {"device": "nordpark-1", "slot": 1, "taken_ms": EVENING, "returned_ms": EVENING + HOUR_MS, "booking": "used"}
    await town.backend.records.write(lambda connection: connection.execute(insert(custody).values(**row)))


async def later(town: Town, now_ms: int) -> None:
    """Let time pass; whoever is signed in signs in anew."""
    town.clock.wall_ms = now_ms
    await town.close()
    town._clients.clear()


async def told(town: Town, who: str, path: str, **params) -> dict:
    answer = await (await town.signed_in(who)).get(f"/api/usage/{path}", params=PERIOD | params)
    assert answer.status_code == 200, answer.text
    return answer.json()


@on_each_database
async def test_the_club_sees_its_verdict_at_once_and_the_office_when_it_is_due_or_explained(town):
    await filled(town)
    await town.backend.usage.judging.look()
    mine = {one["title"]: one for one in (await told(town, JANA, "slots"))["slots"]}
    assert {name: one["verdict"] for name, one in mine.items()} == {"used": "used", "empty": "no_show"}
    assert {reason["code"] for reason in mine["empty"]["reasons"]} == {"nobody", "people", "key_hung"}
    assert {one["title"] for one in (await told(town, OSMAN, "slots"))["slots"]} == {"few"}
    office = await told(town, AMT, "slots")
    assert [one["verdict"] for one in office["slots"]] == ["unbooked"]
    jana = await town.signed_in(JANA)
    said = await jana.post("/api/usage/slots/empty/explanation", json={"word": "heating", "text": "9 Grad"})
    assert said.status_code == 200, said.text
    shown = {one["title"]: one for one in (await told(town, AMT, "slots"))["slots"]}
    assert shown["empty"]["explanation"] == {"word": "heating", "text": "9 Grad", "t_ms": MONDAY_NOON_MS}
    await later(town, MONDAY_NOON_MS + 12 * DAY_MS)
    assert {one["title"] for one in (await told(town, AMT, "slots"))["slots"]} == {"", "empty", "used", "few"}
    (lindenau,) = [one for one in (await told(town, AMT, "clubs"))["clubs"] if one["club"] == "tsv-lindenau"]
    assert (lindenau["slots"], lindenau["no_show_n"], lindenau["explained_n"]) == (2, 0, 1)
    kern = await town.signed_in(KERN)
    assert (await kern.get("/api/usage/slots")).status_code == 403
    osman, jana = await town.signed_in(OSMAN), await town.signed_in(JANA)
    assert (await osman.post("/api/usage/slots/empty/explanation", json={"word": "illness"})).status_code == 404
    assert (await jana.post("/api/usage/slots/used/explanation", json={"word": "illness"})).status_code == 409


@on_each_database
async def test_figures_of_a_hall_and_a_day(town):
    await filled(town)
    await town.backend.usage.judging.look()
    (hall,) = [one for one in (await told(town, AMT, "halls"))["halls"] if one["hall"] == "nordpark"]
    assert (hall["booked_h"], hall["used_h"], hall["empty_h"], hall["unbooked_h"]) == (4.5, 3.0, 1.5, 1.0)
    assert hall["use_share"] == pytest.approx(0.667, abs=0.001)
    assert hall["peak_people"] == 25
    heat = await told(town, AMT, "heat", hall="nordpark", measure="busy")
    friday = dict(zip(heat["hours"], heat["cells"][4], strict=True))
    assert friday[18]["value"] == 1.0
    assert friday[20]["value"] == 0.0
    day = await told(town, KERN, "halls/nordpark/day", day="2026-11-20")
    assert {one["title"]: one["verdict"] for one in day["bookings"]} == dict.fromkeys(("few", "used", "empty"))
    assert max(x for _, x, _, _ in day["people"] if x is not None) == 25
    mine = await told(town, JANA, "heat", measure="people")
    assert {hour: cell["value"] for hour, cell in zip(mine["hours"], mine["cells"][4], strict=True) if cell}[18] > 20


async def test_late_telemetry_and_a_cancelled_date_change_what_was_said(town):
    await book(town, "late", "tsv-lindenau", EVENING)
    await count(town, [], EVENING - 2 * HOUR_MS, EVENING + 10 * MIN)
    judging = town.backend.usage.judging
    assert await judging.look() > 0
    assert [one["verdict"] for one in (await told(town, JANA, "slots"))["slots"]] == ["unknown"]
    town.clock.wall_ms += HOUR_MS
    await count(town, [(EVENING, EVENING + 2 * HOUR_MS, 20)], EVENING + 10 * MIN, EVENING + 3 * HOUR_MS)
    await judging.look()
    assert [one["verdict"] for one in (await told(town, JANA, "slots"))["slots"]] == ["used"]
    town.clock.wall_ms += HOUR_MS
    await judging.look()
    assert await judging.look() == 0  # nothing new: nothing is written
    cancelled = bookings.update().where(bookings.c.id == "late").values(state="cancelled")
    await town.backend.records.write(lambda connection: connection.execute(cancelled))
    town.clock.wall_ms += HOUR_MS
    await judging.look()
    assert (await told(town, JANA, "slots"))["slots"] == []


async def test_a_borrowed_date_counts_for_who_borrowed_it(town):
    await book(town, "lent", "tsv-lindenau", EVENING, borrower="bc-04")
    await count(town, [], EVENING - 2 * HOUR_MS, EVENING + 4 * HOUR_MS)
    await town.backend.usage.judging.look()
    assert (await told(town, JANA, "slots"))["slots"] == []
    assert [one["club"] for one in (await told(town, OSMAN, "slots"))["slots"]] == ["bc-04"]


@on_each_database
async def test_a_right_that_stays_empty_is_proposed_answered_and_lent(town):
    jana = await town.signed_in(JANA)
    season = {"hall": "nordpark", "title": "Turnen", "weekday": 2, "start": "18:00", "end": "19:30", "sections": [1]}
    season |= {"from_date": "2026-11-25", "to_date": "2027-02-10"}
    made = await jana.post("/api/series", json=season)
    assert made.status_code < 300, made.text
    series = made.json()["series"]["id"]
    first = MONDAY_NOON_MS + 2 * DAY_MS + 6 * HOUR_MS
    for week in range(5):
        start = first + week * 7 * DAY_MS
        await count(town, [], start - HOUR_MS, start + 3 * HOUR_MS)
    await later(town, first + 4 * 7 * DAY_MS + 20 * DAY_MS)
    jana, office = await town.signed_in(JANA), await town.signed_in(AMT)
    await town.backend.usage.judging.look()
    (right,) = (await told(town, AMT, "rights"))["rights"]
    assert (right["series"], right["of"], right["no_shows"]) == (series, 4, 4) or (right["of"], right["no_shows"]) == (5, 5)
    assert right["suggested"] == "lend"
    body = {"kind": "lend", "from": "2027-01-01", "to": "2027-02-10", "text": "Wird das gebraucht?"}
    proposal = (await office.post(f"/api/usage/rights/{series}/proposal", json=body)).json()["proposals"][0]
    town.clock.advance(2 * MIN)
    await town.backend.letters.look()
    notices = await town.backend.records.read(lambda c: list(c.scalars(select(booking_letters.c.notice))))
    (proposed,) = [one for one in notices if one["title"].startswith("Vorschlag zu Ihrem Recht")]
    assert "einzelne Termine verleihen, das Recht bleibt" in proposed["body"]
    again = await office.post(f"/api/usage/rights/{series}/proposal", json=body)
    assert (again.status_code, again.json()["code"]) == (409, "proposed")
    answered = await jana.post(f"/api/usage/proposals/{proposal['id']}/answer", json={"accept": True})
    assert answered.json()["proposals"][0]["state"] == "accepted"
    done = (await office.post(f"/api/usage/proposals/{proposal['id']}/carry_out")).json()["proposals"][0]
    assert done["state"] == "done"
    assert done["done"] > 0
    offers = (await (await town.signed_in(OSMAN)).get("/api/offers")).json()["offers"]
    assert len(offers) == done["done"]


async def letters(town: Town) -> list[tuple[str, str]]:
    """Return (kind, club) of the news that are told."""
    wanted = select(news.c.kind, news.c.club).where(news.c.kind.like("use%"))
    return await town.backend.records.read(lambda connection: [tuple(row) for row in connection.execute(wanted)])


@on_each_database
async def test_a_club_is_told_once_a_week_and_the_history_is_told_nobody(town):
    usage = town.backend.usage
    for back in (3, 4, 40):
        await book(town, f"empty{back}", "tsv-lindenau", MONDAY_NOON_MS - back * DAY_MS)
        await count(town, [], MONDAY_NOON_MS - back * DAY_MS - HOUR_MS, MONDAY_NOON_MS - back * DAY_MS + 3 * HOUR_MS)
    await usage.look()
    assert await letters(town) == [("use_empty", "tsv-lindenau")]
    await book(town, "again", "tsv-lindenau", MONDAY_NOON_MS - 2 * DAY_MS)
    await count(town, [], MONDAY_NOON_MS - 2 * DAY_MS - HOUR_MS, MONDAY_NOON_MS - 2 * DAY_MS + 3 * HOUR_MS)
    await later(town, MONDAY_NOON_MS + 2 * DAY_MS)
    await usage.look()
    assert len(await letters(town)) == 1  # not a week yet
    await later(town, MONDAY_NOON_MS + 8 * DAY_MS)
    await usage.look()
    assert len(await letters(town)) == 2


async def rules_with(town: Town, **changed) -> None:
    office = await town.signed_in(AMT)
    body = {name: x for name, x in (await office.get("/api/usage/rules")).json().items() if name in UsageRulesBody.model_fields}
    answer = await office.put("/api/usage/rules", json=body | changed)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    ("on", "people", "blind", "released"), [(True, 0, 0, True), (False, 0, 0, False), (True, 4, 0, False), (True, 0, 20, False)]
)
async def test_a_running_booking_nobody_came_to_is_let_go_where_the_rules_say_so(town, on, people, blind, released):
    start = MONDAY_NOON_MS
    await book(town, "running", "tsv-lindenau", start, hours=2)
    await rules_with(town, auto_release=on)
    spans = [(start, start + HOUR_MS, people)]
    await count(town, spans, start - HOUR_MS, start + (40 - blind) * MIN)
    town.clock.wall_ms = start + 40 * MIN
    await town.backend.usage.look()
    day = (await (await town.signed_in(AMT)).get("/api/usage/halls/nordpark/day", params={"day": "2026-11-23"})).json()
    assert [one["id"] for one in day["bookings"]] == ([] if released else ["running"])
    assert await letters(town) == ([("use_released", "tsv-lindenau")] if released else [])
    if released:
        await later(town, start + 3 * HOUR_MS)
        await town.backend.usage.look()
        assert [one["verdict"] for one in (await told(town, JANA, "slots"))["slots"]] == ["no_show"]


async def test_rules_are_checked_said_in_words_and_versioned(town):
    office = await town.signed_in(AMT)
    before = (await office.get("/api/usage/rules")).json()
    body = {name: x for name, x in before.items() if name in UsageRulesBody.model_fields}
    wrong = await office.put("/api/usage/rules", json=body | {"min_probability": 0.5, "smallest": 2})
    assert (wrong.status_code, {one["where"] for one in wrong.json()["faults"]}) == (422, {"min_probability", "smallest"})
    cleaning = [{"weekdays": [0], "from_time": "06:00", "to_time": "08:00", "halls": ["nordpark"]}]
    assert (await office.put("/api/usage/rules", json=body | {"cleaning": cleaning})).json()["rev"] == 1
    assert (await office.put("/api/usage/rules", json=body)).status_code == 409
    after = (await (await town.signed_in(JANA)).get("/api/usage/rules")).json()
    assert (after["cleaning"], after["may_change"], len(after["words"])) == (cleaning, False, len(before["words"]))


async def test_the_letter_says_in_plain_words_how_to_say_that_the_count_was_wrong(town):
    start = MONDAY_NOON_MS - 2 * DAY_MS
    await book(town, "leer", "tsv-lindenau", start)
    await count(town, [], start - HOUR_MS, start + 3 * HOUR_MS)
    await town.backend.usage.look()
    town.clock.advance(2 * MIN)
    await town.backend.letters.look()
    notices = await town.backend.records.read(lambda c: list(c.scalars(select(booking_letters.c.notice))))
    (notice,) = [one for one in notices if "Niemanden gesehen" in one["title"]]
    assert "Waren Sie da? Dann stimmt unsere Zählung nicht" in notice["body"]
    assert "ohne Antwort nach 14 Tagen" in notice["body"]
    assert notice["link"] == "/club/#/nutzung"
