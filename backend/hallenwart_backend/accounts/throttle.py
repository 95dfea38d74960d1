"""How often somebody may try; kept in memory on the monotonic clock."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Final

from hallenwart_backend.accounts.rules import pause_ms
from hallenwart_backend.errors import RefusedError
from hallenwart_contract.clock import Clock

_REMEMBERED: Final = 10_000


@dataclass(slots=True)
class _Failures:
    count: int = 0
    until_ms: int = 0


class Throttle:
    """Pauses after failures, per name and per sender."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failures: dict[str, _Failures] = {}

    def check(self, *names: str) -> None:
        """Raises RefusedError 429 while paused."""
        if (wait := self.wait_ms(*names)) > 0:
            raise paused(wait)

    def wait_ms(self, *names: str) -> int:
        now = self._clock.mono_ms()
        return max((self._failures[name].until_ms - now for name in names if name in self._failures), default=0)

    def failed(self, *names: str) -> None:
        if len(self._failures) > _REMEMBERED:
            self._failures.clear()
        for name in names:
            entry = self._failures.setdefault(name, _Failures())
            entry.count += 1
            entry.until_ms = self._clock.mono_ms() + pause_ms(entry.count)

    def succeeded(self, *names: str) -> None:
        for name in names:
            self._failures.pop(name, None)


class Rate:
    """At most `most` calls within `within_ms` by one name."""

    def __init__(self, clock: Clock, most: int, within_ms: int) -> None:
        self._clock = clock
        self._most = most
        self._within_ms = within_ms
        self._calls: dict[str, deque[int]] = {}

    def wait_ms(self, name: str) -> int:
        """Count a call; return how long to wait instead, 0 when it may be."""
        now = self._clock.mono_ms()
        if len(self._calls) > _REMEMBERED:
            self._calls.clear()
        calls = self._calls.setdefault(name, deque(maxlen=self._most))
        if len(calls) == self._most and (wait := calls[0] + self._within_ms - now) > 0:
            return wait
        calls.append(now)
        return 0

    def check(self, name: str) -> None:
        """Count a call. Raises RefusedError 429 when there were too many."""
        if (wait := self.wait_ms(name)) > 0:
            raise paused(wait)


def paused(wait_ms: int) -> RefusedError:
    seconds = -(-wait_ms // 1000)
    return RefusedError(
        "too_many_tries",
        f"Zu viele Versuche. Bitte {seconds} s warten.",
        f"Too many tries. Please wait {seconds} s.",
        status=429,
        wait_s=seconds,
    )
