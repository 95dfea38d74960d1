"""Scenes at a door, and a day of them, with the truth of who went where. Seeded: the same seed plays the same people."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hallenwart_sim.crowds.people import Walker, adult, child, walked, with_arm, with_bag, with_cart

OUTSIDE_MM: Final = -2_600
INSIDE_MM: Final = 2_400
_MINUTE_MS: Final = 60_000


class Scene(StrEnum):
    ALONE = "alone"
    CHILDREN = "children"
    SIDE_BY_SIDE = "side by side"
    TAILGATING = "tailgating"
    OPPOSITE = "opposite"
    U_TURN = "u-turn"
    STANDING = "standing in the door"
    EQUIPMENT = "equipment"
    ARM = "arm"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Truth:
    """One person went through the door, `way` +1 in, -1 out."""

    way: int
    t_ms: float


def truth(walkers: list[Walker]) -> list[Truth]:
    """Return who really passed, in order of time."""
    passed = [Truth(way, t_ms) for walker in walkers for way, t_ms in walker.crossings()]
    return sorted(passed, key=lambda each: each.t_ms)


def play(scene: Scene, dice: random.Random, *, begins_ms: float, way: int, gate_mm: float = 1_600) -> list[Walker]:
    """Return the walkers of one scene. `way`: +1 in, -1 out."""
    return _SCENES[scene](dice, _Going(begins_ms, way, gate_mm))


@dataclass(frozen=True, slots=True)
class _Going:
    begins_ms: float
    way: int
    gate_mm: float

    def walk(
        self,
        who: Walker,
        dice: random.Random,
        *,
        after_ms: float = 0,
        x_mm: float | None = None,
        speed_m_s: float | None = None,
        slant: float | None = None,
        stops: tuple[float, ...] = (),
        turns_at: float | None = None,
    ) -> Walker:
        free_mm = self.gate_mm / 2 - 300
        there, back = self.way * OUTSIDE_MM, self.way * INSIDE_MM
        end = there if turns_at is not None else back
        between = [self.way * stop for stop in stops] + ([] if turns_at is None else [self.way * turns_at])
        return walked(
            who,
            dice,
            begins_ms=self.begins_ms + after_ms,
            s_mm=[there, *between, end],
            x_mm=dice.uniform(-free_mm, free_mm) if x_mm is None else x_mm,
            speed_m_s=speed_m_s or max(0.5, dice.gauss(1.25, 0.22)),
            slant=dice.uniform(-0.35, 0.35) if slant is None else slant,
        )


def _anybody(dice: random.Random) -> Walker:
    """Make a grown-up, one in three with a bag, one in ten with something held up."""
    who = adult(dice)
    if dice.random() < 0.33:
        who = with_bag(who, dice)
    return with_arm(who, dice) if dice.random() < 0.1 else who


def _alone(dice: random.Random, going: _Going) -> list[Walker]:
    return [going.walk(_anybody(dice), dice)]


def _children(dice: random.Random, going: _Going) -> list[Walker]:
    """Let three to six children in a loose row through, now and then two of them abreast."""
    walkers, after_ms = [], 0.0
    for _ in range(dice.randint(3, 6)):
        walkers.append(going.walk(child(dice), dice, after_ms=after_ms, speed_m_s=max(0.7, dice.gauss(1.4, 0.3))))
        after_ms += 150 if dice.random() < 0.15 else dice.uniform(600, 1_800)
    return walkers


def _side_by_side(dice: random.Random, going: _Going) -> list[Walker]:
    """Let two through shoulder to shoulder, one up to a foot ahead of the other."""
    speed_m_s, apart_mm = max(0.6, dice.gauss(1.1, 0.15)), dice.uniform(500, 750)
    lag_ms = dice.uniform(0, 300) / speed_m_s
    slant, middle = dice.uniform(-0.3, 0.3), dice.uniform(-100, 100)
    places = ((0.0, middle - apart_mm / 2), (lag_ms, middle + apart_mm / 2))
    return [
        going.walk(_anybody(dice), dice, x_mm=x_mm, after_ms=after_ms, speed_m_s=speed_m_s, slant=slant)
        for after_ms, x_mm in places
    ]


def _tailgating(dice: random.Random, going: _Going) -> list[Walker]:
    """Let two to four through at the pace of the first, each 5 to 60 cm behind the back of the one before."""
    speed_m_s, slant, x_mm = max(0.5, dice.gauss(0.95, 0.15)), dice.uniform(-0.3, 0.3), dice.uniform(-250, 250)
    walkers, after_ms = [], 0.0
    for _ in range(dice.randint(2, 4)):
        who = adult(dice)
        place_mm = x_mm + dice.uniform(-120, 120)
        walkers.append(going.walk(who, dice, x_mm=place_mm, after_ms=after_ms, speed_m_s=speed_m_s, slant=slant))
        after_ms += (who.pieces[0].depth_mm + dice.uniform(50, 600)) / speed_m_s
    return walkers


def _opposite(dice: random.Random, going: _Going) -> list[Walker]:
    """Let two meet in the door, one in and one out."""
    other = _Going(going.begins_ms + dice.uniform(-700, 700), -going.way, going.gate_mm)
    return [
        going.walk(_anybody(dice), dice, x_mm=-350, slant=dice.uniform(-0.3, 0.1)),
        other.walk(_anybody(dice), dice, x_mm=350, slant=dice.uniform(-0.1, 0.3)),
    ]


def _u_turn(dice: random.Random, going: _Going) -> list[Walker]:
    """Let somebody come as far as the door, or a step beyond it, think of something and go back."""
    return [going.walk(_anybody(dice), dice, turns_at=dice.uniform(-450, 200))]


def _standing(dice: random.Random, going: _Going) -> list[Walker]:
    """Let somebody stop in the door, chat, take a step, and go on."""
    place_mm = dice.uniform(-250, 250)
    step_mm = place_mm + dice.uniform(-180, 180)
    return [going.walk(adult(dice), dice, stops=(place_mm, place_mm, step_mm, step_mm))]


def _equipment(dice: random.Random, going: _Going) -> list[Walker]:
    return [going.walk(with_cart(adult(dice), dice), dice, speed_m_s=max(0.4, dice.gauss(0.8, 0.15)), slant=0.0)]


def _arm(dice: random.Random, going: _Going) -> list[Walker]:
    """Let somebody reach through the door without going through it: to the switch, the handle, for a wave."""
    return [going.walk(with_arm(adult(dice), dice), dice, turns_at=dice.uniform(-420, -250))]


def _running(dice: random.Random, going: _Going) -> list[Walker]:
    """Let a child run through at 2.5 to 4 m/s."""
    return [going.walk(child(dice), dice, speed_m_s=dice.uniform(2.5, 4.0), slant=dice.uniform(-0.15, 0.15))]


_SCENES: Final[dict[Scene, Callable[[random.Random, _Going], list[Walker]]]] = {
    Scene.ALONE: _alone,
    Scene.CHILDREN: _children,
    Scene.SIDE_BY_SIDE: _side_by_side,
    Scene.TAILGATING: _tailgating,
    Scene.OPPOSITE: _opposite,
    Scene.U_TURN: _u_turn,
    Scene.STANDING: _standing,
    Scene.EQUIPMENT: _equipment,
    Scene.ARM: _arm,
    Scene.RUNNING: _running,
}

_ARRIVING: Final = {
    Scene.ALONE: 60.0,
    Scene.CHILDREN: 0.0,
    Scene.SIDE_BY_SIDE: 8.0,
    Scene.TAILGATING: 7.0,
    Scene.OPPOSITE: 3.0,
    Scene.U_TURN: 4.0,
    Scene.STANDING: 2.0,
    Scene.EQUIPMENT: 2.0,
    Scene.ARM: 3.0,
    Scene.RUNNING: 1.0,
}
"""How often each scene is met when grown-ups come or go; of our making, no door was watched for it."""
_LESSON_PEOPLE: Final = 18


def mixed_day(seed: int, *, lessons: int = 11, gate_mm: float = 1_600) -> list[Walker]:
    """Return a day of a hall: eleven lessons of about 18 people, the first four of children.

    They come within 12 min and leave within 8.
    """
    dice = random.Random(f"day {seed}")
    walkers: list[Walker] = []
    for lesson in range(lessons):
        begins_ms = lesson * 70 * _MINUTE_MS
        came = _people(dice, begins_ms, 12, way=1, most=_LESSON_PEOPLE + dice.randint(-6, 6), small=lesson < 4, gate_mm=gate_mm)
        leaves_ms, inside = begins_ms + 55 * _MINUTE_MS, sum(each.way for each in came)
        walkers += came + _people(dice, leaves_ms, 8, way=-1, most=inside, small=lesson < 4, gate_mm=gate_mm)
    return sorted(walkers, key=lambda each: each.begins_ms)


def _people(
    dice: random.Random, begins_ms: float, minutes: int, *, way: int, most: int, small: bool, gate_mm: float
) -> list[Walker]:
    """Let people through until `most` went `way` for good; scenes may follow closely on each other."""
    mix = _ARRIVING | ({Scene.CHILDREN: 25.0, Scene.ALONE: 15.0, Scene.RUNNING: 6.0} if small else {})
    moments = sorted(begins_ms + dice.random() * minutes * _MINUTE_MS for _ in range(2 * most))
    walkers: list[Walker] = []
    for moment_ms in moments:
        left = most - way * sum(each.way for each in walkers)
        if left <= 0:
            break
        scene = dice.choices(list(mix), weights=list(mix.values()))[0]
        group = play(scene, dice, begins_ms=moment_ms, way=way, gate_mm=gate_mm)
        if way * sum(each.way for each in group) <= left:
            walkers += group
    return walkers


def many(scene: Scene, seed: int, *, times: int = 100, gate_mm: float = 1_600) -> list[Walker]:
    """Return one scene again and again, half of them in and half out, 40 s apart."""
    dice = random.Random(f"{scene} {seed}")
    walkers: list[Walker] = []
    for number in range(times):
        walkers += play(scene, dice, begins_ms=number * 40_000.0, way=1 if number % 2 == 0 else -1, gate_mm=gate_mm)
    return walkers
