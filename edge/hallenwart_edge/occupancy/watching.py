"""The doors and sensors that a device looks at: what each says now, and how far it is to be believed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from hallenwart_contract.messages import Quality
from hallenwart_contract.people import Sign
from hallenwart_edge.door_ports import Condition, DoorCounter
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.occupancy import counting, health, proof
from hallenwart_edge.occupancy.closing import Tally
from hallenwart_edge.occupancy.counting import DoorSpec, Place, Running
from hallenwart_edge.occupancy.health import Sight
from hallenwart_edge.occupancy.kept import KeptDoor
from hallenwart_edge.occupancy.proof import Eye
from hallenwart_edge.ports import Sensor

SILENT_AFTER_MS: Final = 11_000
"""Shown within three of a radar's seconds and 10 s, a request that hangs included."""
BACK_AFTER_MS: Final = 3_000
FINE: Final = Condition()


@dataclass(frozen=True, slots=True)
class EyeSpec:
    """A sensor that sees whether somebody is in sections of a hall (none: the whole hall), as a radar or by motion."""

    id: str
    hall: str
    sections: tuple[int, ...] = ()
    sign: Sign = Sign.RADAR


@dataclass(frozen=True, slots=True)
class Helper:
    """Light or air of sections of a hall (none: the whole hall). `value` returns what it says now, None: nothing."""

    id: str
    hall: str
    quantity: str
    value: Callable[[], float | None]
    sections: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """A sensor that sees all people of a place at once. `error`: by which share of them it may be wrong."""

    id: str
    place: Place
    people: Callable[[], float | None]
    error: float = 0.1

    def count(self) -> Running | None:
        people = self.people()
        return None if people is None else counting.told(round(people), (self.error * people) ** 2 / 4)


@dataclass(slots=True)
class WatchedDoor:
    """`gone`: why its device could not be used, until it was for a while, since `begun_ms`.

    `down_ms`: since when it counts nobody because it is at fault. `said_ms`: wall time of its last passage. `untold`:
    passages that no reading told yet. `peer`: the device at which it hangs, empty: this one.
    """

    spec: DoorSpec
    counter: DoorCounter
    kept: KeptDoor
    gone: str = ""
    begun_ms: int | None = None
    word: Condition = FINE
    idle: bool = False
    down_ms: int | None = None
    said_ms: int | None = None
    peer: str = ""
    untold: Tally = field(default_factory=Tally)

    @property
    def trusted(self) -> bool:
        return self.word.quality is not Quality.FAULT and not self.idle

    def judged(self, now_ms: int, *, idle: bool, unbalanced: bool) -> Condition:
        """Return how it is: its own word, or why the others contradict it."""
        self.idle = idle
        if self.begun_ms is not None and now_ms - self.begun_ms >= BACK_AFTER_MS:
            self.gone = ""
        own = Condition(Quality.FAULT, self.gone) if self.gone else self.counter.condition()
        if own.quality is Quality.FAULT:
            return own
        if idle:
            return Condition(Quality.SUSPECT, health.COUNTS_NOBODY)
        return Condition(Quality.SUSPECT, health.IMBALANCE) if unbalanced else own


@dataclass(slots=True)
class WatchedEye:
    """`sees` None: it is silent or at fault. `sight`: what it said, to find out whether it lies.

    `said_ms`: wall time at which it last saw somebody. `peer`: the device at which it hangs, empty: this one.
    """

    spec: EyeSpec
    sensor: Sensor
    heard_ms: int
    sees: bool | None = None
    quiet_since_ms: int | None = None
    sight: Sight = field(default_factory=Sight)
    fault: str = ""
    lies: str = ""
    said_ms: int | None = None
    peer: str = ""

    async def look(self, now: Callable[[], int]) -> None:
        """Read it once."""
        began_ms = now()
        try:
            seen = [sample.value > 0 for sample in await self.sensor.read() if sample.quantity == "presence"]
        except DriverFault as fault:
            if began_ms - self.heard_ms > SILENT_AFTER_MS:
                self.take(None, now())
                self.fault = fault.reason
            return
        self.heard_ms, self.fault = began_ms, ""
        if seen:
            self.take(any(seen), now())

    def take(self, sees: bool | None, now_ms: int) -> None:
        """Note what it says, None: nothing."""
        self.sees, self.sight = sees, health.sighted(self.sight, sees, now_ms)
        if sees is False:
            self.quiet_since_ms = now_ms if self.quiet_since_ms is None else self.quiet_since_ms
        else:
            self.quiet_since_ms = None

    @property
    def word(self) -> Condition:
        if self.fault:
            return Condition(Quality.FAULT, self.fault)
        return Condition(Quality.SUSPECT, self.lies) if self.lies else FINE

    @property
    def believed(self) -> bool | None:
        return None if self.lies else self.sees

    @property
    def eye(self) -> Eye:
        return Eye(self.spec.sections, None if self.lies else self.quiet_since_ms)


def sees(eyes: Sequence[WatchedEye], place: Place, all_sections: Sequence[int]) -> bool | None:
    """Return whether somebody is seen in a place: True when one sees somebody in it, False when all of it is seen empty."""
    looking = [each for each in eyes if _overlap(each.spec.sections, place.sections)]
    if any(each.believed and _inside(each.spec.sections, place.sections) for each in looking):
        return True
    empty = [Eye(each.spec.sections, 0 if each.believed is False else None) for each in looking]
    return None if proof.quiet_since(empty, place.sections, all_sections, 0) is None else False


def reading_of(helpers: Sequence[Helper], place: Place, quantity: str) -> float | None:
    """Return light or air of a place: of its own sensors, else of the hall's; of several the highest."""
    of_hall = [each for each in helpers if each.hall == place.hall and each.quantity == quantity]
    own = [each for each in of_hall if each.sections and _overlap(each.sections, place.sections)]
    whole = [each for each in of_hall if not each.sections]
    chosen = (own or whole) if place.sections else (whole or own)
    values = [value for each in chosen if (value := each.value()) is not None]
    return max(values, default=None)


def _overlap(sections: tuple[int, ...], of: tuple[int, ...]) -> bool:
    return not sections or not of or bool(set(sections) & set(of))


def _inside(sections: tuple[int, ...], of: tuple[int, ...]) -> bool:
    return not of or (bool(sections) and set(sections) <= set(of))
