"""A token bucket: how fast a program may ask. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

BURST: Final = 60
RATE_PER_S: Final = 10.0
MOST_REMEMBERED: Final = 10_000


@dataclass(slots=True)
class Bucket:
    """On a monotonic clock: `burst` at once, `rate_per_s` on average."""

    tokens: float = float(BURST)
    seen_ms: int = 0
    burst: int = BURST
    rate_per_s: float = RATE_PER_S

    def wait_ms(self, now_ms: int) -> int:
        """Return how many milliseconds to wait for the next, 0 when it is there. Takes nothing."""
        self.tokens = min(float(self.burst), self.tokens + (now_ms - self.seen_ms) / 1000 * self.rate_per_s)
        self.seen_ms = now_ms
        return 0 if self.tokens >= 1 else int((1 - self.tokens) / self.rate_per_s * 1000) + 1

    def take(self, now_ms: int) -> int:
        """Take one; return how many milliseconds to wait, 0 when it was there."""
        wait_ms = self.wait_ms(now_ms)
        if not wait_ms:
            self.tokens -= 1
        return wait_ms


class Buckets:
    """A bucket for each name that asks."""

    def __init__(self, burst: int = BURST, rate_per_s: float = RATE_PER_S) -> None:
        self._burst = burst
        self._rate_per_s = rate_per_s
        self._buckets: dict[str, Bucket] = {}

    def take(self, name: str, now_ms: int) -> int:
        """Take one from the bucket of this name; return how many milliseconds to wait, 0 when it was there."""
        return self._bucket(name, now_ms).take(now_ms)

    def wait_ms(self, name: str, now_ms: int) -> int:
        """Return how long this name would have to wait. Takes nothing."""
        return self._bucket(name, now_ms).wait_ms(now_ms)

    def _bucket(self, name: str, now_ms: int) -> Bucket:
        if len(self._buckets) > MOST_REMEMBERED:
            self._buckets.clear()
        fresh = Bucket(float(self._burst), now_ms, self._burst, self._rate_per_s)
        return self._buckets.setdefault(name, fresh)
