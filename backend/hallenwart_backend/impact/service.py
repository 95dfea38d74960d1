"""The measures of a year. What everybody sees ends with the last whole month and is worked out once a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.lending.rules import OfferState
from hallenwart_backend.booking.rules import local_day, local_ms
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.impact import facts
from hallenwart_backend.impact.measures import measures, shown
from hallenwart_backend.impact.model import Measure, Year
from hallenwart_backend.occupancy.policy.service import newest
from hallenwart_backend.occupancy.slots import store as slots
from hallenwart_contract.clock import Clock


@dataclass(frozen=True, slots=True)
class Told:
    """A year's measures: `last` is the last day that counts, None: none does yet. `years` can be asked for."""

    year: int
    years: Sequence[int]
    first: date
    last: date | None
    k: int
    measures: Sequence[Measure]


class Impact:
    def __init__(self, records: Records, places: PlaceBook, clock: Clock) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._kept: dict[tuple[int, bool], tuple[date, Told]] = {}

    async def told(self, year: int | None, *, everybody: bool = True) -> Told:
        """Return a year's measures; None or a year nobody knows of: this year. `everybody`: without small numbers."""
        today = local_day(self._clock.now_ms(), self._zone)
        first_day = await self._records.read(slots.first_day)
        years = list(range(today.year, (first_day or today).year - 1, -1))
        of = year if year in years else today.year
        kept = self._kept.get((of, everybody))
        if everybody and kept is not None and kept[0] == today:
            return kept[1]
        made = await self._make(of, years, today, everybody=everybody)
        self._kept[of, everybody] = today, made
        return made

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self._places.current.zone)

    async def _make(self, year: int, years: Sequence[int], today: date, *, everybody: bool) -> Told:
        first, end = date(year, 1, 1), date(year + 1, 1, 1)
        end = min(end, today.replace(day=1) if everybody else today)
        k = (await self._records.read(newest)).policy.smallest
        if end <= first:
            return Told(year, years, first, None, k, measures(Year(), k))
        span = local_ms(first, 0, self._zone), local_ms(end, 0, self._zone)
        halls = [hall.id for hall in self._places.current.proper_halls]
        last = end - timedelta(days=1)

        now = self._clock.now_ms()

        def read(connection: Connection) -> Year:
            return Year(
                dates=facts.dates(connection, *span),
                lent=facts.offered(connection, *span, OfferState.TAKEN),
                kept=facts.offered(connection, *span, OfferState.EXPIRED),
                heated=facts.heated(connection, halls, first, last),
                alarms=facts.alarms(connection, *span),
                ideas=facts.ideas(connection, *span),
                volunteered=facts.volunteered(connection, *span, now),
            )

        found = await self._records.read(read)
        made = measures(found, k if everybody else 1)
        return Told(year, years, first, last, k, [shown(one) for one in made] if everybody else made)
