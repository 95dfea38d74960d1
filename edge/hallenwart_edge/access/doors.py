"""The compartments of one lock board: polled, unlocked one at a time, every change told as an event."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Event, Quality, Scalar
from hallenwart_edge.access import compartment
from hallenwart_edge.access.compartment import STEADY_MS, Compartment
from hallenwart_edge.access.custody import NOBODY, Custody, Word
from hallenwart_edge.access.key_book import KeyBook
from hallenwart_edge.access.opening import Opened, Opener
from hallenwart_edge.access.rules import Holding
from hallenwart_edge.access.stages import Happening, Stage
from hallenwart_edge.access.tags import KeyTags
from hallenwart_edge.bell import Bell
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Board, DoorReading, LockBoard, Outbox, TagReader

POLL_EVERY_S: Final = 0.12
_SILENT_POLLS: Final = 3
FIRST_READING_S: Final = 3.0
"""So long a compartment is waited for after the start; a tag reader needs half of it until its silence counts."""
_TAKE_OVER_S: Final = 2 * POLL_EVERY_S + STEADY_MS / 1000
_KEYS: Final = {Happening.KEY_TAKEN, Happening.KEY_RETURNED, Happening.KEY_UNKNOWN, Happening.KEY_WRONG}


@dataclass(frozen=True, slots=True)
class CompartmentSpec:
    """Compartment `number` hangs at lock `lock` of the board; `column` and `row` count from 1 on the drawing of the wall.

    `hall` is the one whose keys hang there: its people are counted when they come back. `key_tags` are the ids of
    the tags on its keys, for a compartment with a tag reader; with none any tag is right.
    """

    number: int
    lock: int
    column: int = 1
    row: int = 1
    label: str = ""
    hall: str = ""
    key_tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LockerSpec:
    """One board. `opens_within_ms`: how long after its pulse a door may take to open."""

    id: str
    compartments: Sequence[CompartmentSpec]
    opens_within_ms: int = compartment.OPENS_WITHIN_MS


class Doors:
    """All compartments of one board. `held` maps compartments to whoever holds their key.

    `told_file` keeps what was told of the keys. `out_of_service` names compartments that open in an emergency only.
    """

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
        tag_readers: Mapping[int, tuple[str, TagReader]] | None = None,
        out_of_service: Callable[[], Collection[int]] = tuple,
        told_file: Path | None = None,
    ) -> None:
        self.spec = spec
        self.changes = Bell()
        self._lock_board, self._outbox, self._board, self._clock, self._sleep = lock_board, outbox, board, clock, sleep
        self._book = KeyBook(told_file)
        tags = {each.number: each.key_tags for each in spec.compartments}
        self._custody = Custody(tags, held, keep=keep, book=self._book, clock=clock)
        self._tags = KeyTags(tags, tag_readers or {}, tell=self._component, sleep=sleep)
        self._out_of_service = out_of_service
        self._states: dict[int, Compartment] = {}
        self._visits: dict[int, tuple[Opener, bool]] = {}  # who opened last, and whether the key was out by then
        self._pending: dict[int, asyncio.Future[Happening]] = {}
        self._supply = asyncio.Lock()
        self._silent_polls = 0
        self._told_silent = False

    @property
    def known(self) -> bool:
        """Whether the board answers."""
        return not self._told_silent and bool(self._states)

    @property
    def held(self) -> Mapping[int, Holding]:
        """Who holds which key of this locker."""
        return self._custody.held

    def state(self, number: int) -> Compartment | None:
        """Return what is known of a compartment; None before the board first answered."""
        return self._states.get(number)

    async def seen(self, number: int) -> Compartment | None:
        """Wait for a compartment's first reading after the start, `FIRST_READING_S` at most and not for a silent board."""
        left_s = FIRST_READING_S
        while number not in self._states and not self._told_silent and left_s > 0:
            await self._sleep(POLL_EVERY_S)
            left_s -= POLL_EVERY_S
        return self._states.get(number)

    async def run(self) -> None:
        """Poll until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._book.keep(), name=f"access {self.spec.id} keys told")
            for number in self._tags.slots:
                group.create_task(self._tags.watch(number), name=f"access {self.spec.id} tag {number}")
            while True:
                await self._poll()
                await self._sleep(POLL_EVERY_S)

    async def open(
        self,
        number: int,
        opener: Opener,
        *,
        wait: bool = True,
        emergency: bool = False,
        allowed: Callable[[], bool] = lambda: True,
    ) -> Opened:
        """Unlock and wait until the hook confirms: one pulse at most, never repeated.

        One coil at a time; without `wait` a busy supply is refused. `emergency` opens what is out of service too.
        `allowed` is asked last, right before the coil moves.
        """
        spec = next((each for each in self.spec.compartments if each.number == number), None)
        if spec is None:
            return Opened.UNKNOWN_SLOT
        if self._supply.locked() and not wait:
            return Opened.BUSY
        async with self._supply:
            opener = replace(opener, emergency=emergency)
            state = await self._settled(number, opener)
            if state is None or not self.known:
                return Opened.FAILED
            if refusal := self._refusal(number, opener, allowed):
                return refusal
            if state.closed or self._is_taken_over(number, state, opener):
                return await self._pulse(spec, state, opener)
            return Opened.OK

    def _refusal(self, number: int, opener: Opener, allowed: Callable[[], bool]) -> Opened | None:
        may_anyway = opener.emergency or opener.release or opener.decision is not None  # rules have looked at a decision
        if number in self._out_of_service() and not may_anyway:
            return Opened.OUT_OF_SERVICE
        return None if allowed() else Opened.EXPIRED

    def _is_taken_over(self, number: int, state: Compartment, opener: Opener) -> bool:
        """Say whether whoever opens finds the door open, and answers for its key from now on instead of nobody or another."""
        from_another = opener.decision is not None and self._visits.get(number, (NOBODY, False))[0].told() != opener.told()
        return not state.closed and (compartment.is_ownerless(state) or from_another)

    async def _settled(self, number: int, opener: Opener) -> Compartment | None:
        """Wait for a door that is just being shut; at an open one that is taken over, until its key is judged as it hangs."""
        state = await self.seen(number)
        if state is not None and self._is_taken_over(number, state, opener):
            await self._sleep(_TAKE_OVER_S)
        while (state := self._states.get(number)) is not None and state.settling and self.known:
            await self._sleep(POLL_EVERY_S)
        return state

    async def _pulse(self, spec: CompartmentSpec, state: Compartment, opener: Opener) -> Opened:
        number = spec.number
        confirmed = self._pending[number] = asyncio.get_running_loop().create_future()
        self._visits[number] = (opener, state.key_out)
        self._states[number] = compartment.unlock(state, self._clock.mono_ms())
        self._show(number)
        try:
            await self._lock_board.unlock(spec.lock)
            self._states[number] = compartment.pulsed(self._states[number], self._clock.mono_ms())
            if state.closed:
                opened = await confirmed is Happening.OPENED
            else:
                opened = True
                await self._event(Happening.OPENED, {"slot": number, **opener.told()})
        except DriverFault:
            return Opened.FAILED
        finally:
            self._pending.pop(number, None)
        if opened and opener.emergency:
            await self._event(EventKind.EMERGENCY_OPENED, {"slot": number, **opener.told()})
        return Opened.OK if opened else Opened.JAM

    async def _poll(self) -> None:
        try:
            readings = await self._lock_board.read()
        except DriverFault as fault:
            await self._missed(fault)
            return
        self._silent_polls = 0
        if self._told_silent:
            self._told_silent = False
            await self._component(self.spec.id)
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
        for number in self._states:
            self._show(number)
        self.changes.ring()
        await self._component(self.spec.id, fault.reason)

    async def _read(self, number: int, reading: DoorReading) -> None:
        now_ms, seen = self._clock.mono_ms(), self._tags.seen(number, reading)
        before = self._states.get(number)
        if seen is None:
            return
        if before is None:
            state, happenings = compartment.first(seen, now_ms, key_out=self._custody.key_out(number))
            state = replace(state, opens_within_ms=self.spec.opens_within_ms)
        else:
            state, happenings = compartment.step(before, seen, now_ms)
        lacks_its_key = Happening.CLOSED in happenings and self._came_back_without_key(number, state)
        state = compartment.lacks_its_key(state) if lacks_its_key else state
        self._states[number] = compartment.serve(state, in_service=number not in self._out_of_service())
        self._show(number)
        if before is None:
            await self._tell(self._custody.begin(number, key_here=state.key_present))
        for happening in happenings:
            await self._happened(number, happening, state)
        if lacks_its_key:
            await self._tell([self._custody.wrong(number, self._visits[number][0])])
        if before is not None:
            await self._compared(number, before, state)
        if happenings or before is None or before.faults != state.faults:
            self.changes.ring()

    async def _happened(self, number: int, happening: Happening, state: Compartment) -> None:
        if happening is Happening.FORCED:
            self._visits.pop(number, None)
        waiting = self._pending.get(number)
        if waiting is not None and not waiting.done() and happening in (Happening.OPENED, Happening.JAMMED):
            waiting.set_result(happening)
        opener, _ = self._visits.get(number, (NOBODY, False))
        if happening in _KEYS:
            await self._tell(self._custody.moved(number, happening, opener, state.other))
        else:
            await self._event(happening, {"slot": number, **opener.told()})

    def _came_back_without_key(self, number: int, state: Compartment) -> bool:
        """Whoever holds the key opened its compartment and shut it, and nothing hangs there."""
        opener, key_was_out = self._visits.get(number, (NOBODY, False))
        empty = state.key_out and state.stage is not Stage.WRONG_KEY
        return empty and key_was_out and opener.is_holder(self.held.get(number))

    async def _compared(self, number: int, before: Compartment, state: Compartment) -> None:
        """Tell what shows in the comparison alone: a stranger's key that left, and faults that came and went."""
        if before.other and before.other != state.other:
            opener = NOBODY if compartment.is_ownerless(state) else self._visits.get(number, (NOBODY, False))[0]
            await self._tell(self._custody.stray_gone(number, opener))
        if before.faults != state.faults:
            why = ",".join(sorted(state.faults))
            await self._component(f"{self.spec.id}.{number}", why, slot=number)

    def _show(self, number: int) -> None:
        state = self._states[number]
        self._board.set_door(
            number, closed=state.closed, key=state.key_present, known=not self._told_silent, state=compartment.word(state)
        )

    async def _component(self, component: str, why: str = "", slot: int | None = None) -> None:
        """Tell a fault of a part, or with no `why` that it is well again."""
        self._board.set_sensor(component, Quality.FAULT if why else Quality.OK, why)
        told: dict[str, Scalar] = {"why": why} if why else {}
        if slot is not None:
            told["slot"] = slot
        await self._event(EventKind.COMPONENT_FAULT if why else EventKind.COMPONENT_OK, told, component)

    async def _tell(self, words: list[Word]) -> None:
        for kind, told in words:
            await self._event(kind, told)

    async def _event(self, kind: str, told: dict[str, Scalar], component: str = "") -> None:
        now_ms, mono_ms = self._clock.now_ms(), self._clock.mono_ms()
        await self._outbox.event(Event(kind=kind, t_ms=now_ms, mono_ms=mono_ms, c=component or self.spec.id, a=told))
