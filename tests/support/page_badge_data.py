"""One badge of the stand-in, on the clock of this machine."""

from __future__ import annotations

import time
from typing import Any

from hallenwart_contract import badges

HANDLE = "0a1b2c3d4e5f6071"


class OwnBadge:
    """`ahead_ms`: so far the server's clock is ahead of the phone's."""

    def __init__(self) -> None:
        self.badge: dict[str, Any] | None = None
        self.key, self.ahead_ms = bytes(range(20)), 0

    @property
    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000 + self.ahead_ms

    def make(self, why: str = "made") -> None:
        now = self.now_ms
        self.badge = {"handle": HANDLE, "made_ms": now, "key_ms": now, "why": why, "paper_ms": None, "used_ms": None}

    def text(self) -> str:
        return badges.text_of(HANDLE, self.key, self.now_ms)
