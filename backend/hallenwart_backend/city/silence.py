"""When a sensor of the city is missed. Pure; times are monotonic milliseconds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

MISSED_INTERVALS: Final = 3
GRACE_MS: Final = 60_000
SOURCE_PATIENCE_MS: Final = 60_000
BATTERY_LOW_PCT: Final = 10
BATTERY_WELL_PCT: Final = 20


@dataclass(frozen=True, slots=True)
class Hearing:
    """`heard_ms`: when it last spoke, or since when it is waited for. `away_ms`: since when its source is not connected."""

    heard_ms: int
    away_ms: int | None = None


def heard(hearing: Hearing, now_ms: int) -> Hearing:
    return replace(hearing, heard_ms=now_ms)


def look(hearing: Hearing, now_ms: int, *, connected: bool) -> Hearing:
    """Let time pass; while its source is away, a sensor's silence does not count."""
    if connected and hearing.away_ms is not None:
        return Hearing(min(now_ms, hearing.heard_ms + now_ms - hearing.away_ms))
    return hearing if connected or hearing.away_ms is not None else replace(hearing, away_ms=now_ms)


def is_silent(hearing: Hearing, every_s: int, now_ms: int) -> bool:
    return hearing.away_ms is None and now_ms - hearing.heard_ms > MISSED_INTERVALS * every_s * 1_000 + GRACE_MS


def battery_is_low(pct: float, *, was_low: bool) -> bool:
    """Say whether a battery ends; one that was low is well again only when it is clearly fuller."""
    return pct <= (BATTERY_WELL_PCT if was_low else BATTERY_LOW_PCT)
