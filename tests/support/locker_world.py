"""A locker in its world, for the property test: doors, keys and hands as they are, and who may open what by plain words.

The oracle here knows nothing of the code's own rules: it keeps people, windows, commands and the whereabouts of keys as
facts, and judges every pulse of a coil at the moment it happens.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from hallenwart_contract.channels import CMD
from hallenwart_contract.codec import encode
from hallenwart_contract.codes import card_hash
from hallenwart_contract.documents import Command, CommandFor, Credential, CredentialKind, Grant, Grants, Release
from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.signed import sign
from hallenwart_edge.access.agent import AccessAgent
from hallenwart_edge.access.doors import CompartmentSpec, LockerSpec
from hallenwart_edge.access.secrets import Secrets
from hallenwart_edge.access.settings import AccessSettings
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.mqtt import Delivery
from hallenwart_edge.ports import Card, DoorReading
from hallenwart_edge.uplink.commands import Commands
from hallenwart_edge.uplink.stamp import Stamp
from support.edge_time import KeptBoard, KeptOutbox, ManualClock, settle
from support.locker import Online, Papers, Stream

SALT, SECRETS = b"salt of a device", Secrets("pi-1", b"secret of one device, 32 bytes..")
SLOTS = range(1, 8)
MINUTE, HOUR = 60_000, 3_600_000
GRACE_MS = 15 * MINUTE
STANDS_THERE_MS = 55_000
"""So long whoever opened is still at the door; after `GONE_MS` it counts as left open and whoever takes is unknown."""
GONE_MS = 63_000
PULSED_MS = 2_500
"""Whoever opens a jammed door so shortly after the pulse cannot be told from whom it was meant for."""
VISIT_MS = 10 * MINUTE
SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY_EVENTS = (EventKind.KEY_TAKEN, EventKind.KEY_RETURNED, EventKind.KEY_UNKNOWN)


def quick_hash(code: str, *, salt: bytes, pepper: bytes) -> bytes:
    """Stands in for argon2id, whose 50 ms are no part of this."""
    return hashlib.sha256(salt + pepper + code.encode()).digest()[:16]


@dataclass(frozen=True)
class Person:
    """Hours count from the beginning of the test. `code` has 8 or 12 digits; without one there is a card."""

    slots: tuple[int, ...]
    from_h: int
    to_h: int
    code: str = ""
    uid: bytes = b""
    uses: int = 0
    second: bool = False
    staff: bool = False


PEOPLE = {
    "a": Person((1, 2), -1, 3, "47110815"),
    "b": Person((2, 3), 2, 5, "81504711"),
    "c": Person((4,), -1, 50, uid=b"card", uses=2),
    "d": Person((5,), -1, 50, "55667788", second=True),
    "e": Person((5, 1), -1, 50, "99887766"),
    "f": Person((6,), -1, 50, "13572468"),
    "s": Person(tuple(SLOTS), -10_000, 10_000, "246813571234", staff=True),
}
RELEASE = Release(id="release", slots=[7], from_ms=0, to_ms=2**52)


@dataclass
class Shown:
    """Somebody showed a code or card at `mono_ms`; each compartment opens once for it."""

    who: str
    mono_ms: int
    opened: set[int] = field(default_factory=set)


@dataclass
class Sent:
    """A command as the network has it. `read_ms`: when it reached the device, monotonic."""

    command: Command
    payload: bytes
    read_ms: list[int] = field(default_factory=list)
    pulses: int = 0
    over: bool = False


class SeenCard:
    """Commands on the card; outlives restarts."""

    def __init__(self) -> None:
        self.seen: dict[str, tuple[str, str]] = {}

    async def find_command(self, command: str) -> tuple[str, str] | None:
        return self.seen.get(command)

    async def claim_command(self, command: str, *, keep_ms: int) -> tuple[str, str] | None:
        assert keep_ms > 0
        known = self.seen.get(command)
        if known is None:
            self.seen[command] = ("received", "ok")
        return known

    async def settle_command(self, command: str, st: str, code: str) -> None:
        self.seen[command] = (st, code)


class World:
    """Everything outside the agent. `wrong` collects what must never be."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock = folder, ManualClock()
        self.began_ms = self.clock.now_ms()
        self.outbox, self.board, self.papers = KeptOutbox(), KeptBoard(), Papers(self.began_ms)
        self.seen, self.trust, self.release = SeenCard(), "ntp", False
        self.panel: bool | None = False
        self.revoked, self.denied, self.out_of_service = set[str](), set[str](), {6}
        self.shown, self.sent, self.wrong = list[Shown](), list[Sent](), list[str]()
        self.shut, self.key_here = dict.fromkeys(SLOTS, True), dict.fromkeys(SLOTS, True)
        self.holder: dict[int, str] = {}
        self.opened_by: dict[int, tuple[str, int]] = {}
        self.last_by: dict[int, str] = {}
        self.pulsed_ms: dict[int, int] = {}
        self.fetched: dict[str, int] = {}
        self.in_hand = set[int]()
        self.released: set[int] = set()
        self.jammed, self.silent, self.glitches = set[int](), False, dict[int, int]()
        self.changed_ms, self.dies_at_pulse, self.boots = 0, False, 0
        self.tasks: list[asyncio.Task[Any]] = []
        self.give()

    # --- the office ---

    def give(self) -> None:
        """Write the rights as the backend would."""
        grants = [self._grant(name, each) for name, each in PEOPLE.items() if name not in self.revoked]
        card = Credential(
            id="card-c", kind=CredentialKind.CARD, who="who-c", hash=card_hash(b"card", pepper=SECRETS.card_pepper)
        )
        self.papers.grants = Grants(
            rev=1,
            salt=SALT,
            g=grants,
            creds=[card],
            deny=sorted(self.denied),
            before_ms=GRACE_MS,
            after_ms=GRACE_MS,
            out_of_service=sorted(self.out_of_service),
            responder=RELEASE if self.release else None,
        )

    def _grant(self, name: str, each: Person) -> Grant:
        hashed = quick_hash(each.code, salt=SALT, pepper=SECRETS.pepper) if each.code else b""
        return Grant(
            id=name,
            w=[(self.began_ms + each.from_h * HOUR, self.began_ms + each.to_h * HOUR)],
            slots=list(each.slots),
            who=f"who-{name}",
            pin=hashed if len(each.code) == 8 else b"",
            long=hashed if len(each.code) == 12 else b"",
            creds=[] if each.code else ["card-c"],
            uses=each.uses,
            second=each.second,
            staff=each.staff,
            emergency=each.staff,
        )

    def send(self, slot: int, *, emergency: bool, old: bool) -> Sent:
        """Sign a command, for this connection or an older one."""
        now_ms = self.clock.now_ms()
        to = CommandFor(boot=self.stamp.boot, conn=self.stamp.conn - (1 if old else 0))
        arg: dict[str, str | int | bool | None] = {"slot": slot, "emergency": emergency}
        command = Command(
            id=f"c{len(self.sent)}", to=to, op="open", arg=arg, iat_ms=now_ms, exp_ms=now_ms + 15_000, ttl_ms=15_000
        )
        payload = encode(sign(command, topic=CMD.topic("pi-1"), key=SIGNER))
        self.sent.append(Sent(command, payload))
        return self.sent[-1]

    async def deliver(self, sent: Sent, *, retained: bool = False) -> None:
        if self.tasks:
            sent.read_ms.append(self.clock.mono_ms())
            self.commands.receive(Delivery(CMD.topic("pi-1"), sent.payload, retained))
        await settle()

    # --- the device ---

    async def start(self) -> None:
        self.boots, self.changed_ms = self.boots + 1, self.clock.mono_ms()
        self.keypad, self.cards = Stream(), Stream()
        self.stamp = Stamp("pi-1", self.clock, lambda: self.trust, boot=f"boot-{self.boots}", conn=self.boots * 10)
        self.agent = AccessAgent(
            settings=AccessSettings(self.folder / "access.json", SECRETS, "Halle"),
            lockers=[(LockerSpec("locker", [CompartmentSpec(slot, slot - 1) for slot in SLOTS]), self)],
            keypads=[("keypad", self.keypad)],
            card_readers=[("cards", self.cards)],
            panel=lambda: self.panel,
            documents=self.papers,
            outbox=self.outbox,
            board=self.board,
            link=Online(),
            clock=self.clock,
            trust=lambda: self.trust,
            sleep=self.clock.sleep,
        )
        self.commands = Commands(
            self.stamp,
            keys={1: SIGNER.public_key()},
            handlers={"open": self.agent},
            seen=self.seen,
            outbox=self.outbox,
            acknowledge=self._acknowledged,
            deadline=self.clock.deadline,
        )
        self.tasks = [asyncio.create_task(self.agent.run()), asyncio.create_task(self.commands.run())]
        await self.advance(0.5)

    async def die(self) -> None:
        """Lose power: nothing runs on, what is on the card stays."""
        tasks, self.tasks = self.tasks, []
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        self._nobody_known()

    def _nobody_known(self) -> None:
        """A restart or a silent board: whoever stands at an open door may not be known afterwards."""
        self.opened_by = {slot: ("?", at_ms) for slot, (_, at_ms) in self.opened_by.items()}

    async def advance(self, seconds: float) -> None:
        while seconds > 0:
            await self.clock.advance(min(seconds, 0.5))
            seconds -= 0.5
            if self.tasks:
                self.commands.beat()
            if self.dies_at_pulse and not self.tasks:
                self.dies_at_pulse = False
                await self.start()

    def _acknowledged(self, command: str, st: str, code: str, res: Any) -> None:
        del code, res
        if st != "received":
            next(each for each in self.sent if each.command.id == command).over = True

    # --- the board ---

    async def unlock(self, lock: int) -> None:
        if self.silent:
            raise DriverFault("locker", "silent")
        slot = lock + 1
        cause = self._cause(slot)
        if cause is None:
            self.wrong.append(f"compartment {slot} was pulsed without a right at {self.clock.now_ms() - self.began_ms} ms")
        self.pulsed_ms[slot] = self.clock.mono_ms()
        if slot not in self.jammed:
            self._now(slot, shut=False)
            self.opened_by[slot] = (cause or "?", self.clock.mono_ms())
        if self.dies_at_pulse:
            for task in self.tasks:
                task.cancel()
            self.tasks = []
            self._nobody_known()

    async def read(self) -> tuple[DoorReading, ...]:
        if self.silent:
            raise DriverFault("locker", "silent")
        return tuple(DoorReading(self.shut[slot], self.key_here[slot] is not self._glitch(slot)) for slot in SLOTS)

    def close(self) -> None: ...

    def _glitch(self, slot: int) -> bool:
        left = self.glitches.get(slot, 0)
        self.glitches[slot] = max(0, left - 1)
        return left % 2 == 1

    def calm_down(self) -> None:
        """Mend everything and give everybody the rights they began with."""
        if self.silent:
            self.turn_silent()
        self.trust, self.jammed, self.revoked, self.denied, self.out_of_service = "ntp", set(), set(), set(), {6}
        self.clock.jump(self.began_ms - self.clock.now_ms())
        self.give()

    def turn_silent(self) -> None:
        self.silent, self.changed_ms = not self.silent, self.clock.mono_ms()
        self._nobody_known()

    def follow_panel(self, panel: bool | None, *, release: bool) -> None:
        self.panel, self.release = panel, release
        self.give()
        if panel and release:
            self.released |= set(RELEASE.slots)
        if panel is False:
            self.released -= {slot for slot in SLOTS if self.shut[slot] and self.key_here[slot]}

    # --- hands ---

    def _now(self, slot: int, *, shut: bool | None = None, key_here: bool | None = None) -> None:
        self.changed_ms = self.clock.mono_ms()
        if shut is not None:
            self.shut[slot] = shut
        if key_here is not None:
            self.key_here[slot] = key_here
        if self.panel is False and self.shut[slot] and self.key_here[slot]:
            self.released.discard(slot)

    async def show(self, name: str) -> None:
        each = PEOPLE[name]
        self.shown.append(Shown(name, self.clock.mono_ms()))
        if each.uid:
            self.cards.pressed.put_nowait(Card(each.uid))
        else:
            await self.press(f"{each.code}#")
        await self.advance(0.5)

    async def press(self, keys: str) -> None:
        for key in keys:
            self.keypad.pressed.put_nowait(key)
        await settle()

    def take(self, slot: int) -> None:
        """Whoever opened takes the key; from a door nobody stands at, anybody does. In between nobody comes."""
        if self.shut[slot] or not self.key_here[slot]:
            return
        who, at_ms = self.opened_by.get(slot, ("", 0))
        open_ms = self.clock.mono_ms() - at_ms
        if who not in ("", "?") and STANDS_THERE_MS < open_ms < GONE_MS:
            return
        self.holder[slot] = who if open_ms <= STANDS_THERE_MS or who == "?" else ""
        self.in_hand.add(slot)
        self._now(slot, key_here=False)

    def hang(self, slot: int) -> None:
        if not self.shut[slot] and not self.key_here[slot]:
            self.in_hand.discard(slot)
            self._now(slot, key_here=True)

    def push_shut(self, slot: int) -> None:
        """Shut a door; nobody does so within half a second of its opening."""
        _, at_ms = self.opened_by.get(slot, ("", 0))
        if not self.shut[slot] and self.clock.mono_ms() - at_ms >= 500:
            self._now(slot, shut=True)
            self.opened_by.pop(slot, None)
            self._count_fetch(slot)

    def _count_fetch(self, slot: int) -> None:
        """A key that was behind the door when it opened and is not when it shuts was fetched."""
        if slot in self.in_hand:
            self.in_hand.discard(slot)
            who = self.holder[slot]
            self.fetched[who] = self.fetched.get(who, 0) + 1

    def force(self, slot: int) -> None:
        if self.shut[slot]:
            self._now(slot, shut=False)
            just_pulsed = self.clock.mono_ms() - self.pulsed_ms.get(slot, 0) <= PULSED_MS
            self.opened_by[slot] = ("?" if just_pulsed else "", self.clock.mono_ms())

    # --- the oracle ---

    def _cause(self, slot: int) -> str | None:
        """Return by whose right this coil may move now, None when nobody has one; several names when it may be several's."""
        recent = [each for each in self.shown if self.clock.mono_ms() - each.mono_ms <= VISIT_MS]
        may = [each for each in recent if slot not in each.opened and self._may(each, slot)]
        alive = next((each for each in self.sent if self._is_alive(each, slot)), None)
        if may and alive is None:
            may[-1].opened.add(slot)
            self.last_by[slot] = "|".join(each.who for each in may)
            return self.last_by[slot]
        if alive is not None:
            alive.pulses += 1
            name = "" if alive.command.arg["emergency"] is True else f"cmd {alive.command.id}"
            self.last_by[slot] = "|".join([*(each.who for each in may), name])
            return self.last_by[slot]
        return "release" if self.release and slot in RELEASE.slots and slot in self.released else None

    def _may(self, shown: Shown, slot: int) -> bool:
        who = shown.who
        known = f"{self.holder.get(slot, '')}|{self.last_by.get(slot, '')}"
        if not self.key_here[slot] and who in known.split("|"):
            return True
        if not self._has_right(who, slot):
            return False
        return not PEOPLE[who].second or any(self._stands_beside(shown, other, slot) for other in self.shown)

    def _stands_beside(self, first: Shown, other: Shown, slot: int) -> bool:
        later_ms = other.mono_ms - first.mono_ms
        return other.who != first.who and 0 <= later_ms <= 46_000 and self._has_right(other.who, slot)

    def _has_right(self, who: str, slot: int) -> bool:
        each, hours = PEOPLE[who], (self.clock.now_ms() - self.began_ms) / HOUR
        if who in self.revoked | self.denied or slot not in each.slots:
            return False
        if slot in self.out_of_service and not each.staff:
            return False
        in_time = each.from_h - 0.25 <= hours <= each.to_h + 0.25
        if self.trust not in ("ntp", "rtc"):
            return each.staff
        return in_time and (not each.uses or self.fetched.get(who, 0) < each.uses)

    def _is_alive(self, sent: Sent, slot: int) -> bool:
        command, mono_ms = sent.command, self.clock.mono_ms()
        here = (command.to.boot, command.to.conn) == (self.stamp.boot, self.stamp.conn)
        in_time = any(0 <= mono_ms - at_ms < command.ttl_ms for at_ms in sent.read_ms)
        if self.trust in ("ntp", "rtc"):
            in_time = in_time and self.clock.now_ms() <= command.exp_ms
        serves = slot not in self.out_of_service or command.arg["emergency"] is True
        return here and in_time and serves and not sent.pulses and not sent.over and command.arg["slot"] == slot

    # --- what must hold ---

    def check(self) -> None:
        assert not self.wrong, self.wrong
        if self.tasks and not self.silent and self.clock.mono_ms() - self.changed_ms > 6_000:
            for slot in SLOTS:
                if not self.glitches.get(slot):
                    self._check_key(slot)

    def _check_key(self, slot: int) -> None:
        told = [event for event in self.outbox.events if event.kind in KEY_EVENTS and event.a.get("slot") == slot]
        last = told[-1].kind if told else EventKind.KEY_RETURNED
        if self.key_here[slot]:
            assert last == EventKind.KEY_RETURNED or not self.shut[slot], f"the key of {slot} is here and was told as gone"
            return
        assert last != EventKind.KEY_RETURNED, f"the key of {slot} is gone and nothing was told"
        holder = self.holder.get(slot, "")
        if last == EventKind.KEY_TAKEN and holder != "?":
            named = told[-1].a
            by = named.get("grant") or named.get("release") or (f"cmd {named['cmd']}" if "cmd" in named else "")
            assert by in holder.split("|"), f"the key of {slot} is with {holder or 'nobody known'} and was put down to {by}"
