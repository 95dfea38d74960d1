"""The rows of files that no subject has by itself: climate by hour and day, booked hours, halls, clubs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import Any, Final, Protocol
from zoneinfo import ZoneInfo

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.model import Booking, State
from hallenwart_backend.booking.rules import local_ms
from hallenwart_backend.exchange.model import Item, ItemKind
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.ports import Bucket, Level
from hallenwart_contract.clock import utc

CLIMATE: Final = ("temp_c", "humidity_pct")
"""No other: carbon dioxide by the hour would be a count of people."""
STEP_DAYS: Final = 4
"""So much is read at a time: whoever else asks the server waits no longer."""
_ACCESS: Final = ("step_free", "lift", "toilet", "parking")


class Hours(Protocol):
    """What of `telemetry.ports.SeriesStore` is asked."""

    async def keys(self, *, quantity: str = "", device: str = "") -> list[SeriesKey]: ...

    async def buckets(
        self, keys: Sequence[SeriesKey], level: Level, *, from_ms: int, to_ms: int
    ) -> dict[SeriesKey, list[Bucket]]: ...


class Where(Protocol):
    def hall_of(self, key: SeriesKey) -> str: ...


@dataclass(frozen=True, slots=True)
class Hour:
    """The means of an hour in a hall, None where nothing was measured."""

    t_ms: int
    hall: str
    means: tuple[float | None, ...]


def means_of(found: dict[SeriesKey, list[Bucket]], hall_of: Callable[[SeriesKey], str]) -> list[Hour]:
    """Return the mean of each hour, hall and quantity over all that measured there, in order of time and hall."""
    sums: dict[tuple[int, str], dict[str, list[float]]] = {}
    for key, buckets in found.items():
        hall = hall_of(key)
        for one in buckets:
            of = sums.setdefault((one.t_ms, hall), {}).setdefault(key.quantity, [0.0, 0.0])
            of[0] += one.total
            of[1] += one.n
    return [Hour(t_ms, hall, tuple(_mean(of.get(name)) for name in CLIMATE)) for (t_ms, hall), of in sorted(sums.items())]


def _mean(of: list[float] | None) -> float | None:
    return None if of is None else round(of[0] / of[1], 1)


def days_of(hours: Sequence[Hour], day_of: Callable[[int], date]) -> list[list[Any]]:
    """Return day, hall, and of each quantity mean, lowest and highest of the hours' means."""
    ordered = sorted(hours, key=lambda one: (day_of(one.t_ms), one.hall))
    rows = []
    for (day, hall), group in groupby(ordered, key=lambda one: (day_of(one.t_ms), one.hall)):
        of = list(group)
        row: list[Any] = [str(day), hall]
        for at in range(len(CLIMATE)):
            known = [mean for one in of if (mean := one.means[at]) is not None]
            row += [round(sum(known) / len(known), 1), min(known), max(known)] if known else [None, None, None]
        rows.append(row)
    return rows


class HallRows:
    """`shown` are the halls the office shows to everybody; `items` what the exchange tells of a kind."""

    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        series: Hours,
        where: Where,
        shown: Callable[[], Awaitable[set[str]]],
        items: Callable[[ItemKind], Awaitable[Sequence[Item]]],
    ) -> None:
        self._records, self._places, self._series, self._where = records, places, series, where
        self._shown, self._items = shown, items

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self._places.current.zone)

    async def _halls(self) -> dict[str, Hall]:
        shown = await self._shown()
        return {hall.id: hall for hall in self._places.current.proper_halls if hall.id in shown}

    async def climate_hours(self, first: date, until: date) -> AsyncIterator[list[list[Any]]]:
        """Yield the beginning of each hour, hall, its name, temperature, humidity."""
        names = {hall.id: hall.name for hall in (await self._halls()).values()}
        async for hours in self._hours(first, until):
            yield await asyncio.to_thread(_hour_rows, hours, names, self._zone)

    async def climate_days(self, first: date, until: date) -> AsyncIterator[list[list[Any]]]:
        """Yield each day, hall, its name, and mean, lowest and highest of both."""
        names = {hall.id: hall.name for hall in (await self._halls()).values()}
        async for hours in self._hours(first, until):
            rows = days_of(hours, lambda t_ms: utc(t_ms).astimezone(self._zone).date())
            yield [[day, hall, names[hall], *figures] for day, hall, *figures in rows]

    async def _hours(self, first: date, until: date) -> AsyncIterator[list[Hour]]:
        """Yield the hours of some whole local days at a time."""
        halls = await self._halls()
        keys = [key for name in CLIMATE for key in await self._series.keys(quantity=name) if self._where.hall_of(key) in halls]
        for begin, last in spans(first, until, STEP_DAYS) if keys else ():
            from_ms, to_ms = local_ms(begin, 0, self._zone), local_ms(last, 1440, self._zone)
            found = await self._series.buckets(keys, Level.HOUR, from_ms=from_ms, to_ms=to_ms)
            yield await asyncio.to_thread(means_of, found, self._where.hall_of)

    async def booked(self, first: date, until: date) -> AsyncIterator[list[list[Any]]]:
        """Yield begin, end, hall, its name, sections taken, sections there are, what for; nothing of who."""
        halls = {name: hall for name, hall in (await self._halls()).items() if hall.led is None}  # others' plans are theirs
        for begin, last in spans(first, until, STEP_DAYS) if halls else ():
            span = local_ms(begin, 0, self._zone), local_ms(last, 1440, self._zone)
            found = await self._records.read(
                partial(bookings.of_halls, halls=list(halls), from_ms=span[0], to_ms=span[1], states=(State.BOOKED,))
            )
            mine = [one for one in found if span[0] <= one.start_ms < span[1]]
            yield [self._booking(one, halls[one.hall]) for one in sorted(mine, key=lambda one: (one.start_ms, one.hall))]

    def _booking(self, one: Booking, hall: Hall) -> list[Any]:
        start, end = (utc(ms).astimezone(hall.zone).isoformat() for ms in (one.start_ms, one.end_ms))
        return [start, end, hall.id, hall.name, " ".join(map(str, sorted(one.sections))), hall.sections, str(one.kind)]

    async def halls(self, _first: date, _until: date) -> AsyncIterator[list[list[Any]]]:
        """Yield id, name, site, its name, address, latitude, longitude, sections, people allowed, and what is reachable."""
        rows: list[list[Any]] = []
        for hall in (await self._halls()).values():
            site, access = hall.site, hall.facts.access
            reachable = [_yes(getattr(access, name)) for name in _ACCESS]
            place = [site.id, site.name, site.address, site.lat, site.lon]
            rows.append([hall.id, hall.name, *place, hall.sections, hall.capacity, *reachable])
        yield rows

    async def clubs(self, _first: date, _until: date) -> AsyncIterator[list[list[Any]]]:
        """Yield id, name, sports and page of each club that shows itself."""
        yield [[one.id, one.title, one.sport, one.url] for one in await self._items(ItemKind.CLUB)]


def _hour_rows(hours: Sequence[Hour], names: Mapping[str, str], zone: ZoneInfo) -> list[list[Any]]:
    return [[utc(one.t_ms).astimezone(zone).isoformat(), one.hall, names[one.hall], *one.means] for one in hours]


def spans(first: date, until: date, days: int) -> Iterator[tuple[date, date]]:
    """Yield first and last day of some days at a time."""
    at = first
    while at < until:
        after = min(at + timedelta(days=days), until)
        yield at, after - timedelta(days=1)
        at = after


def _yes(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"
