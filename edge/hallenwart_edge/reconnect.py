"""How long to wait before the next attempt to connect."""

from __future__ import annotations

import random
from collections.abc import Callable
from enum import Enum, auto
from typing import Final

FIRST_S: Final = 0.5
CAP_S: Final = 4.0
"""Within five seconds of the broker's return a device is back; an attempt costs the broker one handshake."""
REFUSED_FIRST_S: Final = 15.0
"""A wrong password does not become right by hammering, and brokers ban addresses that try."""
REFUSED_CAP_S: Final = 300.0
STEADY_AFTER_S: Final = 10.0
"""A connection that lasted this long clears the back-off; a shorter one counts as a failure."""


class LinkState(Enum):
    IDLE = auto()
    CONNECTING = auto()
    CONNECTED = auto()
    WAITING = auto()
    REFUSED = auto()


class Reconnect:
    """State of the link and the capped back-off, with jitter so that a hall full of Pis does not return at once."""

    def __init__(self, jitter: Callable[[], float] = random.random) -> None:
        self._jitter = jitter
        self._failures = 0
        self.state = LinkState.IDLE

    def connecting(self) -> None:
        self.state = LinkState.CONNECTING

    def connected(self) -> None:
        self.state = LinkState.CONNECTED

    def ended(self, *, lasted_s: float, refused: bool) -> float:
        """Note the end of an attempt or a connection; return the seconds to wait."""
        self._failures = 0 if lasted_s >= STEADY_AFTER_S else self._failures + 1
        self.state = LinkState.REFUSED if refused else LinkState.WAITING
        first_s, cap_s = (REFUSED_FIRST_S, REFUSED_CAP_S) if refused else (FIRST_S, CAP_S)
        delay_s: float = min(cap_s, first_s * 2 ** min(self._failures, 16))
        return delay_s * (0.5 + self._jitter() / 2)
