"""Joins what judges the use of booked time, says it, and acts on it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Final, Protocol

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.occupancy.answers import HeatOut
from hallenwart_backend.occupancy.answers_more import SensorOut
from hallenwart_backend.occupancy.curves import Curves
from hallenwart_backend.occupancy.figures.club import club_cells
from hallenwart_backend.occupancy.figures.heat import Measure
from hallenwart_backend.occupancy.figures.telling import heat_out
from hallenwart_backend.occupancy.health import FIGURES_MS, HealthSeries, SensorHealth
from hallenwart_backend.occupancy.hints.outputs_log import OutputsLog
from hallenwart_backend.occupancy.hints.service import Hints
from hallenwart_backend.occupancy.learning import Learned
from hallenwart_backend.occupancy.plan import PlanDesk
from hallenwart_backend.occupancy.policy.service import RulesBook, newest
from hallenwart_backend.occupancy.proposals.service import Proposals
from hallenwart_backend.occupancy.public.history import UseHistory
from hallenwart_backend.occupancy.public.service import CountNow, PublicUse, ShownHalls
from hallenwart_backend.occupancy.releasing import Releasing
from hallenwart_backend.occupancy.sheet import counting_of, sheet
from hallenwart_backend.occupancy.slots import finding
from hallenwart_backend.occupancy.slots.explaining import Explaining, counted_wrong
from hallenwart_backend.occupancy.slots.finding import Asked
from hallenwart_backend.occupancy.slots.judging import Judging
from hallenwart_backend.occupancy.slots.telling import Telling
from hallenwart_backend.occupancy.spans import Days
from hallenwart_backend.occupancy.tracks import SeriesToRead, Tracks
from hallenwart_contract.clock import Clock

_MOST_SLOTS: Final = 5_000
EVERY_S: Final = 60.0
MOST_DAYS: Final = 200
BETWEEN_S: Final = 2.0
"""A history that waits to be judged is judged in steps, so many days of halls and a pause."""


class SeriesOfUse(SeriesToRead, HealthSeries, Protocol):
    """Time series, by sample and by day."""


class UsageRoom:
    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        series: SeriesOfUse,
        plan: PlanDesk,
        online: Callable[[str], bool],
        shown: ShownHalls,
        count: CountNow,
    ) -> None:
        """`online`: a device is connected; `shown`: the halls everybody may see; `count`: people in a hall now."""
        self._records = records
        self.rules = RulesBook(records, places, clock)
        self.explaining = Explaining(records, clock)
        self.proposals = Proposals(records, places, clock, plan)
        self.learned = Learned(records, places, clock)
        self.hints = Hints(records)
        self.outputs_log = OutputsLog(series, clock, online)
        self.health = SensorHealth(series, clock)
        self.public = PublicUse(records, places, clock, shown, count)
        self.history = UseHistory(records, places, clock, shown)
        self._clock = clock
        self._places = places
        self._tracks = tracks = Tracks(series)
        self.judging = Judging(records, places, clock, tracks)
        self.telling = Telling(records, clock)
        self.releasing = Releasing(records, places, clock, tracks, plan)
        self.curves = Curves(series, tracks, lambda: places.current, self.learned.usual)

    async def club_heat(self, club: str, days: Days, measure: Measure, hall: str) -> HeatOut:
        """Return weekday by hour of a club's own slots."""
        asked, now = Asked(days.from_ms, days.to_ms, hall, own=club), self._clock.now_ms()

        def read(connection: Connection) -> HeatOut:
            rows, _ = finding.page(connection, asked, after="", limit=_MOST_SLOTS, now_ms=now)
            return heat_out(club_cells(rows, measure, days.zone), measure, newest(connection).policy.prime, None)

        return await self._records.read(read)

    async def sensors(self, halls: Sequence[Hall]) -> list[SensorOut]:
        """Return how well each sensor of these halls counts."""
        names = {hall.id: hall.name for hall in halls}
        since_ms = self._clock.now_ms() - FIGURES_MS
        wrong = await self._records.read(lambda connection: counted_wrong(connection, since_ms))
        return [
            SensorOut(
                device=one.device,
                c=one.c,
                kind=one.kind,
                hall=one.hall,
                hall_name=names[one.hall],
                name=one.c,
                quality=one.quality,
                reason=one.reason,
                last_ms=one.last_ms,
                resets_7d=one.resets_7d,
                closing_error_mean=one.closing_error_mean,
                closing_error_pct=one.closing_error_pct,
                counted_wrong=wrong.get(one.hall, 0),
            )
            for one in await self.health.sensors([*names], self._places.current.devices)
        ]

    async def sheet(self) -> list[tuple[str, str]]:
        """Return what the data protection sheet says of counting, German and English."""
        places = self._places.current
        await self._tracks.learn(places)
        names = {hall.id: hall.name for hall in places.proper_halls}
        measured = {hall: {key.quantity for key in self._tracks.keys(hall)} for hall in names}
        saved = await self.rules.saved()
        return sheet(counting_of(names, measured), saved.policy)

    def tasks(self) -> dict[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {"use of halls": self._run}

    async def _run(self) -> None:
        while True:
            done = await self.look()
            await asyncio.sleep(EVERY_S if done < MOST_DAYS else BETWEEN_S)

    async def look(self) -> int:
        """Judge what has ended, tell whom it concerns, let go what nobody came to; return how many days were judged."""
        done = await self.judging.look(most=MOST_DAYS)
        await self.telling.look()
        await self.releasing.look()
        await self.learned.look()
        await self.outputs_log.look()
        return done
