"""The fleet agent: tells the start, watches the clock, and fills the heartbeat."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Final

import msgspec

from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Conn, Event, Heartbeat, Scalar
from hallenwart_edge import __version__
from hallenwart_edge.board import SharedBoard
from hallenwart_edge.fleet.clock import AgentClock
from hallenwart_edge.fleet.machine import Machine
from hallenwart_edge.fleet.rules import step_ms
from hallenwart_edge.fleet.stalls import Stalls
from hallenwart_edge.ports import Outbox

LOOK_EVERY_S: Final = 5.0


class FleetAgent:
    """Tells `boot` once and every step of the wall clock."""

    def __init__(self, *, outbox: Outbox, clock: AgentClock, boot: str) -> None:
        self._outbox = outbox
        self._clock = clock
        self._boot = boot
        self._told = False

    async def run(self) -> None:
        if not self._told:
            self._told = True
            await self._tell(EventKind.BOOT, {"boot": self._boot, "fw": __version__, "clk": self._clock.trust()})
        before = self._reading()
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            after = self._reading()
            by_ms = step_ms(before=before, after=after) if self._clock.steppable else 0
            if by_ms:
                await self._tell(EventKind.CLOCK_STEP, {"before_ms": after[0] - by_ms, "after_ms": after[0]})
            before = after

    def _reading(self) -> tuple[int, int]:
        return self._clock.now_ms(), self._clock.mono_ms()

    async def _tell(self, kind: str, a: dict[str, Scalar]) -> None:
        t_ms, mono_ms = self._reading()
        await self._outbox.event(Event(kind=kind, t_ms=t_ms, mono_ms=mono_ms, c="agent", a=a))


class DeviceState(SharedBoard):
    """The board, with what a heartbeat adds about the machine. `off_ms`: our clock minus the backend's, by its receipts."""

    def __init__(self, machine: Machine, clock: Clock, stalls: Stalls, *, off_ms: Callable[[], int | None]) -> None:
        super().__init__()
        self.machine = machine
        self._clock = clock
        self._stalls = stalls
        self._off_ms = off_ms

    def heartbeat(self, birth: Conn, outbox_bytes: int) -> Heartbeat:
        """Return the heartbeat that repeats `birth`. Reads some small files of the kernel."""
        unsent = {stream: last - birth.wm.get(stream, 0) for stream, last in birth.last.items()}
        return Heartbeat(
            **msgspec.structs.asdict(birth),
            up_s=self._clock.mono_ms() // 1000,
            outbox_bytes=outbox_bytes,
            disk_free_mb=self.machine.disk_free_mb(),
            temp_cpu_c=self.machine.temp_cpu_c(),
            sensors={**self.sensors},
            vitals=self.machine.vitals(unsent=unsent, off_ms=self._off_ms(), stall_ms=self._stalls.take()),
        )
