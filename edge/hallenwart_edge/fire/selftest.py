"""A test value through a copy of a sensor's rule: what it would say of a fire now. Rule and outputs stay as they are.

The copy begins with what is known of the sensor, so a rule that is stuck in a wrong state fails its test.
"""

from __future__ import annotations

from typing import Final

from hallenwart_edge.fire import heat, loop, smoke
from hallenwart_edge.fire.verdict import Verdict

SMOKE_PCT_M: Final = 2 * smoke.ALARM_PCT_M
HEAT_C: Final = heat.FIXED_C + 5.0
LOOP_CODE: Final = 115
"""One closed contact in the wiring of `loop`."""
_SAMPLES: Final = 5
_SAMPLE_EVERY_MS: Final = 1_000
_CODES: Final = 15
_CODE_EVERY_MS: Final = 100


def of_smoke(state: smoke.Smoke, now_ms: int, limits: smoke.SmokeLimits, *, born_ms: int) -> Verdict:
    """Return what the head's rule says after five samples of smoke, 1 s apart."""
    at_ms = now_ms
    for _ in range(_SAMPLES):
        at_ms += _SAMPLE_EVERY_MS
        state = smoke.step(state, SMOKE_PCT_M, at_ms, limits)
    return smoke.verdict(state, at_ms, limits, born_ms=born_ms)


def of_heat(state: heat.Heat, now_ms: int, limits: heat.HeatLimits, *, born_ms: int) -> Verdict:
    """Return what the thermometer's rule says after five hot samples, 1 s apart."""
    at_ms = now_ms
    for _ in range(_SAMPLES):
        at_ms += _SAMPLE_EVERY_MS
        state = heat.step(state, HEAT_C, at_ms, limits)
    return heat.verdict(state, at_ms, limits, born_ms=born_ms)


def of_loop(state: loop.Loop, now_ms: int, *, short_is_alarm: bool) -> Verdict:
    """Return what the loop's rule says after a contact was closed for 1.5 s."""
    for number in range(1, _CODES + 1):
        state = loop.step(state, LOOP_CODE, now_ms + number * _CODE_EVERY_MS, short_is_alarm=short_is_alarm)
    return state.verdict
