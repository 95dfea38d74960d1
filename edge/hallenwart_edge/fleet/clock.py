"""The agent's clock, and how far it can be trusted."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Final

from hallenwart_contract.clock import Clock, SetClock, SystemClock, TownClock
from hallenwart_contract.messages import ClockTrust
from hallenwart_edge.fleet.rtc import find_rtcs
from hallenwart_edge.fleet.rules import step_ms

_TIME_ERROR: Final = 5
_TIMEX_BYTES: Final = 512
EARLIEST_MS: Final = 1_767_225_600_000
"""1 January 2026: a wall clock before this was never set."""
ASK_RTC_EVERY_MS: Final = 10_000


class AgentClock:
    """Wall time of `clock`; monotonic time counted from the start of the agent. `rtc_base`: where clock chips are shown."""

    def __init__(self, clock: Clock, *, rtc_base: Path | None = None) -> None:
        self._clock = clock
        self._start_ms = clock.mono_ms()
        self._rtc_base = rtc_base
        self._rtc_vouches = False
        self._rtc_asked: tuple[int, int] | None = None  # (wall, monotonic) at the last question

    def now_ms(self) -> int:
        return self._clock.now_ms()

    def mono_ms(self) -> int:
        return self._clock.mono_ms() - self._start_ms

    @property
    def steppable(self) -> bool:
        """Whether this is a clock that may be set; a demo town's never is."""
        return isinstance(self._clock, SystemClock | SetClock)

    @property
    def wall_speed(self) -> float:
        """How fast wall time runs; 1 but in a demo town."""
        return self._clock.speed if isinstance(self._clock, TownClock) else 1.0

    def trust(self) -> ClockTrust:
        """Return `ntp` when the kernel's clock is disciplined, `rtc` when a clock chip vouches for it, `held` when it only runs
        on, `bad` when it was never set.
        """
        if isinstance(self._clock, TownClock):
            return ClockTrust.NTP
        if self.now_ms() < EARLIEST_MS:
            return ClockTrust.BAD
        if isinstance(self._clock, SetClock) and self._clock.trust in set(ClockTrust):
            return ClockTrust(self._clock.trust)
        if _disciplined():
            return ClockTrust.NTP
        return ClockTrust.RTC if self._vouched() else ClockTrust.HELD

    def _vouched(self) -> bool:
        """Ask the clock chips: seldom, because each answer is a talk over I2C, but at once when the wall clock was set."""
        now = self.now_ms(), self.mono_ms()
        asked = self._rtc_asked
        if self._rtc_base is None:
            return False
        if asked is None or now[1] - asked[1] >= ASK_RTC_EVERY_MS or step_ms(before=asked, after=now):
            self._rtc_asked = now
            self._rtc_vouches = any(rtc.vouches(now[0]) for rtc in find_rtcs(self._rtc_base))
        return self._rtc_vouches


def _disciplined() -> bool:
    """Ask the kernel, without changing anything, whether something keeps its clock right."""
    timex = ctypes.create_string_buffer(_TIMEX_BYTES)
    state: int = ctypes.CDLL(None).adjtimex(timex)
    return 0 <= state < _TIME_ERROR
