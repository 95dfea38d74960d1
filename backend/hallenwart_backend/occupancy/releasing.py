"""Lets others have the rest of a booking that began without anybody, where the office's rules say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final, Protocol

from sqlalchemy import Connection, insert, select

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.model import Booking, Kind, State
from hallenwart_backend.booking.store import booking_of
from hallenwart_backend.booking.tables import bookings
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.occupancy.policy.rules import HOUR_MS, MINUTE_MS, UsageRules
from hallenwart_backend.occupancy.policy.service import newest
from hallenwart_backend.occupancy.slots.day import AROUND_MS, time_of
from hallenwart_backend.occupancy.slots.grid import grid_of
from hallenwart_backend.occupancy.slots.keys import keys_of
from hallenwart_backend.occupancy.slots.model import Key, Verdict
from hallenwart_backend.occupancy.slots.rules import judge
from hallenwart_backend.occupancy.slots.seeing import Time, seen
from hallenwart_backend.occupancy.tables import usage_releases
from hallenwart_backend.occupancy.tracks import Tracks
from hallenwart_contract.clock import Clock

LEAST_LEFT_MS: Final = 30 * MINUTE_MS
"""With less time left nobody else would come."""
HEALTHY: Final = 0.9
"""So much of the time since the start sensors must have seen."""
_LATELY_MS: Final = 15 * MINUTE_MS
_LONGEST_MS: Final = 12 * HOUR_MS


class LetsGo(Protocol):
    async def let_go(self, booking: str, *, minutes: int, also: Callable[[Connection], None]) -> bool:
        """Free the rest of a running booking and tell its club; `also` is done in the same transaction."""
        ...


class Releasing:
    def __init__(self, records: Records, places: PlaceBook, clock: Clock, tracks: Tracks, plan: LetsGo) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._tracks = tracks
        self._plan = plan

    async def look(self) -> list[str]:
        """Release what is to be released now; return these bookings."""
        now = self._clock.now_ms()
        rules, running = await self._records.read(lambda connection: self._running(connection, now))
        done = []
        for booking, key in running:
            if await self._is_empty(booking, key, [one for one, _ in running], rules, now) and await self._release(
                booking, now
            ):
                done.append(booking.id)
        return done

    def _running(self, connection: Connection, now_ms: int) -> tuple[UsageRules, list[tuple[Booking, Key | None]]]:
        rules = newest(connection).policy
        if not rules.auto_release:
            return rules, []
        wanted = select(bookings).where(
            bookings.c.state == State.BOOKED, bookings.c.start_ms <= now_ms, bookings.c.start_ms > now_ms - _LONGEST_MS
        )
        found = [booking_of(row) for row in connection.execute(wanted.where(bookings.c.end_ms > now_ms))]
        keys = keys_of(connection, found, self._places.current)
        return rules, [(one, keys.get(one.id)) for one in found]

    async def _is_empty(self, booking: Booking, key: Key | None, others: list[Booking], rules: UsageRules, now_ms: int) -> bool:
        """Say whether nobody came: sensors that work saw nobody since the start, and the key hangs."""
        hall = self._places.current.halls.get(booking.hall)
        late = now_ms >= booking.start_ms + rules.release_after_min * MINUTE_MS
        fits = booking.holder is not None and booking.kind != Kind.BLOCK and booking.partner is None
        if hall is None or not late or not fits or booking.end_ms - now_ms < LEAST_LEFT_MS:
            return False
        if key is not None and key.taken_ms is not None:
            return False
        tracks = await self._tracks.of(hall.id, booking.start_ms - AROUND_MS, now_ms)
        grids = [grid_of(one, booking.start_ms - AROUND_MS, now_ms) for one in tracks if one.sees]
        until_now = replace(booking, end_ms=now_ms)
        apart = [time_of(one, hall.id) for one in others if one.id != booking.id and one.hall == hall.id]
        what = seen(grids, time_of(until_now, hall.id), apart, sections=hall.sections, grace_min=rules.grace_min)
        just_now = Time(frozenset(booking.sections), now_ms - _LATELY_MS, now_ms)
        lately = seen(grids, just_now, apart, sections=hall.sections, grace_min=0)
        if lately.covered < HEALTHY or lately.busy:
            return False
        expected = float(rules.people_expected(booking.kind, booking.sections))
        return what.covered >= HEALTHY and judge(what, key, rules, expected=expected).verdict is Verdict.NO_SHOW

    async def _release(self, booking: Booking, now_ms: int) -> bool:
        row = {"booking": booking.id, "club": booking.holder, "t_ms": now_ms, "way": "cancelled"}
        minutes = (now_ms - booking.start_ms) // MINUTE_MS

        def note(connection: Connection) -> None:
            connection.execute(insert(usage_releases).values(**row))

        return await self._plan.let_go(booking.id, minutes=minutes, also=note)
