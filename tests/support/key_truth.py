"""Compares every living right to a key with the bookings, by brute force: what fits nobody's booking, and who has none."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import Connection, select

from hallenwart_backend.access.grants.tables import grants
from hallenwart_backend.booking.model import Booking, State
from hallenwart_backend.booking.ports import CODE_AHEAD_MS
from hallenwart_backend.booking.store import booking_of
from hallenwart_backend.booking.tables import bookings
from support.backends import Town


async def wrong_keys(town: Town) -> list[str]:
    """Give out what is still to be given out, then return every fault in words; nothing when all is right."""
    access = town.backend.rights.access
    while any(await access.issue_missing()):
        pass
    return await town.backend.records.read(lambda connection: _faults(connection, town))


def _faults(connection: Connection, town: Town) -> list[str]:
    known = {row.id: booking_of(row) for row in connection.execute(select(bookings))}
    living = connection.execute(select(grants).where(~grants.c.revoked, grants.c.booking.is_not(None))).all()
    faults = []
    for row in living:
        booking = known.get(row.booking)
        if booking is None or booking.state != State.BOOKED:
            faults.append(f"{row.id} opens for nobody")
            continue
        pseudonym = town.backend.rights.access.pseudonym(booking.person or "")
        if (row.from_ms, row.to_ms) != (booking.start_ms, booking.end_ms):
            faults.append(f"{row.id} opens at another time")
        if sorted(row.slots) != _slots(town, booking).get(row.device, []):
            faults.append(f"{row.id} opens other compartments")
        if row.who != pseudonym:
            faults.append(f"{row.id} is somebody else's")
    codes = Counter((row.device, row.pin) for row in living if row.pin)
    faults += [f"one code twice at {device}" for (device, _), count in codes.items() if count > 1]
    have = Counter((row.booking, row.device) for row in living)
    for one in known.values():
        faults += [
            f"{one.id} has {have[one.id, device]} rights at {device}"
            for device in _owed(town, one)
            if have[one.id, device] != 1
        ]
    return faults


def _owed(town: Town, booking: Booking) -> list[str]:
    """Return the lockers at which a booking must have a right now."""
    now = town.clock.now_ms()
    soon = booking.end_ms > now and booking.start_ms <= now + CODE_AHEAD_MS
    return sorted(_slots(town, booking)) if booking.state == State.BOOKED and booking.partner is None and soon else []


def _slots(town: Town, booking: Booking) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for hall, sections in booking.places:
        for device, numbers in town.backend.places.current.slots_for(hall, sections).items():
            found[device] = sorted({*found.get(device, ()), *numbers})
    return {device: numbers for device, numbers in found.items() if numbers}
