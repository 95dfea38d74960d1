"""The key locker: digits in, rights checked here and now without any network, doors opened one after another."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from hallenwart_contract.clock import Clock
from hallenwart_contract.codes import CODE_DIGITS
from hallenwart_contract.documents import Command
from hallenwart_contract.messages import Event, EventKind, Quality, Scalar
from hallenwart_contract.screens import DoorTile, Kiosk, KioskAction, KioskStep
from hallenwart_edge.access import entry, face
from hallenwart_edge.access.compartment import LEFT_OPEN_AFTER_MS, Compartment
from hallenwart_edge.access.doors import Doors, LockerSpec, Opened, Opener
from hallenwart_edge.access.entry import Entry
from hallenwart_edge.access.face import Face
from hallenwart_edge.access.guard import Guard
from hallenwart_edge.access.rules import Decision, Holding, Refusal
from hallenwart_edge.access.secrets import Secrets
from hallenwart_edge.bell import Bell
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Board, Documents, Keypad, Link, LockBoard, Outbox, Outcome

KEY_MISSING: Final = "key.missing"
_TICK_S: Final = 0.5
_KEYPAD_AGAIN_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class AccessSettings:
    """`state_file` keeps wrong codes and custody."""

    state_file: Path
    secrets: Secrets
    site_name: str = ""
    zone: str = "Europe/Berlin"
    readers: tuple[str, ...] = ()


class AccessAgent:
    """Runs all lockers and keypads of this device, the kiosk's steps, and the command `open`."""

    def __init__(
        self,
        *,
        settings: AccessSettings,
        lockers: Sequence[tuple[LockerSpec, LockBoard]],
        keypads: Sequence[tuple[str, Keypad]] = (),
        documents: Documents,
        outbox: Outbox,
        board: Board,
        link: Link,
        clock: Clock,
        trust: Callable[[], str],
        alarmed: Callable[[], bool] = lambda: False,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._settings, self._documents = settings, documents
        self._outbox, self._board, self._link = outbox, board, link
        self._clock, self._trust, self._sleep = clock, trust, sleep
        self._alarmed, self._was_alarmed = alarmed, False
        slots = [each.number for spec, _ in lockers for each in spec.compartments]
        self._guard = Guard(settings.state_file, settings.secrets, clock, trust, slots)
        self._keypads = keypads
        self._lockers = [
            Doors(
                spec,
                lock_board,
                outbox=outbox,
                board=board,
                clock=clock,
                sleep=sleep,
                held=self._guard.held,
                keep=self._guard.note,
            )
            for spec, lock_board in lockers
        ]
        self._face, self._entry = Face(), Entry()
        self._submitted: asyncio.Queue[Entry] = asyncio.Queue(maxsize=1)
        self._freed = asyncio.Event()
        self._bell = Bell()

    async def run(self) -> None:
        """Serve until cancelled."""
        async with asyncio.TaskGroup() as group:
            for doors in self._lockers:
                group.create_task(doors.run(), name=f"access {doors.spec.id}")
                group.create_task(self._pass_on(doors), name=f"access changes {doors.spec.id}")
            for name, keypad in self._keypads:
                group.create_task(self._listen(name, keypad), name=f"access {name}")
            group.create_task(self._guard.keep(self._held), name="access ledger")
            group.create_task(self._serve(), name="access codes")
            group.create_task(self._tick(), name="access time")

    async def handle(self, command: Command) -> Outcome:
        """Carry out `open {slot}`. A running opening is not waited for: the sender hears `busy`."""
        slot = command.arg.get("slot")
        if command.op != "open" or isinstance(slot, bool) or not isinstance(slot, int):
            return Outcome(Opened.UNKNOWN_SLOT if command.op == "open" else Opened.FAILED)
        doors = self._doors_of(slot)
        if doors is None:
            return Outcome(Opened.UNKNOWN_SLOT)
        return Outcome(await doors.open(slot, Opener(command=command.id), wait=False), {"slot": slot})

    def changed(self) -> Coroutine[Any, Any, None]:
        """Wait until the kiosk's picture changed."""
        return self._bell.wait()

    def kiosk(self) -> Kiosk:
        """Return the whole picture of the kiosk as it is now."""
        now_ms, config = self._clock.mono_ms(), self._documents.config
        shown = self._face
        state = self._state(shown.slot) if shown.step is KioskStep.OPEN else None
        return Kiosk(
            now_ms=self._clock.now_ms(),
            zone=config.zone if config else self._settings.zone,
            site_name=config.site_name if config else self._settings.site_name,
            step=KioskStep.LEAVE if self._alarmed() else shown.step,
            digits=entry.expired(self._entry, now_ms).count,
            code_length=CODE_DIGITS,
            tries_left=self._guard.pad.tries_left if shown.step is KioskStep.WRONG else None,
            wait_s=-(-self._guard.pad.wait_ms // 1000),
            slot=shown.slot,
            also=list(shown.also),
            due_ms=shown.due_ms,
            close_in_s=face.close_in_s(state.open_since_ms, now_ms) if state else None,
            doors=self._tiles(),
            online=self._link.online,
            data_ms=self._documents.received_ms,
            clock_ok=self._trust() in ("ntp", "rtc"),
            help_phone=config.help_phone if config else "",
            address=config.address if config else "",
            fault=shown.fault or ("" if all(doors.known for doors in self._lockers) else "locker_silent"),
            readers=list(self._settings.readers),
        )

    async def act(self, action: KioskAction) -> None:
        """Take in what a finger did. Actions that make no sense now are ignored."""
        if action.do == "digit" and action.digit is not None and 0 <= action.digit <= 9:
            self._press(str(action.digit))
        elif action.do == "erase":
            self._entry = entry.erase(self._entry, self._clock.mono_ms())
        elif action.do == "clear":
            self._press("*")
        elif action.do == "enter":
            self._press("#")
        elif action.do == "key_missing" and self._face.step is KioskStep.OPEN:
            await self._event(KEY_MISSING, slot=self._face.slot)
            self._freed.set()
        elif action.do == "done":
            self._done()
        self._bell.ring()

    def _done(self) -> None:
        if self._face.step is KioskStep.OPEN:
            self._freed.set()
        elif face.takes_digits(self._face):
            self._turn(KioskStep.PIN)

    def _tiles(self) -> list[DoorTile]:
        tiles = []
        for doors in self._lockers:
            for spec in doors.spec.compartments:
                state = doors.state(spec.number)
                is_open, key = (not state.closed, state.key_present) if state else (False, False)
                tiles.append(DoorTile(number=spec.number, column=spec.column, row=spec.row, open=is_open, key=key))
        return tiles

    async def _listen(self, name: str, keypad: Keypad) -> None:
        """Take keys until cancelled. A dead keypad leaves touch screen and doors alone."""
        faulty = False
        while True:
            try:
                async for key in keypad.keys():
                    if faulty:
                        faulty = False
                        await self._component(name, EventKind.COMPONENT_OK)
                    self._press(key)
                    self._bell.ring()
            except DriverFault as fault:
                if not faulty:
                    faulty = True
                    await self._component(name, EventKind.COMPONENT_FAULT, why=fault.reason)
            await self._sleep(_KEYPAD_AGAIN_S)

    def _press(self, key: str) -> None:
        now_ms = self._clock.mono_ms()
        if not face.takes_digits(self._face):
            return
        if key == "*":
            self._entry = entry.clear(now_ms)
        elif key == "#":
            self._submit(now_ms)
        else:
            self._entry = entry.digit(self._entry, key, now_ms)
            if self._face.step is not KioskStep.PIN:
                self._turn(KioskStep.PIN)

    def _submit(self, now_ms: int) -> None:
        given, self._entry = entry.expired(self._entry, now_ms), entry.clear(now_ms)
        if not given.complete:
            self._entry = given
        elif self._guard.pad.wait_ms:
            self._turn(KioskStep.LOCKED_OUT)
        else:
            self._turn(KioskStep.CHECKING)
            self._submitted.put_nowait(given)

    async def _serve(self) -> None:
        while True:
            given = await self._submitted.get()
            decision = await self._guard.code(given, self._documents.grants, self._held())
            if decision.refusal is not None:
                await self._refuse(decision)
                continue
            await self._event(EventKind.AUTH_OK, grant=decision.grant, purpose=decision.purpose, method=decision.method)
            await self._open_all(decision)

    async def _refuse(self, decision: Decision) -> None:
        wait_ms = self._guard.pad.wait_ms
        fault = "" if decision.refusal in (None, Refusal.WRONG) else decision.refusal
        self._turn(KioskStep.LOCKED_OUT if wait_ms else KioskStep.WRONG, fault=fault)
        await self._event(EventKind.AUTH_DENIED, why=decision.refusal, grant=decision.grant)
        if wait_ms:
            await self._event(EventKind.LOCKOUT_START, wait_s=wait_ms // 1000)

    async def _open_all(self, decision: Decision) -> None:
        self._freed.clear()
        opener = Opener(grant=decision.grant, decision=decision)
        for index, slot in enumerate(decision.slots):
            doors = self._doors_of(slot)
            outcome = await doors.open(slot, opener) if doors is not None else Opened.UNKNOWN_SLOT
            if doors is None or outcome is not Opened.OK:
                self._turn(KioskStep.JAMMED, slot=slot, fault=outcome)
                return
            before = doors.state(slot)
            self._turn(KioskStep.OPEN, slot=slot, also=decision.slots[index + 1 :], due_ms=decision.due_ms)
            await self._until_closed(doors, slot)
            if self._freed.is_set():
                self._turn(KioskStep.PIN)
                return
        after = doors.state(slot) if decision.slots and doors else None
        returned = before is not None and after is not None and after.key_present and not before.key_present
        self._turn(KioskStep.RETURNED if returned else KioskStep.TAKEN, slot=slot, due_ms=decision.due_ms)

    async def _until_closed(self, doors: Doors, slot: int) -> None:
        """Wait for the door, for the person to be freed, or until it is told as left open."""
        end_ms = self._clock.mono_ms() + LEFT_OPEN_AFTER_MS
        while not self._freed.is_set() and self._clock.mono_ms() < end_ms:
            state = doors.state(slot)
            if state is None or state.closed:
                return
            await self._sleep(0.1)

    def _doors_of(self, slot: int) -> Doors | None:
        return next((each for each in self._lockers if any(spec.number == slot for spec in each.spec.compartments)), None)

    def _state(self, slot: int | None) -> Compartment | None:
        doors = None if slot is None else self._doors_of(slot)
        return None if doors is None or slot is None else doors.state(slot)

    async def _tick(self) -> None:
        while True:
            now_ms = self._clock.mono_ms()
            self._entry = entry.expired(self._entry, now_ms)
            if self._face.step is KioskStep.LOCKED_OUT and not self._guard.pad.wait_ms:
                self._turn(KioskStep.PIN)
                await self._event(EventKind.LOCKOUT_END)
            if face.is_over(self._face, now_ms):
                self._turn(KioskStep.PIN)
            alarmed = self._alarmed()
            if alarmed != self._was_alarmed or self._face.step in (KioskStep.LOCKED_OUT, KioskStep.OPEN):
                self._was_alarmed = alarmed
                self._bell.ring()
            await self._sleep(_TICK_S)

    async def _pass_on(self, doors: Doors) -> None:
        while True:
            await doors.changes.wait()
            self._bell.ring()

    def _held(self) -> dict[int, Holding]:
        return {slot: holding for doors in self._lockers for slot, holding in doors.held.items()}

    def _turn(self, step: KioskStep, **shown: Any) -> None:
        self._face = replace(Face(step, self._clock.mono_ms()), **shown)
        self._bell.ring()

    async def _component(self, name: str, kind: str, why: str = "") -> None:
        self._board.set_sensor(name, Quality.OK if kind == EventKind.COMPONENT_OK else Quality.FAULT)
        await self._event(kind, component=name, why=why)

    async def _event(self, kind: str, /, component: str = "", **told: Scalar) -> None:
        where = component or (self._lockers[0].spec.id if self._lockers else "")
        t_ms, mono_ms = self._clock.now_ms(), self._clock.mono_ms()
        await self._outbox.event(Event(kind=kind, t_ms=t_ms, mono_ms=mono_ms, c=where, a=told))
