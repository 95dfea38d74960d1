"""The readings of sensors, which their own store forgets."""

from __future__ import annotations

from typing import Final, Protocol

from hallenwart_backend.telemetry.ports import Level

LEVEL_OF: Final = {"readings": Level.SAMPLE, "reading_hours": Level.HOUR, "reading_days": Level.DAY}
"""By the kind's id."""


class Readings(Protocol):
    """What of `telemetry.ports.SeriesStore` the deletion needs."""

    async def forget(self, level: Level, *, before_ms: int) -> int: ...

    async def count_older(self, level: Level, *, before_ms: int) -> int: ...

    async def oldest(self, level: Level) -> int | None: ...
