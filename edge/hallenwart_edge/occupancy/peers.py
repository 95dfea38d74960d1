"""What other devices of the site see of the same halls, over the site link: their doors count here too, their eyes see.

So each device that watches a hall has the whole count of it, and a number is told once and not in parts. A peer that
is silent counts nobody any more; its doors go on adding up, and who passed meanwhile is counted when it is heard again.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Final

from hallenwart_contract.messages import Quality
from hallenwart_contract.people import Sign
from hallenwart_contract.site_link import Look, PeerDoor, PeerEye
from hallenwart_edge.door_ports import Condition, Totals
from hallenwart_edge.door_types import Passage
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.occupancy.counting import DoorSpec
from hallenwart_edge.occupancy.kept import Book, KeptDoor
from hallenwart_edge.occupancy.watching import EyeSpec, WatchedDoor, WatchedEye
from hallenwart_edge.ports import Sample
from hallenwart_edge.totals import Total, step

ERROR: Final = 0.05
MOST_PER_MIN: Final = 120
SILENT: Final = "silent"
Walked = Callable[[WatchedDoor, int, float], None]


class PeerCounter:
    """The DoorCounter port of a door at another device."""

    def __init__(self, totals: Totals) -> None:
        self._ins, self._outs = Total(totals.ins), Total(totals.outs)
        self.heard: PeerDoor | None = None

    async def passages(self) -> AsyncIterator[Passage]:
        """Yield nothing: `take` returns them."""
        nobody: tuple[Passage, ...] = ()
        for passage in nobody:
            yield passage

    def take(self, door: PeerDoor | None, now_ms: int) -> tuple[int, int]:
        """Take in what the peer says, None: nothing. Returns who came in and who went out since."""
        self.heard = door
        if door is None:
            return 0, 0
        ins = step(self._ins, door.ins, now_ms, most_per_min=MOST_PER_MIN)
        outs = step(self._outs, door.outs, now_ms, most_per_min=MOST_PER_MIN)
        self._ins, self._outs = ins.total, outs.total
        return ins.persons, outs.persons

    def condition(self) -> Condition:
        return Condition() if self.heard is not None and self.heard.ok else Condition(Quality.FAULT, SILENT)

    def totals(self) -> Totals:
        return Totals(self._ins.value, self._outs.value)

    def resume(self, totals: Totals, lasted_ms: int | None) -> None:
        """Nothing: it was given what was kept when it was made."""

    def close(self) -> None:
        """There is nothing to give back."""


class PeerSight:
    """The Sensor port of an eye at another device; nobody reads it."""

    async def read(self) -> tuple[Sample, ...]:
        raise DriverFault("peer", SILENT)

    def close(self) -> None:
        """There is nothing to give back."""


class Peers:
    """Adds to `doors` and `eyes` what peers have in the halls that are watched here."""

    def __init__(self, doors: list[WatchedDoor], eyes: list[WatchedEye], halls: Sequence[str], walked: Walked) -> None:
        self._doors, self._eyes, self._halls, self._walked = doors, eyes, frozenset(halls), walked

    def of(self, hall: str) -> list[str]:
        """Return the peers that are heard and have something in a hall."""
        doors = {each.peer for each in self._doors if each.peer and each.spec.hall == hall and each.trusted}
        eyes = {each.peer for each in self._eyes if each.peer and each.spec.hall == hall and each.sees is not None}
        return sorted(doors | eyes)

    def follow(self, looks: Mapping[str, Look | None], book: Book, now_ms: int) -> bool:
        """Take in what peers say. Returns whether there is a door that was not known before."""
        before = len(self._doors)
        for peer, look in looks.items():
            if look is not None:
                self._meet(peer, look, book, now_ms)
        for door in self._doors:
            if isinstance(door.counter, PeerCounter):
                look = looks.get(door.peer)
                told = None if look is None else look.doors.get(door.spec.id.removeprefix(f"{door.peer}:"))
                for persons in zip((1, -1), door.counter.take(told, now_ms), strict=True):
                    self._count(door, *persons)
        for eye in self._eyes:
            if eye.peer:
                look = looks.get(eye.peer)
                seen = None if look is None else look.eyes.get(eye.spec.id.removeprefix(f"{eye.peer}:"))
                eye.take(None if seen is None else seen.sees, now_ms)
        return len(self._doors) > before

    def _count(self, door: WatchedDoor, way: int, persons: int) -> None:
        if persons:
            self._walked(door, way * persons, ERROR)

    def _meet(self, peer: str, look: Look, book: Book, now_ms: int) -> None:
        known = {each.spec.id for each in self._doors} | {each.spec.id for each in self._eyes}
        for name, door in look.doors.items():
            if door.hall in self._halls and f"{peer}:{name}" not in known:
                kept = book.doors.setdefault(f"{peer}:{name}", KeptDoor())
                self._doors.append(WatchedDoor(_door(peer, name, door), PeerCounter(kept.totals), kept, peer=peer))
        for name, eye in look.eyes.items():
            if eye.hall in self._halls and f"{peer}:{name}" not in known:
                self._eyes.append(WatchedEye(_eye(peer, name, eye), PeerSight(), now_ms, peer=peer))


def _door(peer: str, name: str, door: PeerDoor) -> DoorSpec:
    sides = tuple(sorted(door.sections)), tuple(sorted(door.out_of))
    return DoorSpec(f"{peer}:{name}", door.hall, *sides, remembers=True)


def _eye(peer: str, name: str, eye: PeerEye) -> EyeSpec:
    sign = Sign.MOTION if eye.motion else Sign.RADAR
    return EyeSpec(f"{peer}:{name}", eye.hall, tuple(sorted(eye.sections)), sign)
