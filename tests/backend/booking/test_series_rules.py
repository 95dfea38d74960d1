"""A rhythm is wall time: compared with an independent expansion over clock changes, midnights and leap days."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from hallenwart_backend.booking.series.rules import Rhythm, fault_of_rhythm, next_season, turned
from hallenwart_backend.booking.wall import clock_of, minute_of

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]
DAY = dt.timedelta(days=1)


def rhythm(weekday=2, start="18:00", end_min=0, first="2026-08-31", last="2027-07-09", weeks=1):
    start_min = minute_of(start)
    return Rhythm(
        weekday, start_min, end_min or start_min + 90, dt.date.fromisoformat(first), dt.date.fromisoformat(last), weeks
    )


def walls(one, zone=BERLIN):
    return [
        (dt.datetime.fromtimestamp(start / 1000, zone), dt.datetime.fromtimestamp(end / 1000, zone))
        for start, end in (one.span_ms(day, zone) for day in one.dates())
    ]


def test_18_o_clock_stays_18_o_clock_over_both_clock_changes():
    times = walls(rhythm())
    assert {(start.hour, start.minute, end.hour, end.minute) for start, end in times} == {(18, 0, 19, 30)}
    assert {start.utcoffset() for start, _ in times} == {dt.timedelta(hours=1), dt.timedelta(hours=2)}
    assert len(times) == 45


def test_the_night_of_each_change_is_an_hour_longer_or_shorter():
    night = rhythm(weekday=5, start="22:00", end_min=1440 + 240)
    hours = {day: (end - start) / 3_600_000 for day in night.dates() for start, end in [night.span_ms(day, BERLIN)]}
    assert hours[dt.date(2026, 10, 24)] == 7
    assert hours[dt.date(2027, 3, 27)] == 5
    assert set(hours.values()) == {5, 6, 7}


@pytest.mark.parametrize(
    ("start", "end_min", "wall"),
    [
        ("02:15", 165, ("03:15", "03:45")),  # both in the hour that is skipped: as after the gap
        ("02:30", 180, ("03:30", "04:00")),  # an end before its start would be: half an hour all the same
        ("01:30", 150, ("01:30", "03:30")),
    ],
)
def test_a_time_that_the_clock_skips(start, end_min, wall):
    times = walls(rhythm(weekday=6, start=start, end_min=end_min, first="2027-03-28", last="2027-03-28"))
    assert [tuple(f"{one:%H:%M}" for one in pair) for pair in times] == [wall]


def test_a_time_that_comes_twice_is_the_first():
    ((start, end),) = walls(rhythm(weekday=6, start="02:30", end_min=210, first="2026-10-25", last="2026-10-25"))
    assert (start.utcoffset(), end.utcoffset()) == (dt.timedelta(hours=2), dt.timedelta(hours=1))


def test_a_leap_day_and_the_last_week_of_the_year_are_dates_like_others():
    tuesdays = rhythm(weekday=1, first="2028-02-01", last="2028-03-31").dates()
    assert dt.date(2028, 2, 29) in tuesdays
    thursdays = rhythm(weekday=3, first="2026-12-01", last="2027-01-31", weeks=2).dates()
    assert [str(day) for day in thursdays] == ["2026-12-03", "2026-12-17", "2026-12-31", "2027-01-14", "2027-01-28"]


def test_last_day_and_first_day_count():
    assert rhythm(first="2026-11-25", last="2026-11-25").dates() == [dt.date(2026, 11, 25)]
    assert rhythm(first="2026-11-26", last="2026-12-01").dates() == []


rhythms = st.builds(
    lambda weekday, start, length, first, days, weeks: Rhythm(
        weekday, start * 15, (start + length) * 15, first, first + days * DAY, weeks
    ),
    st.integers(0, 6),
    st.integers(0, 95),
    st.integers(2, 32),
    st.dates(dt.date(2024, 1, 1), dt.date(2029, 12, 31)),
    st.integers(0, 400),
    st.integers(1, 4),
)


def by_calendar(one, zone):
    """Expand with the libraries that others read our calendars with."""
    first = one.first
    start = dt.datetime.combine(first, dt.time()) + dt.timedelta(minutes=one.start_min)
    end = dt.datetime.combine(first, dt.time()) + dt.timedelta(minutes=one.end_min)
    until = dt.datetime.combine(one.to_date, dt.time(23, 59), zone).astimezone(dt.UTC)
    text = (
        "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\nBEGIN:VEVENT\nUID:1\n"
        f"DTSTART;TZID={zone.key}:{start:%Y%m%dT%H%M%S}\nDTEND;TZID={zone.key}:{end:%Y%m%dT%H%M%S}\n"
        f"RRULE:FREQ=WEEKLY;INTERVAL={one.every_weeks};UNTIL={until:%Y%m%dT%H%M%SZ};WKST=MO\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    found = recurring_ical_events.of(Calendar.from_ical(text)).between(first - DAY, one.to_date + 3 * DAY)
    return sorted((event["DTSTART"].dt.replace(tzinfo=None), event["DTEND"].dt.replace(tzinfo=None)) for event in found)


@given(rhythms, st.sampled_from(ZONES))
@example(rhythm(weekday=6, start="02:15", end_min=165), "Europe/Berlin")
@example(rhythm(weekday=5, start="22:00", end_min=1440 + 150), "Europe/Berlin")
@example(rhythm(weekday=1, first="2028-02-01", last="2028-03-31"), "Australia/Lord_Howe")
def test_dates_are_those_of_a_calendar_program(one, zone_name):
    zone = ZoneInfo(zone_name)
    if not one.dates():
        assert one.first > one.to_date
        return
    expected = by_calendar(one, zone)
    got = [
        tuple(dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=at) for at in (one.start_min, one.end_min))
        for day in one.dates()
    ]
    assert got == expected
    for (start, end), day in zip(expected, one.dates(), strict=True):
        span = one.span_ms(day, zone)
        instants = [int(wall.replace(tzinfo=zone).timestamp() * 1000) for wall in (start, end)]
        assert span[0] == instants[0]
        assert span[1] == (instants[1] if instants[1] > instants[0] else instants[0] + (one.end_min - one.start_min) * 60_000)


@given(rhythms, st.integers(0, 6), st.integers(0, 400))
def test_a_change_from_a_day_on_keeps_the_weeks(one, weekday, later):
    day = one.from_date + later * DAY
    after = turned(one, Rhythm(weekday, one.start_min, one.end_min, day, one.to_date, one.every_weeks))
    assert after.from_date >= day
    for date in after.dates():
        apart = (date - date.weekday() * DAY) - (one.first - one.first.weekday() * DAY)
        assert apart.days % (7 * one.every_weeks) == 0


@given(rhythms)
def test_a_rhythm_has_its_dates_and_no_other(one):
    dates = set(one.dates())
    for offset in range(-20, (one.to_date - one.from_date).days + 20):
        day = one.from_date + offset * DAY
        assert one.has(day) == (day in dates)


def test_the_next_season_is_a_year_later_on_the_same_weekday():
    after = next_season(rhythm())
    assert (after.from_date, after.to_date) == (dt.date(2027, 8, 30), dt.date(2028, 7, 7))
    short = next_season(rhythm(first="2025-08-31", last="2026-12-31"))
    assert short.from_date == dt.date(2027, 1, 1)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({}, None),
        ({"start": "18:05"}, "bad_grid"),
        ({"end_min": 1095}, "bad_length"),
        ({"end_min": 1080 + 495}, "bad_length"),
        ({"last": "2026-08-30"}, "bad_season"),
        ({"last": "2027-12-31"}, "bad_season"),
        ({"first": "2025-08-31", "last": "2026-08-01"}, "past_season"),
        ({"first": "2026-09-03", "last": "2026-09-08"}, "no_dates"),
    ],
)
def test_what_cannot_be_is_named(change, fault):
    assert fault_of_rhythm(rhythm(**change), dt.date(2026, 9, 1)) == fault


def test_clocks():
    assert (minute_of("18:30"), clock_of(1110), clock_of(1440 + 30)) == (1110, "18:30", "00:30")
