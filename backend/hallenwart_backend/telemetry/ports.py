"""What the store of time series can do. Adapters: `adapters/series_sqlite`, `adapters/series_postgres`; one suite tests both.

Three levels: samples as they came, buckets of an hour (UTC), buckets of a day (local, of the town's zone).
Buckets always agree with the samples they were made of, however late, twice or out of order those came; where samples were
forgotten already, the buckets stay, and a sample that comes only then still counts, once. What is older than the hours that
are kept changes nothing any more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

import msgspec

from hallenwart_backend.ingest.ports import Ledger
from hallenwart_backend.ports import Series, SeriesKey


class Level(StrEnum):
    SAMPLE = "sample"
    HOUR = "hour"
    DAY = "day"


class Sample(msgspec.Struct, frozen=True, gc=False):
    """`x` None: measured, but without a value. `q` is a word of `messages.Quality`."""

    t_ms: int
    x: float | None
    q: str = "ok"


class Bucket(msgspec.Struct, frozen=True, gc=False):
    """The values from `t_ms` on for an hour or a day: how many, their total, lowest and highest. Never empty."""

    t_ms: int
    n: int
    total: float
    low: float
    high: float

    @property
    def mean(self) -> float:
        return self.total / self.n


class Change(msgspec.Struct, frozen=True, gc=False):
    """A sample that was stored. `number` is that of its commit; it rises in the order in which commits became durable."""

    number: int
    key: SeriesKey
    sample: Sample


class Means(msgspec.Struct, frozen=True, gc=False):
    """Which buckets are asked by their mean: those that begin in [from_ms, to_ms), whose mean is in [least, most]."""

    from_ms: int
    to_ms: int
    least: float = -math.inf
    most: float = math.inf


class SeriesStore(Series, Protocol):
    """Time series of record, with roll-ups, last values, retention, and what a mirror follows.

    Every method raises StoreUnavailableError when the store cannot answer.
    """

    def ledger(self) -> Ledger:
        """Return where the ingest commits stream `t`."""
        ...

    async def keys(self, *, quantity: str = "", device: str = "") -> list[SeriesKey]:
        """Return the series of this quantity (its whole name) and device; all for the empty ones."""
        ...

    async def samples(self, key: SeriesKey, *, from_ms: int, to_ms: int, limit: int) -> list[Sample]:
        """Return the first `limit` samples in [from_ms, to_ms) in order of time, to be asked on from behind the last."""
        ...

    async def buckets(
        self, keys: Sequence[SeriesKey], level: Level, *, from_ms: int, to_ms: int
    ) -> dict[SeriesKey, list[Bucket]]:
        """Return buckets of hours or days that begin in [from_ms, to_ms), in order of time, for each series that has some."""
        ...

    async def extents(self, keys: Sequence[SeriesKey], level: Level) -> dict[SeriesKey, tuple[int, int]]:
        """Return when the first and the last bucket begins, for each series that has some."""
        ...

    async def means(self, keys: Sequence[SeriesKey], level: Level, asked: Means) -> dict[SeriesKey, list[tuple[int, float]]]:
        """Return (t_ms, mean) of such buckets, in order of time, for each series that has some."""
        ...

    async def count_means(self, keys: Sequence[SeriesKey], level: Level, asked: Means) -> int: ...

    async def best_means(
        self, keys: Sequence[SeriesKey], level: Level, asked: Means, *, down: tuple[bool, bool], limit: int
    ) -> list[tuple[SeriesKey, int, float]]:
        """Return (series, t_ms, mean) of the first `limit` such buckets by mean, then by time; each the other way if `down`."""
        ...

    async def last_values(self, keys: Sequence[SeriesKey]) -> dict[SeriesKey, Sample]: ...

    async def changes(self, *, after: int, limit: int) -> list[Change]:
        """Return samples stored behind the change numbered `after`, whole commits in order, about `limit` of them.

        Empty when there is nothing new, or nothing is kept (see `keep_changes`).
        """
        ...

    async def keep_changes(self, *, most: int) -> None:
        """Keep changes from now on, at most about `most` samples; 0 keeps none. The oldest go first."""
        ...

    async def oldest_change(self) -> int | None:
        """Return the number of the oldest change that is kept: a mirror that stands before it has missed some."""
        ...

    async def forget_changes(self, *, upto: int) -> None: ...

    async def count_changes(self, *, after: int) -> int:
        """Return how many samples are kept behind the change numbered `after`."""
        ...

    async def cursor(self, reader: str) -> int:
        """Return the number that a reader of changes was moved to last; 0 at first."""
        ...

    async def move_cursor(self, reader: str, number: int) -> None: ...

    async def forget(self, level: Level, *, before_ms: int) -> int:
        """Remove whole hours of samples, or whole days, that end before then; in small steps that let writers in between.

        Return how much it was.
        """
        ...

    async def count_older(self, level: Level, *, before_ms: int) -> int:
        """Count what `forget` would remove; of each series some thousand at most."""
        ...

    async def oldest(self, level: Level) -> int | None:
        """Return the time of the oldest sample or bucket that is kept, None when there is none."""
        ...

    async def latest_of(self, device: str) -> dict[SeriesKey, tuple[int, float | None]]:
        """Return the last value of every series of a device."""
        ...

    async def keys_of(self, quantity: str) -> list[SeriesKey]:
        """Return every series of quantities that begin with `quantity`."""
        ...

    async def set_zone(self, zone: str) -> None:
        """Say whose days are kept. Another zone than before makes the days anew, as far back as hours are kept."""
        ...

    def close(self) -> None: ...
