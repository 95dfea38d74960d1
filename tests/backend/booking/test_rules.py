from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.booking.rules import (
    QUARTER_MS,
    STEP_MS,
    Taken,
    Timetable,
    fault_of_wish,
    free_sections,
    local_day,
    local_ms,
    nearest,
    open_window,
    quarters,
    slots_of_day,
)
from hallenwart_backend.halls.hours import weekly
from hallenwart_contract.clock import utc

BERLIN = ZoneInfo("Europe/Berlin")
HOUR_MS = 3_600_000
MONDAY = date(2026, 11, 23)
ALWAYS = Timetable(weekly([(0, 1440)] * 7), BERLIN, 3)
EVENINGS = Timetable(weekly([(16 * 60, 22 * 60)] * 6 + [None]), BERLIN, 3)


def _at(hour: int, minute: int = 0, day: date = MONDAY) -> int:
    return local_ms(day, hour * 60 + minute, BERLIN)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 23), 24)])
def test_a_day_round_the_clock_has_as_many_hours_as_the_clock_gives_it(day, hours):
    opens, closes = open_window(day, ALWAYS)
    assert (closes - opens) / HOUR_MS == hours
    slots = slots_of_day(day, ALWAYS, length_ms=HOUR_MS, wanted=1, taken=[], now_ms=0)
    assert len(slots) == 2 * hours  # the last one ends after midnight
    assert len({slot.start_ms for slot in slots}) == len(slots)


def test_opening_hours_are_wall_time_on_both_sides_of_the_change():
    for day in (date(2026, 10, 24), date(2026, 10, 25), date(2026, 10, 26)):
        table = Timetable(weekly([(16 * 60, 22 * 60)] * 7), BERLIN, 1)
        opens, closes = open_window(day, table)
        assert [utc(ms).astimezone(BERLIN).hour for ms in (opens, closes)] == [16, 22]


def test_a_third_blocks_the_whole_and_the_whole_blocks_each_third():
    third = Taken(_at(18), _at(20), frozenset({2}))
    whole = Taken(_at(18), _at(20), frozenset({1, 2, 3}))
    assert free_sections(_at(19), _at(21), [third], 3) == (1, 3)
    assert free_sections(_at(19), _at(21), [whole], 3) == ()
    assert free_sections(_at(20), _at(21), [whole], 3) == (1, 2, 3)


def test_a_slot_says_why_it_cannot_be_had():
    taken = [Taken(_at(18), _at(20), frozenset({1, 2}))]
    slots = slots_of_day(MONDAY, EVENINGS, length_ms=HOUR_MS, wanted=2, taken=taken, now_ms=_at(16, 50))
    states = {utc(slot.start_ms).astimezone(BERLIN).strftime("%H:%M"): slot.state for slot in slots}
    assert states["16:00"] == "past"
    assert states["17:00"] == "free"
    assert {states[time] for time in ("17:30", "18:00", "19:30")} == {"taken"}
    assert states["20:00"] == "free"
    assert slots[-1].end_ms == _at(22)


def test_nearest_are_the_three_closest_free_ones_in_order():
    taken = [Taken(_at(18), _at(20), frozenset({1, 2, 3}))]
    found = nearest(_at(18), EVENINGS, length_ms=HOUR_MS, wanted=3, taken=taken, now_ms=_at(9))
    assert [slot.start_ms for slot in found] == [_at(16), _at(16, 30), _at(17)] or [slot.start_ms for slot in found] == [
        _at(16, 30),
        _at(17),
        _at(20),
    ]
    assert all(slot.state == "free" for slot in found)


def test_nearest_skips_a_closed_sunday():
    saturday = MONDAY - timedelta(days=2)
    full = [Taken(_at(0, day=saturday), _at(24, day=saturday), frozenset({1, 2, 3}))]
    found = nearest(_at(21, day=saturday), EVENINGS, length_ms=HOUR_MS, wanted=1, taken=full, now_ms=_at(9, day=saturday))
    assert {local_day(slot.start_ms, BERLIN) for slot in found} == {MONDAY}


@pytest.mark.parametrize(
    ("code", "start", "end", "sections"),
    [
        (None, _at(18), _at(20), [1, 3]),
        ("bad_sections", _at(18), _at(20), []),
        ("bad_sections", _at(18), _at(20), [1, 1]),
        ("bad_sections", _at(18), _at(20), [4]),
        ("bad_grid", _at(18) + 1, _at(20), [1]),
        ("bad_length", _at(20), _at(18), [1]),
        ("bad_length", _at(18), _at(18, 15), [1]),
        ("past", _at(18) - 30 * 24 * HOUR_MS, _at(20) - 30 * 24 * HOUR_MS, [1]),
        ("too_far", _at(18) + 400 * 24 * HOUR_MS, _at(20) + 400 * 24 * HOUR_MS, [1]),
        ("closed", _at(15, 45), _at(17), [1]),
        ("closed", _at(21), _at(22, 15), [1]),
        ("closed", _at(18) - 24 * HOUR_MS + 0, _at(20) - 24 * HOUR_MS, [1]),
    ],
)
def test_what_can_be_wished(code, start, end, sections):
    now = _at(9) - 2 * 24 * HOUR_MS
    assert fault_of_wish(start, end, sections, EVENINGS, now) == code


days = st.dates(date(2025, 1, 1), date(2030, 12, 31))
zones = st.sampled_from(["Europe/Berlin", "Australia/Lord_Howe", "America/St_Johns", "UTC", "Africa/Casablanca"]).map(ZoneInfo)
spans = st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda hours: hours[0] < hours[1])


@given(days, zones, spans, st.integers(1, 16), st.integers(1, 4))
def test_slots_lie_within_hours_on_the_grid_and_never_overlap_what_is_taken(day, zone, hours, length, wanted):
    table = Timetable(weekly([(hours[0] // 15 * 15, hours[1])] * 7), zone, 4)
    window = open_window(day, table)
    if window is None:
        return
    whole = table.hours.open_spans(zone, window[0], window[1] + 9 * HOUR_MS)[-1]
    taken = [Taken(window[0] + HOUR_MS, window[0] + 2 * HOUR_MS, frozenset({1, 2}))]
    slots = slots_of_day(day, table, length_ms=length * STEP_MS, wanted=wanted, taken=taken, now_ms=0)
    for slot in slots:
        assert window[0] <= slot.start_ms < slot.end_ms <= whole[1]
        assert slot.start_ms % QUARTER_MS == 0
        meets = slot.start_ms < taken[0].end_ms and taken[0].start_ms < slot.end_ms
        assert slot.state == ("taken" if meets and wanted > 2 else "free")
        assert not (meets and taken[0].sections & set(slot.free_sections))


@given(st.integers(0, 10**6), st.integers(1, 100), st.integers(0, 10**6), st.integers(1, 100))
def test_quarters_meet_exactly_when_times_overlap(first, long, second, longer):
    one, other = (first * QUARTER_MS, (first + long) * QUARTER_MS), (second * QUARTER_MS, (second + longer) * QUARTER_MS)
    overlap = one[0] < other[1] and other[0] < one[1]
    assert bool(set(quarters(*one)) & set(quarters(*other))) == overlap
