"""The compartments of one lock board: polled, unlocked one at a time, every change told as an event."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import Event, EventKind, Quality, Scalar
from hallenwart_edge.access import compartment
from hallenwart_edge.access.compartment import Compartment, Happening
from hallenwart_edge.access.rules import Decision, Holding
from hallenwart_edge.bell import Bell
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Board, DoorReading, LockBoard, Outbox

POLL_EVERY_S: Final = 0.15
_SILENT_POLLS: Final = 3


@dataclass(frozen=True, slots=True)
class CompartmentSpec:
    """Compartment `number` hangs at lock `lock` of the board; `column` and `row` count from 1 on the drawing of the wall.

    `hall` is the one whose keys hang there: its people are counted when they come back.
    """

    number: int
    lock: int
    column: int = 1
    row: int = 1
    label: str = ""
    hall: str = ""


@dataclass(frozen=True, slots=True)
class LockerSpec:
    id: str
    compartments: Sequence[CompartmentSpec]


@dataclass(frozen=True, slots=True)
class Opener:
    """By whose right a door opens: a decision at the locker, or a command from afar."""

    grant: str = ""
    command: str = ""
    decision: Decision | None = None

    def told(self) -> dict[str, Scalar]:
        return {name: value for name, value in (("grant", self.grant), ("cmd", self.command)) if value}


class Opened(StrEnum):
    """What became of an unlocking; the words of a command's outcome."""

    OK = "ok"
    JAM = "jam"
    BUSY = "busy"
    FAILED = "failed"
    UNKNOWN_SLOT = "unknown_slot"


class Doors:
    """All compartments of one board. `held` maps compartments to the grant that took their key."""

    def __init__(
        self,
        spec: LockerSpec,
        lock_board: LockBoard,
        *,
        outbox: Outbox,
        board: Board,
        clock: Clock,
        sleep: Callable[[float], Awaitable[None]],
        held: Mapping[int, Holding],
        keep: Callable[[], None],
    ) -> None:
        self.spec = spec
        self.changes = Bell()
        self.held = {each.number: held[each.number] for each in spec.compartments if each.number in held}
        self._lock_board, self._outbox, self._board, self._clock, self._sleep = lock_board, outbox, board, clock, sleep
        self._keep = keep
        self._states: dict[int, Compartment] = {}
        self._openers: dict[int, Opener] = {}
        self._pending: dict[int, asyncio.Future[Happening]] = {}
        self._supply = asyncio.Lock()
        self._silent_polls = 0
        self._told_silent = False

    @property
    def known(self) -> bool:
        """Whether the board answers."""
        return not self._told_silent and bool(self._states)

    def state(self, number: int) -> Compartment | None:
        """Return what is known of a compartment; None before the board first answered."""
        return self._states.get(number)

    async def run(self) -> None:
        """Poll until cancelled."""
        while True:
            await self._poll()
            await self._sleep(POLL_EVERY_S)

    async def open(self, number: int, opener: Opener, *, wait: bool = True) -> Opened:
        """Unlock and wait until the hook confirms. One coil at a time per supply; without `wait` a busy supply is refused."""
        spec = next((each for each in self.spec.compartments if each.number == number), None)
        if spec is None:
            return Opened.UNKNOWN_SLOT
        if self._supply.locked() and not wait:
            return Opened.BUSY
        async with self._supply:
            state = self._states.get(number)
            if state is None or not self.known:
                return Opened.FAILED
            if not state.closed:
                return Opened.OK
            return await self._pulse(spec, state, opener)

    async def _pulse(self, spec: CompartmentSpec, state: Compartment, opener: Opener) -> Opened:
        confirmed = self._pending[spec.number] = asyncio.get_running_loop().create_future()
        self._openers[spec.number] = opener
        self._states[spec.number] = compartment.unlock(state, self._clock.mono_ms())
        self._show(spec.number)
        try:
            await self._lock_board.unlock(spec.lock)
            happening = await confirmed
        except DriverFault:
            return Opened.FAILED
        finally:
            self._pending.pop(spec.number, None)
        return Opened.OK if happening is Happening.OPENED else Opened.JAM

    async def _poll(self) -> None:
        try:
            readings = await self._lock_board.read()
        except DriverFault as fault:
            await self._missed(fault)
            return
        self._silent_polls = 0
        if self._told_silent:
            self._told_silent = False
            self._board.set_sensor(self.spec.id, Quality.OK)
            await self._event(EventKind.COMPONENT_OK)
        for spec in self.spec.compartments:
            if spec.lock < len(readings):
                await self._read(spec.number, readings[spec.lock])

    async def _missed(self, fault: DriverFault) -> None:
        self._silent_polls += 1
        if self._silent_polls < _SILENT_POLLS or self._told_silent:
            return
        self._told_silent = True
        for waiting in self._pending.values():
            if not waiting.done():
                waiting.set_exception(fault)
        self._board.set_sensor(self.spec.id, Quality.FAULT)
        for number in self._states:
            self._show(number)
        self.changes.ring()
        await self._event(EventKind.COMPONENT_FAULT, why=fault.reason)

    async def _read(self, number: int, reading: DoorReading) -> None:
        now_ms = self._clock.mono_ms()
        before = self._states.get(number)
        known_key = before.key_present if before is not None else False
        key_present = known_key if reading.item_present is None else reading.item_present
        if before is None:
            since_ms = None if reading.closed else now_ms
            self._states[number] = Compartment(reading.closed, key_present, open_since_ms=since_ms)
            happenings: list[Happening] = []
        else:
            self._states[number], happenings = compartment.step(
                before, closed=reading.closed, key_present=key_present, now_ms=now_ms
            )
        self._show(number)
        for happening in happenings:
            await self._happened(number, happening)
        if happenings or before is None:
            self.changes.ring()

    async def _happened(self, number: int, happening: Happening) -> None:
        opener = self._openers.get(number, Opener())
        waiting = self._pending.get(number)
        if happening is Happening.FORCED:
            opener = Opener()
            self._openers.pop(number, None)
        if waiting is not None and not waiting.done() and happening in (Happening.OPENED, Happening.JAMMED):
            waiting.set_result(happening)
        if happening is Happening.KEY_TAKEN and opener.decision is not None:
            self.held[number] = opener.decision.holding(self._clock.now_ms())
            self._keep()
        if happening is Happening.KEY_RETURNED and self.held.pop(number, None) is not None:
            self._keep()
        await self._event(happening, slot=number, **opener.told())
        if happening is Happening.CLOSED and self._came_back_without_key(number, opener):
            await self._event(EventKind.KEY_WRONG, slot=number, **opener.told())

    def _came_back_without_key(self, number: int, opener: Opener) -> bool:
        """Whoever holds the key opened its compartment and shut it, and no key that fits its holder hangs there."""
        holding = self.held.get(number)
        return holding is not None and holding.grant == opener.grant and not self._states[number].key_present

    def _show(self, number: int) -> None:
        state = self._states[number]
        self._board.set_door(
            number, closed=state.closed, key=state.key_present, known=not self._told_silent, state=compartment.word(state)
        )

    async def _event(self, kind: str, **told: Scalar) -> None:
        now_ms, mono_ms = self._clock.now_ms(), self._clock.mono_ms()
        await self._outbox.event(Event(kind=kind, t_ms=now_ms, mono_ms=mono_ms, c=self.spec.id, a=told))
