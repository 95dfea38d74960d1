"""Persons at a door: how tall and deep they are, what they carry, and where they are when.

`s_mm` is the way through the door: below 0 outside, above 0 inside; `x_mm` is across it, 0 in its middle.
"""

from __future__ import annotations

import bisect
import itertools
import random
from dataclasses import dataclass, replace
from typing import Final

SHOULDER: Final = 0.82
"""Of the height; above it there is the head."""
BEYOND_MM: Final = 250
"""So far beyond the door somebody is through."""
_HEAD_DEPTH_MM: Final = 190
_STEP_MM: Final = 300
_SPEED_SPREAD: Final = 0.07


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of somebody, or of what he moves.

    `ahead_mm` of his middle, `depth_mm` along his way, from `low_mm` to `high_mm` over the floor.
    """

    ahead_mm: float
    depth_mm: float
    low_mm: float
    high_mm: float


@dataclass(frozen=True, slots=True)
class Waypoint:
    t_ms: float
    s_mm: float
    x_mm: float


@dataclass(frozen=True, slots=True)
class Walker:
    """One person on his way. `metal_mm`: how far ahead of him metal goes that a radar sees; None: he pushes nothing."""

    pieces: tuple[Piece, ...]
    path: tuple[Waypoint, ...]
    height_mm: float
    metal_mm: float | None = None

    @property
    def begins_ms(self) -> float:
        return self.path[0].t_ms

    @property
    def ends_ms(self) -> float:
        return self.path[-1].t_ms

    def at(self, t_ms: float) -> Waypoint | None:
        """Return where he is; None while he is not near the door."""
        if not self.begins_ms <= t_ms <= self.ends_ms:
            return None
        later = min(bisect.bisect_right(self.path, t_ms, key=lambda each: each.t_ms), len(self.path) - 1)
        one, two = self.path[max(0, later - 1)], self.path[later]
        share = 0.0 if two.t_ms <= one.t_ms else (t_ms - one.t_ms) / (two.t_ms - one.t_ms)
        return Waypoint(t_ms, one.s_mm + share * (two.s_mm - one.s_mm), one.x_mm + share * (two.x_mm - one.x_mm))

    def heading(self, t_ms: float) -> int:
        """Return +1 while he faces in, -1 while he faces out: the way he went last."""
        later = min(bisect.bisect_right(self.path, t_ms, key=lambda each: each.t_ms), len(self.path) - 1)
        for index in range(later, 0, -1):
            step_mm = self.path[index].s_mm - self.path[index - 1].s_mm
            if abs(step_mm) > 1:
                return 1 if step_mm > 0 else -1
        return 1 if self.path[-1].s_mm > self.path[0].s_mm else -1

    def crossings(self) -> list[tuple[int, float]]:
        """Return each time he really went through, +1 in and -1 out, and when: his middle got 25 cm beyond the door."""
        found: list[tuple[int, float]] = []
        side, door_ms = 1 if self.path[0].s_mm > 0 else -1, self.begins_ms
        for before, here in itertools.pairwise(self.path):
            if (before.s_mm > 0) != (here.s_mm > 0):
                door_ms = here.t_ms
            if here.s_mm * side < -BEYOND_MM:
                side = -side
                found.append((side, door_ms))
        return found

    @property
    def way(self) -> int:
        """Return +1 when he went in, -1 out, 0 when he came back to the side he came from."""
        return sum(way for way, _ in self.crossings())


def adult(dice: random.Random) -> Walker:
    return _person(dice.gauss(1_740, 95), dice.uniform(240, 330))


def child(dice: random.Random) -> Walker:
    """Make a child of primary school: six to ten years, 1.15 to 1.45 m."""
    return _person(dice.uniform(1_150, 1_450), dice.uniform(190, 240))


def with_arm(walker: Walker, dice: random.Random) -> Walker:
    """Let him hold something before him: a telephone, or a hand as he swings his arms."""
    low_mm = dice.choice((850, 1_100))
    arm = Piece(dice.uniform(270, 380), dice.uniform(55, 85), low_mm, low_mm + 200)
    return replace(walker, pieces=(*walker.pieces, arm))


def with_bag(walker: Walker, dice: random.Random) -> Walker:
    """Let him carry a sports bag or a rucksack behind him."""
    bag = Piece(-dice.uniform(180, 260), dice.uniform(150, 280), 800, walker.height_mm * SHOULDER)
    return replace(walker, pieces=(*walker.pieces, bag))


def with_cart(walker: Walker, dice: random.Random) -> Walker:
    """Let him push a ball cart, a mat trolley or a wheelchair."""
    depth_mm = dice.uniform(700, 1_600)
    ahead_mm = 350 + depth_mm / 2
    cart = Piece(ahead_mm, depth_mm, 0, dice.uniform(900, 1_500))
    return replace(walker, pieces=(*walker.pieces, cart), metal_mm=ahead_mm if dice.random() < 0.5 else None)


def walked(
    walker: Walker, dice: random.Random, *, begins_ms: float, s_mm: list[float], x_mm: float, speed_m_s: float, slant: float
) -> Walker:
    """Send him from place to place along `s_mm`; a place that stands twice is one where he stays for `dice`-many seconds.

    `slant`: how far he comes from the side, mm across for each mm from the door.
    """
    path = [Waypoint(begins_ms, s_mm[0], x_mm + slant * abs(s_mm[0]))]
    for place_mm in s_mm[1:]:
        here = path[-1]
        if place_mm == here.s_mm:
            path.append(replace(here, t_ms=here.t_ms + dice.uniform(4_000, 20_000)))
            continue
        path += _steps(here, place_mm, dice, x_mm=x_mm, speed_m_s=speed_m_s, slant=slant)
    return replace(walker, path=tuple(path))


def _steps(here: Waypoint, to_mm: float, dice: random.Random, *, x_mm: float, speed_m_s: float, slant: float) -> list[Waypoint]:
    count = max(1, round(abs(to_mm - here.s_mm) / _STEP_MM))
    step_mm = (to_mm - here.s_mm) / count
    steps, t_ms = [], here.t_ms
    for number in range(1, count + 1):
        t_ms += abs(step_mm) / (speed_m_s * max(0.5, dice.gauss(1, _SPEED_SPREAD)))
        s_mm = here.s_mm + number * step_mm
        steps.append(Waypoint(t_ms, s_mm, x_mm + slant * abs(s_mm)))
    return steps


def _person(height_mm: float, depth_mm: float) -> Walker:
    shoulder_mm = height_mm * SHOULDER
    pieces = (Piece(0, depth_mm, 0, shoulder_mm), Piece(0, _HEAD_DEPTH_MM, shoulder_mm, height_mm))
    return Walker(pieces, (Waypoint(0, 0, 0),), height_mm)
