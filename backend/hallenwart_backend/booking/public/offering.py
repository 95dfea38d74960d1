"""Halls that everybody may see, and their hours: what can be had, told to other systems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.finding.fitting import open_to
from hallenwart_backend.booking.finding.rules import Occupancy
from hallenwart_backend.booking.finding.rules import Spot as FreeSpot
from hallenwart_backend.booking.finding.service import Finder
from hallenwart_backend.booking.finding.sports import words_of
from hallenwart_backend.booking.model import Group
from hallenwart_backend.booking.public.service import PublicHalls
from hallenwart_backend.exchange.model import Item, ItemKind, Spot
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock

AHEAD_MS: Final = 14 * 86_400_000
HOUR_MS: Final = 3_600_000
_ACCESS: Final = ("step_free", "lift", "toilet", "parking")


def spot_of(hall: Hall) -> Spot:
    """Return where a hall is, as others are told."""
    told = {name: value for name in _ACCESS if (value := getattr(hall.facts.access, name)) is not None}
    return Spot(hall.name, hall.site.address, hall.site.lat, hall.site.lon, hall.id, told)


class FreeTimes:
    """Implements exchange.model.Source for halls and their hours. `base` is where people reach this server."""

    def __init__(
        self, records: Records, places: PlaceBook, clock: Clock, finder: Finder, shown: PublicHalls, base: str
    ) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._finder = finder
        self._shown = shown
        self._base = base.rstrip("/")

    async def items(self, kind: ItemKind) -> Iterable[Item]:
        if kind not in {ItemKind.FACILITY, ItemKind.SLOT}:
            return ()
        shown = await self._shown.shown()
        halls = [hall for hall in self._places.current.proper_halls if hall.id in shown and hall.led is None]
        if kind is ItemKind.FACILITY:
            return [self._facility(hall) for hall in halls]
        from_ms = -(-self._clock.now_ms() // HOUR_MS) * HOUR_MS
        to_ms = from_ms + AHEAD_MS
        taken = await self._records.read(lambda connection: self._finder.occupancy(connection, halls, from_ms, to_ms))
        return (one for hall in halls for one in self._hours(hall, taken, from_ms, to_ms))

    def _facility(self, hall: Hall) -> Item:
        return Item(
            id=hall.id,
            kind=ItemKind.FACILITY,
            modified_ms=0,
            title=hall.name,
            url=f"{self._base}/hallen/{hall.id}",
            by=hall.site.name,
            by_id=hall.site.id,
            spot=spot_of(hall),
            sport=", ".join(words_of(sport)[0] for sport in hall.facts.sports),
            sections=tuple(range(1, hall.sections + 1)),
            capacity=hall.capacity,
        )

    def _hours(self, hall: Hall, taken: Occupancy, from_ms: int, to_ms: int) -> Iterator[Item]:
        """Yield the full hours a hall is open, free or not."""
        for opens, closes in hall.hours.open_spans(hall.zone, from_ms, to_ms):
            for start in range(-(-opens // HOUR_MS) * HOUR_MS, closes - HOUR_MS + 1, HOUR_MS):
                free = taken.free(hall, start, start + HOUR_MS)
                if open_to(FreeSpot(hall, start, start + HOUR_MS, free, free), Group.CLUB):
                    yield self._hour(hall, start, free)

    def _hour(self, hall: Hall, start_ms: int, free: tuple[int, ...]) -> Item:
        return Item(
            id=f"{hall.id}-{start_ms // 60_000}",
            kind=ItemKind.SLOT,
            modified_ms=0,
            title=hall.name,
            url=f"{self._base}/hallen/{hall.id}",
            by_id=hall.id,
            spot=Spot(hall.name, hall=hall.id),
            from_ms=start_ms,
            to_ms=start_ms + HOUR_MS,
            sections=free,
            free=len(free),
            capacity=hall.sections,
        )
