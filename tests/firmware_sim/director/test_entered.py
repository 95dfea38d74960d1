"""Bookings that are entered so that the server's rules hold soon."""

from datetime import date

import pytest

from hallenwart_contract.display import BoardRow, Display, DisplayMode
from hallenwart_sim.director import entered
from hallenwart_sim.director.network import keeps_its_plan
from hallenwart_sim.town import timetable
from hallenwart_sim.town.api import Booking
from hallenwart_sim.town.curve import MINUTE_MS
from hallenwart_sim.town.plan import COMPARTMENTS

DAY = date(2026, 11, 23)
SLOTS = {(each.hall, section): each.number for each in COMPARTMENTS for section in each.sections}
PLAN = [
    Booking(
        id=f"{number}",
        hall=planned.lesson.hall,
        sections=list(planned.lesson.sections),
        title=planned.lesson.title,
        start_ms=planned.start_ms,
        end_ms=planned.end_ms,
        state="booked",
        slots=[SLOTS[planned.lesson.hall, section] for section in planned.lesson.sections],
    )
    for number, planned in enumerate(timetable.day(DAY))
]


def at(clock: str) -> int:
    return timetable.local_ms(DAY, clock)


def every_key(_lock: int) -> bool:
    return True


@pytest.mark.parametrize("clock", ["17:41", "17:55", "18:20", "18:59"])
def test_in_the_town_s_first_hour_a_key_can_be_late_within_two_minutes_or_so(clock: str):
    now_ms = at(clock) + 17_000
    chosen = entered.late(PLAN, now_ms=now_ms, speed=1, hangs=every_key)
    assert chosen is not None
    assert chosen.end_ms + 15 * MINUTE_MS == chosen.told_ms
    assert 70_000 <= chosen.told_ms - now_ms <= 130_000
    assert chosen.start_ms % MINUTE_MS == chosen.end_ms % MINUTE_MS == 0


@pytest.mark.parametrize("clock", ["17:41", "17:55", "18:20", "18:40"])
def test_in_the_town_s_first_hour_a_hall_can_stay_empty_within_two_minutes(clock: str):
    now_ms = at(clock) + 17_000
    chosen = entered.absent(PLAN, now_ms=now_ms, speed=1, hangs=every_key)
    assert chosen is not None
    assert chosen.hall == "gymnastik"
    assert chosen.start_ms + 20 * MINUTE_MS == chosen.told_ms < chosen.end_ms
    assert 25_000 <= chosen.told_ms - now_ms <= 85_000


def test_nothing_is_entered_over_what_others_have_booked():
    for minute in range(0, 5 * 60, 7):
        now_ms = at("17:40") + minute * MINUTE_MS
        for choose in (entered.late, entered.absent):
            if chosen := choose(PLAN, now_ms=now_ms, speed=1, hangs=every_key):
                same = [each for each in PLAN if each.hall == chosen.hall and chosen.section in each.sections]
                assert not any(each.start_ms < chosen.end_ms and each.end_ms > chosen.start_ms for each in same)


def test_without_a_key_on_its_hook_nothing_is_entered():
    assert entered.late(PLAN, now_ms=at("17:41"), speed=1, hangs=lambda _lock: False) is None
    assert entered.absent(PLAN, now_ms=at("17:41"), speed=1, hangs=lambda _lock: False) is None


def test_a_hall_where_a_group_was_a_moment_ago_does_not_count_as_empty():
    assert entered.absent(PLAN, now_ms=at("17:12"), speed=1, hangs=every_key) is None


def test_at_night_nothing_is_entered():
    assert entered.late(PLAN, now_ms=at("23:50"), speed=1, hangs=every_key) is None


ROW = BoardRow(hall="sued", sections=[1], section_count=2, title="Yoga", start_ms=1, end_ms=2, now=True)


@pytest.mark.parametrize(
    ("told", "keeps"),
    [
        ({}, True),
        ({"online": True}, False),
        ({"rows": []}, False),
        ({"plan_ms": None}, False),
        ({"alarm_link": False}, False),
    ],
)
def test_a_cut_off_display_keeps_its_plan_only_if_it_says_so(told: dict[str, object], keeps: bool):
    state = {"now_ms": 3, "zone": "Europe/Berlin", "mode": DisplayMode.BOARD, "title": "Süd", "rows": [ROW], "plan_ms": 1}
    assert keeps_its_plan(Display(**state | told)) is keeps  # type: ignore[arg-type]
