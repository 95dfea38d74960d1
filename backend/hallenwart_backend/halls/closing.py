"""Closures in the records: entering them, taking them back, and whom they meet.

`add` and `affected` are for whoever closes a place within a transaction of its own.
"""

from __future__ import annotations

import secrets
from dataclasses import replace

from sqlalchemy import Connection, delete, insert

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.halls import closures, outside, tables
from hallenwart_backend.halls.closures import Closure
from hallenwart_backend.halls.editing import PlaceDesk
from hallenwart_backend.halls.model import Places
from hallenwart_backend.halls.refusals import bad_closure, no_closure
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock


def check(closure: Closure, places: Places) -> None:
    """Raise RefusedError 422 for a closure that makes no sense."""
    hall = places.halls.get(closure.hall)
    if closure.site not in places.sites or (closure.hall and (hall is None or hall.site.id != closure.site)):
        raise bad_closure("no_place")
    if fault := closures.fault_of(closure, hall.sections if hall else 0):
        raise bad_closure(fault)


def add(connection: Connection, closure: Closure, *, who: str, now_ms: int) -> None:
    """Write a checked closure. `who` is a pseudonym. Afterwards `PlaceBook.refresh` and publish anew."""
    connection.execute(
        insert(tables.closures).values(
            id=closure.id,
            site=closure.site,
            hall=closure.hall or None,
            sections=list(closure.sections),
            why=closure.why,
            first=closure.first.isoformat(timespec="minutes"),
            last=closure.last.isoformat(timespec="minutes"),
            every=closure.every,
            step=closure.step,
            until=closure.until,
            who=who,
            made_ms=now_ms,
        )
    )


def drop(connection: Connection, closure: str) -> bool:
    """Return False when there was none."""
    return connection.execute(delete(tables.closures).where(tables.closures.c.id == closure)).rowcount > 0


def affected(connection: Connection, closure: Closure, places: Places, now_ms: int) -> list[Booking]:
    """Return the coming bookings a closure meets, soonest first; they stay until somebody moves or cancels them."""
    return outside.by_closure(connection, closure, places.halls, now_ms)


class ClosureDesk:
    """Closes places and opens them again."""

    def __init__(self, records: Records, places: PlaceBook, clock: Clock, desk: PlaceDesk) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._desk = desk

    async def close(self, wish: Closure, *, who: str, dry: bool) -> tuple[Closure, list[Booking]]:
        """Return the closure and the coming bookings it meets. Raises RefusedError 422."""
        places, now = self._places.current, self._clock.now_ms()
        check(wish, places)
        made = replace(wish, id=secrets.token_hex(8))
        met = await self._records.read(lambda connection: affected(connection, made, places, now))
        if not dry:
            await self._desk.write(lambda connection: add(connection, made, who=who, now_ms=now))
        return made, met

    async def reopen(self, closure: str) -> None:
        """Raises RefusedError 404."""

        def change(connection: Connection) -> None:
            if not drop(connection, closure):
                raise no_closure()

        await self._desk.write(change)
