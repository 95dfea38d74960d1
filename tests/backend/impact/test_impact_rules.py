"""Bounds of figures: by example, and as often right as they say, against a truth that is made up."""

import math
import random
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.impact.measures import measures, shown
from hallenwart_backend.impact.model import Date, Unit, Volunteered, Why, Year
from hallenwart_backend.impact.rules import BOTH, Case, Estimate, less, median, ratio, t_of, total, wilson

CASES = st.lists(st.builds(Case, st.integers(1, 12), st.none() | st.floats(0, 1)), max_size=40)


def few(runs: int, hits: int, level: float = 0.95) -> bool:
    """Fewer hits than chance allows of an interval that holds: below five standard deviations."""
    return hits < runs * level - 5 * math.sqrt(runs * level * (1 - level))


# --- by example ---


@pytest.mark.parametrize(("hits", "of", "low", "high"), [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0)])
def test_a_share_lies_where_wilson_says(hits, of, low, high):
    found = wilson(hits, of)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize(("hits", "of"), [(0, 0), (3, 2), (-1, 4)])
def test_there_is_no_share_of_nothing(hits, of):
    with pytest.raises(ValueError, match="of"):
        wilson(hits, of)


@pytest.mark.parametrize(("degrees", "t"), [(3, 3.182), (5, 2.571), (10, 2.228), (30, 2.042), (51, 2.008)])
def test_students_t_is_that_of_the_tables(degrees, t):
    assert t_of(0.95, degrees) == pytest.approx(t, rel=0.012)


def test_what_nobody_knows_is_nought_below_and_all_above():
    found = total([Case(4, 1.0), Case(6, None)])
    assert (found.value, found.low, found.high, found.n, found.unknown) == (4, 4, 10, 1, 1)


def test_the_middle_of_what_has_mostly_not_happened_is_endless():
    assert median([3.0, None, None]).value == math.inf
    found = median([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0])
    assert (found.value, found.low, found.high) == (5, 2, 8)  # ranks 2 and 8 hold the median in 96.1 of 100 cases
    assert median([5.0]) == Estimate(5.0, 0.0, math.inf, 1)  # of one nothing can be said


# --- by what must always hold ---


@given(CASES)
@settings(max_examples=60)
def test_a_sum_lies_within_its_bounds_and_these_within_what_is_possible(cases):
    found = total(cases)
    assert 0 <= found.low <= found.value + 1e-9
    assert found.value <= found.high + 1e-9
    assert found.high <= sum(one.weight for one in cases) + 1e-9


@given(CASES, st.integers(1, 12))
@settings(max_examples=40)
def test_knowing_less_never_makes_the_bounds_narrower_than_certainty(cases, weight):
    sure = total([*cases, Case(weight, 1.0)])
    unknown = total([*cases, Case(weight, None)])
    assert unknown.low <= sure.low + 1e-9
    assert unknown.high >= sure.high - 1e-9


@given(st.lists(st.none() | st.floats(0, 1e6), min_size=1, max_size=60))
@settings(max_examples=60)
def test_the_middle_lies_between_its_bounds(values):
    found = median(values)
    assert found.low <= found.value <= found.high


# --- as often right as it says, against a made-up truth ---


def test_the_sum_of_used_hours_holds_the_truth():
    """A truth is drawn; of some dates no sensor says anything, and just those are all used, or all empty."""
    chance, hits, runs = random.Random(9), 0, 600
    for run in range(runs):
        known = [Case(chance.randint(4, 12), chance.choice((0.02, 0.1, 0.9, 0.99))) for _ in range(chance.randint(1, 25))]
        blind = [Case(chance.randint(4, 12), None) for _ in range(chance.randint(0, 4))]
        truth = sum(one.weight for one in known if chance.random() < one.p) + sum(one.weight for one in blind if run % 2)
        found = total([*known, *blind])
        hits += found.low <= truth <= found.high
    assert not few(runs, hits), hits


def test_very_many_dates_are_summed_as_normal_and_hold_the_truth_too():
    chance, hits, runs = random.Random(5), 0, 60
    cases = [Case(8, p) for p in (0.2, 0.7, 0.95, 0.99) for _ in range(200)]
    found = total(cases)
    for _ in range(runs):
        hits += found.low <= sum(one.weight for one in cases if chance.random() < one.p) <= found.high
    assert not few(runs, hits), hits


@pytest.mark.parametrize("share", [0.05, 0.4, 0.9])
def test_wilsons_share_holds_the_truth(share):
    chance, runs = random.Random(3), 600
    hits = sum(
        found.low <= share <= found.high
        for found in (wilson(sum(chance.random() < share for _ in range(30)), 30) for _ in range(runs))
    )
    assert not few(runs, hits, 0.93), hits  # Wilson's own coverage swings by two in a hundred about 95


def test_the_ratio_of_heated_weeks_holds_the_truth():
    """Weeks are alike within, and differ: winter has more of both."""
    chance, hits, runs, truth = random.Random(7), 0, 500, 0.55
    for _ in range(runs):
        weeks = []
        for _ in range(26):
            warm = chance.uniform(300, 3000)
            weeks.append((warm * min(1.0, max(0.0, chance.gauss(truth, 0.15))), warm))
        found = ratio(weeks)
        hits += found.low <= truth <= found.high
    assert not few(runs, hits, 0.94), hits


def test_the_median_holds_the_truth_with_long_tails_and_with_missing_answers():
    chance, hits, runs = random.Random(1), 0, 500
    truth = math.exp(NormalDist(1.0, 1.5).inv_cdf(0.5 / 0.9))  # one in ten is never answered
    for _ in range(runs):
        values = [None if chance.random() < 0.1 else chance.lognormvariate(1.0, 1.5) for _ in range(25)]
        found = median(values)
        hits += found.low <= truth <= found.high
    assert not few(runs, hits), hits


def test_what_lending_added_holds_the_truth():
    """Lent dates are used in 90 of 100 cases; without lending their owners would have come in 25."""
    chance, hits, runs, hours = random.Random(4), 0, 400, 8
    for _ in range(runs):
        lent = [chance.random() < 0.9 for _ in range(40)]
        anyway = [chance.random() < 0.25 for _ in range(30)]
        used = total([Case(hours, 1.0 if one else 0.0) for one in lent], BOTH)
        found = less(used, 40 * hours, wilson(sum(anyway), 30, BOTH))
        truth = hours * sum(lent) - 40 * hours * 0.25
        hits += found.low <= truth <= found.high
    assert not few(runs, hits), hits


# --- measures ---


def lent(n: int, clubs: int = 4, p: float | None = 0.97) -> list[Date]:
    return [Date(f"club-{at % clubs}", 8, p) for at in range(n)]


def by_id(year: Year, k: int = 5):
    return {one.id: one for one in measures(year, k)}


def test_of_nothing_nothing_is_known_and_nothing_is_nought():
    for one in measures(Year(), 5):
        assert (one.estimate, one.why) == (None, Why.UNKNOWN), one.id
    assert by_id(Year(volunteered=Volunteered(0, 0, 0)))["volunteer_hours"].why is Why.UNKNOWN
    assert by_id(Year(lent=lent(9, p=None)))["lent_hours"].why is Why.UNKNOWN


def test_few_dates_or_clubs_are_not_told_to_everybody_but_to_the_office():
    for year in (Year(lent=lent(4)), Year(lent=lent(40, clubs=2))):
        assert by_id(year)["lent_hours"].why is Why.FEW
        assert by_id(year)["lent_groups"].why is Why.FEW
        assert by_id(year, 1)["lent_hours"].estimate is not None
    assert by_id(Year(alarms=[1, 2, 3]))["alarm_response"].why is Why.FEW
    assert by_id(Year(volunteered=Volunteered(600, 9, 2)))["volunteer_hours"].why is Why.FEW


def test_what_lending_added_is_against_dates_that_nobody_took():
    year = Year(lent=lent(20, p=1.0), kept=[Date(f"club-{at % 3}", 8, 1.0 if at < 5 else 0.0) for at in range(20)])
    found = by_id(year)["lent_extra"].estimate
    assert found.value == pytest.approx(40 - 40 * 5 / 20)
    assert found.low < 30 < found.high
    assert by_id(Year(lent=lent(20)))["lent_extra"].why is Why.UNKNOWN


def test_a_club_counts_once_however_often_it_came():
    found = by_id(Year(dates=[*lent(40), Date("never", 8, 0.0), Date("nobody-knows", 8, None)]))["groups"].estimate
    assert (round(found.value, 3), round(found.low), round(found.high)) == (4, 4, 5)


def test_heated_hours_never_have_more_than_sixty_minutes():
    found = by_id(Year(heated=[(600.0, 600.0), (600.0, 610.0), (600.0, 600.0), (500.0, 600.0)]))["heated_use"].estimate
    assert found.low < found.value < found.high <= 60
    assert by_id(Year(heated=[(600.0, 600.0)]))["heated_use"].why is Why.FEW


def test_open_hours_of_volunteers_stand_above_the_certain_ones():
    found = by_id(Year(volunteered=Volunteered(600, 9, 3, open_minutes=120, open_shifts=2)))["volunteer_hours"].estimate
    assert (found.value, found.low, found.high, found.unknown) == (10, 10, 12, 2)


@given(st.integers(5, 60), st.integers(3, 9), st.floats(0, 1))
@settings(max_examples=30)
def test_everybody_sees_whole_fives_around_the_figure(n, clubs, p):
    whole = by_id(Year(lent=lent(n, clubs, p)))["lent_hours"]
    one = shown(whole)
    assert one.unit is Unit.HOURS
    assert {one.estimate.value % 5, one.estimate.low % 5, one.estimate.high % 5} == {0}
    assert one.estimate.low <= whole.estimate.low
    assert one.estimate.high >= whole.estimate.high
