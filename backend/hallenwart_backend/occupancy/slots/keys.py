"""Whether the key of a booking was taken, from custody of keys; pure where it decides."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, or_, select

from hallenwart_backend.access.custody.tables import custody
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.halls.model import Places
from hallenwart_backend.occupancy.slots.model import Key

_ALIVE_MS: Final = 7 * 86_400_000
"""A locker that handed out any key within so long before and after is one that would have told of this key."""
_AT_ONCE: Final = 500


def keys_of(connection: Connection, bookings: Sequence[Booking], places: Places) -> dict[str, Key]:
    """Return by booking whether its key was taken. Left out: bookings without a locker, or of whose locker nothing is known."""
    if not bookings:
        return {}
    taken = _taken(connection, [one.id for one in bookings])
    lockers = {one.id: set(places.slots_for(one.hall, one.sections)) for one in bookings if one.partner is None}
    alive = _alive(connection, set().union(*lockers.values()), bookings)
    found: dict[str, Key] = dict(taken)
    for one in bookings:
        if one.id not in found and any(_near(alive.get(device, ()), one) for device in lockers.get(one.id, ())):
            found[one.id] = Key()
    return found


def _near(times: Collection[int], booking: Booking) -> bool:
    return any(booking.start_ms - _ALIVE_MS <= t_ms <= booking.end_ms + _ALIVE_MS for t_ms in times)


def _taken(connection: Connection, bookings: Sequence[str]) -> Mapping[str, Key]:
    found: dict[str, Key] = {}
    for first in range(0, len(bookings), _AT_ONCE):
        rows = select(custody.c.booking, custody.c.taken_ms, custody.c.returned_ms).where(
            custody.c.booking.in_(bookings[first : first + _AT_ONCE])
        )
        for booking, taken_ms, returned_ms in connection.execute(rows.order_by(custody.c.taken_ms.desc())):
            found[booking] = Key(taken_ms, returned_ms)
    return found


def _alive(connection: Connection, devices: Collection[str], bookings: Sequence[Booking]) -> dict[str, list[int]]:
    if not devices:
        return {}
    first = min(one.start_ms for one in bookings) - _ALIVE_MS
    last = max(one.end_ms for one in bookings) + _ALIVE_MS
    rows = select(custody.c.device, custody.c.taken_ms).where(
        custody.c.device.in_(sorted(devices)),
        or_(custody.c.taken_ms.between(first, last), custody.c.returned_ms.between(first, last)),
    )
    found: dict[str, list[int]] = {}
    for device, taken_ms in connection.execute(rows):
        found.setdefault(device, []).append(taken_ms)
    return found
