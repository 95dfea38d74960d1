"""The part of today before the town began: how many people were in each hall, as a file for `admin import-series`.

Pure: the same for the same day, hour and seed. Some groups did not come.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from hallenwart_sim.town import plan, timetable
from hallenwart_sim.town.curve import MINUTE_MS, Evening, evening
from hallenwart_sim.town.timetable import Planned

OPENS: Final = "07:00"
EVERY_MS: Final = 5 * MINUTE_MS
HEADER: Final = "device,component,quantity,t_ms,x"
COUNTS_AT: Final = {"nordpark": plan.NORDPARK_1, "gymnastik": plan.NORDPARK_2, "sued": plan.SUED_1}
"""Which device has the light beams of a hall's door."""
_STAYED_AWAY: Final = 0.15


def render(now_ms: int, *, seed: int) -> str:
    """Return a count of every hall every five minutes, from opening until just before `now_ms`."""
    rows = (
        f"{COUNTS_AT[hall.id]},{hall.id},people,{t_ms},{people}"
        for hall in plan.HALLS
        for t_ms, people in _counts(hall.id, now_ms, seed)
    )
    return "\n".join([HEADER, *rows]) + "\n"


def _counts(hall: str, now_ms: int, seed: int) -> Iterator[tuple[int, int]]:
    today = timetable.local_date(now_ms)
    groups = [
        _group(planned, seed)
        for planned in timetable.day(today)
        if planned.lesson.hall == hall and _came(planned, now_ms, seed)
    ]
    for t_ms in range(timetable.local_ms(today, OPENS), now_ms, EVERY_MS):
        yield t_ms, sum(_inside(group, t_ms) for group in groups)


def _came(planned: Planned, now_ms: int, seed: int) -> bool:
    """The trainer's group waits for whoever plays the trainer; those who train now are there."""
    if planned.lesson.title == timetable.TRAINER_GROUP:
        return False
    return now_ms < planned.end_ms or random.Random(f"{seed}/came/{_name(planned)}").random() >= _STAYED_AWAY


def _group(planned: Planned, seed: int) -> Evening:
    return evening(
        start_ms=planned.start_ms, end_ms=planned.end_ms, people=planned.lesson.people, seed=f"{seed}/{_name(planned)}"
    )


def _name(planned: Planned) -> str:
    return f"{planned.lesson.hall}/{planned.lesson.title}/{planned.day}"


def _inside(group: Evening, t_ms: int) -> int:
    return _until(group.arrivals_ms, t_ms) - _until(group.departures_ms, t_ms)


def _until(moments_ms: Sequence[int], t_ms: int) -> int:
    return bisect_right(moments_ms, t_ms)
