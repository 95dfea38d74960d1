"""Calendars of the plan: what is written can be read again by any program, to the very same plan."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import icalendar
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hallenwart_backend.booking.feeds.rules import Entry, calendar
from hallenwart_backend.booking.imports.reading import read_file
from hallenwart_backend.web.etags import etag, fits
from hallenwart_contract.clock import to_ms

BERLIN = "Europe/Berlin"
QUARTER_MS = 900_000
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=200).map(
    lambda text: " ".join(text.split())
)
QUARTERS = st.integers(
    to_ms(datetime(2026, 1, 1, tzinfo=UTC)) // QUARTER_MS, to_ms(datetime(2029, 1, 1, tzinfo=UTC)) // QUARTER_MS
)


def at(*local, fold=0, zone=BERLIN):
    return to_ms(datetime(*local, tzinfo=ZoneInfo(zone), fold=fold))


EVENING_MS = at(2026, 11, 25, 18)


def entry(start_ms=EVENING_MS, minutes=90, **change):
    fields = {
        "uid": "b1",
        "start_ms": start_ms,
        "end_ms": start_ms + minutes * 60_000,
        "title": "Volleyball",
        "club": "TSV Lindenau",
        "place": "Sporthalle Nordpark, Drittel 1",
        "where": "Sporthalle Nordpark, Drittel 1, Am Nordpark 7",
        "zone": BERLIN,
        "created_ms": 1_790_000_000_000,
        "changed_ms": 1_790_000_000_000,
    }
    return Entry(**fields | change)


@st.composite
def entries(draw):
    zone = draw(st.sampled_from([BERLIN, "Europe/London", "America/New_York", "UTC"]))
    start_ms = draw(QUARTERS) * QUARTER_MS
    return entry(
        start_ms,
        draw(st.integers(2, 40)) * 15,
        uid=draw(st.uuids()).hex,
        title=draw(TEXT) or "x",
        club=draw(TEXT),
        place=draw(TEXT) or "x",
        where=draw(TEXT),
        zone=zone,
        cancelled=draw(st.booleans()),
        sequence=draw(st.integers(0, 9)),
        note=draw(st.sampled_from(["", "Zeile 1\nZeile 2; mit, Zeichen \\ und \u00e4\u00f6\u00fc"])),
    )


def read_back(content):
    """Return the plan as a calendar program sees it."""
    found = icalendar.Calendar.from_ical(content)
    return {
        str(event["UID"]).removesuffix("@hallenwart"): (
            to_ms(event["DTSTART"].dt),
            to_ms(event["DTEND"].dt),
            str(event["X-HALLENWART-TITLE"]),
            str(event["X-HALLENWART-CLUB"]),
            str(event["X-HALLENWART-PLACE"]),
            str(event["LOCATION"]),
            str(event.get("DESCRIPTION", "")),
            str(event["STATUS"]) == "CANCELLED",
            int(event["SEQUENCE"]),
        )
        for event in found.walk("VEVENT")
    }


def as_written(entries):
    return {
        one.uid: (one.start_ms, one.end_ms, one.title, one.club, one.place, one.where, one.note, one.cancelled, one.sequence)
        for one in entries
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(entries(), max_size=6, unique_by=lambda one: one.uid))
@example([entry(at(2026, 10, 25, 2, 30)), entry(at(2026, 10, 25, 2, 30, fold=1), uid="b2")])
@example([entry(at(2027, 3, 28, 1, 45), 60), entry(at(2028, 2, 29, 23, 30), 120, uid="b2")])
@example([entry(title="Ärger, Übung; \\ und ein sehr langer Name " * 4)])
def test_what_is_written_reads_back_as_the_same_plan(plan):
    assert read_back(calendar("Plan", plan)) == as_written(plan)


@settings(max_examples=30, deadline=None)
@given(st.lists(entries(), min_size=1, max_size=4, unique_by=lambda one: one.uid))
def test_lines_are_folded_for_every_program(plan):
    lines = calendar("Hallenplan", plan).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)


def test_eighteen_stays_eighteen_and_the_zone_is_told():
    plan = [entry(at(2026, 10, 21, 18)), entry(at(2026, 10, 28, 18), uid="b2")]
    text = calendar("Plan", plan).decode()
    assert "DTSTART;TZID=Europe/Berlin:20261021T180000" in text
    assert "DTSTART;TZID=Europe/Berlin:20261028T180000" in text
    assert "BEGIN:VTIMEZONE" in text
    assert "TZID:Europe/Berlin" in text
    zone = icalendar.Calendar.from_ical(text).walk("VTIMEZONE")[0].to_tz()
    assert datetime(2026, 10, 28, 18, tzinfo=zone).utcoffset().total_seconds() == 3_600
    assert datetime(2026, 10, 21, 18, tzinfo=zone).utcoffset().total_seconds() == 7_200


def test_the_second_pass_of_an_hour_is_told_in_utc():
    text = calendar("Plan", [entry(at(2026, 10, 25, 2, 30, fold=1))]).decode()
    assert "DTSTART:20261025T013000Z" in text


def test_programs_are_told_how_often_to_come_back():
    text = calendar("Plan", [entry()]).decode()
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in text
    assert "X-PUBLISHED-TTL:PT1H" in text


def test_an_import_reads_the_same_dates():
    plan = [entry(at(2026, 10, 25, 2, 30, fold=1)), entry(at(2028, 2, 29, 23, 30), uid="b2"), entry(uid="b3", cancelled=True)]
    sheet = read_file(calendar("Plan", plan), at(2026, 10, 1, 12))
    read = [
        (row[0], row[1], row[2], to_ms(datetime.fromisoformat(row[3])), to_ms(datetime.fromisoformat(row[4])))
        for row in sheet.rows
    ]
    assert read == [(one.place, one.club, one.title, one.start_ms, one.end_ms) for one in plan[:2]]


def test_a_tag_is_found_among_others():
    tag = etag(b"a")
    assert fits(f'"x", W/{tag}', tag)
    assert fits("*", tag)
    assert not fits('"x"', tag)
    assert etag(b"b") != tag
