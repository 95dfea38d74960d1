"""Reads a club's year from bookings, from what sensors saw, and from the hours of volunteers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from hallenwart_backend.accounts.rules import CODE_READERS, Person, Role
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.policy.tables import late_cancels
from hallenwart_backend.booking.tables import bookings, holder
from hallenwart_backend.clubs.figures.rules import Held, Judged, Year, year_of
from hallenwart_backend.clubs.refusals import refused
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.occupancy.tables import usage_explanations, usage_slots
from hallenwart_contract.clock import Clock, to_ms, utc

_OFFICE: Final = frozenset({Role.ADMIN, Role.OFFICE})
Volunteered = Callable[[Connection, str, int, int], Sequence[tuple[int, int]]]
"""Confirmed hours of a club's helpers from one time to another: when each shift began, and its minutes."""


class Figures:
    """`volunteered` is given by whoever counts hours of volunteers; without it they are not known, which is not nothing."""

    def __init__(self, records: Records, places: PlaceBook, clock: Clock) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self.volunteered: Volunteered | None = None

    async def year(self, actor: Person, club: str, year: int) -> tuple[str, Year]:
        """Return the club's name and a year up to now. Raises RefusedError 403, 404."""
        name = self._places.current.clubs.get(club)
        if not (actor.has_at(CODE_READERS, club) or actor.has(_OFFICE)):
            raise refused("forbidden")
        if name is None:
            raise refused("no_such_club")
        return name, await self.of(club, year)

    async def of(self, club: str, year: int) -> Year:
        zone = ZoneInfo(self._places.current.zone)
        from_ms, end_ms = (to_ms(datetime(one, 1, 1, tzinfo=zone)) for one in (year, year + 1))
        until_ms = min(end_ms, self._clock.now_ms())

        def month_of(t_ms: int) -> int:
            return utc(t_ms).astimezone(zone).month

        def read(connection: Connection) -> Year:
            told = self.volunteered(connection, club, from_ms, until_ms) if self.volunteered else None
            return year_of(
                year,
                _held(connection, club, from_ms, until_ms),
                _judged(connection, club, from_ms, until_ms),
                _late(connection, club, from_ms, until_ms),
                told,
                month_of,
            )

        return await self._records.read(read)


def _held(connection: Connection, club: str, from_ms: int, until_ms: int) -> list[Held]:
    span = bookings.c.start_ms >= from_ms, bookings.c.start_ms < until_ms, bookings.c.state == "booked"
    wanted = select(bookings.c.start_ms, bookings.c.end_ms, bookings.c.club, bookings.c.borrower).where(
        *span, (holder == club) | (bookings.c.club == club)
    )
    return [
        Held(
            row.start_ms,
            row.end_ms,
            lent=row.club == club and row.borrower not in {None, club},
            borrowed=row.borrower == club and row.club != club,
        )
        for row in connection.execute(wanted)
    ]


def _judged(connection: Connection, club: str, from_ms: int, until_ms: int) -> list[Judged]:
    said = usage_slots.outerjoin(
        usage_explanations, (usage_explanations.c.slot == usage_slots.c.id) & (usage_explanations.c.club == usage_slots.c.club)
    )
    columns = usage_slots.c.start_ms, usage_slots.c.end_ms, usage_slots.c.verdict, usage_explanations.c.word
    span = usage_slots.c.start_ms >= from_ms, usage_slots.c.start_ms < until_ms, usage_slots.c.booking.is_not(None)
    rows = connection.execute(select(*columns).select_from(said).where(usage_slots.c.club == club, *span))
    return [Judged(row.start_ms, row.end_ms, row.verdict, row.word or "") for row in rows]


def _late(connection: Connection, club: str, from_ms: int, until_ms: int) -> list[int]:
    span = late_cancels.c.t_ms >= from_ms, late_cancels.c.t_ms < until_ms
    return list(connection.scalars(select(late_cancels.c.t_ms).where(late_cancels.c.club == club, *span)))
