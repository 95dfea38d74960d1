"""Who is on call where and when: by example, and for any roster."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hallenwart_backend.alerts.duty import ahead, rules
from hallenwart_backend.alerts.duty.rules import Roster, Shift, StandIn, Weekly, Who

BERLIN, UTC_ZONE = ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")
HOUR = 3_600_000
NIGHTS = Weekly(frozenset({4}), 18 * 60, 7 * 60, 3, date(2026, 1, 1))
"""Friday 18:00 to Monday 07:00."""
PEOPLE = {"a": Who("Anna", 2, 2), "b": Who("Ben", 1, 2), "c": Who("Cem", 1, 2), "m": Who("Mute", 0, 0), "x": Who("Admin", 1, 2)}


def at(text):
    return int(datetime.strptime(text, "%d.%m.%y %H:%M").replace(tzinfo=BERLIN).timestamp() * 1000)


def shift(person, begin, end, position=1, sites=(), identity=None):
    return Shift(identity or f"{person}{position}{begin}", person, frozenset(sites), position, at(begin), at(end))


def roster(*shifts, chain=(), stand_ins=(), people=PEOPLE):
    return Roster(shifts, stand_ins, chain, people, ["x"])


def names(book, when, site="nordpark"):
    return [one.name for one in rules.line(book, site, BERLIN, at(when))]


def test_positions_come_in_order_and_the_chain_stands_behind():
    book = roster(
        shift("b", "01.12.26 18:00", "02.12.26 06:00", 2), shift("c", "01.12.26 18:00", "02.12.26 06:00"), chain=["a", "c"]
    )
    assert names(book, "01.12.26 17:59") == ["Anna", "Cem"]
    assert names(book, "01.12.26 18:00") == ["Cem", "Ben", "Anna"]
    assert names(book, "02.12.26 06:00") == ["Anna", "Cem"]


def test_a_shift_of_one_site_is_none_of_another():
    book = roster(shift("b", "01.12.26 18:00", "02.12.26 06:00", sites=["sued"]), chain=["a"])
    assert names(book, "01.12.26 20:00") == ["Anna"]
    assert names(book, "01.12.26 20:00", "sued") == ["Ben", "Anna"]


@pytest.mark.parametrize(
    ("when", "there"),
    [
        ("27.03.26 17:59", False),
        ("27.03.26 18:00", True),
        ("30.03.26 06:59", True),  # the clocks went forward on Sunday
        ("30.03.26 07:00", False),
        ("23.10.26 18:00", True),
        ("26.10.26 06:59", True),  # and back
        ("26.10.26 07:00", False),
    ],
)
def test_a_weekly_shift_keeps_its_wall_time_when_clocks_change(when, there):
    book = roster(Shift("w", "a", frozenset(), 1, weekly=NIGHTS))
    assert (names(book, when) == ["Anna"]) is there


def test_a_weekly_shift_is_as_long_as_the_week_of_the_change_makes_it():
    spans = Shift("w", "a", frozenset(), 1, weekly=NIGHTS).spans(BERLIN, at("25.03.26 00:00"), at("31.03.26 00:00"))
    assert [(end - begin) / HOUR for begin, end in spans] == [60]
    spans = Shift("w", "a", frozenset(), 1, weekly=NIGHTS).spans(BERLIN, at("21.10.26 00:00"), at("27.10.26 00:00"))
    assert [(end - begin) / HOUR for begin, end in spans] == [62]


def test_the_same_weekly_shift_begins_at_the_wall_time_of_each_site():
    weekly = Shift("w", "a", frozenset(), 1, weekly=Weekly(frozenset({0}), 18 * 60, 22 * 60, 0, date(2026, 1, 1)))
    begins = [next(iter(weekly.spans(zone, at("07.12.26 00:00"), at("09.12.26 00:00"))))[0] for zone in (BERLIN, UTC_ZONE)]
    assert begins[1] - begins[0] == HOUR


def test_a_stand_in_takes_the_turn_and_their_stand_in_takes_it_from_them():
    away = [StandIn("1", "a", "b", at("01.12.26 00:00"), at("03.12.26 00:00"))]
    book = roster(chain=["a", "c"], stand_ins=away)
    line = rules.line(book, "nordpark", BERLIN, at("01.12.26 12:00"))
    assert [(one.name, one.stand_in_for, one.until_ms) for one in line] == [
        ("Ben", "Anna", at("03.12.26 00:00")),
        ("Cem", "", None),
    ]
    chain = [*away, StandIn("2", "b", "c", at("02.12.26 00:00"), at("04.12.26 00:00"))]
    assert names(replace(book, stand_ins=chain), "02.12.26 12:00") == ["Cem"]


def test_who_cannot_tonight_is_left_out_and_the_newest_word_counts():
    gone = StandIn("1", "a", None, at("01.12.26 00:00"), at("03.12.26 00:00"))
    book = roster(chain=["a", "b"], stand_ins=[gone])
    assert names(book, "01.12.26 12:00") == ["Ben"]
    taken = StandIn("2", "a", "c", at("01.12.26 00:00"), at("03.12.26 00:00"))
    assert names(replace(book, stand_ins=[gone, taken]), "01.12.26 12:00") == ["Cem", "Ben"]
    circle = [taken, StandIn("3", "c", "a", at("01.12.26 00:00"), at("03.12.26 00:00"))]
    assert names(replace(book, stand_ins=circle), "01.12.26 12:00") == ["Ben"]


def test_who_cannot_be_woken_falls_behind_and_where_nobody_can_administrators_follow():
    assert names(roster(chain=["m", "a"]), "01.12.26 12:00") == ["Anna", "Mute"]
    assert names(roster(chain=["m"]), "01.12.26 12:00") == ["Admin", "Mute"]
    assert not rules.is_manned(rules.line(roster(chain=["m"]), "nordpark", BERLIN, 0))
    assert names(roster(), "01.12.26 12:00") == ["Admin"]


def test_somebody_whose_account_is_closed_is_on_no_line():
    assert names(roster(chain=["gone", "a"]), "01.12.26 12:00") == ["Anna"]


def kinds(book, begin="01.12.26 00:00", end="03.12.26 00:00"):
    found = ahead.troubles(book, {"nordpark": BERLIN}, at(begin), at(end))
    return [(one.kind, one.name) for one in found]


def test_gaps_conflicts_and_weak_people_are_shown_ahead():
    whole = "01.12.26 00:00", "03.12.26 00:00"
    assert kinds(roster(shift("a", *whole))) == []
    assert kinds(roster(shift("a", "01.12.26 00:00", "02.12.26 12:00"))) == [("gap", "")]
    assert kinds(roster(shift("a", "01.12.26 00:00", "02.12.26 12:00"), chain=["b"])) == [("no_shift", "")]
    assert kinds(roster(shift("a", *whole), shift("b", "02.12.26 00:00", "02.12.26 12:00"))) == [("conflict", "Anna")]
    assert kinds(roster(shift("a", *whole), shift("a", "02.12.26 00:00", "02.12.26 12:00", 2))) == [("twice", "Anna")]
    gone = StandIn("1", "b", None, at("01.12.26 12:00"), at("01.12.26 18:00"))
    assert kinds(roster(shift("a", *whole), stand_ins=[gone])) == [("absent", "Ben")]
    weak = PEOPLE | {"a": Who("Anna", 1, 1)}
    assert kinds(roster(shift("a", *whole), chain=["m"], people=weak)) == [("no_way", "Mute"), ("one_way", "Anna")]


people = st.sampled_from(sorted(PEOPLE))
START = at("24.10.26 00:00")
"""The day before the clocks go back."""
moments = st.integers(0, 10 * 24 * 4).map(lambda quarter: START + quarter * HOUR // 4)


@st.composite
def shifts(draw):
    begin = draw(moments)
    weekly = draw(
        st.none() | st.builds(_weekly, st.sets(st.integers(0, 6), min_size=1), st.integers(0, 1440), st.integers(1, 3))
    )
    sites = draw(st.sets(st.sampled_from(["nordpark", "sued"])))
    span = {} if weekly else {"from_ms": begin, "to_ms": begin + draw(st.integers(1, 200)) * HOUR // 4}
    return Shift(
        f"s{draw(st.integers(0, 10**6))}", draw(people), frozenset(sites), draw(st.integers(1, 3)), weekly=weekly, **span
    )


def _weekly(weekdays, start, days):
    return Weekly(frozenset(weekdays), start, start, days, date(2026, 10, 20))


@st.composite
def absences(draw):
    begin = draw(moments)
    stand_in = draw(st.none() | people)
    return StandIn(f"i{draw(st.integers(0, 10**6))}", draw(people), stand_in, begin, begin + draw(st.integers(1, 100)) * HOUR)


rosters = st.builds(
    Roster,
    st.lists(shifts(), max_size=6),
    st.lists(absences(), max_size=6),
    st.lists(people, max_size=4, unique=True),
    st.just(PEOPLE),
    st.just(["x"]),
)


@given(rosters, moments)
def test_any_line_names_nobody_twice_wakeable_people_first_and_never_stays_empty(book, now):
    line = rules.line(book, "nordpark", BERLIN, now)
    assert line
    assert len({one.person for one in line}) == len(line)
    assert [one.position for one in line] == list(range(1, len(line) + 1))
    assert any(one.ways for one in line)
    wakeable = [bool(one.ways) for one in line]
    assert wakeable == sorted(wakeable, reverse=True)


@given(rosters, moments)
def test_nobody_is_called_who_is_away_unless_as_last_resort(book, now):
    away = {one.absent for one in book.stand_ins if one.from_ms <= now < one.to_ms}
    for one in rules.line(book, "nordpark", BERLIN, now):
        assert one.person not in away or one.source == "admin"


@given(rosters, moments)
def test_a_line_holds_until_it_says_and_stretches_tell_the_same_as_each_moment(book, now):
    end = now + 2 * 24 * HOUR
    found = rules.stretches(book, "nordpark", BERLIN, now, end)
    assert (found[0].from_ms, found[-1].to_ms) == (now, end)
    for one, after in pairwise(found):
        assert one.to_ms == after.from_ms
    for one in found:
        for moment in (one.from_ms, (one.from_ms + one.to_ms) // 2, one.to_ms - 1):
            told = rules.line(book, "nordpark", BERLIN, moment)
            assert [each.person for each in told] == [each.person for each in one.line]


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 6), st.integers(0, 1439), st.integers(0, 3))
def test_a_weekly_shift_begins_and_ends_at_its_wall_time_in_every_week(day, weekday, minute, days):
    weekly = Weekly(frozenset({weekday}), minute, 1440, days, date(2026, 1, 1))
    begin = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)
    for start, end in Shift("w", "a", frozenset(), 1, weekly=weekly).spans(BERLIN, begin, begin + 7 * 24 * HOUR):
        first, last = (datetime.fromtimestamp(ms / 1000, BERLIN) for ms in (start, end))
        assert first.weekday() == weekday
        skipped = first.date() in {date(2026, 3, 29), date(2027, 3, 28)} and 120 <= minute < 180
        assert skipped or first.hour * 60 + first.minute == minute
        assert (last.hour, last.minute) == (0, 0)
        assert last.date() == first.date() + timedelta(days=days + 1)


@pytest.mark.parametrize(
    ("weekly", "fault"),
    [
        (NIGHTS, None),
        (replace(NIGHTS, weekdays=frozenset()), "no_weekday"),
        (replace(NIGHTS, weekdays=frozenset({7})), "no_weekday"),
        (replace(NIGHTS, end_day=0), "ends_before_start"),
        (replace(NIGHTS, end_day=0, end_min=18 * 60), "ends_before_start"),
        (replace(NIGHTS, end_day=7, end_min=18 * 60 + 1), "ends_before_start"),
        (replace(NIGHTS, last=date(2025, 1, 1)), "ends_before_start"),
    ],
)
def test_times_that_make_no_shift_are_named(weekly, fault):
    assert rules.fault_of_weekly(weekly) == fault
