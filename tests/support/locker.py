"""A whole locker for tests: the agent on a wall of doors that behaves, with keys, cards and time in the test's hands."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from hallenwart_contract.codes import card_hash, code_hash
from hallenwart_contract.documents import Command, CommandFor, Config, Credential, CredentialKind, Grant, Grants
from hallenwart_contract.kiosk import Kiosk, KioskAction, KioskStep
from hallenwart_contract.view import View
from hallenwart_edge.access.agent import AccessAgent
from hallenwart_edge.access.doors import CompartmentSpec, LockerSpec
from hallenwart_edge.access.live import Cameras
from hallenwart_edge.access.secrets import Secrets
from hallenwart_edge.access.settings import AccessSettings
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Card, DoorReading, Signal
from support.edge_time import KeptBoard, KeptOutbox, ManualClock, settle, until

T = TypeVar("T")
CODE, WRONG, SALT = "47110815", "12121314", b"salt of a device"
LONG = CODE + "2604"
SECRETS = Secrets("pi-1", b"secret of one device, 32 bytes..")
MINUTE = 60_000


def hashed(code: str) -> bytes:
    return code_hash(code, salt=SALT, pepper=SECRETS.pepper)


def season_card(identity: str, uid: bytes, **changes: Any) -> Credential:
    return Credential(id=identity, kind=CredentialKind.CARD, hash=card_hash(uid, pepper=SECRETS.card_pepper), **changes)


class Wall:
    """A lock board that behaves: a pulse opens the door by its spring, people push it shut."""

    def __init__(self, locks: int = 8) -> None:
        self.closed, self.key = [True] * locks, [True] * locks
        self.jammed: set[int] = set()
        self.silent, self.pulses = False, list[int]()

    async def unlock(self, lock: int) -> None:
        if self.silent:
            raise DriverFault("locker", "silent")
        self.pulses.append(lock)
        if lock not in self.jammed:
            self.closed[lock] = False

    async def read(self) -> tuple[DoorReading, ...]:
        if self.silent:
            raise DriverFault("locker", "silent")
        return tuple(DoorReading(closed, key) for closed, key in zip(self.closed, self.key, strict=True))

    def close(self) -> None: ...


class Stream:
    """What a keypad or reader yields; a DriverFault put in is raised."""

    def __init__(self) -> None:
        self.pressed: asyncio.Queue[Any] = asyncio.Queue()

    async def keys(self) -> AsyncIterator[Any]:
        while True:
            each = await self.pressed.get()
            if isinstance(each, DriverFault):
                raise each
            yield each

    cards = texts = keys

    def close(self) -> None: ...


class SeenTag:
    """A reader in a compartment; `tag` None: nothing with a tag hangs there."""

    def __init__(self, tag: str | None) -> None:
        self.tag, self.broken = tag, False

    async def present(self) -> str | None:
        if self.broken:
            raise DriverFault("tag", "silent")
        return self.tag

    def close(self) -> None: ...


class SeenLamps:
    """Lamps that remember what they showed."""

    def __init__(self) -> None:
        self.shown: list[Signal] = []
        self.broken = False

    def show(self, signal: Signal) -> None:
        if self.broken:
            raise DriverFault("lamps", "no pins")
        self.shown.append(signal)

    def close(self) -> None: ...


class Papers:
    config: Config | None = None
    view: View | None = None
    received_ms: int | None = 5

    def __init__(self, now_ms: int) -> None:
        self.window = (now_ms - MINUTE, now_ms + 60 * MINUTE)
        self.grants: Grants | None = Grants(
            rev=1, salt=SALT, g=[self.grant("g1", [1, 2], pin=hashed(CODE))], before_ms=MINUTE, after_ms=MINUTE
        )

    def grant(self, identity: str, slots: list[int], **changes: Any) -> Grant:
        return Grant(id=identity, w=[self.window], slots=slots, **changes)

    def give(self, *grants: Grant, **changes: Any) -> None:
        """Replace the rights."""
        assert self.grants is not None
        self.grants = msgspec.structs.replace(self.grants, rev=self.grants.rev + 1, g=[*grants], **changes)

    async def changed(self) -> None:
        await asyncio.get_running_loop().create_future()


class Online:
    online = False


class Locker:
    """`file` keeps what outlives `stop` and `start`. `screen` False is a locker with keypad, lamps and buzzer."""

    def __init__(self, folder: Path, *, screen: bool = True) -> None:
        self.file, self.screen = folder / "access.json", screen
        self.wall, self.keypad, self.cards, self.codes, self.lamps = Wall(), Stream(), Stream(), Stream(), SeenLamps()
        self.outbox, self.board, self.clock = KeptOutbox(), KeptBoard(), ManualClock()
        self.papers, self.trust, self.alarmed = Papers(self.clock.now_ms()), "ntp", False
        self.halls: dict[int, str] = {}
        self.tags: dict[int, SeenTag] = {}
        self.panel: bool | None = None
        self.films: Cameras | None = None

    async def start(self, *, runs_s: float = 0.5) -> None:
        spec = LockerSpec("locker", [self._compartment(number) for number in range(1, 9)])
        self.agent = AccessAgent(
            settings=AccessSettings(self.file, SECRETS, "Halle", screen=self.screen),
            lockers=[(spec, self.wall)],
            keypads=[("keypad", self.keypad)],
            card_readers=[("cards", self.cards)],
            code_readers=[("codes", self.codes)],
            lamps=[("lamps", self.lamps)],
            tag_readers={number: (f"tag-{number}", reader) for number, reader in self.tags.items()},
            panel=lambda: self.panel,
            cameras=self.films,
            documents=self.papers,
            outbox=self.outbox,
            board=self.board,
            link=Online(),
            clock=self.clock,
            trust=lambda: self.trust,
            alarmed=lambda: self.alarmed,
            people=self._people,
            sleep=self.clock.sleep,
        )
        self.task = asyncio.create_task(self.agent.run())
        await self.clock.advance(runs_s)

    async def stop(self) -> None:
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.task

    @property
    def kiosk(self) -> Kiosk:
        return self.agent.kiosk()

    @property
    def step(self) -> KioskStep:
        return self.kiosk.step

    async def type(self, code: str) -> None:
        """Type at the keypad and wait until it was checked."""
        pulses = len(self.wall.pulses)
        await self.press(f"{code}#")
        await self._checked(pulses)

    async def press(self, keys: str) -> None:
        for key in keys:
            self.keypad.pressed.put_nowait(key)
        await settle()

    async def tap(self, uid: bytes) -> None:
        """Hold a card to the reader."""
        await self.show(self.cards, Card(uid))

    async def show(self, reader: Stream, what: Card | str) -> None:
        pulses = len(self.wall.pulses)
        reader.pressed.put_nowait(what)
        await settle()
        await self._checked(pulses)

    async def act(self, do: str, **more: Any) -> None:
        await self.agent.act(KioskAction(do=do, **more))
        await settle()

    async def command(self, op: str, **arg: Any) -> str:
        command = Command(id="c1", to=CommandFor(boot="b", conn=1), op=op, arg=arg, iat_ms=0, exp_ms=0, ttl_ms=15_000)
        return (await self.agent.handle(command)).code

    async def push_shut(self, number: int, *, key: bool) -> None:
        self.wall.key[number - 1], self.wall.closed[number - 1] = key, True
        await self.clock.advance(1)

    def told(self, kind: str) -> list[dict[str, Any]]:
        return [event.a for event in self.outbox.events if event.kind == kind]

    def _compartment(self, number: int) -> CompartmentSpec:
        tags = (f"TAG{number}",) if number in self.tags else ()
        return CompartmentSpec(number, number - 1, hall=self.halls.get(number, ""), key_tags=tags)

    def _people(self, hall: str) -> int | None:
        return self.board.people.get(hall)

    async def _checked(self, pulses: int) -> None:
        """Codes are hashed in a thread: wait in real time, then let the board be polled."""
        await until(lambda: self.step is not KioskStep.CHECKING or len(self.wall.pulses) > pulses)
        await self.clock.advance(0.5)


async def until_step(locker: Locker, holds: Callable[[Kiosk], bool]) -> None:
    """Move time on until the kiosk shows something."""
    for _ in range(1_000):
        if holds(locker.kiosk):
            return
        await locker.clock.advance(0.1)
    raise TimeoutError(locker.kiosk)
