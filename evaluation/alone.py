"""Each rule alone on the same recordings, without devices and wires: why the whole does what it does, in seconds.

Smoke and heat are the agent's own rules; the fixed temperature alone is what a cheap heat detector has.
"""

from __future__ import annotations

import math
import statistics
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from evaluation.scene import Kind, Scene, Sensor
from hallenwart_edge.fire import heat, smoke
from hallenwart_edge.fire.plan import Profile
from hallenwart_edge.fire.verdict import Word

FIXED_C: Final = 57.0
LOOKS_EVERY_S: Final = 1.0
_BORN_MS: Final = 1

Judge = Callable[[Sensor, Scene, float], float | None]
"""When a rule says fire: of a sensor, in a scene, with its looks moved by so many seconds."""


class Rule(StrEnum):
    """`EITHER` is what a place does: the first of smoke and heat; `BOTH` waits for the second."""

    SMOKE = "smoke"
    HEAT = "heat"
    FIXED = "fixed"
    EITHER = "either"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Said:
    """When the place's rules said fire, seconds from the recording's zero; a rule that never did is missing."""

    place: str
    at_s: dict[Rule, float]


def of_scene(scene: Scene, *, phase_s: float = 0.0) -> list[Said]:
    """Return what each rule said at each place. `phase_s` moves the moments at which sensors are looked at."""
    places: dict[str, list[Sensor]] = {}
    for sensor in scene.sensors:
        places.setdefault(sensor.place, []).append(sensor)
    return [Said(place, _said(sensors, scene, phase_s)) for place, sensors in places.items()]


def _said(sensors: Sequence[Sensor], scene: Scene, phase_s: float) -> dict[Rule, float]:
    said: dict[Rule, float] = {}
    for sensor in sensors:
        if not sensor.measures:
            continue
        times = {Rule.SMOKE: smoke_s(sensor, scene, phase_s)} if sensor.kind is Kind.SMOKE else _warm(sensor, scene, phase_s)
        said |= {rule: at_s for rule, at_s in times.items() if at_s is not None}
    own = [said[rule] for rule in (Rule.SMOKE, Rule.HEAT) if rule in said]
    if own:
        said[Rule.EITHER] = min(own)
    if len(own) == 2:
        said[Rule.BOTH] = max(own)
    return said


def smoke_s(sensor: Sensor, scene: Scene, phase_s: float = 0.0) -> float | None:
    """Return when the smoke rule said fire."""
    state, limits = smoke.Smoke(), smoke.SmokeLimits()
    for t_s, at_ms in looks(scene, phase_s):
        value = sensor.at(t_s)
        pct_m = min(smoke.pct_m_of(value), 20.0) if math.isfinite(value) else math.nan
        state = smoke.step(state, pct_m, at_ms, limits)
        if smoke.verdict(state, at_ms, limits, born_ms=_BORN_MS).word is Word.FIRE:
            return t_s
    return None


def heat_s(sensor: Sensor, scene: Scene, phase_s: float = 0.0) -> float | None:
    """Return when the heat rule said fire."""
    state, limits = heat.Heat(), heat.HeatLimits(profile=Profile(scene.profile))
    for t_s, at_ms in looks(scene, phase_s):
        state = heat.step(state, _shown_c(sensor, t_s), at_ms, limits)
        if heat.verdict(state, at_ms, limits, born_ms=_BORN_MS).word is Word.FIRE:
            return t_s
    return None


def fixed_s(sensor: Sensor, scene: Scene, phase_s: float = 0.0) -> float | None:
    """Return when the median of three looks reached 57 °C."""
    last: deque[float] = deque(maxlen=3)
    for t_s, _ in looks(scene, phase_s):
        if math.isfinite(value := _shown_c(sensor, t_s)):
            last.append(value)
            if statistics.median(last) >= FIXED_C:
                return t_s
    return None


def first_s(scene: Scene, rule: Judge, phase_s: float = 0.0) -> float | None:
    """Return when the first of a scene's thermometers said fire; each further one is only followed until then."""
    first: float | None = None
    for sensor in scene.sensors:
        if sensor.measures:
            at_s = rule(sensor, scene if first is None else replace(scene, end_s=first), phase_s)
            first = at_s if at_s is not None else first
    return first


def _warm(sensor: Sensor, scene: Scene, phase_s: float) -> dict[Rule, float | None]:
    return {Rule.HEAT: heat_s(sensor, scene, phase_s), Rule.FIXED: fixed_s(sensor, scene, phase_s)}


def looks(scene: Scene, phase_s: float) -> Iterator[tuple[float, int]]:
    """Yield (recording's time, monotonic ms) of every look, from the quiet lead on."""
    every_s = max(LOOKS_EVERY_S, scene.rhythm_s)
    number = 1
    while (t_s := number * every_s - scene.lead_s - phase_s) <= scene.end_s:
        yield t_s, round((t_s + scene.lead_s + 1) * 1_000)
        number += 1


def _shown_c(sensor: Sensor, t_s: float) -> float:
    """Return what a DS18B20 shows: sixteenths of a degree, up to its 125 °C."""
    value = sensor.at(t_s)
    return min(125.0, round(value * 16) / 16) if math.isfinite(value) else math.nan
