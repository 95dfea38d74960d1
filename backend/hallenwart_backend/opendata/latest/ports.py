"""What the latest values need of others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from hallenwart_backend.halls.model import Hall
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.ports import Bucket, Level


class HallNow(Protocol):
    """A hall that everybody may see. `state`: free, soon, busy, closed."""

    @property
    def hall(self) -> Hall: ...

    @property
    def state(self) -> str: ...

    @property
    def sections(self) -> Sequence[int]:
        """The free ones."""
        ...


class Usual(Protocol):
    """Usual use by weekday and bin of `hours`; None: too few to say."""

    @property
    def hours(self) -> int: ...

    @property
    def sites(self) -> Mapping[str, list[list[int | None]]]: ...

    @property
    def town(self) -> list[list[int | None]]: ...


class PublicUse(Protocol):
    """What everybody may know of use: the rules of `/belegung`."""

    async def halls(self) -> Sequence[HallNow]: ...

    async def typical(self) -> Usual: ...


class HourSeries(Protocol):
    async def keys(self, *, quantity: str = "", device: str = "") -> list[SeriesKey]: ...

    async def buckets(
        self, keys: Sequence[SeriesKey], level: Level, *, from_ms: int, to_ms: int
    ) -> Mapping[SeriesKey, Sequence[Bucket]]: ...


class WhereIs(Protocol):
    def hall_of(self, key: SeriesKey) -> str: ...
