"""How well doors count: crowds of known people walk before a beam pair and a door radar, and the count is held to the truth.

The pure rules of the device are fed with what emulated sensors see (`hallenwart_sim.crowds`); the crowds judged here are drawn
with other seeds than those the rules were tried on.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from evaluation.bars import Bar
from hallenwart_edge.door_types import Passage, RadarFrame, Target
from hallenwart_edge.occupancy.beams import BeamDoor
from hallenwart_edge.occupancy.lines import Gate, LineCounter
from hallenwart_sim.crowds import light, scenes
from hallenwart_sim.crowds.echo import PERIOD_MS, Radar, View
from hallenwart_sim.crowds.people import Walker
from hallenwart_sim.crowds.scenes import Scene, Truth

CASE_SEED: Final = 7301
DAY_SEEDS: Final = range(7400, 7410)
SEED_OF_HARD_DAYS: Final = 7500
MOST_NET_PCT: Final = 5.0
SAME_MS: Final = 8_000
"""A passage told so far from a real one is another."""
SAME_STANDING_MS: Final = 30_000
_AFTER_MS: Final = 2_000

Count = Callable[[Sequence[Walker], int], list[Passage]]


@dataclass(frozen=True, slots=True)
class CrowdFigure:
    """One case and one sensor. `missed`, `false` and `wrong` (the other way) are persons; the rest is in % of `people`.

    `net_pct`: how far ins minus outs is off, which is what a running count loses or gains. `count_pct`: how far the number of
    passages is off. `gross_pct`: everything that was wrong, without anything making up for anything.
    """

    case: str
    sensor: str
    people: int
    counted: int
    missed: int
    false: int
    wrong: int
    net: int

    @property
    def net_pct(self) -> float:
        return 100 * abs(self.net) / self.people if self.people else 0.0

    @property
    def count_pct(self) -> float:
        return 100 * (self.counted - self.people) / self.people if self.people else 0.0

    @property
    def gross_pct(self) -> float:
        return 100 * (self.missed + self.false + self.wrong) / self.people if self.people else 0.0


def by_beams(walkers: Sequence[Walker], seed: int) -> list[Passage]:
    """Count with a beam pair 1 m above the floor whose contacts chatter."""
    dice = random.Random(f"contacts {seed}")  # noqa: S311 - it plays chattering contacts
    door, found, now = BeamDoor(), list[Passage](), (False, False)
    for edge in light.chattering(light.edges(walkers), dice):
        for outer, broken in ((True, edge.outer), (False, edge.inner)):
            if broken != now[0 if outer else 1]:
                found += door.edge(outer=outer, broken=broken, mono_ms=edge.t_ms)
        now = edge.outer, edge.inner
    return found + door.settle(round(max((each.ends_ms for each in walkers), default=0)) + _AFTER_MS)


def by_radar(view: View) -> Count:
    """Count with a radar that hangs as `view` says."""

    def count(walkers: Sequence[Walker], seed: int) -> list[Passage]:
        gate = Gate(-view.gate_mm / 2, view.away_mm, view.gate_mm / 2, view.away_mm)
        radar, counter, found = Radar(view, seed=seed), LineCounter(gate), list[Passage]()
        for begins_ms, ends_ms, group in light.together(walkers):
            for t_ms in range(round(begins_ms), round(ends_ms) + _AFTER_MS, PERIOD_MS):
                seen = radar.look(group, t_ms)
                targets = tuple(Target(round(each.x_mm), round(each.y_mm), round(each.speed_cm_s)) for each in seen)
                found += counter.step(RadarFrame(targets, t_ms))
        return found

    return count


def figure(case: str, sensor: str, real: Sequence[Truth], told: Sequence[Passage], *, same_ms: int = SAME_MS) -> CrowdFigure:
    """Hold what was counted to the truth, passage by passage: each told person takes the nearest real one of his way."""
    left = list(real)
    unlike = [each for each in _persons(told) if not _taken(left, each, same_ms, way=each.way)]
    wrong = sum(_taken(left, each, same_ms, way=-each.way) for each in unlike)
    counted = sum(each.persons for each in told)
    net = sum(each.way * each.persons for each in told) - sum(each.way for each in real)
    return CrowdFigure(case, sensor, len(real), counted, len(left), len(unlike) - wrong, wrong, net)


def crowd_figures() -> list[CrowdFigure]:
    """Return the figures of all cases: each scene a hundred times, and mixed days. About a minute of processor."""
    sensors: list[tuple[str, Count]] = [("beams", by_beams), ("radar", by_radar(View()))]
    found: list[CrowdFigure] = []
    for scene in Scene:
        walkers, real = scenes.many(scene, CASE_SEED), scenes.truth(scenes.many(scene, CASE_SEED))
        same_ms = SAME_STANDING_MS if scene is Scene.STANDING else SAME_MS
        found += [figure(scene, name, real, count(walkers, CASE_SEED), same_ms=same_ms) for name, count in sensors]
    for seed in DAY_SEEDS:
        found += _day(f"day {seed - DAY_SEEDS[0] + 1}", scenes.mixed_day(seed), seed, sensors)
    return found + _hard_days()


def crowd_bars(figures: Sequence[CrowdFigure]) -> list[Bar]:
    """Every mixed day, each sensor: at most 5 % net."""
    bars: list[Bar] = []
    for sensor, de, en in (("beams", "Lichtschranken", "light beams"), ("radar", "Türradar", "door radar")):
        days = [each for each in figures if each.sensor == sensor and each.case.startswith("day ")]
        worst = max((each.net_pct for each in days), default=0.0)
        held = worst <= MOST_NET_PCT if days else None
        bars.append(
            Bar(
                f"{de}: Nettofehler am schlechtesten gemischten Tag",
                f"{en}: net error of the worst mixed day",
                f"<= {MOST_NET_PCT:g} %",
                f"{worst:.1f} %" if days else "-",
                held,
            )
        )
    return bars


def table(figures: Sequence[CrowdFigure]) -> Iterator[str]:
    """Yield the figures as lines of a Markdown table."""
    yield "| case | sensor | people | counted | missed | false | wrong way | count | net | gross |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for each in figures:
        numbers = f"{each.people} | {each.counted} | {each.missed} | {each.false} | {each.wrong}"
        shares = f"{each.count_pct:+.1f} % | {each.net:+d} ({each.net_pct:.1f} %) | {each.gross_pct:.1f} %"
        yield f"| {each.case} | {each.sensor} | {numbers} | {shares if each.people else '- | - | -'} |"


def _day(case: str, walkers: list[Walker], seed: int, sensors: Sequence[tuple[str, Count]]) -> list[CrowdFigure]:
    real = scenes.truth(walkers)
    return [figure(case, name, real, count(walkers, seed)) for name, count in sensors]


def _hard_days() -> list[CrowdFigure]:
    """Return a narrow door, and a radar that sees badly: 10 cm of noise, a fan beside the door, mirrored people."""
    seed = SEED_OF_HARD_DAYS
    narrow = View(gate_mm=1_000)
    bad = View(noise_mm=100, seen_p=0.9, small_p=0.82, merge_mm=500, fan=(1_400, 2_200), mirror_p=0.05)
    found = _day("narrow door", scenes.mixed_day(seed, gate_mm=1_000), seed, [("beams", by_beams), ("radar", by_radar(narrow))])
    return found + _day("a radar that sees badly", scenes.mixed_day(seed + 1), seed, [("radar", by_radar(bad))])


def _persons(told: Sequence[Passage]) -> list[Passage]:
    return [replace(each, persons=1) for each in told for _ in range(each.persons)]


def _taken(left: list[Truth], told: Passage, same_ms: int, *, way: int) -> bool:
    close = [each for each in left if each.way == way and abs(each.t_ms - told.mono_ms) <= same_ms]
    if not close:
        return False
    left.remove(min(close, key=lambda each: abs(each.t_ms - told.mono_ms)))
    return True
