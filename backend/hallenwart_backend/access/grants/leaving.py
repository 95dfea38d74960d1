"""What dies with a device that is not to be believed any more: every code it could have known."""

from __future__ import annotations

from sqlalchemy import Connection, delete, or_, select, update

from hallenwart_backend.access.badges import store as badge_store
from hallenwart_backend.access.credentials.tables import device_credentials
from hallenwart_backend.access.grants import store
from hallenwart_backend.access.grants.tables import device_access, grants, published
from hallenwart_backend.access.shifts import store as shift_store
from hallenwart_backend.booking.tables import bookings, sources


def device_gone(connection: Connection, device: str, now_ms: int) -> None:
    """Take its codes back at every locker that has them; bookings and shifts to come get new ones for the lockers that remain.

    Lists it was given, what it kept of season credentials, and its sealed keys go; all of it is made anew when a device of
    this name is enrolled again, with other secrets. Badges whose keys lay there open nothing until they have others. A key
    that is out stays out: its booking gets a right to bring it back.
    """
    running = select(grants.c.booking).where(grants.c.device == device, ~grants.c.revoked, grants.c.booking.is_not(None))
    ours = or_(bookings.c.partner.is_(None), bookings.c.partner.in_(select(sources.c.id)))  # partners' hang on their claims
    coming = select(bookings.c.id).where(bookings.c.id.in_(running), bookings.c.end_ms > now_ms, ours)
    for booking in list(connection.scalars(coming)):
        store.revoke(connection, booking)
    shift_store.revoke(connection, shift_store.at_device(connection, device))
    over = grants.c.device == device, ~grants.c.revoked
    connection.execute(update(grants).where(*over).values(revoked=True, code=None, pin=None, long=None, duress=None))
    connection.execute(delete(device_credentials).where(device_credentials.c.device == device))
    badge_store.device_gone(connection, device, now_ms)
    connection.execute(update(device_access).where(device_access.c.device == device).values(sun_meta=None))
    connection.execute(delete(published).where(published.c.device == device))
