"""A token bucket: how fast a program may ask. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

BURST: Final = 60
RATE_PER_S: Final = 10.0
MOST_REMEMBERED: Final = 10_000


@dataclass(slots=True)
class Bucket:
    """On a monotonic clock: `BURST` at once, `RATE_PER_S` on average."""

    tokens: float = float(BURST)
    seen_ms: int = 0

    def take(self, now_ms: int) -> int:
        """Take one; return how many milliseconds to wait, 0 when it was there."""
        self.tokens = min(float(BURST), self.tokens + (now_ms - self.seen_ms) / 1000 * RATE_PER_S)
        self.seen_ms = now_ms
        if self.tokens >= 1:
            self.tokens -= 1
            return 0
        return int((1 - self.tokens) / RATE_PER_S * 1000) + 1


class Buckets:
    """A bucket for each name that asks."""

    def __init__(self) -> None:
        self._buckets: dict[str, Bucket] = {}

    def take(self, name: str, now_ms: int) -> int:
        """Take one from the bucket of this name; return how many milliseconds to wait, 0 when it was there."""
        if len(self._buckets) > MOST_REMEMBERED:
            self._buckets.clear()
        return self._buckets.setdefault(name, Bucket(seen_ms=now_ms)).take(now_ms)
