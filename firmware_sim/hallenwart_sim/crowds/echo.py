"""What an LD2450 sees of people: up to three targets, ten times a second, with its weaknesses.

Positions lag and wander by 50 to 100 mm; people close to each other melt into one; whoever stands still vanishes after a
while; whoever is behind another is seen less often; the places in the list are swapped now and then; fans and metal give
targets where nobody is. The figures are of our making (the vendor names range, angle and rate alone): docs/occupancy.md.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from hallenwart_sim.crowds.people import Walker

SLOTS: Final = 3
PERIOD_MS: Final = 100
_FAR_MM: Final = 6_000
_NEAR_MM: Final = 300
_WIDE_RAD: Final = math.radians(60)
_STILL_MM: Final = 60
"""Less than that within a second is standing."""


@dataclass(frozen=True, slots=True)
class Echo:
    """A target as the radar would report it; mm and cm/s."""

    x_mm: float
    y_mm: float
    speed_cm_s: float


@dataclass(frozen=True, slots=True)
class View:
    """How a radar hangs, and how well it sees. It looks out at the door from inside, `away_mm` from it.

    `fan` is where something turns all the time; `mirror_p` how likely a person has a second, mirrored target for a while.
    """

    away_mm: float = 3_000
    gate_mm: float = 1_600
    noise_mm: float = 70
    seen_p: float = 0.96
    small_p: float = 0.90
    hidden_p: float = 0.35
    still_p: float = 0.08
    still_after_ms: float = 1_500
    merge_mm: float = 400
    apart_mm: float = 750
    swap_p: float = 0.05
    fan: tuple[float, float] | None = None
    mirror_p: float = 0.0


@dataclass(slots=True)
class _Noise:
    x_mm: float = 0.0
    y_mm: float = 0.0
    places: list[tuple[float, float]] = field(default_factory=list)
    still_ms: float = 0.0
    mirrored: bool = False


class Radar:
    """Looks at walkers, moment by moment; the same seed sees the same."""

    def __init__(self, view: View = View(), *, seed: int | str = 0) -> None:
        self._view = view
        self._dice = random.Random(f"radar {seed}")
        self._noises: dict[int, _Noise] = {}
        self._order: list[int] = [0, 1, 2]
        self._melted: dict[tuple[int, int], bool] = {}

    def look(self, walkers: Sequence[Walker], t_ms: float) -> list[Echo]:
        """Return what it reports at `t_ms`, at most three. Call it every 100 ms."""
        here = {id(walker) for walker in walkers}
        self._noises = {name: noise for name, noise in self._noises.items() if name in here}
        self._melted = {pair: one for pair, one in self._melted.items() if {abs(pair[0]), abs(pair[1])} <= here}
        seen: list[tuple[int, Echo, float]] = []
        for walker in walkers:
            seen += self._person(walker, walkers, t_ms)
        echoes = self._melt(seen) + self._ghosts(seen)
        echoes.sort(key=lambda each: math.hypot(each.x_mm, each.y_mm))
        return self._slots(echoes[:SLOTS])

    def _person(self, walker: Walker, walkers: Sequence[Walker], t_ms: float) -> list[tuple[int, Echo, float]]:
        here = walker.at(t_ms)
        noise = self._noises.setdefault(id(walker), _Noise())
        if here is None:
            return []
        x_mm, y_mm = here.x_mm, self._view.away_mm - here.s_mm
        noise.places = [*noise.places[-9:], (x_mm, y_mm)]
        moved_mm = math.dist(noise.places[0], noise.places[-1])
        noise.still_ms = noise.still_ms + PERIOD_MS if moved_mm < _STILL_MM and len(noise.places) > 9 else 0.0
        if not self._can_see(x_mm, y_mm) or self._dice.random() > self._chance(walker, walkers, noise, t_ms):
            return []
        shaken = self._shaken(noise, y_mm)
        found = [(id(walker), shaken, walker.height_mm)]
        if walker.metal_mm is not None and self._dice.random() < 0.8:
            ahead_mm = y_mm - walker.heading(t_ms) * walker.metal_mm
            if self._can_see(x_mm, ahead_mm):
                found.append((-id(walker), Echo(shaken.x_mm, shaken.y_mm + ahead_mm - y_mm, shaken.speed_cm_s), 1_000))
        return found

    def _can_see(self, x_mm: float, y_mm: float) -> bool:
        far_mm, off = math.hypot(x_mm, y_mm), math.atan2(abs(x_mm), y_mm)
        if not _NEAR_MM <= far_mm <= _FAR_MM or off > _WIDE_RAD:
            return False
        if y_mm <= self._view.away_mm:
            return True
        return abs(x_mm) * self._view.away_mm / y_mm <= self._view.gate_mm / 2  # outside: through the door alone

    def _chance(self, walker: Walker, walkers: Sequence[Walker], noise: _Noise, t_ms: float) -> float:
        if noise.still_ms > self._view.still_after_ms:
            return self._view.still_p
        if self._is_hidden(walker, walkers, t_ms):
            return self._view.hidden_p
        return self._view.small_p if walker.height_mm < 1_300 else self._view.seen_p

    def _is_hidden(self, walker: Walker, walkers: Sequence[Walker], t_ms: float) -> bool:
        x_mm, y_mm = self._noises[id(walker)].places[-1]
        for other in walkers:
            if other is walker or (there := other.at(t_ms)) is None or other.height_mm < walker.height_mm - 250:
                continue
            before_mm = self._view.away_mm - there.s_mm
            if 0 < before_mm < y_mm - 200 and abs(there.x_mm - x_mm * before_mm / y_mm) < 200:
                return True
        return False

    def _shaken(self, noise: _Noise, y_mm: float) -> Echo:
        places = noise.places
        sigma = self._view.noise_mm
        noise.x_mm = 0.6 * noise.x_mm + 0.8 * self._dice.gauss(0, sigma * (0.7 + y_mm / 6_000))
        noise.y_mm = 0.6 * noise.y_mm + 0.8 * self._dice.gauss(0, sigma * 0.7)
        late = places[-2] if len(places) > 1 else places[-1]  # it tells where somebody was 100 ms ago
        toward_mm = math.hypot(*places[-1]) - math.hypot(*late)
        return Echo(late[0] + noise.x_mm, max(0.0, late[1] + noise.y_mm), toward_mm * 1000 / PERIOD_MS / 10)

    def _melt(self, seen: list[tuple[int, Echo, float]]) -> list[Echo]:
        """Let targets that are close be one: always below `merge_mm`, never beyond `apart_mm`, for a while in between."""
        groups: list[list[tuple[int, Echo]]] = []
        for name, echo, _ in seen:
            home = next((group for group in groups if any(self._is_one((name, echo), each) for each in group)), None)
            if home is None:
                groups.append([(name, echo)])
            else:
                home.append((name, echo))
        return [
            Echo(
                sum(echo.x_mm for _, echo in group) / len(group),
                sum(echo.y_mm for _, echo in group) / len(group),
                sum(echo.speed_cm_s for _, echo in group) / len(group),
            )
            for group in groups
        ]

    def _is_one(self, one: tuple[int, Echo], two: tuple[int, Echo]) -> bool:
        apart_mm = math.dist((one[1].x_mm, one[1].y_mm), (two[1].x_mm, two[1].y_mm))
        low_mm, high_mm = self._view.merge_mm, self._view.apart_mm
        pair = (min(one[0], two[0]), max(one[0], two[0]))
        was = self._melted.get(pair)
        if was is None or self._dice.random() < 0.15:  # it stays as it is for some frames
            was = self._dice.random() < (high_mm - apart_mm) / (high_mm - low_mm)
        self._melted[pair] = was
        return apart_mm < low_mm or (apart_mm < high_mm and was)

    def _ghosts(self, seen: list[tuple[int, Echo, float]]) -> list[Echo]:
        ghosts: list[Echo] = []
        if self._view.fan is not None and self._dice.random() < 0.5:
            x_mm, y_mm = self._view.fan
            ghosts.append(Echo(x_mm + self._dice.gauss(0, 120), y_mm + self._dice.gauss(0, 120), self._dice.choice((-30, 30))))
        for name, echo, _ in seen:
            noise = self._noises.get(abs(name))
            if noise is None or not self._view.mirror_p:
                continue
            if self._dice.random() < 0.1:
                noise.mirrored = self._dice.random() < self._view.mirror_p
            if noise.mirrored:
                ghosts.append(Echo(echo.x_mm + 1_700, echo.y_mm + 400, echo.speed_cm_s))
        return ghosts

    def _slots(self, echoes: list[Echo]) -> list[Echo]:
        if self._dice.random() < self._view.swap_p:
            self._dice.shuffle(self._order)
        ranked = sorted(range(len(echoes)), key=self._order.index)
        return [echoes[index] for index in ranked]
