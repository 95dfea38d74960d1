"""What is asked of the time series: which there are, what they said last, samples, hours and days; by who may see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from hallenwart_backend.accounts.rules import MANAGERS, Person
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.ports import Bucket, Level, Sample
from hallenwart_backend.telemetry.whereabouts import Whereabouts

MOST_BUCKETS: Final = 60_000
MOST_SERIES: Final = 200
"""Of which buckets are asked at once."""
LENGTHS_MS: Final = {Level.HOUR: 3_600_000, Level.DAY: 86_400_000}


class Readable(Protocol):
    """What of `telemetry.ports.SeriesStore` is asked."""

    async def keys(self, *, quantity: str = "", device: str = "") -> list[SeriesKey]: ...

    async def samples(self, key: SeriesKey, *, from_ms: int, to_ms: int, limit: int) -> list[Sample]: ...

    async def buckets(
        self, keys: Sequence[SeriesKey], level: Level, *, from_ms: int, to_ms: int
    ) -> dict[SeriesKey, list[Bucket]]: ...

    async def last_values(self, keys: Sequence[SeriesKey]) -> dict[SeriesKey, Sample]: ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which series; empty: any. A `component` is its whole name."""

    site: str = ""
    hall: str = ""
    device: str = ""
    component: str = ""
    quantity: str = ""


def no_such_series() -> RefusedError:
    return RefusedError("no_such_series", "Diese Messreihe gibt es nicht.", "There is no such series.", status=404)


def bad_span() -> RefusedError:
    return RefusedError(
        "bad_span", "Das Ende der Zeit liegt nicht nach ihrem Anfang.", "The span does not end after it begins.", status=422
    )


def too_much() -> RefusedError:
    return RefusedError(
        "too_much",
        "Das ist zu viel auf einmal. Bitte weniger Reihen, eine kürzere Zeit, Tage statt Stunden oder ein Export.",
        "That is too much at once. Please ask for fewer series, a shorter span, days instead of hours, or export it.",
        status=422,
    )


class Queries:
    def __init__(self, store: Readable, where: Whereabouts, zone: Callable[[], str]) -> None:
        self._store, self.where, self.zone = store, where, zone

    def sees(self, person: Person, device: str) -> bool:
        """Say whether a person sees what a device measured: the office everything, caretakers their sites."""
        return person.has_at(MANAGERS, self.where.site_of(device))

    async def keys(self, person: Person, wanted: Wanted) -> list[SeriesKey]:
        """Return the series, in order of their names."""
        found = await self._store.keys(quantity=wanted.quantity, device=wanted.device)
        seen = {device for device in {key.device for key in found} if self.sees(person, device)}
        return sorted((key for key in found if key.device in seen and self._fits(key, wanted)), key=_order)

    async def last(self, keys: Sequence[SeriesKey]) -> dict[SeriesKey, Sample]:
        return await self._store.last_values(keys) if keys else {}

    async def samples(self, person: Person, key: SeriesKey, *, from_ms: int, to_ms: int, limit: int) -> list[Sample]:
        """Raises RefusedError 404, 422."""
        _check_span(from_ms, to_ms)
        wanted = Wanted(device=key.device, component=key.component, quantity=key.quantity)
        if not await self.keys(person, wanted):
            raise no_such_series()
        return await self._store.samples(key, from_ms=from_ms, to_ms=to_ms, limit=limit)

    async def buckets(
        self, person: Person, wanted: Wanted, level: Level, *, from_ms: int, to_ms: int
    ) -> dict[SeriesKey, list[Bucket]]:
        """Return the buckets of every series that fits. Raises RefusedError 422."""
        _check_span(from_ms, to_ms)
        keys = await self.keys(person, wanted)
        if len(keys) > MOST_SERIES or len(keys) * ((to_ms - from_ms) // LENGTHS_MS[level]) > MOST_BUCKETS:
            raise too_much()
        found = await self._store.buckets(keys, level, from_ms=from_ms, to_ms=to_ms) if keys else {}
        return {key: found.get(key, []) for key in keys}

    def _fits(self, key: SeriesKey, wanted: Wanted) -> bool:
        return (
            (not wanted.component or key.component == wanted.component)
            and (not wanted.site or self.where.site_of(key.device) == wanted.site)
            and (not wanted.hall or self.where.hall_of(key) == wanted.hall)
        )


def _check_span(from_ms: int, to_ms: int) -> None:
    if from_ms >= to_ms:
        raise bad_span()


def _order(key: SeriesKey) -> tuple[str, str, str]:
    return key.device, key.component, key.quantity
