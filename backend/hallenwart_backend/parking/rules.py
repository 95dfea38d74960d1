"""When a car park is free or full, how long a permit holds, and what a warden is told. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hallenwart_contract.parking import ParkingWord

MINUTE_MS: Final = 60_000
SETTLE_MS: Final = 60_000
"""So long one space has to stay free before a full car park is told as having some again."""
MISSED_INTERVALS: Final = 3
GRACE_MS: Final = 10_000
AHEAD_MS: Final = 30 * 86_400_000
"""Plates are taken so long before the booking and no longer: what is not needed yet is not kept."""
_TENTH: Final = 10
_LEAST_FEW: Final = 2


class SpaceKind(StrEnum):
    NORMAL = "normal"
    DISABLED = "disabled"
    CHARGING = "charging"
    BUS = "bus"
    BIKE = "bike"


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of a sensor besides its word: how long it says nothing when all is well, and when it last spoke.

    `reachable` False: the way to it is cut, so its last word says nothing of now.
    """

    every_s: int
    heard_ms: int | None
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class Counted:
    """Spaces of one kind that have sensors. `unknown` ones are neither free nor taken."""

    spaces: int = 0
    free: int = 0
    unknown: int = 0

    @property
    def known(self) -> int:
        return self.spaces - self.unknown

    def __add__(self, other: Counted) -> Counted:
        return Counted(self.spaces + other.spaces, self.free + other.free, self.unknown + other.unknown)


def is_fresh(said_ms: int, heard: Heard | None, every_s: int, now_ms: int) -> bool:
    """Say whether a sensor's last word still stands. `every_s`: its rhythm, where nobody knows it better."""
    rhythm_s, last_ms = every_s, said_ms
    if heard is not None:
        if not heard.reachable:
            return False
        rhythm_s, last_ms = heard.every_s, max(said_ms, heard.heard_ms or said_ms)
    return now_ms - last_ms <= MISSED_INTERVALS * rhythm_s * 1_000 + GRACE_MS


def count(spaces: Iterable[tuple[str, bool | None]]) -> dict[SpaceKind, Counted]:
    """Count by kind. Each space is its kind and whether it is taken, None: unknown."""
    counted: dict[SpaceKind, Counted] = {}
    for kind, taken in spaces:
        before = counted.get(SpaceKind(kind), Counted())
        counted[SpaceKind(kind)] = before + Counted(1, int(taken is False), int(taken is None))
    return counted


def general(counted: Mapping[SpaceKind, Counted]) -> Counted:
    """Return the spaces a car may take without a right of its own; where there are none of them, those of all kinds."""
    if SpaceKind.NORMAL in counted:
        return counted[SpaceKind.NORMAL]
    return sum(counted.values(), Counted())


def few_of(spaces: int) -> int:
    """Return with how many free ones a car park has few: a tenth, or two."""
    return max(_LEAST_FEW, -(-spaces // _TENTH))


def word(before: str, counted: Counted, *, free_for_ms: int) -> ParkingWord:
    """Return the word for what was counted, slow to take back a bad one. `free_for_ms`: how long some space has been free.

    Full stays until two are free, or one for a minute; few stays until some more than few are free. With more than a tenth
    unknown nothing is called full.
    """
    if not counted.known:
        return ParkingWord.UNKNOWN
    if not counted.free:
        return ParkingWord.FULL if counted.unknown * _TENTH <= counted.spaces else ParkingWord.UNKNOWN
    if before == ParkingWord.FULL and counted.free < _LEAST_FEW and free_for_ms < SETTLE_MS:
        return ParkingWord.FULL
    few = few_of(counted.spaces)
    if before in {ParkingWord.FEW, ParkingWord.FULL}:
        few += max(1, few // 2)
    return ParkingWord.FEW if counted.free <= few else ParkingWord.FREE


# --- permits ---


class PermitVerdict(StrEnum):
    """What a warden is told of a plate. `unreadable`: what was typed is no plate."""

    VALID = "valid"
    EARLY = "early"
    OVER = "over"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


def span_of(start_ms: int, end_ms: int, *, early_min: int, grace_min: int) -> tuple[int, int]:
    """Return from when to when a permit of a booking holds."""
    return start_ms - early_min * MINUTE_MS, end_ms + grace_min * MINUTE_MS


def verdict(spans: Iterable[tuple[int, int]], now_ms: int) -> tuple[PermitVerdict, int | None]:
    """Return what holds now of a plate's permits, and until when; of one to come its begin, of one that is over its end."""
    known = sorted(spans)
    until = [to_ms for from_ms, to_ms in known if from_ms <= now_ms < to_ms]
    if until:
        return PermitVerdict.VALID, max(until)
    coming = [from_ms for from_ms, to_ms in known if now_ms < from_ms < to_ms]
    if coming:
        return PermitVerdict.EARLY, min(coming)
    return (PermitVerdict.OVER, max(to_ms for _, to_ms in known)) if known else (PermitVerdict.UNKNOWN, None)


def most_at_once(spans: Iterable[tuple[int, int]], within: tuple[int, int]) -> int:
    """Return how many of these spans meet at one moment within a time, at the busiest one."""
    edges = [
        (moment, step)
        for from_ms, to_ms in spans
        for moment, step in ((max(from_ms, within[0]), 1), (min(to_ms, within[1]), -1))
        if max(from_ms, within[0]) < min(to_ms, within[1])
    ]
    busiest = now = 0
    for _, step in sorted(edges):
        now += step
        busiest = max(busiest, now)
    return busiest
