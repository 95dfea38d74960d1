"""A week learnt from the past, what was unusual against it, and what will be."""

import math
import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.occupancy.profile.forecast import forecast
from hallenwart_backend.occupancy.profile.unusual import find, judge, reports
from hallenwart_backend.occupancy.profile.weekly import DAY_MS, WEEK_MS, Clock, learn

BERLIN = ZoneInfo("Europe/Berlin")
HALF_HOUR_MS = 1_800_000
CLOCK = Clock(BERLIN, HALF_HOUR_MS)
START = datetime(2026, 1, 5, tzinfo=BERLIN)
TRAININGS = {(0, 18): 20, (0, 20): 12, (1, 18): 40, (3, 16): 25, (3, 18): 8, (5, 10): 30}
"""(weekday, hour) of two hours' training, and how many come."""


def ms(moment):
    return round(moment.astimezone(UTC).timestamp() * 1_000)


def people(moment):
    return TRAININGS.get((moment.weekday(), moment.hour // 2 * 2), 0)


def season(weeks, *, seed=1, changed=None, missing=()):
    """Half hours of a hall. `changed` says what really was there, `missing` are weeks of which nothing is known."""
    dice = random.Random(seed)
    values, at_ms = [], ms(START)
    while (at_ms - ms(START)) < weeks * WEEK_MS:
        moment = datetime.fromtimestamp(at_ms / 1_000, BERLIN)
        mean = people(moment)
        x = max(0, round(dice.gauss(mean, 0.15 * mean)))
        if changed:
            x = changed(moment, x)
        if (at_ms - ms(START)) // WEEK_MS not in missing:
            values.append((at_ms, float(x)))
        at_ms += HALF_HOUR_MS
    return values


def at(week, weekday, hour):
    return ms(START + timedelta(weeks=week, days=weekday, hours=hour))


def test_a_profile_knows_tuesday_from_wednesday_and_goes_by_the_wall_clock():
    weekly = learn(season(12), CLOCK, at(12, 0, 0))
    assert weekly.at(at(12, 1, 19)) == pytest.approx(40, rel=0.1)
    assert weekly.at(at(12, 2, 19)) < 2
    assert weekly.at(at(12, 0, 3)) < 0.5
    assert at(13, 1, 19) - at(11, 1, 19) == 2 * WEEK_MS - 3_600_000  # summer time has begun
    assert weekly.at(at(13, 1, 19)) == weekly.at(at(11, 1, 19))


def test_a_profile_forgets_the_last_season_and_leaves_holidays_out():
    moved = season(20, changed=lambda moment, x: x if moment < START + timedelta(weeks=8) else 0)
    assert learn(moved, CLOCK, at(8, 0, 0)).at(at(8, 1, 19)) > 30
    assert learn(moved, CLOCK, at(20, 0, 0)).at(at(20, 1, 19)) < 15
    carnival = {(START + timedelta(days=day)).date() for day in range(28, 42)}
    shut = season(8, changed=lambda moment, x: 0 if moment.date() in carnival else x)
    assert learn(shut, CLOCK, at(8, 0, 0), left_out=carnival).at(at(8, 1, 19)) > 33


def test_a_profile_looks_at_nothing_that_came_later():
    values = season(6)
    now_ms = at(4, 2, 12)
    wild = [(t_ms, x if t_ms < now_ms else 500.0) for t_ms, x in values]
    assert learn(wild, CLOCK, now_ms) == learn(values, CLOCK, now_ms)


def test_nothing_known_is_no_profile_and_no_forecast():
    assert learn([], CLOCK, at(1, 0, 0)) is None
    assert learn([(at(0, 0, 0), None)], CLOCK, at(1, 0, 0)) is None
    assert find([], CLOCK) == []
    assert forecast([], CLOCK, at(1, 0, 0), from_ms=at(1, 0, 0), to_ms=at(2, 0, 0)) == []


def test_a_tournament_and_a_hall_that_stays_empty_are_told_and_nothing_else():
    def changed(moment, x):
        day = (moment - START).days
        if day == 6 * 7 + 6 and 9 <= moment.hour < 16:
            return 80
        return 0 if day == 7 * 7 + 1 else x

    found = [each for each in find(season(10, changed=changed), CLOCK) if each.p > 0.5]
    bigger, smaller = [[each for each in found if each.more is more] for more in (True, False)]
    assert [(each.from_ms, each.to_ms) for each in bigger] == [(at(6, 6, 9), at(6, 6, 16))]
    assert (bigger[0].x, round(bigger[0].usual)) == (80, 0)
    assert bigger[0].p > 0.99
    assert [each.from_ms >= at(7, 1, 18) and each.to_ms <= at(7, 1, 21) for each in smaller] == [True]


def test_a_closed_day_is_nothing_unusual():
    shut = (START + timedelta(days=7 * 7 + 1)).date()
    values = season(10, changed=lambda moment, x: 0 if moment.date() == shut else x)
    assert [each for each in find(values, CLOCK) if not each.more and each.p > 0.9]
    assert not [each for each in find(values, CLOCK, left_out={shut}) if not each.more and each.p > 0.9]


def test_a_slot_is_judged_by_its_past_alone():
    values = season(7, seed=5)
    whole = judge(values, CLOCK)
    half = judge([value for value in values if value[0] < at(5, 3, 0)], CLOCK)
    assert half
    assert whole[: len(half)] == half


def test_no_more_is_told_than_people_want_to_read():
    dice = random.Random(2)
    restless = season(16, changed=lambda _, x: x if dice.random() > 0.03 else 60)
    told = reports(judge(restless, CLOCK), CLOCK, per_week=4)
    late = [each for each in told if each.from_ms > at(8, 0, 0)]
    assert 0 < len(late) / 8 <= 8
    assert len(late) < len([each for each in reports(judge(restless, CLOCK), CLOCK, per_week=99) if each.from_ms > at(8, 0, 0)])


def test_a_forecast_holds_as_often_as_it_promises():
    values = season(14, seed=3)
    inside = tried = 0
    for day in range(12 * 7, 14 * 7, 2):
        now_ms = ms(START + timedelta(days=day))
        told = forecast(values, CLOCK, now_ms, from_ms=now_ms, to_ms=now_ms + DAY_MS)
        truth = dict(values)
        busy = [band for band in told if band.mid >= 1 and band.t_ms in truth]
        inside += sum(band.low <= truth[band.t_ms] <= band.high for band in busy)
        tried += len(busy)
    assert tried > 15
    assert inside / tried >= 0.8


def test_after_a_gap_of_weeks_there_is_a_wider_forecast_of_what_was_before():
    before, after = (
        forecast(season(12, missing=missing), CLOCK, at(12, 0, 0), from_ms=at(12, 1, 18), to_ms=at(12, 1, 19))
        for missing in ((), (8, 9, 10, 11))
    )
    assert before[0].mid == pytest.approx(40, rel=0.2)
    assert after[0].mid == pytest.approx(40, rel=0.2)
    assert after[0].high - after[0].low > before[0].high - before[0].low


def test_a_booking_where_there_never_was_one_is_expected_and_one_that_is_gone_is_not():
    values = season(8)
    booked = {t_ms: float(people(datetime.fromtimestamp(t_ms / 1_000, BERLIN))) for t_ms, _ in values}
    new = {**booked, at(8, 6, 14): 50.0, at(8, 1, 18): 0.0}
    told = {
        band.t_ms: band for band in forecast(values, CLOCK, at(8, 0, 0), from_ms=at(8, 0, 0), to_ms=at(9, 0, 0), booked=new)
    }
    assert told[at(8, 6, 14)].mid == pytest.approx(50, rel=0.2)
    assert told[at(8, 1, 18)].mid == 0


def test_more_than_usual_now_is_more_than_usual_next():
    dice = random.Random(4)
    crowd = {(START + timedelta(days=day)).date(): dice.choice((0.5, 1.0, 1.5)) for day in range(70)}
    values = season(10, changed=lambda moment, x: round(x * crowd[moment.date()]))
    now_ms = at(9, 1, 19)
    many, few = ([(t_ms, x if t_ms < now_ms - HALF_HOUR_MS else now) for t_ms, x in values] for now in (70.0, 10.0))
    (more,), (less,) = (forecast(told, CLOCK, now_ms, from_ms=now_ms, to_ms=now_ms + HALF_HOUR_MS) for told in (many, few))
    assert more.mid > less.mid + 20


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12 * 336), st.none() | st.floats(allow_nan=True)), max_size=200), st.integers(0, 14))
def test_whatever_was_measured_all_answers_are_finite(told, week):
    values = [(ms(START) + slot * HALF_HOUR_MS, x if x is None or abs(x) < 1e6 else 7.0) for slot, x in told]
    now_ms = ms(START) + week * WEEK_MS
    for each in find(values, CLOCK):
        assert 0 < each.p < 1
        assert math.isfinite(each.usual)
    for band in forecast(values, CLOCK, now_ms, from_ms=now_ms, to_ms=now_ms + DAY_MS // 4):
        assert 0 <= band.low <= band.mid <= band.high < math.inf
