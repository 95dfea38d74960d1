"""Hours, seasons, holidays and closures, as wall time that survives both clock changes, midnight and leap days."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.booking.rules import (
    Timetable,
    fault_of_wish,
    is_open,
    local_day,
    local_ms,
    slots_of_day,
    why_closed,
)
from hallenwart_backend.halls.closures import Closure, fault_of
from hallenwart_backend.halls.holidays.rules import Calendar, Holiday, HolidayRule, special_days
from hallenwart_backend.halls.hours import (
    CLOSED_WEEK,
    Hours,
    NamedSpans,
    Season,
    Special,
    at,
    fault_of_seasons,
    fault_of_week,
    weekly,
)
from hallenwart_contract.clock import utc

BERLIN = ZoneInfo("Europe/Berlin")
HOUR_MS = 3_600_000
MONDAY = date(2026, 11, 23)
SPRING, AUTUMN, LEAP = date(2027, 3, 28), date(2027, 10, 31), date(2028, 2, 29)
EVENING = weekly([(16 * 60, 22 * 60)] * 7)


def _at(day: date, hour: int, minute: int = 0) -> int:
    return local_ms(day, hour * 60 + minute, BERLIN)


def _day(day: date) -> tuple[int, int]:
    return _at(day, 0), _at(day, 24)


def _clock(ms: int) -> str:
    return f"{utc(ms).astimezone(BERLIN):%H:%M}"


def _closure(first: str, last: str, **changes) -> Closure:
    values = {"id": "c", "site": "nordpark", "hall": "", "sections": (), "why": "Bodenpflege"}
    return Closure(**values | {"first": datetime.fromisoformat(first), "last": datetime.fromisoformat(last)} | changes)


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (LEAP, 24)])
def test_a_hall_that_never_closes_is_open_as_long_as_the_day_is(day, hours):
    always = weekly([(0, 1440)] * 7)
    assert always.open_spans(BERLIN, *_day(day)) == [_day(day)]
    assert (_day(day)[1] - _day(day)[0]) / HOUR_MS == hours


@pytest.mark.parametrize("day", [SPRING, AUTUMN, LEAP, SPRING - timedelta(days=1), AUTUMN + timedelta(days=1)])
def test_eighteen_stays_eighteen(day):
    [(opens, closes)] = weekly([(18 * 60, 22 * 60)] * 7).open_spans(BERLIN, *_day(day))
    assert (_clock(opens), _clock(closes)) == ("18:00", "22:00")


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 7), (AUTUMN, 9)])
def test_a_night_over_the_change_lasts_as_long_as_the_clock_makes_it(day, hours):
    night = Hours((Season(tuple(((20 * 60, 28 * 60),) if n == 5 else () for n in range(7))),))
    [(opens, closes)] = night.open_spans(BERLIN, _at(day - timedelta(days=1), 12), _at(day, 12))
    assert (_clock(opens), _clock(closes), (closes - opens) / HOUR_MS) == ("20:00", "04:00", hours)


def test_a_friday_that_ends_after_midnight_is_fridays_and_can_be_had_across():
    table = Timetable(Hours((Season(tuple(((18 * 60, 26 * 60),) if n == 4 else () for n in range(7))),)), BERLIN, 3)
    friday = MONDAY + timedelta(days=4)
    assert is_open(_at(friday, 23), _at(friday, 25), [1], table)
    assert not is_open(_at(friday, 25), _at(friday, 26, 15), [1], table)
    slots = slots_of_day(friday + timedelta(days=1), table, length_ms=HOUR_MS, wanted=1, taken=[], now_ms=0)
    assert [_clock(slot.start_ms) for slot in slots] == ["00:00", "00:30", "01:00"]


def test_adjacent_windows_are_one_and_a_gap_is_a_gap():
    hours = Hours((Season((((8 * 60, 12 * 60), (12 * 60, 14 * 60), (15 * 60, 20 * 60)),) * 7),))
    assert [(_clock(a), _clock(b)) for a, b in hours.open_spans(BERLIN, *_day(MONDAY))] == [
        ("08:00", "14:00"),
        ("15:00", "20:00"),
    ]


def test_a_season_with_dates_replaces_the_standard_week():
    summer = Season((((9 * 60, 12 * 60),),) * 7, "Sommer", date(2027, 7, 1), date(2027, 7, 31))
    hours = Hours((*EVENING.seasons, summer))
    assert hours.of_day(date(2027, 6, 30)) == ((960, 1320),)
    assert hours.of_day(date(2027, 7, 1)) == hours.of_day(date(2027, 7, 31)) == ((540, 720),)


def test_holidays_close_or_have_hours_of_their_own_and_closed_outweighs():
    calendars = {
        "f": Calendar("f", "Feiertage", "public", days=(Holiday("Ostermontag", date(2027, 3, 29), date(2027, 3, 29)),)),
        "s": Calendar("s", "Ferien", "school", days=(Holiday("Osterferien", date(2027, 3, 22), date(2027, 4, 2)),)),
    }
    days = special_days([HolidayRule("f", "closed"), HolidayRule("s", "own", ((600, 840),))], calendars)
    assert days[date(2027, 3, 29)] == Special((), "Ostermontag")
    assert days[date(2027, 3, 28)] == Special(((600, 840),), "Osterferien")
    assert len(days) == 12
    table = Timetable(Hours(EVENING.seasons, days), BERLIN, 3)
    assert why_closed(_at(date(2027, 3, 29), 18), _at(date(2027, 3, 29), 20), [1], table) == "Ostermontag"
    assert (
        fault_of_wish(_at(date(2027, 3, 30), 18), _at(date(2027, 3, 30), 20), [1], table, _at(date(2027, 3, 1), 0)) == "closed"
    )


def test_a_closure_of_a_third_leaves_the_others_and_says_closed_not_taken():
    third = _closure("2026-11-23T18:00", "2026-11-23T20:00", hall="nordpark", sections=(1,))
    table = Timetable(Hours(EVENING.seasons, {}, (third,)), BERLIN, 3)
    assert is_open(_at(MONDAY, 18), _at(MONDAY, 20), [2, 3], table)
    assert not is_open(_at(MONDAY, 18), _at(MONDAY, 20), [1, 2], table)
    assert why_closed(_at(MONDAY, 18), _at(MONDAY, 20), [1], table) == "Bodenpflege"
    slots = slots_of_day(MONDAY, table, length_ms=HOUR_MS, wanted=3, taken=[], now_ms=0)
    assert {_clock(one.start_ms): one.state for one in slots}["18:30"] == "closed"
    two = slots_of_day(MONDAY, table, length_ms=HOUR_MS, wanted=2, taken=[], now_ms=0)
    assert {_clock(one.start_ms): one.free_sections for one in two}["18:30"] == (2, 3)


@pytest.mark.parametrize(
    ("changes", "days"),
    [
        ({}, ["2028-02-29"]),
        ({"every": "week", "step": 2}, ["2028-02-29", "2028-03-14", "2028-03-28"]),
        ({"every": "week", "until": date(2028, 3, 7)}, ["2028-02-29", "2028-03-07"]),
        ({"every": "month"}, ["2028-02-29"]),
        ({"every": "year"}, ["2028-02-29"]),
    ],
)
def test_closures_come_again_as_told(changes, days):
    closure = _closure("2028-02-29T08:00", "2028-02-29T12:00", **changes)
    found = closure.times(BERLIN, _at(date(2028, 2, 1), 0), _at(date(2028, 4, 1), 0))
    assert [local_day(start, BERLIN).isoformat() for start, _ in found] == days
    assert {(_clock(start), _clock(end)) for start, end in found} == {("08:00", "12:00")}


def test_a_leap_day_is_the_day_before_in_other_years_and_a_fifth_weekday_only_where_there_is_one():
    yearly = _closure("2028-02-29T08:00", "2028-02-29T12:00", every="year")
    found = yearly.times(BERLIN, _at(date(2029, 1, 1), 0), _at(date(2033, 1, 1), 0))
    assert [local_day(start, BERLIN).isoformat() for start, _ in found] == [
        "2029-02-28",
        "2030-02-28",
        "2031-02-28",
        "2032-02-29",
    ]
    fifth = _closure("2028-02-29T08:00", "2028-02-29T12:00", every="month")  # the fifth Tuesday
    found = fifth.times(BERLIN, _at(date(2028, 3, 1), 0), _at(date(2028, 9, 1), 0))
    assert [local_day(start, BERLIN).isoformat() for start, _ in found] == ["2028-05-30", "2028-08-29"]


def test_a_closure_over_new_year_comes_again_whole():
    closure = _closure("2026-12-24T00:00", "2027-01-03T00:00", every="year")
    assert closure.times(BERLIN, _at(date(2028, 1, 1), 10), _at(date(2028, 1, 1), 11)) == [
        (_at(date(2027, 12, 24), 0), _at(date(2028, 1, 3), 0))
    ]


@pytest.mark.parametrize(
    ("fault", "changes"),
    [
        (None, {}),
        ("ends_before", {"last": "2026-11-23T07:00"}),
        ("too_long", {"last": "2026-12-23T07:00", "every": "week"}),
        ("bad_sections", {"sections": (4,)}),
        ("bad_every", {"every": "day"}),
        ("until_before", {"every": "week", "until": date(2026, 1, 1)}),
    ],
)
def test_what_closures_can_be(fault, changes):
    values = {"hall": "nordpark", "last": "2026-11-23T12:00"} | changes
    last = values.pop("last")
    assert fault_of(_closure("2026-11-23T08:00", last, **values), 3) == fault


@pytest.mark.parametrize(
    ("fault", "spans"),
    [
        (None, [(480, 720), (720, 1440)]),
        (("overlap", 0), [(480, 735), (720, 1440)]),
        (("bad_span", 0), [(480, 480)]),
        (("bad_span", 0), [(0, 1500)]),
        (("bad_span", 0), [(1440, 1500)]),
        (("off_grid", 0), [(481, 720)]),
    ],
)
def test_what_a_day_can_be(fault, spans):
    assert fault_of_week((tuple(spans), *CLOSED_WEEK[1:])) == fault


def test_a_night_does_not_run_into_the_next_morning():
    assert fault_of_week((((1200, 1560),), ((60, 600),), *CLOSED_WEEK[2:])) == ("overlap", 1)
    assert fault_of_week((((60, 600),), *CLOSED_WEEK[1:6], ((1200, 1560),))) == ("overlap", 0)


def test_seasons_have_one_standard_and_lie_apart():
    standard, summer = Season(CLOSED_WEEK), Season(CLOSED_WEEK, "Sommer", date(2027, 6, 1), date(2027, 8, 1))
    assert fault_of_seasons([standard, summer]) is None
    assert fault_of_seasons([summer]) == ("one_standard", "")
    assert fault_of_seasons([standard, summer, Season(CLOSED_WEEK, "Ferien", date(2027, 8, 1), date(2027, 8, 2))]) == (
        "overlap",
        "Ferien",
    )


def test_childrens_hours_are_wall_time_too():
    named = [NamedSpans("children", "bis 20 Uhr Kinder", (((14 * 60, 20 * 60),),) * 7)]
    assert at(named, BERLIN, _at(SPRING, 19), _at(SPRING, 21)) == named
    assert at(named, BERLIN, _at(SPRING, 20), _at(SPRING, 21)) == []


dates = st.dates(date(2026, 1, 1), date(2029, 12, 31)) | st.sampled_from([SPRING, AUTUMN, LEAP])
zones = st.sampled_from(["Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "UTC", "Africa/Casablanca"]).map(ZoneInfo)


@st.composite
def _spans(draw):
    marks = sorted(draw(st.sets(st.integers(0, 96), max_size=6)))
    return tuple((a * 15, b * 15) for a, b in pairwise(marks) if draw(st.booleans()))


@st.composite
def _places(draw):
    week = tuple(draw(_spans()) for _ in range(7))
    first = datetime.combine(draw(dates), datetime.min.time()) + timedelta(minutes=15 * draw(st.integers(0, 95)))
    closure = Closure(
        "c",
        "s",
        "",
        draw(st.sampled_from([(), (1,), (2, 3)])),
        "zu",
        first,
        first + timedelta(minutes=15 * draw(st.integers(1, 300))),
        draw(st.sampled_from(["", "week", "month", "year"])),
    )
    special = {draw(dates): Special(draw(_spans()), "Feiertag")}
    return Hours((Season(week),), special, (closure,))


@given(_places(), zones, dates, st.integers(1, 5), st.integers(1, 6))
def test_spans_lie_in_order_apart_and_every_slot_within_one(hours, zone, day, days, length):
    from_ms, to_ms = local_ms(day, 0, zone), local_ms(day + timedelta(days=days), 0, zone)
    spans = hours.open_spans(zone, from_ms, to_ms)
    assert all(start < end for start, end in spans)
    assert all(one[1] < two[0] for one, two in pairwise(spans))
    assert all(from_ms <= start and end <= to_ms for start, end in spans)
    table = Timetable(hours, zone, 3)
    for slot in slots_of_day(day, table, length_ms=length * 1_800_000, wanted=1, taken=[], now_ms=0):
        assert hours.open_spans(zone, slot.start_ms, slot.end_ms) == [(slot.start_ms, slot.end_ms)]
        if slot.free_sections:
            assert is_open(slot.start_ms, slot.end_ms, slot.free_sections, table)


@given(_places(), zones, dates)
def test_what_is_open_over_days_is_what_is_open_day_by_day(hours, zone, day):
    marks = [local_ms(day + timedelta(days=n), 0, zone) for n in range(4)]
    whole = sum(end - start for start, end in hours.open_spans(zone, marks[0], marks[-1]))
    assert whole == sum(end - start for a, b in pairwise(marks) for start, end in hours.open_spans(zone, a, b))
