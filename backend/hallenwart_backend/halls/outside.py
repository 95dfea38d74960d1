"""Which bookings a change of places leaves outside: nobody loses a date in silence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.booking import rules, store
from hallenwart_backend.booking.fitting import timetable
from hallenwart_backend.booking.model import HOLDING, Booking
from hallenwart_backend.halls.closures import Closure
from hallenwart_backend.halls.model import Hall

AHEAD_MS: Final = 400 * 86_400_000


def beyond(connection: Connection, hall: str, sections: int, now_ms: int) -> list[Booking]:
    """Return the coming bookings that take more sections than a hall is to have."""
    found = store.of_halls(connection, [hall], now_ms, now_ms + AHEAD_MS, states=HOLDING)
    return [one for one in found if max(one.sections) > sections]


def by_hours(connection: Connection, before: Mapping[str, Hall], after: Mapping[str, Hall], now_ms: int) -> list[Booking]:
    """Return the coming bookings that were within the hours of their hall and are not any more."""
    moved = [hall.id for hall in after.values() if hall.id in before and hall.hours != before[hall.id].hours]
    found = store.of_halls(connection, moved, now_ms, now_ms + AHEAD_MS, states=HOLDING) if moved else []

    def is_open(booking: Booking, hall: Hall) -> bool:
        return rules.is_open(booking.start_ms, booking.end_ms, booking.sections, timetable(hall))

    return [one for one in found if is_open(one, before[one.hall]) and not is_open(one, after[one.hall])]


def by_closure(connection: Connection, closure: Closure, halls: Mapping[str, Hall], now_ms: int) -> list[Booking]:
    """Return the coming bookings that a closure meets, soonest first; also those that take a closed room along."""
    shut = [hall for hall in halls.values() if _shuts(closure, hall)]
    if not shut:
        return []
    times = closure.times(shut[0].zone, now_ms, now_ms + AHEAD_MS)
    if not times:
        return []
    last_ms = max(end_ms for _, end_ms in times)
    found = store.of_places(connection, [hall.id for hall in shut], times[0][0], last_ms, states=HOLDING)
    cells = {hall.id: set(closure.sections) or set(range(1, hall.sections + 1)) for hall in shut}

    def meets(one: Booking) -> bool:
        here = any(cells.get(hall, set()) & set(sections) for hall, sections in one.places)
        return here and any(one.start_ms < end_ms and start_ms < one.end_ms for start_ms, end_ms in times)

    return [one for one in found if meets(one)]


def _shuts(closure: Closure, hall: Hall) -> bool:
    return closure.hall == hall.id or (not closure.hall and closure.site == hall.site.id)
