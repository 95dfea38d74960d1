"""What every message of this device begins with."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypedDict

from hallenwart_contract.clock import Clock


class Head(TypedDict):
    """The fields of `messages.Up`, to be spread into a message."""

    dev: str
    epoch: str
    boot: str
    conn: int
    sent_ms: int
    mono_ms: int
    clk: str


@dataclass(slots=True)
class Stamp:
    """`boot` names this run of the agent; `conn` counts its connections, so that late wills and commands are recognised.

    `wiring` is the digest of what it runs by, `off_ms` is our
    clock minus the backend's.
    """

    device: str
    clock: Clock
    trust: Callable[[], str]
    boot: str = field(default_factory=lambda: secrets.token_hex(8))
    conn: int = 0
    wiring: str = ""
    off_ms: int | None = None

    def receipted(self, backend_ms: int) -> None:
        """Note what the backend's clock said in a receipt."""
        if backend_ms > 0:
            self.off_ms = self.clock.now_ms() - backend_ms

    def head(self, epoch: str) -> Head:
        return Head(
            dev=self.device,
            epoch=epoch,
            boot=self.boot,
            conn=self.conn,
            sent_ms=self.clock.now_ms(),
            mono_ms=self.clock.mono_ms(),
            clk=self.trust(),
        )
