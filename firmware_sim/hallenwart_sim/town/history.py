"""Six weeks before the town began and the part of today: people in each hall, and its climate, for `admin import-series`.

Pure: the same for the same day, hour and seed. Some groups did not come, one often stays away, one has become small, and on
Sundays somebody is there who booked nothing.
"""

from __future__ import annotations

import math
import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from hallenwart_sim.town import plan, timetable
from hallenwart_sim.town.curve import MINUTE_MS, Evening, evening
from hallenwart_sim.town.timetable import Planned

OPENS, CLOSES = "07:00", "23:00"
PAST_WEEKS: Final = 6
EVERY_MS: Final = 5 * MINUTE_MS
HEADER: Final = "device,component,quantity,t_ms,x"
COUNTS_AT: Final = {"nordpark": plan.NORDPARK_1, "gymnastik": plan.NORDPARK_2, "sued": plan.SUED_1}
"""Which device has the light beams of a hall's door."""
HOUR_MS: Final = 60 * MINUTE_MS
_STAYED_AWAY: Final = 0.15
_STAYS_AWAY: Final = {"Lungensport": 0.6, "Tischtennis Jugend": 0.02, "Handball Damen": 0.02}
"""How often groups with a habit of their own do not come."""
_FEWER: Final = {"Standard und Latein": 0.2, "Rückenschule": 0.5}
"""What is left of groups that have become small."""
_UNBOOKED: Final = timetable.Lesson("gymnastik", (1,), "10:30", "12:00", timetable.TANZ, "", 7, (6,))


def render(now_ms: int, *, seed: int) -> str:
    """Return counts and presence of every hall, every five minutes it was open, and of its air, until `now_ms`."""
    today = timetable.local_date(now_ms)
    days = [today - timedelta(days=days) for days in range(7 * PAST_WEEKS, -1, -1)]
    rows = (
        f"{COUNTS_AT[hall.id]},{hall.id},{quantity},{t_ms},{x}"
        for hall in plan.HALLS
        for day in days
        for t_ms, people in _counts(hall.id, day, now_ms, seed)
        for quantity, x in (("people", people), ("presence", int(people > 0)))
    )
    air = (
        f"{COUNTS_AT[hall.id]},{hall.id},{quantity},{t_ms},{x}"
        for number, hall in enumerate(plan.HALLS)
        for t_ms, *found in _air(number, timetable.local_ms(days[0], "00:00"), now_ms, seed)
        for quantity, x in zip(("temp_c", "humidity_pct"), found, strict=True)
    )
    return "\n".join([HEADER, *rows, *air]) + "\n"


def _air(hall: int, from_ms: int, to_ms: int, seed: int) -> Iterator[tuple[int, float, float]]:
    """Yield when how warm (°C) and how humid (%) it was: warmer by day, a little colder from day to day."""
    dice = random.Random(f"{seed}/air/{hall}")
    for t_ms in range(from_ms + HOUR_MS // 2, to_ms, HOUR_MS):
        days = (t_ms - from_ms) / (24 * HOUR_MS)
        warm = 20.5 - hall / 2 - days / 30 + 1.5 * math.sin((days - 0.35) * math.tau) + dice.uniform(-0.2, 0.2)
        yield t_ms, round(warm, 1), round(48 + 4 * math.cos(days * math.tau) + dice.uniform(-3, 3), 1)


def _counts(hall: str, day: date, now_ms: int, seed: int) -> Iterator[tuple[int, int]]:
    groups = [
        _group(planned, seed)
        for planned in (*timetable.day(day), *_unbooked(day, now_ms))
        if planned.lesson.hall == hall and _came(planned, now_ms, seed)
    ]
    for t_ms in range(timetable.local_ms(day, OPENS), min(now_ms, timetable.local_ms(day, CLOSES)), EVERY_MS):
        yield t_ms, sum(_inside(group, t_ms) for group in groups)


def _unbooked(day: date, now_ms: int) -> list[Planned]:
    """Who was there without a booking on Sundays of the past."""
    start_ms, end_ms = (timetable.local_ms(day, clock) for clock in (_UNBOOKED.start, _UNBOOKED.end))
    past = day.weekday() in _UNBOOKED.days and day < timetable.local_date(now_ms)
    return [Planned(_UNBOOKED, day, start_ms, end_ms)] if past else []


def _came(planned: Planned, now_ms: int, seed: int) -> bool:
    """The trainer's group waits for whoever plays the trainer; those who train now are there."""
    title, today = planned.lesson.title, planned.day == timetable.local_date(now_ms)
    if title == timetable.TRAINER_GROUP and today:
        return False
    away = _STAYED_AWAY if today else _STAYS_AWAY.get(title, 0.05)
    return now_ms < planned.end_ms or random.Random(f"{seed}/came/{_name(planned)}").random() >= away


def _group(planned: Planned, seed: int) -> Evening:
    name = f"{seed}/{_name(planned)}"
    left = _FEWER.get(planned.lesson.title, 1.0)
    people = max(1, round(planned.lesson.people * left))
    return evening(start_ms=planned.start_ms, end_ms=planned.end_ms, people=people, seed=name)


def _name(planned: Planned) -> str:
    return f"{planned.lesson.hall}/{planned.lesson.title}/{planned.day}"


def _inside(group: Evening, t_ms: int) -> int:
    return _until(group.arrivals_ms, t_ms) - _until(group.departures_ms, t_ms)


def _until(moments_ms: Sequence[int], t_ms: int) -> int:
    return bisect_right(moments_ms, t_ms)
