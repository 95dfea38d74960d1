"""Bookings the director has the office enter after the fact, so that nobody waits twenty minutes for the server's rules. Pure.

The server judges them like any other booking: a key is overdue a quarter of an hour after its end, a hall counts as
empty twenty minutes after its start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from hallenwart_sim.town import timetable
from hallenwart_sim.town.api import Booking
from hallenwart_sim.town.curve import MINUTE_MS
from hallenwart_sim.town.plan import COMPARTMENTS, HALLS

GRACE_MS: Final = 15 * MINUTE_MS
"""How long after its end a booking's code opens, and after which a key is overdue."""
EMPTY_AFTER_MS: Final = 20 * MINUTE_MS
"""How long after its start a booking without key and people counts as empty."""
FETCH_S: Final = 70.0
"""So long, at most, it takes until the code of a new booking lies at the locker and its key is fetched."""
SOON_S: Final = 25.0
_LATE_LASTS_MS: Final = 30 * MINUTE_MS
_EMPTY_LASTS_MS: Final = 45 * MINUTE_MS
_COMING_MS, _LEAVING_MS = 5 * MINUTE_MS, 10 * MINUTE_MS
_QUARTER_MS: Final = 15 * MINUTE_MS


class Choose(Protocol):
    def __call__(
        self, bookings: Sequence[Booking], /, *, now_ms: int, speed: float, hangs: Callable[[int], bool]
    ) -> Entered | None: ...


@dataclass(frozen=True, slots=True)
class Entered:
    """A booking to enter. `told_ms` is when the server's rule holds."""

    hall: str
    section: int
    slot: int
    club: str
    title: str
    start_ms: int
    end_ms: int
    told_ms: int


def late(bookings: Sequence[Booking], /, *, now_ms: int, speed: float, hangs: Callable[[int], bool]) -> Entered | None:
    """Return a booking that is as good as over, of a free section whose key hangs; None when there is no such section."""
    told_ms = _minute(now_ms + FETCH_S * 1000 * speed)
    end_ms = told_ms - GRACE_MS
    start_ms = end_ms - _LATE_LASTS_MS
    for each in COMPARTMENTS:
        free = each.hall and hangs(each.lock) and _is_free(bookings, each.hall, each.sections, start_ms, end_ms)
        if free and _one_evening(start_ms, end_ms) and not _wanted_before(bookings, each.number, now_ms, told_ms):
            club, title = timetable.BC04, timetable.LATE_GROUP
            return Entered(each.hall, each.sections[0], each.number, club, title, start_ms, end_ms, told_ms)
    return None


def absent(bookings: Sequence[Booking], /, *, now_ms: int, speed: float, hangs: Callable[[int], bool]) -> Entered | None:
    """Return a booking that began twenty minutes ago in a hall where nobody was since; None when there is no such hall."""
    told_ms = _minute(now_ms + SOON_S * 1000 * speed)
    start_ms, end_ms = told_ms - EMPTY_AFTER_MS, told_ms - EMPTY_AFTER_MS + _EMPTY_LASTS_MS
    for hall in HALLS:
        alone = not any(_there(booking, start_ms, told_ms) for booking in bookings if booking.hall == hall.id)
        each = next(each for each in COMPARTMENTS if each.hall == hall.id)
        if alone and hangs(each.lock) and _is_free(bookings, hall.id, each.sections, start_ms, end_ms):
            club, title = timetable.REHA, timetable.ABSENT_GROUP
            if _one_evening(start_ms, end_ms):
                return Entered(hall.id, each.sections[0], each.number, club, title, start_ms, end_ms, told_ms)
    return None


def free_section(bookings: Iterable[Booking], hall: str, sections: int, from_ms: int, to_ms: int) -> int | None:
    """Return the last section that nobody has for all of that time, None when there is none or the hall is shut."""
    if not _one_evening(from_ms, to_ms):
        return None
    every = list(bookings)
    return next((one for one in range(sections, 0, -1) if _is_free(every, hall, (one,), from_ms, to_ms)), None)


def _minute(ms: float) -> int:
    return -(-round(ms) // MINUTE_MS) * MINUTE_MS


def _is_free(bookings: Iterable[Booking], hall: str, sections: tuple[int, ...], from_ms: int, to_ms: int) -> bool:
    """Say whether nobody has a quarter of an hour of that time."""
    first, last = from_ms // _QUARTER_MS * _QUARTER_MS, -(-to_ms // _QUARTER_MS) * _QUARTER_MS
    return not any(
        booking.hall == hall
        and booking.state == "booked"
        and set(booking.sections) & set(sections)
        and booking.start_ms < last
        and booking.end_ms > first
        for booking in bookings
    )


def _wanted_before(bookings: Iterable[Booking], slot: int, now_ms: int, told_ms: int) -> bool:
    """Say whether somebody else comes for that key before it is overdue."""
    return any(
        slot in booking.slots
        and booking.state == "booked"
        and booking.start_ms - _COMING_MS < told_ms
        and booking.end_ms > now_ms
        for booking in bookings
    )


def _there(booking: Booking, from_ms: int, to_ms: int) -> bool:
    came = booking.state == "booked" and booking.title != timetable.ABSENT_GROUP
    return came and booking.start_ms - _COMING_MS < to_ms and booking.end_ms + _LEAVING_MS > from_ms


def _one_evening(start_ms: int, end_ms: int) -> bool:
    """Say whether the halls are open for all of it."""
    start, end = (datetime.fromtimestamp(ms / 1000, tz=ZoneInfo(timetable.ZONE)) for ms in (start_ms, end_ms))
    return start.date() == end.date() and start.hour >= 7 and end.hour < 23
