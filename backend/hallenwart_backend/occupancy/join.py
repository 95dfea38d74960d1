"""Joins what judges the use of booked time, says it, and acts on it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Final

from sqlalchemy import Connection

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.occupancy.answers import HeatOut, SensorOut
from hallenwart_backend.occupancy.curves import Curves
from hallenwart_backend.occupancy.figures.club import club_cells
from hallenwart_backend.occupancy.figures.heat import Measure
from hallenwart_backend.occupancy.figures.telling import heat_out
from hallenwart_backend.occupancy.hints.service import Hints
from hallenwart_backend.occupancy.learning import Learned
from hallenwart_backend.occupancy.plan import PlanDesk
from hallenwart_backend.occupancy.policy.service import RulesBook, newest
from hallenwart_backend.occupancy.proposals.service import Proposals
from hallenwart_backend.occupancy.releasing import Releasing
from hallenwart_backend.occupancy.slots import finding
from hallenwart_backend.occupancy.slots.explaining import Explaining
from hallenwart_backend.occupancy.slots.finding import Asked
from hallenwart_backend.occupancy.slots.judging import Judging
from hallenwart_backend.occupancy.slots.telling import Telling
from hallenwart_backend.occupancy.spans import Days
from hallenwart_backend.occupancy.tracks import SeriesToRead, Tracks
from hallenwart_backend.runtime import every
from hallenwart_contract.clock import Clock

_MOST_SLOTS: Final = 5_000
EVERY_S: Final = 60.0


class UsageRoom:
    def __init__(self, records: Records, places: PlaceBook, clock: Clock, series: SeriesToRead, plan: PlanDesk) -> None:
        self._records = records
        self.rules = RulesBook(records, places, clock)
        self.explaining = Explaining(records, clock)
        self.proposals = Proposals(records, places, clock, plan)
        self.learned = Learned()
        self.hints = Hints()
        self._clock = clock
        tracks = Tracks(series)
        self.judging = Judging(records, places, clock, tracks)
        self.telling = Telling(records, clock)
        self.releasing = Releasing(records, places, clock, tracks, plan)
        self.curves = Curves(series, tracks, lambda: places.current, self.learned.usual)

    async def club_heat(self, club: str, days: Days, measure: Measure, hall: str) -> HeatOut:
        """Return weekday by hour of a club's own slots."""
        asked, now = Asked(days.from_ms, days.to_ms, hall, own=club), self._clock.now_ms()

        def read(connection: Connection) -> HeatOut:
            rows, _ = finding.page(connection, asked, after="", limit=_MOST_SLOTS, now_ms=now)
            return heat_out(club_cells(rows, measure, days.zone), measure, newest(connection).rules.prime, None)

        return await self._records.read(read)

    async def sensors(self, _halls: Sequence[Hall]) -> list[SensorOut]:
        """Return how well each sensor of these halls counts."""
        return []

    def tasks(self) -> dict[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {"use of halls": self._run}

    async def _run(self) -> None:
        await every(EVERY_S, self.look)

    async def look(self) -> None:
        """Judge what has ended, tell whom it concerns, let go what nobody came to."""
        await self.judging.look()
        await self.telling.look()
        await self.releasing.look()
