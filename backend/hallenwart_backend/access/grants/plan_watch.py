"""What clubs are told of their bookings: moved, cancelled, and that a code asked for at short notice is at the locker."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from hallenwart_backend.access.grants import store
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import club_words
from hallenwart_backend.alerts.messages import Messages
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Notice
from hallenwart_contract.clock import Clock, utc

SHORT_NOTICE_MS: Final = 24 * 3_600_000
"""Who books or is moved with less time to go waits for the code; who booked earlier had it long ago."""


class PlanWatch:
    """Called every few seconds; everybody is told everything once."""

    def __init__(self, records: Records, places: PlaceBook, clock: Clock, messages: Messages) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._messages = messages

    async def look(self) -> None:
        now, halls = self._clock.now_ms(), list(self._places.current.halls)

        def read(connection: Connection) -> tuple[list[Booking], list[Booking]]:
            changed = bookings.changed(connection, now_ms=now, cancelled_after_ms=now - SHORT_NOTICE_MS)
            soon = bookings.of_halls(connection, halls, now, now + SHORT_NOTICE_MS)
            asked = [one for one in soon if one.start_ms > now and _at_short_notice(one)]
            codes = store.codes_of(connection, [one.id for one in asked])
            return changed, [one for one in asked if one.id in codes and codes[one.id].stored]

        changed, ready = await self._records.read(read)
        for booking in changed:
            await self._tell(booking, "cancelled" if booking.cancelled_ms is not None else "moved")
        for booking in ready:
            await self._tell(booking, "code")

    async def _tell(self, booking: Booking, what: str) -> None:
        if booking.hall in self._places.current.halls and booking.partner is None:
            once = f"{what}:{booking.id}:{booking.start_ms}"
            notice = self._notice(booking, what, once)
            await self._messages.tell_club(booking.holder, notice, once=once, also=[booking.person])

    def _notice(self, booking: Booking, what: str, tag: str) -> Notice:
        place, start = self._places.current.halls[booking.hall].name, self._when(booking, booking.start_ms)
        if what == "cancelled":
            return club_words.cancelled(place, start, tag=tag)
        if what == "moved":
            return club_words.moved(place, self._when(booking, booking.was_start_ms or booking.start_ms), start, tag=tag)
        return club_words.code_ready(place, start, tag=tag)

    def _when(self, booking: Booking, t_ms: int) -> str:
        return f"{utc(t_ms).astimezone(self._places.current.halls[booking.hall].zone):%d.%m. %H:%M}"


def _at_short_notice(booking: Booking) -> bool:
    return booking.was_start_ms is not None or booking.start_ms - booking.created_ms < SHORT_NOTICE_MS
