"""The agent's clock, and how far it can be trusted."""

from __future__ import annotations

import ctypes
from typing import Final

from hallenwart_contract.clock import Clock, SystemClock, TownClock
from hallenwart_contract.messages import ClockTrust

_TIME_ERROR: Final = 5
_TIMEX_BYTES: Final = 512
EARLIEST_MS: Final = 1_767_225_600_000
"""1 January 2026: a wall clock before this was never set."""


class AgentClock:
    """Wall time of `clock`; monotonic time counted from the start of the agent."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._start_ms = clock.mono_ms()

    def now_ms(self) -> int:
        return self._clock.now_ms()

    def mono_ms(self) -> int:
        return self._clock.mono_ms() - self._start_ms

    @property
    def steppable(self) -> bool:
        """Whether this is the machine's own clock, which may be set; a demo town's never is."""
        return isinstance(self._clock, SystemClock)

    @property
    def wall_speed(self) -> float:
        """How fast wall time runs; 1 but in a demo town."""
        return self._clock.speed if isinstance(self._clock, TownClock) else 1.0

    def trust(self) -> ClockTrust:
        """Return `ntp` when the kernel's clock is disciplined, `held` when it only runs on, `bad` when it was never set."""
        if isinstance(self._clock, TownClock):
            return ClockTrust.NTP
        if self.now_ms() < EARLIEST_MS:
            return ClockTrust.BAD
        return ClockTrust.NTP if _disciplined() else ClockTrust.HELD


def _disciplined() -> bool:
    """Ask the kernel, without changing anything, whether something keeps its clock right."""
    timex = ctypes.create_string_buffer(_TIMEX_BYTES)
    state: int = ctypes.CDLL(None).adjtimex(timex)
    return 0 <= state < _TIME_ERROR
