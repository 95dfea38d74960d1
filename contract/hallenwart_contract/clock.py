"""Time as a port: a wall clock in UTC and a monotonic clock, so that tests and the demo town can set their own."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Protocol


class Clock(Protocol):
    """Wall time for people and records, monotonic time for protocols and timeouts."""

    def now_ms(self) -> int:
        """Milliseconds since the epoch, UTC. May jump."""
        ...

    def mono_ms(self) -> int:
        """Milliseconds of a clock that never jumps; its zero means nothing."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def mono_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class TownClock:
    """Wall time that began at `start_ms` when the machine's monotonic clock stood at `anchor_mono_ms`, and runs `speed` times.

    Only wall time is scaled; protocol timers stay real. All processes of one machine share the anchor.
    """

    start_ms: int
    anchor_mono_ms: int
    speed: float = 1.0

    def now_ms(self) -> int:
        return self.start_ms + round((self.mono_ms() - self.anchor_mono_ms) * self.speed)

    def mono_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000


class SetClock:
    """This machine's clock with its wall time set by a file: `OFFSET_MS [TRUST]`, read again whenever the file changes.

    Stands for a clock that people, time servers or an empty battery move while a program runs. `trust` is what the file says
    of it, empty when nothing. Without the file, or while it holds nonsense, what it said last goes on.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._version = -1
        self._offset_ms = 0
        self._trust = ""

    def now_ms(self) -> int:
        self._look()
        return time.time_ns() // 1_000_000 + self._offset_ms

    def mono_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000

    @property
    def trust(self) -> str:
        self._look()
        return self._trust

    def _look(self) -> None:
        try:
            version = self._path.stat().st_mtime_ns
            if version == self._version:
                return
            offset, _, trust = self._path.read_text(encoding="ascii").strip().partition(" ")
            self._offset_ms, self._trust, self._version = int(offset), trust, version
        except (OSError, ValueError):
            return


def clock_from(text: str) -> Clock:
    """Build a clock from `system`, `set:FILE` or `town:START_MS:ANCHOR_MONO_MS:SPEED`. Raises ValueError for anything else."""
    if text == "system":
        return SystemClock()
    if text.startswith("set:") and len(text) > len("set:"):
        return SetClock(Path(text.removeprefix("set:")))
    kind, *numbers = text.split(":")
    if kind != "town" or len(numbers) != 3:
        raise ValueError(f"not a clock: {text!r}; use 'system', 'set:FILE' or 'town:START_MS:ANCHOR_MONO_MS:SPEED'")
    start, anchor, speed = numbers
    if not 0 < float(speed) < math.inf:
        raise ValueError(f"a clock does not run {speed} times as fast")
    return TownClock(int(start), int(anchor), float(speed))


_FIRST_MS: Final = -62_135_510_400_000
"""The second day of the year 1: it has a local date in every zone."""
_LAST_MS: Final = 253_402_214_400_000
"""The last day of the year 9999 begins."""


def utc(ms: int) -> datetime:
    """Return an aware UTC datetime for milliseconds since the epoch.

    What a broken clock of a device says beyond the years 1 to 9999 becomes the nearest that has a date, a day from either end.
    """
    return datetime.fromtimestamp(min(max(ms, _FIRST_MS), _LAST_MS) / 1000, tz=UTC)


def to_ms(moment: datetime) -> int:
    """Return milliseconds since the epoch. Raises ValueError for a naive datetime."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone means nothing")
    return round(moment.timestamp() * 1000)
