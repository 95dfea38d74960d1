"""The key locker: listens to keypads and readers, moves time on, shows lamps and kiosk, carries out commands.

What a person does there is the session's business, what becomes of doors and keys that of `doors`. No network is needed.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from typing import Any, Final, TypeVar

from hallenwart_contract.clock import Clock
from hallenwart_contract.codes import CODE_DIGITS
from hallenwart_contract.documents import Command
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.kiosk import Kiosk, KioskAction, KioskStep
from hallenwart_contract.messages import Event, Quality, Scalar
from hallenwart_edge.access import face, live
from hallenwart_edge.access.doors import Doors, LockerSpec
from hallenwart_edge.access.guard import Guard
from hallenwart_edge.access.listening import Listener
from hallenwart_edge.access.lockers import Lockers
from hallenwart_edge.access.opening import Opened
from hallenwart_edge.access.remote import open_by_command
from hallenwart_edge.access.responding import Responding
from hallenwart_edge.access.session import Session
from hallenwart_edge.access.settings import AccessSettings
from hallenwart_edge.access.showing import LampShow
from hallenwart_edge.access.ticket_door import TicketDoor
from hallenwart_edge.command_ports import Outcome
from hallenwart_edge.ports import (
    Board,
    CardReader,
    CodeReader,
    Documents,
    Keypad,
    Lamps,
    Link,
    LockBoard,
    Outbox,
    Signal,
    TagReader,
)

T = TypeVar("T")
_TICK_S: Final = 0.5
_TICKING: Final = (KioskStep.LOCKED_OUT, KioskStep.OPEN)


class AccessAgent:
    """Runs all lockers, keypads, readers and lamps of this device as one, and the commands that concern them.

    Devices come with the name under which they are told; `tag_readers` by the compartment in which they look.
    `panel` is the building panel's own contact, where responders' compartments follow it.
    """

    def __init__(
        self,
        *,
        settings: AccessSettings,
        lockers: Sequence[tuple[LockerSpec, LockBoard]],
        keypads: Sequence[tuple[str, Keypad]] = (),
        card_readers: Sequence[tuple[str, CardReader]] = (),
        code_readers: Sequence[tuple[str, CodeReader]] = (),
        lamps: Sequence[tuple[str, Lamps]] = (),
        tag_readers: Mapping[int, tuple[str, TagReader]] | None = None,
        panel: Callable[[], bool | None] | None = None,
        cameras: live.Cameras | None = None,
        documents: Documents,
        outbox: Outbox,
        board: Board,
        link: Link,
        clock: Clock,
        trust: Callable[[], str],
        alarmed: Callable[[], bool] = lambda: False,
        people: Callable[[str], int | None] = lambda _: None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._settings, self._documents = settings, documents
        self._outbox, self._board, self._link, self._trouble = outbox, board, link, ""
        self._clock, self._trust, self._sleep, self._tag_readers = clock, trust, sleep, tag_readers or {}
        self._alarmed, self._was_alarmed, self._people = alarmed, False, people
        self._cameras = cameras
        self._keypads, self._card_readers, self._code_readers = keypads, card_readers, code_readers
        slots = [each.number for spec, _ in lockers for each in spec.compartments]
        self._guard = Guard(settings.state_file, settings.secrets, clock, trust, slots)
        self._lockers = Lockers([self._doors(spec, lock_board) for spec, lock_board in lockers])
        self._session = Session(
            guard=self._guard,
            lockers=self._lockers,
            documents=documents,
            outbox=outbox,
            tell=self._event,
            people=self._people_behind,
            clock=clock,
            sleep=sleep,
            device_secret=settings.secrets.secret,
            screen=settings.screen,
            door=TicketDoor(documents, self._event, clock, trust, settings.state_file.with_name("tickets.json")),
        )
        self._responding = None if panel is None else self._responders(panel)
        self._bell, self.held = self._session.dialogue.bell, self._lockers.held
        self._lamps = [LampShow(name, each, self._component) for name, each in lamps]

    async def run(self) -> None:
        """Serve until cancelled."""
        session = self._session
        async with asyncio.TaskGroup() as group:
            for doors in self._lockers:
                group.create_task(doors.run(), name=f"access {doors.spec.id}")
                group.create_task(self._pass_on(doors.changes.wait), name=f"access changes {doors.spec.id}")
            for name, keypad in self._keypads:
                group.create_task(self._listen(name, keypad.keys, session.press), name=f"access {name}")
            for name, cards in self._card_readers:
                group.create_task(self._listen(name, cards.cards, session.present), name=f"access {name}")
            for name, codes in self._code_readers:
                group.create_task(self._listen(name, codes.texts, session.present), name=f"access {name}")
            for lamps in self._lamps:
                group.create_task(lamps.run(self._signal, self.changed), name="access lamps")
            if self._cameras is not None:
                group.create_task(self._pass_on(self._cameras.changed), name="access cameras")
            if self._responding is not None:
                group.create_task(self._responding.run(), name="access responders")
            group.create_task(self._guard.keep(self._lockers.held), name="access ledger")
            group.create_task(session.run(), name="access session")
            group.create_task(session.check_in.run(), name="access check-in")
            group.create_task(self._tick(), name="access time")

    async def handle(self, command: Command) -> Outcome:
        """Carry out `open`, `learn`, `answer`, `unlockout`. Own codes: `no_reader`, `unknown_help` for a request that ended."""
        if command.op == "open":
            return await self._open(command)
        if command.op == "learn":
            return self._learn(command)
        if command.op == "answer":
            known = self._session.help.answer(str(command.arg.get("help", "")), str(command.arg.get("word", "")))
            return Outcome("ok" if known else "unknown_help")
        if command.op == "unlockout":
            await self._guard.unlockout()
            await self._session.tick()
            return Outcome()
        return Outcome(Opened.FAILED)

    def changed(self) -> Coroutine[Any, Any, None]:
        """Wait until the kiosk's picture changed."""
        return self._bell.wait()

    async def act(self, action: KioskAction) -> None:
        """Take in what a finger did. Actions that make no sense now are ignored."""
        if self._cameras is not None and action.do in (live.ON, live.OFF):
            await live.press(self._cameras, action.do, self._booking)
        else:
            await self._session.act(action)

    def kiosk(self) -> Kiosk:
        """Return the whole picture of the kiosk as it is now."""
        config, session, grants = self._documents.config, self._session, self._documents.grants
        shown, pad = session.dialogue.face, self._guard.pad
        return Kiosk(
            now_ms=self._clock.now_ms(),
            zone=config.zone if config else self._settings.zone,
            site_name=config.site_name if config else self._settings.site_name,
            step=KioskStep.LEAVE if self._alarmed() else shown.step,
            digits=session.digits,
            code_length=CODE_DIGITS,
            lengths=session.lengths,
            capped=pad.capped,
            tries_left=pad.tries_left if shown.step is KioskStep.WRONG else None,
            wait_s=-(-session.wait_ms // 1000),
            slot=shown.slot,
            also=list(shown.also),
            due_ms=shown.due_ms,
            close_in_s=self._close_in_s(),
            choices=list(shown.choices),
            all_allowed=shown.all_allowed,
            before=shown.before,
            before_until_ms=shown.before_until_ms,
            spare=shown.spare,
            people=shown.people,
            help=session.help.state,
            help_ms=session.help.since_ms if session.help.state else None,
            doors=self._lockers.tiles(grants.out_of_service if grants else ()),
            online=self._link.online,
            data_ms=self._documents.received_ms,
            clock_ok=self._trust() in ("ntp", "rtc"),
            help_phone=config.help_phone if config else "",
            address=config.address if config else "",
            fault=shown.fault or ("" if self._lockers.known else "locker_silent"),
            ticket=shown.ticket,
            ticket_title=shown.ticket_title,
            readers=list(self._settings.readers),
            live=None if self._cameras is None else self._cameras.live(self._booking),
        )

    @property
    def _booking(self) -> str:
        return live.booking_shown(self._session.about, self._session.dialogue.face.step)

    async def _open(self, command: Command) -> Outcome:
        outcome = await open_by_command(command, self._lockers.of, self._clock)
        if outcome.code == Opened.OK and isinstance(slot := outcome.res.get("slot"), int):
            self._session.opened_from_afar(slot)
        return outcome

    def _learn(self, command: Command) -> Outcome:
        cred = command.arg.get("cred")
        if not self._card_readers:
            return Outcome("no_reader")
        if not isinstance(cred, str) or not cred:
            return Outcome(Opened.FAILED)
        return Outcome("ok" if self._session.learn(cred) else Opened.BUSY)

    def _doors(self, spec: LockerSpec, lock_board: LockBoard) -> Doors:
        return Doors(
            spec,
            lock_board,
            outbox=self._outbox,
            board=self._board,
            clock=self._clock,
            sleep=self._sleep,
            held=self._guard.held,
            keep=self._guard.note,
            tag_readers=self._tag_readers,
            out_of_service=self._out_of_service,
            told_file=self._settings.state_file.with_name(f"keys_{spec.id}.json"),
        )

    def _responders(self, panel: Callable[[], bool | None]) -> Responding:
        return Responding(
            panel,
            lockers=self._lockers,
            documents=self._documents,
            outbox=self._outbox,
            clock=self._clock,
            trust=self._trust,
            sleep=self._sleep,
            state_file=self._settings.state_file.with_name("responder.json"),
        )

    def _out_of_service(self) -> Sequence[int]:
        grants = self._documents.grants
        return grants.out_of_service if grants else ()

    def _signal(self) -> tuple[Signal, int]:
        session = self._session
        shown, digits = session.dialogue.face, session.digits
        if self._alarmed():
            return Signal.LEAVE, 0
        if session.hint:
            return Signal.REFUSED, digits
        return face.signal(shown, typing=digits > 0, reminding=self._close_in_s() is not None), digits

    def _close_in_s(self) -> int | None:
        shown = self._session.dialogue.face
        state = self._lockers.state(shown.slot) if shown.step is KioskStep.OPEN else None
        return None if state is None else face.close_in_s(state.open_since_ms, self._clock.mono_ms())

    def _people_behind(self, slot: int, booking: str) -> int | None:
        """Count those in the hall of a compartment, or of the booking where the compartment names none."""
        spec, view = self._lockers.spec(slot), self._documents.view
        hall = spec.hall if spec else ""
        if not hall and view is not None:
            hall = next((entry.hall for entry in view.entries if entry.id == booking), "")
        return self._people(hall) if hall else None

    async def _listen(self, name: str, stream: Callable[[], AsyncIterator[T]], take: Callable[[T], None]) -> None:
        await Listener(name, self._component, self._sleep).listen(stream, take)

    async def _tick(self) -> None:
        while True:
            await self._session.tick()
            await self._tell_trouble()
            alarmed = self._alarmed()
            if alarmed != self._was_alarmed or self._session.dialogue.face.step in _TICKING:
                self._was_alarmed = alarmed
                self._bell.ring()
            await self._sleep(_TICK_S)

    async def _tell_trouble(self) -> None:
        """What keeps wrong codes and custody is a part of the locker that can fail like any other."""
        if self._guard.trouble != self._trouble:
            self._trouble = self._guard.trouble
            kind = EventKind.COMPONENT_FAULT if self._trouble else EventKind.COMPONENT_OK
            await self._component("ledger", kind, self._trouble)

    async def _pass_on(self, changed: Callable[[], Awaitable[None]]) -> None:
        while True:
            await changed()
            self._bell.ring()

    async def _component(self, name: str, kind: str, why: str = "") -> None:
        self._board.set_sensor(name, Quality.OK if kind == EventKind.COMPONENT_OK else Quality.FAULT, why)
        await self._store(kind, name, {"why": why})

    async def _event(self, kind: str, /, **told: Scalar) -> None:
        await self._store(kind, self._lockers.first, told)

    async def _store(self, kind: str, component: str, told: dict[str, Scalar]) -> None:
        t_ms, mono_ms = self._clock.now_ms(), self._clock.mono_ms()
        await self._outbox.event(Event(kind=kind, t_ms=t_ms, mono_ms=mono_ms, c=component, a=told))
