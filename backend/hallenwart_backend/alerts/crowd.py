"""More people in a hall than it may hold: an incident as soon as the count says so beyond its uncertainty."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Final, Protocol

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts import store
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Cause, Incidents
from hallenwart_contract.clock import Clock
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity

SPREAD_SHARE: Final = 0.05
"""How far a count may be off, of its size. Counters at doors drift by 9 % of a day's traffic; agents set them right."""
SMALLEST_SPREAD: Final = 2
ENDS_BELOW: Final = 0.95
"""It is over at so much of the capacity: who stands in the door begins nothing anew."""


def spread_of(count: int, told: int | None = None) -> int:
    """Return by how many people a count may be wrong: what the counter `told`, and never less than our own doubt."""
    return max(told or 0, SMALLEST_SPREAD, ceil(count * SPREAD_SHARE))


def is_over(count: int, spread: int, capacity: int, *, before: bool) -> bool:
    """Say whether a hall is too full. It becomes so beyond doubt, and stays so until 5 % below what is permitted."""
    if capacity <= 0:
        return False
    return count > capacity * ENDS_BELOW if before else count - spread > capacity


class Count(Protocol):
    @property
    def count(self) -> int | None: ...

    @property
    def t_ms(self) -> int: ...


class Counts(Protocol):
    """Who knows how many people are in a hall."""

    def people(self, hall: str) -> Count | None: ...

    async def spread(self, hall: str) -> int | None:
        """Return by how many people the count may be wrong, None when nothing tells."""
        ...


@dataclass(slots=True)
class CrowdWatch:
    """`look` compares every hall with what it may hold. A hall nobody counts stays as it was: silence is no all-clear."""

    records: Records
    incidents: Incidents
    places: PlaceBook
    counts: Counts
    clock: Clock
    _most: dict[str, int] | None = None
    """The most people told so far, by the hall that is too full; None before the first look."""

    async def look(self) -> None:
        most = self._most = await self._known() if self._most is None else self._most
        for hall in self.places.current.halls.values():
            people = self.counts.people(hall.id)
            if people is not None and people.count is not None:
                await self._judge(hall, people.count, people.t_ms, most)

    async def _known(self) -> dict[str, int]:
        """Return the halls that were too full before the restart."""
        open_now = await self.records.read(store.all_open)
        return {one.what.hall: 0 for one in open_now if one.what.kind is IncidentKind.OVERCROWDED and one.causes}

    async def _judge(self, hall: Hall, count: int, t_ms: int, most: dict[str, int]) -> None:
        before = hall.id in most
        spread = spread_of(count, await self.counts.spread(hall.id) if count > hall.capacity else None)
        if not is_over(count, spread, hall.capacity, before=before):
            if before:
                del most[hall.id]
                await self.incidents.clear(_key(hall.id), "", self.clock.now_ms())
        elif count > most.get(hall.id, 0):
            most[hall.id] = count
            await self.incidents.report(_cause(hall, count, spread, t_ms))


def _key(hall: str) -> str:
    return f"{IncidentKind.OVERCROWDED}:{hall}"


def _cause(hall: Hall, count: int, spread: int, t_ms: int) -> Cause:
    return Cause(
        key=_key(hall.id),
        id=hall.id,
        kind=IncidentKind.OVERCROWDED,
        sev=Severity.WARN,
        site=hall.site.id,
        since_ms=t_ms,
        hall=hall.id,
        detail=f"erlaubt / permitted: {hall.capacity}",
        measured=f"{count} ± {spread} Menschen",
    )
