"""Local wall time as minutes after midnight, and as people write it. Pure."""

from __future__ import annotations

from typing import Final

DAY_MIN: Final = 1_440


def minute_of(clock: str) -> int:
    """Return the minutes after midnight of `18:30`."""
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute)


def clock_of(minute: int) -> str:
    """Return `00:30` for half past midnight of whatever day."""
    return f"{minute % DAY_MIN // 60:02}:{minute % 60:02}"
