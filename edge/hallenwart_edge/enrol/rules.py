"""When a certificate is renewed. Pure; times are wall milliseconds."""

from __future__ import annotations

from typing import Final

DAY_MS: Final = 86_400_000
LATE_MS: Final = 30 * DAY_MS
"""So long after its end the office may agree to a renewal; later this device is enrolled anew."""


def due_ms(from_ms: int, until_ms: int) -> int:
    """Return when a new certificate is asked for: at two thirds of its life."""
    return from_ms + (until_ms - from_ms) * 2 // 3


def is_over(until_ms: int, now_ms: int) -> bool:
    return now_ms >= until_ms


def is_too_late(until_ms: int, now_ms: int) -> bool:
    return now_ms - until_ms > LATE_MS
