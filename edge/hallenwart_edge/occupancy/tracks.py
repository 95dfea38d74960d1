"""Following persons through the frames of a radar that tells them apart badly. Pure; mm, seconds and mm/s.

The LD2450 gives at most three positions, in no order; somebody who stands still vanishes after a while, two who walk close are
one target for a time. So each person is followed by where he should be next: a frame's targets go to the tracks that together
lie nearest. A track without a target walks on for a moment, sleeps where it stood, or rides along with the one it melted into.
"""

from __future__ import annotations

import itertools
import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from hallenwart_edge.door_types import Target

CONFIRMED_BY: Final = 3
"""Targets until a track is somebody."""
GATE_MM: Final = 550.0
NEW_GATE_MM: Final = 650.0
"""A second target may be 0.4 m on: a child that runs at 4 m/s."""
GATE_GROWS_MM_S: Final = 500.0
WIDEST_GATE_MM: Final = 900.0
SLOW_MM_S: Final = 300.0
COASTS_S: Final = 0.8
SLEEPS_S: Final = 45.0
SLEEPING_GATE_MM: Final = 600.0
RIDES_S: Final = 2.5
MELTS_MM: Final = 900.0
TENTATIVE_S: Final = 0.25
POSITION_GAIN: Final = 0.55
SPEED_GAIN: Final = 0.25
STEP_S: Final = 0.1
WAY_STEPS: Final = 10
STRAIGHT: Final = 0.65
GETS_ON_MM: Final = 350.0
LONGEST_STEP_S: Final = 0.5


class Held(StrEnum):
    """What a track stands on now."""

    SEEN = "seen"
    COASTING = "coasting"
    RIDING = "riding"
    SLEEPING = "sleeping"


@dataclass(slots=True)
class Track:
    """One person: place and speed as filtered, and how it is held. `side` belongs to who counts crossings."""

    x: float
    y: float
    vx: float = 0.0
    vy: float = 0.0
    hits: int = 1
    missed_s: float = 0.0
    held: Held = Held.SEEN
    rode: bool = False
    side: int = 0
    crossed_ms: int | None = None
    parted: int = 0
    way: deque[tuple[float, float]] = field(default_factory=lambda: deque(maxlen=WAY_STEPS))

    @property
    def confirmed(self) -> bool:
        return self.hits >= CONFIRMED_BY

    @property
    def speed(self) -> float:
        return math.hypot(self.vx, self.vy)

    @property
    def gets_on(self) -> bool:
        """Say whether the way of the last second led somewhere: what trembles about one place is nobody."""
        steps = sum(math.dist(one, two) for one, two in itertools.pairwise(self.way))
        far_mm = math.dist(self.way[0], self.way[-1]) if self.way else 0.0
        return far_mm >= GETS_ON_MM and far_mm >= STRAIGHT * steps

    def gate_mm(self) -> float:
        if self.held is Held.SLEEPING:
            return SLEEPING_GATE_MM
        if not self.confirmed:
            return NEW_GATE_MM
        return min(WIDEST_GATE_MM, GATE_MM + GATE_GROWS_MM_S * self.missed_s)


class Tracks:
    """All that are followed now. `lost` are those given up with the last frame."""

    def __init__(self) -> None:
        self.all: list[Track] = []
        self.lost: list[Track] = []

    def step(self, targets: Sequence[Target], elapsed_s: float) -> None:
        """Take in a frame that came `elapsed_s` after the one before."""
        elapsed_s = min(max(elapsed_s, 0.0), LONGEST_STEP_S)
        for track in self.all:
            _predict(track, elapsed_s)
        owners = assigned(self.all, targets)
        for number, track in enumerate(self.all):
            if (target := owners.get(number)) is None:
                track.missed_s += elapsed_s
            else:
                _correct(track, targets[target], elapsed_s)
        self._hold([number for number in range(len(self.all)) if number not in owners])
        for track in self.all:
            if track.held in (Held.SEEN, Held.RIDING):
                track.way.append((track.x, track.y))
        self.lost = [track for track in self.all if _is_over(track)]
        self.all = [track for track in self.all if not _is_over(track)]
        taken = set(owners.values())
        self.all += [Track(float(each.x_mm), float(each.y_mm)) for index, each in enumerate(targets) if index not in taken]

    def _hold(self, unseen: Sequence[int]) -> None:
        """Say of each track without a target what it stands on from now."""
        for number in unseen:
            track = self.all[number]
            if not track.confirmed:
                track.held = Held.COASTING
                continue
            carrier = self._carrier(track) if track.missed_s <= RIDES_S else None
            if carrier is not None:
                track.held, track.rode = Held.RIDING, True
                track.vx, track.vy = carrier.vx, carrier.vy
            elif track.speed < SLOW_MM_S or track.held is Held.SLEEPING:
                track.held, track.vx, track.vy = Held.SLEEPING, 0.0, 0.0
            else:
                track.held = Held.COASTING

    def _carrier(self, track: Track) -> Track | None:
        """Return the track it may have melted into: one that is seen, close, and goes the same way or is unsure of its own."""
        close = [
            other
            for other in self.all
            if other is not track
            and other.confirmed
            and other.missed_s == 0.0
            and math.hypot(other.x - track.x, other.y - track.y) < MELTS_MM
            and other.vx * track.vx + other.vy * track.vy > 0
        ]
        return min(close, key=lambda other: math.hypot(other.x - track.x, other.y - track.y), default=None)


def assigned(tracks: Sequence[Track], targets: Sequence[Target]) -> dict[int, int]:
    """Return which target belongs to which track, by number: the pairs that cost least together. At most three targets.

    A track far from all targets costs as much as its gate is wide; confirmed tracks come before those that may be noise.
    """
    best: tuple[float, dict[int, int]] = (0.0, {})

    def choose(target: int, cost: float, owners: dict[int, int]) -> None:
        nonlocal best
        if target == len(targets):
            if cost < best[0]:
                best = (cost, dict(owners))
            return
        for number, track in enumerate(tracks):
            if number in owners:
                continue
            far_mm = math.hypot(targets[target].x_mm - track.x, targets[target].y_mm - track.y)
            if far_mm < track.gate_mm():
                owners[number] = target
                choose(target + 1, cost + far_mm - _worth_mm(track), owners)
                del owners[number]
        choose(target + 1, cost, owners)

    choose(0, 0.0, {})
    return best[1]


def _worth_mm(track: Track) -> float:
    """Return what it is worth to give a track a target; more than its gate, so that a pair is better than none."""
    return track.gate_mm() + (300.0 if track.confirmed and track.held is not Held.SLEEPING else 0.0)


def _predict(track: Track, elapsed_s: float) -> None:
    track.x += track.vx * elapsed_s
    track.y += track.vy * elapsed_s


def _correct(track: Track, target: Target, elapsed_s: float) -> None:
    off_x, off_y = target.x_mm - track.x, target.y_mm - track.y
    if track.held is Held.SLEEPING:
        track.x, track.y, track.vx, track.vy = float(target.x_mm), float(target.y_mm), 0.0, 0.0
    elif track.hits == 1:
        track.x, track.y = float(target.x_mm), float(target.y_mm)
        track.vx, track.vy = off_x / max(elapsed_s, STEP_S), off_y / max(elapsed_s, STEP_S)
    else:
        track.x += POSITION_GAIN * off_x
        track.y += POSITION_GAIN * off_y
        track.vx += SPEED_GAIN * off_x / max(elapsed_s, STEP_S)
        track.vy += SPEED_GAIN * off_y / max(elapsed_s, STEP_S)
    track.hits += 1
    track.missed_s = 0.0
    track.held = Held.SEEN


def _is_over(track: Track) -> bool:
    if not track.confirmed:
        return track.missed_s > TENTATIVE_S
    longest = {Held.SEEN: math.inf, Held.COASTING: COASTS_S, Held.RIDING: RIDES_S, Held.SLEEPING: SLEEPS_S}
    return track.missed_s > longest[track.held]
