"""Whether somebody is in a place, and how sure that is, from whatever inputs there are. Pure; times are monotonic ms.

Every input adds its weight of evidence, a logarithm of odds (+2.2: nine to one for *busy*). Inputs are of two kinds:

- **Seen** (motion, radar, a passage): lifts up to `SEEN`, falls by `SEEN` within the hold time of 5 min while the sensor is
  quiet, and on to `QUIET`. So a quiet sensor alone turns from busy to free after 5 min; sooner or later by circumstances.
- **Circumstances** (light, air, count, key, night, closed): stand as long as they last, together at most `AROUND`, which is
  less than one seen person: whoever moves in a closed dark hall at night is there, and lamps left on keep nobody in it.

A missing or faulty input adds nothing. Weights are argued at their constants; none is fitted to a recording.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from hallenwart_contract.people import Sign, Use
from hallenwart_edge.occupancy import air, light
from hallenwart_edge.occupancy.air import Air
from hallenwart_edge.occupancy.light import Habit, Light

HOLD_MS: Final = 5 * 60_000
SEEN: Final = 4.0
"""A sensor triggers once in several hours in an empty room and once a minute in a used one: over 50 to 1."""
QUIET: Final = -3.0
"""Nine minutes of quiet happen in one of twenty stays of people who sit."""
PULSE: Final = 3.0
"""A first pulse of motion after long quiet is one of the false ones as often as somebody's first step: alone it only ends the
quiet. A radar judges over seconds before it says anything, and is believed at once."""
APART_MS: Final = 10_000
"""What a motion sensor says within so long is one pulse, however often it is asked."""
AROUND: Final = 2.9
USUAL: Final = -0.4
"""Rooms are free more often than not (four of ten hours in use)."""
SURE_SEEN, SURE_QUIET = 3.0, -2.9
"""From here on what was seen teaches what the lamps are worth in this room."""
UNTRIED: Final = 0.7
"""Less weight for lamps whose switching was never seen: the sensor may look at the sky, or into a corner."""
SWITCHED: Final = 0.8
"""Who switches is there, who switched off leaves; for as long as the hold time."""
LIT_FOR_MS, LIT_MOST_MS = 16 * 3_600_000, 20 * 3_600_000
"""Lamps that nobody switched for longer than any hall is open tell of nobody any more."""
AIR_MOST, AIR_HALF_PPM_PER_H = 0.8, 80.0
"""Air lags and goes with the windows, so it says less than lamps do. 80 ppm an hour is one person in a room of 250 m³, or ten
at sport in a hall of 10,000 m³ (20 l an hour at rest, four times that at play)."""
COUNTED, MAYBE = 2.0, 0.7
KEY_OUT, KEYS_HANG = 1.0, -0.7
NIGHT, CLOSED = -0.7, -1.0
MOST: Final = 6.9
"""No sum of these sensors is surer than 999 in 1,000."""
GAP_MS: Final = 5 * 60_000
"""A value that is missing is as it was for so long; then it is not known."""
SAY_FROM: Final = 0.3
"""A weight below this is no reason worth naming."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the inputs of a place say now. None: there is no such input, or it is at fault.

    `motion`, `radar`: True when one of the place's sensors sees somebody now; False only when all of them work and see nobody.
    `passed`: persons through its doors since the step before, both ways. `people`, `low`, `high`: the running count and its
    bounds. `key_out`: a key of the place is out (True), or all hang (False). `night`, `closed`: by the site's local time.
    """

    motion: bool | None = None
    radar: bool | None = None
    passed: int = 0
    people: int | None = None
    low: int | None = None
    high: int | None = None
    light_lx: float | None = None
    co2_ppm: float | None = None
    key_out: bool | None = None
    night: bool | None = None
    closed: bool | None = None


@dataclass(frozen=True, slots=True)
class Fused:
    """What is kept between steps: how lately somebody was seen, the room's light and air, and the weights of now."""

    at_ms: int | None = None
    seen: Mapping[Sign, float] = field(default_factory=dict)
    pulse_ms: int | None = None
    light: Light = field(default_factory=Light)
    habit: Habit = field(default_factory=Habit)
    air: Air = field(default_factory=Air)
    weights: Mapping[Sign, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a room has taught and a restart must not forget: its lamps, how they go with people, and its freshest air."""

    lamp_lx: float = light.LAMP_LX
    switchings: int = 0
    habit: Habit = field(default_factory=Habit)
    base_ppm: float | None = None


def resumed(learnt: Learnt) -> Fused:
    """Return the state to begin with after a restart."""
    lamps = Light(lamp_lx=max(light.LEAST_LAMP_LX, learnt.lamp_lx), learnt=max(0, learnt.switchings))
    return Fused(light=lamps, habit=learnt.habit, air=Air(base_ppm=learnt.base_ppm))


def learnt_of(state: Fused) -> Learnt:
    """Return what is to be kept over a restart."""
    return Learnt(state.light.lamp_lx, state.light.learnt, state.habit, state.air.base_ppm)


class Verdict(NamedTuple):
    """`sure` is the probability of `use` (0.5 … 1), `signs` what speaks for it, the strongest first, `busy_p` P(busy)."""

    use: Use
    sure: float
    signs: tuple[Sign, ...]
    busy_p: float


def step(state: Fused, told: Evidence, now_ms: int) -> Fused:
    """Take in what the inputs say. Call it at every change and at least once a minute."""
    gone_ms = 0 if state.at_ms is None else max(0, now_ms - state.at_ms)
    pulse = bool(told.motion) and (state.pulse_ms is None or now_ms - state.pulse_ms >= APART_MS)
    seen = {
        Sign.MOTION: _seen(state.seen.get(Sign.MOTION), told.motion, gone_ms, PULSE * pulse),
        Sign.RADAR: _seen(state.seen.get(Sign.RADAR), told.radar, gone_ms, SEEN - QUIET),
        Sign.PASSED: _passage(state.seen.get(Sign.PASSED, 0.0), told, gone_ms),
    }
    lit = state.light if told.light_lx is None else light.step(state.light, told.light_lx, now_ms)
    breathed = state.air if told.co2_ppm is None else air.step(state.air, told.co2_ppm, now_ms)
    kept = {sign: weight for sign, weight in seen.items() if weight is not None}
    habit = _habit(state.habit, told, lit, sum(kept.values()), gone_ms)
    around = _around(told, lit, habit, breathed, now_ms)
    pulse_ms = now_ms if pulse else state.pulse_ms
    return replace(
        state, at_ms=now_ms, seen=kept, pulse_ms=pulse_ms, light=lit, habit=habit, air=breathed, weights=kept | around
    )


def verdict(state: Fused) -> Verdict:
    """Return what the last step amounts to. Unknown while no sensor says anything: night alone proves nobody's absence."""
    weights = state.weights
    if not weights.keys() - {Sign.NIGHT, Sign.CLOSED}:
        return Verdict(Use.UNKNOWN, 0.5, (), 0.5)
    odds = _sum(state)
    busy_p = 1 / (1 + math.exp(-odds))
    use = Use.BUSY if odds > 0 else Use.FREE
    way = 1 if odds > 0 else -1
    signs = sorted((sign for sign in weights if weights[sign] * way >= SAY_FROM), key=lambda sign: -weights[sign] * way)
    return Verdict(use, max(busy_p, 1 - busy_p), tuple(signs), busy_p)


def _sum(state: Fused) -> float:
    seen = sum(state.seen.values())
    around = USUAL + sum(weight for sign, weight in state.weights.items() if sign not in state.seen)
    return max(-MOST, min(MOST, seen + max(-AROUND, min(AROUND, around))))


def _seen(before: float | None, sees: bool | None, gone_ms: int, lift: float) -> float | None:
    """Return the new weight of a sensor that sees people; None while it has nothing to say."""
    fallen = SEEN * gone_ms / HOLD_MS
    if sees is None or gone_ms > GAP_MS:
        before = None if before is None or abs(before) <= fallen else before - math.copysign(fallen, before)
    if sees is None:
        return before
    if before is None:
        return SEEN if sees else max(QUIET, -fallen)
    return min(SEEN, max(before, QUIET) + lift) if sees else max(QUIET, before - fallen)


def _passage(before: float, told: Evidence, gone_ms: int) -> float | None:
    """A passage is somebody seen; that nobody passes says nothing. Who left the place empty is not there any more."""
    if told.passed > 0:
        return None if told.people == 0 else SEEN
    return max(0.0, before - SEEN * gone_ms / HOLD_MS) or None


def _around(told: Evidence, lit: Light, habit: Habit, breathed: Air, now_ms: int) -> dict[Sign, float]:
    weights = {
        Sign.COUNT: _count(told),
        Sign.LIGHT: _lamps(lit, habit, now_ms) if 0 <= now_ms - lit.at_ms <= GAP_MS else 0.0,
        Sign.AIR: _breath(breathed) if 0 <= now_ms - breathed.at_ms <= GAP_MS else 0.0,
        Sign.KEY: 0.0 if told.key_out is None else KEY_OUT if told.key_out else KEYS_HANG,
        Sign.NIGHT: NIGHT if told.night else 0.0,
        Sign.CLOSED: CLOSED if told.closed else 0.0,
    }
    return {sign: weight for sign, weight in weights.items() if weight}


def _count(told: Evidence) -> float:
    if told.people is None:
        return 0.0
    sure = (told.low or 0) > 0 if told.people > 0 else told.high == 0
    return (1 if told.people > 0 else -1) * (COUNTED if sure else MAYBE)


def _habit(habit: Habit, told: Evidence, lit: Light, seen: float, gone_ms: int) -> Habit:
    sure = seen >= SURE_SEEN or seen <= SURE_QUIET
    if told.light_lx is None or lit.on is None or not sure or gone_ms > GAP_MS:
        return habit
    return light.learnt(habit, lit=lit.on, busy=seen > 0, gone_ms=gone_ms)


def _lamps(lit: Light, habit: Habit, now_ms: int) -> float:
    if lit.on is None or lit.lx is None:
        return 0.0
    worth = light.weight(habit, lit=lit.on) * (1 if lit.learnt else UNTRIED)
    switched = SWITCHED if lit.stepped and now_ms - lit.since_ms < HOLD_MS else 0.0
    if lit.on:
        left_on = (now_ms - lit.since_ms - LIT_FOR_MS) / (LIT_MOST_MS - LIT_FOR_MS)
        return worth * (1 - min(1.0, max(0.0, left_on))) + switched
    return worth * max(0.0, 1 - lit.lx / lit.lamp_lx) - switched


def _breath(breathed: Air) -> float:
    added = air.added_ppm_per_h(breathed)
    return 0.0 if added is None else AIR_MOST * math.tanh((added - AIR_HALF_PPM_PER_H) / AIR_HALF_PPM_PER_H)
