"""Finds out how the switches of a locker are wired: somebody opens the doors and moves the keys, and the bits tell.

Never unlocks by itself: doors are opened by hand, with the emergency key; with `pulse`, coil by coil after a yes for each.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from hallenwart_edge.config_devices import Compartment, Locker
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import DoorReading, LockBoard

POLL_EVERY_S: Final = 0.05
STEADY_POLLS: Final = 3
STILL_POLLS: Final = 16
MOVES_WITHIN_S: Final = 120.0
YES: Final = frozenset({"ja", "j", "yes", "y"})

Say = Callable[[str], None]
Ask = Callable[[str], Awaitable[str]]

Bits = tuple[tuple[bool, bool | None], ...]
"""Of each lock the hook bit and the key bit as the board sends them; None where no key sensor is."""

Seen = TypeVar("Seen")


@dataclass(frozen=True, slots=True)
class Found:
    """What one compartment showed. Bits are those with its door shut and its key in; None: not found out."""

    number: int
    lock: int | None = None
    hook_bit_when_closed: bool | None = None
    key_bit_when_present: bool | None = None


class Commissioning:
    """One locker, looked at with the polarities its configuration has now. `within_s`: how long a hand may take."""

    def __init__(self, locker: Locker, board: LockBoard, *, say: Say, ask: Ask, within_s: float = MOVES_WITHIN_S) -> None:
        self._locker, self._board, self._say, self._ask = locker, board, say, ask
        self._within_s = within_s

    async def run(self, *, pulse: bool = False) -> int:
        """Lead through all compartments and say what to write. Returns the exit status. Raises DriverFault."""
        found = await self.find(pulse=pulse)
        lines, whole = conclusion(self._locker, found)
        for line in lines:
            self._say(line)
        return 0 if whole else 1

    async def find(self, *, pulse: bool = False) -> list[Found]:
        """Lead through all compartments. Returns what each showed. Raises DriverFault."""
        await self._ask(f"{self._locker.id}: Alle Türen schließen, dann Enter / close all doors, then press Enter")
        return [await self._look_at(compartment, pulse=pulse) for compartment in self._locker.compartments]

    async def _look_at(self, compartment: Compartment, *, pulse: bool) -> Found:
        number = compartment.number
        before = await self._hooks()
        await self._open(compartment, pulse=pulse)
        opened = await self._watch(_hook_bits, lambda bits: bits != before)
        locks = [] if opened is None else [lock for lock, bit in enumerate(opened) if bit != before[lock]]
        if len(locks) != 1:
            self._say(self._no_lock(number, locks))
            return Found(number)
        lock = locks[0]
        self._say(f"Fach {number}: das ist lock = {lock} / compartment {number}: this is lock = {lock}")
        key_bit = await self._look_at_key(number, lock)
        self._say(f"Fach {number} schließen / close compartment {number}")
        if await self._watch(_hook_bits, lambda bits: bits == before) is None:
            self._say(f"Fach {number} ist nicht zu / compartment {number} is not shut")
        return Found(number, lock, before[lock], key_bit)

    def _no_lock(self, number: int, locks: list[int]) -> str:
        if not locks:
            return (
                f"Fach {number}: kein Bit hat sich bewegt; Schalter und Stecker des Schlosses prüfen / "
                f"compartment {number}: no bit moved; check the switch and plug of its lock"
            )
        return (
            f"Fach {number}: mehrere Bits haben sich bewegt ({_named(locks)}); nur diese Tür öffnen, neu anfangen / "
            f"compartment {number}: several bits moved; open this door alone and start again"
        )

    async def _open(self, compartment: Compartment, *, pulse: bool) -> None:
        number = compartment.number
        if pulse:
            answer = await self._ask(
                f"Fach {number} wird jetzt entriegelt: Spule an Schloss {compartment.lock}; ja + Enter, oder von Hand öffnen / "
                f"compartment {number} is unlocked now: coil of lock {compartment.lock}; yes + Enter, or open it by hand: "
            )
            if answer.strip().lower() in YES:
                await self._board.unlock(compartment.lock)
                return
        self._say(f"Fach {number} mit dem Notschlüssel öffnen / open compartment {number} with the emergency key")

    async def _look_at_key(self, number: int, lock: int) -> bool | None:
        def key_bit(bits: Bits) -> bool | None:
            return bits[lock][1]

        if key_bit(self._bits(await self._board.read())) is None:
            return None
        before = await self._watch(key_bit, lambda _: True)
        self._say(
            f"Fach {number}: den Schlüssel herausnehmen und wieder einhängen; hing keiner, einen einhängen / "
            f"compartment {number}: take the key out and hang it in again; if there was none, hang one in"
        )
        moved = None if before is None else await self._watch(key_bit, lambda bit: bit != before)
        await self._ask("Hängt der Schlüssel jetzt dort? Dann Enter / does the key hang there now? Then press Enter ")
        if moved is None or not await self._stands_still(key_bit):
            self._say(
                f"Fach {number}: der Schlüsselsensor bewegt sich nicht oder flackert; prüfen oder key_sensors = false / "
                f"compartment {number}: the key sensor does not move or flickers; check it, or write key_sensors = false"
            )
            return None
        return key_bit(self._bits(await self._board.read()))

    async def _hooks(self) -> tuple[bool, ...]:
        """Return the hook bits. Raises DriverFault when they never stand still."""
        bits = await self._watch(_hook_bits, lambda _: True)
        if bits is None:
            raise DriverFault(self._locker.id, "a hook switch flickers")
        return bits

    async def _stands_still(self, view: Callable[[Bits], Seen]) -> bool:
        """Look often enough for a sensor that flickers to give itself away."""
        seen = set()
        for _ in range(STILL_POLLS):
            seen.add(view(self._bits(await self._board.read())))
            await asyncio.sleep(POLL_EVERY_S / 5)
        return len(seen) == 1

    async def _watch(self, view: Callable[[Bits], Seen], so: Callable[[Seen], bool]) -> Seen | None:
        """Return what `view` shows once it stands still and is so; None when that does not happen in time."""
        try:
            async with asyncio.timeout(self._within_s):
                steady, last = 0, None
                while True:
                    seen = view(self._bits(await self._board.read()))
                    steady, last = steady + 1 if seen == last else 1, seen
                    if steady >= STEADY_POLLS and so(seen):
                        return seen
                    await asyncio.sleep(POLL_EVERY_S)
        except TimeoutError:
            return None

    def _bits(self, doors: Sequence[DoorReading]) -> Bits:
        hook, key = self._locker.hook_bit_when_closed, self._locker.key_bit_when_present
        return tuple((door.closed == hook, None if door.item_present is None else door.item_present == key) for door in doors)


def conclusion(locker: Locker, found: Sequence[Found]) -> tuple[list[str], bool]:
    """Return what to say at the end, and whether everything was found out."""
    lines = ["", f"In die Tabelle von {locker.id!r} schreiben / write into the table of {locker.id!r}:"]
    hooks, hooks_known = _common("hook_bit_when_closed", {each.number: each.hook_bit_when_closed for each in found})
    lines += hooks
    keys_known = True
    if _has_key_sensors(locker):
        keys, keys_known = _common("key_bit_when_present", {each.number: each.key_bit_when_present for each in found})
        lines += keys
    written = {compartment.number: compartment.lock for compartment in locker.compartments}
    lines += [
        f"number = {each.number}: lock = {each.lock}   # jetzt / now: {written[each.number]}"
        for each in found
        if each.lock is not None and each.lock != written[each.number]
    ]
    return lines, hooks_known and keys_known


def _has_key_sensors(locker: Locker) -> bool:
    if locker.gpio is not None:
        return locker.gpio.key_pin is not None
    return locker.board == "kr-cu16" and locker.key_sensors


def _common(name: str, bits: dict[int, bool | None]) -> tuple[list[str], bool]:
    """Return the line for a polarity that all compartments share; they must, because a board has one."""
    unknown = [number for number, bit in bits.items() if bit is None]
    known = {bit for bit in bits.values() if bit is not None}
    lines = [f"{name} = {str(known == {True}).lower()}"] if len(known) == 1 else []
    if len(known) > 1:
        high = [number for number, bit in bits.items() if bit]
        lines.append(
            f"# {name}: Fächer {_named(high)} sind anders verdrahtet als die übrigen; gleich verdrahten / "
            f"compartments {_named(high)} are wired unlike the others"
        )
    if unknown:
        lines.append(f"# {name}: offen blieben / not found out: {_named(unknown)}")
    return lines, len(known) == 1 and not unknown


def _hook_bits(bits: Bits) -> tuple[bool, ...]:
    return tuple(hook for hook, _ in bits)


def _named(numbers: Sequence[int]) -> str:
    return ", ".join(str(number) for number in numbers)


async def commission(
    locker: Locker, board: LockBoard, *, say: Say, ask: Ask, pulse: bool = False, within_s: float = MOVES_WITHIN_S
) -> int:
    """Lead somebody through the commissioning of one locker. Returns the exit status: 0, or 1 when something stayed open."""
    try:
        return await Commissioning(locker, board, say=say, ask=ask, within_s=within_s).run(pulse=pulse)
    except DriverFault as fault:
        say(f"FEHLER {fault}")
        return 1
    finally:
        board.close()
