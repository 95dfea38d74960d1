"""How dates become the times of a group, by example and for any plan."""

from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from hallenwart_backend.clubs.profile import rules
from hallenwart_backend.clubs.profile.rules import Date, Group, Profile
from support.backends import HOUR_MS, MONDAY_NOON_MS

DAY_MS = 24 * HOUR_MS
BERLIN = ZoneInfo("Europe/Berlin")


def date(day: int, hour: int = 6, title: str = "Volleyball", *, cancelled: bool = False, section: int = 1) -> Date:
    start = MONDAY_NOON_MS + day * DAY_MS + hour * HOUR_MS
    return Date(f"{day}-{hour}", title, "nordpark", (section,), start, start + HOUR_MS, 1, cancelled)


def times(dates):
    return rules.times_of(dates, lambda _: BERLIN)


def test_what_repeats_is_one_time_with_its_dates():
    [found] = times([date(0), date(7), date(14)])
    assert (found.weekday, found.start_min, found.end_min, found.hall) == (0, 18 * 60, 19 * 60, "nordpark")
    assert len(found.starts_ms) == 3
    assert not found.once


def test_another_part_of_the_hall_is_another_time_and_a_single_date_is_told_as_one():
    found = times([date(0), date(7), date(7, section=2)])
    assert [(one.sections, one.once) for one in found] == [((1,), False), ((2,), True)]


def test_the_clock_on_the_wall_counts_also_when_it_is_put_back():
    summer = MONDAY_NOON_MS - 35 * DAY_MS - HOUR_MS  # 12:00 of a Monday in summer time
    autumn = [
        Date(str(week), "A", "nordpark", (1,), start, start + HOUR_MS, 1)
        for week, start in enumerate((summer, summer + 7 * DAY_MS + HOUR_MS))
    ]
    assert [one.start_min for one in times(autumn)] == [12 * 60]


def test_cancelled_dates_are_no_times():
    assert times([date(0, cancelled=True)]) == []


def test_a_group_is_called_like_its_dates_or_names_them():
    dates = [date(0, title="Volleyball  damen"), date(1, title="Turnen"), date(2, title="Turnen Halle 2")]
    assert [one.id for one in rules.dates_of(Group("Volleyball Damen"), dates)] == ["0-6"]
    assert [one.id for one in rules.dates_of(Group("Kinder", plan=("Turnen", "Turnen Halle 2")), dates)] == ["1-6", "2-6"]


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 27), st.integers(0, 8), st.booleans()), max_size=20))
def test_every_date_that_takes_place_is_in_exactly_one_time(days):
    dates = [date(day, hour, cancelled=gone) for day, hour, gone in days]
    found = times(dates)
    told = sorted(start for one in found for start in one.starts_ms)
    assert told == sorted(one.start_ms for one in dates if not one.cancelled)
    assert found == times(list(reversed(dates)))


def test_a_text_in_another_language_says_which():
    assert rules.text_in({"de": "Hallo"}, "en") == ("Hallo", "de")
    assert rules.text_in({"de": "Hallo", "en": "Hello"}, "en") == ("Hello", "en")
    assert rules.text_in({"easy": "Hallo"}, "de") == ("", ""), "easy words stand apart"


def test_what_the_office_hides_is_not_shown():
    assert Profile("a", shown=True).public
    assert not Profile("a", shown=True, hidden=True).public
    assert not Profile("a").public
