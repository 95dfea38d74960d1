"""One light or heating: brought to what is wanted, asked whether it is so, and tried again as long as it does not follow."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, Protocol

from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event, Quality, Scalar
from hallenwart_contract.outputs import Output, OutputWhy
from hallenwart_edge.booking.holding import may_switch
from hallenwart_edge.booking.kept import OutputBook
from hallenwart_edge.booking.plan import OutputSpec
from hallenwart_edge.booking.rules import Manual, Situation, Wanted, decide, judge
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.output_ports import Switch
from hallenwart_edge.ports import Outbox

READ_EVERY_MS: Final = 10_000
FIRST_PAUSE_MS: Final = 2_000
LONGEST_PAUSE_MS: Final = 30_000
START_MS: Final = 10_000
"""After a start the broker of the building may not be reached yet: that is no fault."""
BY_HAND_MS: Final = 60 * 60_000
"""Whoever switches a light on at the wall has it this long."""
_LONGEST_REASON: Final = 200
_log: Final = logging.getLogger(__name__)


class OutputBoard(Protocol):
    def set_sensor(self, component: str, quality: str, reason: str = "") -> None: ...

    def set_output(self, output: Output) -> None: ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a follower shares with the others. `situation` says what decides about an output that is `on` now."""

    situation: Callable[[OutputSpec, bool | None], Situation]
    book: OutputBook
    board: OutputBoard
    outbox: Outbox
    clock: Clock


class Follower:
    """`on` is what the device confirmed, None while nobody knows; `fault` says why it does not follow.

    `tries` counts how often the device was spoken to.
    """

    def __init__(self, spec: OutputSpec, switch: Switch, around: Surroundings) -> None:
        self.spec, self._switch, self._around = spec, switch, around
        self.on: bool | None = None
        self.fault = ""
        self._last = around.book.was_on(spec.id)  # as it was when somebody knew
        self._wanted = Wanted(None, OutputWhy.NO_PLAN)
        self._seen_as: tuple[Situation, Wanted] | None = None
        self._turned_mono_ms: int | None = None
        self._since_ms: int | None = None
        self._began_mono_ms = self._next_mono_ms = around.clock.mono_ms()
        self._pause_ms = FIRST_PAUSE_MS
        self.tries = 0

    def hurry(self) -> None:
        """Try at the next look, also after a fault: a person waits for it."""
        self._next_mono_ms, self._pause_ms = self._around.clock.mono_ms(), FIRST_PAUSE_MS

    async def run(self, woken: Callable[[], Awaitable[None]], moved: Callable[[], None]) -> None:
        """Follow until cancelled; `woken` waits until there may be something new, `moved` hears that this looked."""
        while True:
            await self.look()
            moved()
            await woken()

    async def look(self) -> None:
        """Decide anew; switch or ask the device when it is time to."""
        now_mono_ms = self._around.clock.mono_ms()
        before = self._wanted
        await self._decide()
        due = now_mono_ms >= self._next_mono_ms
        urgent = self._wanted.why is OutputWhy.FIRE and before.why is not OutputWhy.FIRE
        if self._wants_to_move(now_mono_ms) and (due or urgent or not self.fault):
            await self._drive(bool(self._wanted.on))
        elif due:
            await self._ask()
        self._show()

    async def _decide(self) -> None:
        now_ms, before = self._around.clock.now_ms(), self._wanted
        now = self._around.situation(self.spec, self.on)
        wanted = judge(now, now_ms)
        if self._seen_as != (now, wanted):
            self._seen_as, self._wanted = (now, wanted), decide(now, now_ms)
        if self._wanted.why is OutputWhy.EMPTY and before.why is not OutputWhy.EMPTY:
            await self._event(EventKind.OUTPUT_BRAKE)

    def _wants_to_move(self, now_mono_ms: int) -> bool:
        on, why = self._wanted.on, self._wanted.why
        if on is None or on is self.on:
            return False
        return may_switch(self.spec.kind, why, on=on, since_mono_ms=self._turned_mono_ms, now_mono_ms=now_mono_ms)

    async def _drive(self, on: bool) -> None:
        try:
            await self._switch.switch(on=on)
        except DriverFault as fault:
            await self._failed(fault)
        else:
            await self._is(on, why=self._wanted.why)

    async def _ask(self) -> None:
        was = self.on
        try:
            on = await self._switch.read()
        except DriverFault as fault:
            await self._failed(fault)
            return
        why = self._wanted.why
        if was is False and on:  # nobody here asked for it: somebody at the wall did
            self._around.book.want(self.spec.id, Manual(on=True, until_ms=self._around.clock.now_ms() + BY_HAND_MS))
            why = OutputWhy.MANUAL
        await self._is(on, why=why)

    async def _is(self, on: bool, *, why: str) -> None:
        """Take in what the device confirmed."""
        self.tries += 1
        clock = self._around.clock
        self._pause_ms, self._next_mono_ms = FIRST_PAUSE_MS, clock.mono_ms() + READ_EVERY_MS
        if self.fault:
            self.fault = ""
            await self._event(EventKind.COMPONENT_OK)
        self._around.board.set_sensor(self.spec.id, Quality.OK)
        self.on = on
        if on is self._last and self._since_ms is not None:
            return
        told, self._last = self._last, on
        self._since_ms = clock.now_ms()
        if on is not told:
            self._turned_mono_ms = None if told is None else clock.mono_ms()
            self._around.book.switched(self.spec.id, on=on)
            await self._event(EventKind.OUTPUT_ON if on else EventKind.OUTPUT_OFF, why=why)

    async def _failed(self, fault: DriverFault) -> None:
        self.tries += 1
        now_mono_ms = self._around.clock.mono_ms()
        self._next_mono_ms = now_mono_ms + self._pause_ms
        if self.on is None and not self.fault and now_mono_ms - self._began_mono_ms < START_MS:
            return
        self._pause_ms = min(LONGEST_PAUSE_MS, 2 * self._pause_ms)
        first, self.fault, self.on = not self.fault, fault.reason[:_LONGEST_REASON], None
        if first:
            _log.warning("%s does not follow: %s", self.spec.id, fault.reason)
            self._around.board.set_sensor(self.spec.id, Quality.FAULT, self.fault)
            await self._event(EventKind.OUTPUT_FAULT, why=self.fault)

    def _show(self) -> None:
        self._around.board.set_output(
            Output(
                id=self.spec.id,
                kind=self.spec.kind,
                hall=self.spec.hall,
                sections=list(self.spec.sections),
                on=self.on,
                wanted=self._wanted.on,
                why=self._wanted.why,
                until_ms=self._wanted.until_ms,
                since_ms=self._since_ms,
                fault=self.fault,
            )
        )

    async def _event(self, kind: str, **told: Scalar) -> None:
        clock = self._around.clock
        a: dict[str, Scalar] = {"kind": self.spec.kind, "hall": self.spec.hall, **told}
        await self._around.outbox.event(Event(kind=kind, t_ms=clock.now_ms(), mono_ms=clock.mono_ms(), c=self.spec.id, a=a))
