"""Free or busy, by the device's own rule, beside what was really so. The past alone is known at every row."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from evaluation.occupancy_data import Column, Part, Recording, truth_name
from hallenwart_contract.people import Use
from hallenwart_edge.occupancy import fusion, proof
from hallenwart_edge.occupancy.fusion import Evidence, Fused

HOLD_MS: Final = 300_000
LIT_LX: Final = 358.0
STUFFY_PPM: Final = 755.0
"""Thresholds fitted to the first week of the office by others; here as baselines only."""
BINS: Final = (0.5, 0.7, 0.9, 0.97, 1.0)
INPUTS: Final[dict[str, tuple[str, ...]]] = {
    "motion": ("motion",),
    "motion, light": ("motion", "light"),
    "motion, light, CO2": ("motion", "light", "co2"),
    "light": ("light",),
    "light, CO2": ("light", "co2"),
    "CO2": ("co2",),
}


@dataclass(slots=True)
class Tried:
    """How rows came out. `bins`: per span of stated certainty (rows, right ones)."""

    busy_busy: int = 0
    busy_free: int = 0
    free_busy: int = 0
    free_free: int = 0
    unknown: int = 0
    square: float = 0.0
    bins: list[list[int]] = field(default_factory=lambda: [[0, 0] for _ in BINS[1:]])

    def add(self, *, truth: bool, said: bool | None, busy_p: float) -> None:
        """Take in a row. `said` None: unknown, which is wrong."""
        right = said is truth
        self.unknown += said is None
        said = (not truth) if said is None else said
        self.busy_busy += truth and said
        self.busy_free += truth and not said
        self.free_busy += not truth and said
        self.free_free += not truth and not said
        self.square += (busy_p - truth) ** 2
        sure = max(busy_p, 1 - busy_p)
        where = next((at for at, most in enumerate(BINS[1:]) if sure <= most), len(BINS) - 2)
        self.bins[where][0] += 1
        self.bins[where][1] += right

    @property
    def rows(self) -> int:
        return self.busy_busy + self.busy_free + self.free_busy + self.free_free

    @property
    def right(self) -> float:
        """Share of rows that came out right; NaN of none."""
        return (self.busy_busy + self.free_free) / self.rows if self.rows else math.nan

    @property
    def found(self) -> float:
        busy = self.busy_busy + self.busy_free
        return self.busy_busy / busy if busy else math.nan


@dataclass(frozen=True, slots=True)
class RoomFigures:
    """One part of a recording by one set of inputs. `cold`: the same with nothing learnt from earlier parts."""

    room: str
    part: str
    inputs: str
    days: float
    tried: Tried
    cold: Tried
    baselines: dict[str, float]
    curve: Sequence[tuple[int, float, bool]] = ()

    @property
    def has_motion(self) -> bool:
        return "motion" in self.inputs

    @property
    def is_full(self) -> bool:
        """Whether these are the inputs that the bars are for."""
        return self.inputs in ("motion, light, CO2", "light, CO2")


def judge(recording: Recording) -> list[RoomFigures]:
    """Play every part by every set of inputs it has."""
    kinds = {"motion": "pir", "light": "light", "co2": "co2"}
    there = {kind for kind, word in kinds.items() if recording.parts[0].those(word)}
    chosen = {name: needs for name, needs in INPUTS.items() if set(needs) <= there}
    if "motion" in there:
        chosen.pop("light", None)
    found = []
    for name, needs in chosen.items():
        state = Fused()
        for part in recording.parts:
            told = _told(part, needs)
            truth = _truth(part)
            cold, _, _ = _played(Fused(), part, told, truth)
            tried, state, curve = _played(state, part, told, truth)
            days = (part.times_ms[-1] - part.times_ms[0]) / 86_400_000
            found.append(RoomFigures(recording.name, part.name, name, days, tried, cold, _baselines(part, truth), curve))
    return found


def _truth(part: Part) -> list[bool]:
    return [x > 0 for x in part.columns[truth_name(part.columns) or ""]]


def _told(part: Part, needs: Sequence[str]) -> list[Evidence]:
    motion = _any(part.those("pir")) if "motion" in needs else None
    light = _highest(part.those("light")) if "light" in needs else None
    co2 = _highest(part.those("co2")) if "co2" in needs else None
    return [
        Evidence(
            motion=None if motion is None else motion[at],
            light_lx=None if light is None else light[at],
            co2_ppm=None if co2 is None else co2[at],
            night=proof.is_dark(datetime.fromtimestamp(t_ms / 1_000, UTC)),
        )
        for at, t_ms in enumerate(part.times_ms)
    ]


def _any(columns: Sequence[Column]) -> list[bool | None]:
    return [
        True if any(x > 0 for x in row) else None if any(math.isnan(x) for x in row) else False
        for row in zip(*columns, strict=True)
    ]


def _highest(columns: Sequence[Column]) -> list[float | None]:
    """Return what a device makes of several sensors of one kind."""
    return [max((x for x in row if math.isfinite(x)), default=None) for row in zip(*columns, strict=True)]


def _played(
    state: Fused, part: Part, told: Sequence[Evidence], truth: Sequence[bool]
) -> tuple[Tried, Fused, list[tuple[int, float, bool]]]:
    tried, curve = Tried(), []
    for t_ms, evidence, busy in zip(part.times_ms, told, truth, strict=True):
        state = fusion.step(state, evidence, t_ms)
        said = fusion.verdict(state)
        tried.add(truth=busy, said=None if said.use is Use.UNKNOWN else said.use is Use.BUSY, busy_p=said.busy_p)
        curve.append((t_ms, said.busy_p, busy))
    return tried, state, curve


def _baselines(part: Part, truth: Sequence[bool]) -> dict[str, float]:
    """Return the share of rows that simple rules get right."""
    share: Callable[[Sequence[bool]], float] = lambda said: sum(a is b for a, b in zip(said, truth, strict=True)) / len(truth)  # noqa: E731
    busy = sum(truth) / len(truth)
    found = {"majority": max(busy, 1 - busy)}
    if part.those("pir"):
        seen = [bool(each) for each in _any(part.those("pir"))]
        found["raw motion"] = share(seen)
        found["motion held 5 min"] = share(_held(part.times_ms, seen))
    elif light := part.one("light"):
        found[f"light > {LIT_LX:.0f} lx"] = share([x > LIT_LX for x in light])
    if (co2 := part.one("co2")) and not part.those("pir"):
        found[f"CO2 > {STUFFY_PPM:.0f} ppm"] = share([x > STUFFY_PPM for x in co2])
    return found


def _held(times_ms: Sequence[int], seen: Sequence[bool]) -> list[bool]:
    last_ms, found = -HOLD_MS, []
    for t_ms, sees in zip(times_ms, seen, strict=True):
        last_ms = t_ms if sees else last_ms
        found.append(t_ms - last_ms < HOLD_MS)
    return found
