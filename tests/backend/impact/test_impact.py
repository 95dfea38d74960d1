"""The measures of a year from real rows, on each database, and how everybody, programs and the office get them."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert

from hallenwart_backend.alerts.tables import incidents
from hallenwart_backend.booking.lending.tables import offers
from hallenwart_backend.booking.tables import bookings
from hallenwart_backend.occupancy.figures.rules import Hours, packed
from hallenwart_backend.occupancy.tables import usage_days, usage_slots
from hallenwart_backend.participation.tables import ideas
from hallenwart_backend.volunteering.hours.tables import hours
from hallenwart_backend.volunteering.tables import helpers, shifts, signups
from hallenwart_backend.volunteering.tables import offers as help_offers
from support.backends import AMT, HOUR_MS, JANA, MONDAY_NOON_MS, SEED, Town, open_town

pytestmark = pytest.mark.usefixtures("each_database")
DAY_MS = 24 * HOUR_MS
CLUBS = ("tsv-lindenau", "bc-04", "sv-sued", "esv-nord")
MORE = 'club = [{ id = "sv-sued", name = "SV Süd" }, { id = "esv-nord", name = "ESV Nord" }, '
MINUTES = ("open", "booked", "used", "empty", "unknown", "unbooked", "seen", "people", "counted")
IN_OCTOBER = MONDAY_NOON_MS - 40 * DAY_MS


@pytest.fixture
async def town(tmp_path) -> AsyncIterator[Town]:
    async with open_town(tmp_path, seed=SEED.replace("club = [", MORE, 1)) as opened:
        yield opened


def dates(n: int, state: str, used: float | None, *, first_ms: int = IN_OCTOBER) -> dict[Any, list[dict[str, Any]]]:
    """Offered dates of two hours, one a day, each taken by another club than its own, or by nobody. `used` None: no sensor."""
    rows: dict[Any, list[dict[str, Any]]] = {bookings: [], offers: [], usage_slots: []}
    for at in range(n):
        name, start = f"{state}-{first_ms // DAY_MS}-{at}", first_ms - at * DAY_MS // 2
        owner, borrower = CLUBS[at % 4], CLUBS[(at + 1) % 4] if state == "taken" else None
        when = {"start_ms": start, "end_ms": start + 2 * HOUR_MS}
        place = {"hall": "nordpark", "sections": [1], "title": "Training", **when}
        rows[bookings].append({"id": name, "club": owner, "borrower": borrower, "state": "booked", "created_ms": 0, **place})
        rows[offers].append({"id": name, "booking": name, "club": owner, "state": state, "borrower": borrower, "created_ms": 0})
        slot = {"id": name, "booking": name, "club": borrower or owner, "kind": "training", "verdict": "used", **place}
        no_show = 1 - (used or 0)
        slot |= {"p_used": used or 0, "p_under": 0.0, "p_no_show": no_show, "p_unbooked": 0.0, "covered": 1.0, "reasons": []}
        slot |= {"judged_ms": start, "office_from_ms": start, "verdict": "unknown" if used is None else "used"}
        rows[usage_slots].append(slot)
    return rows


def days(n: int, *, used_share: float) -> dict[Any, list[dict[str, Any]]]:
    """Days in September and October whose hall was heated for four hours; one of them no sensor saw."""
    hours = Hours()
    for at in (17, 18, 19, 20):
        hours.warm[at], hours.warm_empty[at], hours.known[at] = 60, 60 * (1 - used_share), 60 if at < 20 else 10
    zero = dict.fromkeys((f"{name}_min" for name in MINUTES), 0.0)
    ordinals = range(date(2026, 9, 1).toordinal(), date(2026, 9, 1).toordinal() + n)
    return {
        usage_days: [
            {"hall": "nordpark", "day": date.fromordinal(one), "from_ms": 0, "judged_ms": 0, "mark": "", "body": packed(hours)}
            | zero
            for one in ordinals
        ]
    }


async def put(town: Town, *tables: dict[Any, list[dict[str, Any]]]) -> None:
    def write(connection: Any) -> None:
        for rows in tables:
            for table, values in rows.items():
                connection.execute(insert(table), values)

    await town.backend.records.write(write)


async def told(town: Town, year: int | None = None) -> dict[str, Any]:
    answer = await town.stranger().get("/wirkung.json", params={"jahr": year} if year else {})
    assert answer.status_code == 200, answer.text
    said: dict[str, Any] = answer.json()
    return said | {one["id"]: one for one in said["measures"]}


async def test_an_empty_town_knows_nothing_and_says_no_noughts(town):
    said = await told(town)
    assert {(one["value"], one["why"]) for one in said["measures"]} == {(None, "unknown")}
    text = (await town.stranger().get("/wirkung")).text
    assert text.count("Nicht bekannt") == 8
    assert "<b>0" not in text


async def test_lent_hours_against_what_nobody_took(town):
    await put(
        town, dates(20, "taken", 1.0), dates(20, "expired", 0.02, first_ms=IN_OCTOBER - 60 * DAY_MS), days(40, used_share=0.8)
    )
    said = await told(town)
    assert (said["to_date"], said["years"]) == ("2026-10-31", [2026])
    lent, extra = said["lent_hours"], said["lent_extra"]
    assert (lent["value"], lent["low"], lent["high"], lent["cases"], lent["unknown"]) == (40, 40, 40, 20, 0)
    assert extra["value"] == 40
    assert extra["low"] < 35  # of twenty dates that stood empty nobody knows that all others would have
    assert extra["level"] == "outcome"
    assert (said["lent_groups"]["value"], said["groups"]["value"]) == (4, 4)
    heated = said["heated_use"]
    assert (heated["value"], heated["cases"]) == (48, 6)  # hours that no sensor saw do not count


async def test_what_no_sensor_saw_only_widens_the_bounds(town):
    await put(town, dates(10, "taken", 1.0), dates(10, "taken", None, first_ms=IN_OCTOBER - 30 * DAY_MS), days(1, used_share=1))
    lent = (await told(town))["lent_hours"]
    assert (lent["value"], lent["low"], lent["high"], lent["cases"], lent["unknown"]) == (20, 20, 40, 10, 10)


async def test_this_month_and_few_cases_are_the_offices_alone(town):
    await put(town, dates(3, "taken", 1.0, first_ms=MONDAY_NOON_MS - 2 * DAY_MS), days(1, used_share=1))
    assert (await told(town))["lent_hours"]["why"] == "unknown"
    office = (await (await town.signed_in(AMT)).get("/api/impact")).json()
    found = {one["id"]: one for one in office["measures"]}["lent_hours"]
    assert (office["to_date"], found["value"], found["cases"]) == ("2026-11-22", 6, 3)
    assert (await (await town.signed_in(JANA)).get("/api/impact")).status_code == 403


async def test_answers_to_alarms_without_drills(town):
    def alarm(at: int, minutes: int | None, **more: Any) -> dict[str, Any]:
        raised = IN_OCTOBER + at * HOUR_MS
        row = {
            "id": f"i{at}",
            "key": f"k{at}",
            "kind": "smoke",
            "sev": "crit",
            "state": "resolved",
            "site": "nordpark",
        }
        row |= {"since_ms": raised, "raised_ms": raised, "causes": [], "measured": {}, "facts": {}, "drill": False}
        return row | {"acked_ms": None if minutes is None else raised + minutes * 60_000} | more

    times = [1, 2, 3, 4, 5, 6, 7, 8, 9, None, None]
    rows = [alarm(at, minutes) for at, minutes in enumerate(times)]
    await put(town, {incidents: [*rows, alarm(20, 50, drill=True), alarm(21, 50, kind="key_overdue")]})
    found = (await told(town))["alarm_response"]
    assert (found["value"], found["cases"], found["unknown"]) == (6, 11, 2)
    assert found["low"] == 2
    assert found["high"] is None  # of eleven the tenth holds the bound, and that one was never answered
    text = (await town.stranger().get("/wirkung")).text
    assert "mindestens 2,0, aus 11 Fällen, von 2 weiteren ist nichts bekannt" in text


async def test_answers_to_ideas_without_hidden_and_merged_ones(town):
    def idea(at: int, days: int | None, **more: Any) -> dict[str, Any]:
        made = IN_OCTOBER + at * HOUR_MS
        row = {"id": f"idea{at:04}", "kind": "repair", "state": "open", "title": "Tür", "text": "Tür", "origin": "web"}
        answered = None if days is None else made + days * DAY_MS
        return row | {"made_ms": made, "changed_ms": made, "answered_ms": answered, "into": ""} | more

    rows = [idea(at, days) for at, days in enumerate((1, 2, 3, 4, 5, 6, 7, None))]
    await put(town, {ideas: [*rows, idea(20, 90, state="hidden"), idea(21, 90, into="idea0001")]})
    found = (await told(town))["idea_response"]
    assert (found["value"], found["cases"], found["unknown"], found["unit"]) == (4.5, 8, 1, "days")


async def test_hours_of_volunteers_that_clubs_confirmed(town):
    """Twelve shifts of four clubs are confirmed, one of them corrected since; two that are over wait for a word."""
    wanted = {"title": "Theke", "role": "catering", "skills": [], "languages": [], "state": "open", "made_by": "p"}
    rows: dict[Any, list[dict[str, Any]]] = {
        help_offers: [{"id": "o", "club": "bc-04", "made_ms": 0, "modified_ms": 0, **wanted}],
        helpers: [{"id": "h", "name": "Hanna Hilft", "email": "hanna@beispiel.example", "made_ms": 0, "seen_ms": 0}],
        shifts: [],
        signups: [],
        hours: [],
    }
    for at in range(14):
        when = {"from_ms": IN_OCTOBER - at * DAY_MS, "to_ms": IN_OCTOBER - at * DAY_MS + 2 * HOUR_MS}
        rows[shifts].append({"id": f"s{at}", "offer": "o", "wanted": 1, **when})
        rows[signups].append(
            {"id": f"u{at}", "shift": f"s{at}", "helper": "h", "line": 1, "made_ms": 0, "modified_ms": 0, "mark": b""}
            | {"state": "in" if at > 11 else "done"}
        )
        record = {"signup": f"u{at}", "role": "catering", "title": "Theke", "basis": "key", "by": "p", **when}
        record |= {"club": CLUBS[at % 4], "made_ms": 0, "record": "{}", "signature": "x", "withdrawn_ms": None}
        if at < 12:
            rows[hours].append(record | {"id": f"r{at}", "minutes": 120})
    rows[hours].append(rows[hours][0] | {"id": "before", "minutes": 600, "withdrawn_ms": 1})
    await put(town, rows)
    found = (await told(town))["volunteer_hours"]
    assert (found["value"], found["low"], found["high"], found["cases"], found["unknown"]) == (25, 20, 30, 12, 2)
    office = (await (await town.signed_in(AMT)).get("/api/impact")).json()["measures"]
    assert next(one["value"] for one in office if one["id"] == "volunteer_hours") == 24


async def test_figures_for_everybody_are_worked_out_once_a_day(town):
    first = await town.backend.impact.told(2026)
    assert await town.backend.impact.told(2026) is first
    town.clock.advance(DAY_MS)
    assert await town.backend.impact.told(2026) is not first


async def test_the_table_for_spreadsheets(town):
    answer = await town.stranger().get("/wirkung.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [one["measure"] for one in rows] == [one["id"] for one in (await told(town))["measures"]]
    assert {one["value"] for one in rows} == {""}
    assert all(one["method"] and one["certainty"] and one["limits"] for one in rows)
    assert 'filename="wirkung-2026.csv"' in answer.headers["content-disposition"]


async def test_a_year_nobody_knows_of_is_this_year_and_no_error(town):
    assert (await told(town, 2019))["year"] == 2026
    assert (await town.stranger().get("/wirkung?jahr=1")).status_code == 422
