"""A supervised loop: end-of-line resistor, volt-free contacts, one analogue channel.

    code   0 ..... 40 ..... 250 ....... 420 .... 600 ....... 900 .... 1023
           short |  alarm  | degraded  | normal | degraded  |  open

Source: facts on the wiring 4k7 / 4k7 / 680 ohm at 10 bit (normal 512, one contact 115). Sampled 10 to 20 times a second:
median of 5, alarm after 3 equal, fault after 2 s, 20 codes of hysteresis at every border. Within normal, resistors of 5 % and
100 ohm of wire stay within 498 to 529; what stays beyond 475 to 550 for a minute has drifted: a fault before the loop fails.

A contact that opens on its word (a panel's fault relay) lies in series with the end-of-line resistor, 10 kohm across it:
calm 512, opened 775 (resistive), its wire cut 1023 (open); without the 10 kohm, opened and cut are one.
"""

from __future__ import annotations

import statistics
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from hallenwart_contract.messages import AlarmType
from hallenwart_edge.fire.verdict import OK, Note, Reason, Verdict, Word

FAULT_AFTER_MS: Final = 2_000
HYSTERESIS_CODES: Final = 20
MAX_CODE: Final = 1023
ALARM_BELOW_CODE: Final = 250
DRIFT_AFTER_MS: Final = 60_000
DRIFT_HYSTERESIS_CODES: Final = 10
_STEADY_CODES: Final = range(475, 551)
_MEDIAN_OF: Final = 5
_EQUAL_FOR_ALARM: Final = 3


class Band(StrEnum):
    SHORT = "short"
    ALARM = "alarm"
    LEAKY = "leaky"
    NORMAL = "normal"
    RESISTIVE = "resistive"
    OPEN = "open"


_LIMITS: Final = (
    (Band.SHORT, 0, 40),
    (Band.ALARM, 40, 250),
    (Band.LEAKY, 250, 420),
    (Band.NORMAL, 420, 600),
    (Band.RESISTIVE, 600, 901),
    (Band.OPEN, 901, MAX_CODE + 1),
)
_LOW: Final = {Band.ALARM, Band.SHORT}
_OPENED: Final = {Band.RESISTIVE, Band.OPEN}


@dataclass(frozen=True, slots=True)
class Loop:
    """What is known of a loop. `equal` counts filtered readings in the same band; `odd_since_ms` when it left normal.

    `far_since_ms`: since when a normal loop is far from the middle.
    """

    codes: tuple[int, ...] = ()
    band: Band | None = None
    equal: int = 0
    odd_since_ms: int | None = None
    far_since_ms: int | None = None
    verdict: Verdict = OK


def step(state: Loop, code: int | None, now_ms: int, *, short_is_alarm: bool = True) -> Loop:
    """Take in one code. None: the converter gave no answer, or its self-test failed; nothing is then inferred."""
    if code is None or not 0 <= code <= MAX_CODE:
        return _judged(replace(state, codes=(), band=None, equal=0, odd_since_ms=_since(state, now_ms)), now_ms, short_is_alarm)
    codes = (*state.codes, code)[-_MEDIAN_OF:]
    if len(codes) < _MEDIAN_OF:
        return _judged(replace(state, codes=codes), now_ms, short_is_alarm)
    middle = statistics.median_low(codes)
    band = _band(middle, state.band)
    same = band is state.band or (short_is_alarm and {band, state.band} == _LOW)
    equal = state.equal + 1 if same else 1
    odd_since_ms = None if band is Band.NORMAL else _since(state, now_ms)
    far_since_ms = _far_since(state, middle, now_ms) if band is Band.NORMAL else None
    seen = Loop(codes, band, equal, odd_since_ms, far_since_ms, state.verdict)
    return _judged(seen, now_ms, short_is_alarm)


def contact(state: Loop) -> bool | None:
    """Say whether the contact itself is closed: its own band, three readings long. A short or a fault says nothing (None)."""
    if state.band is Band.ALARM and state.equal >= _EQUAL_FOR_ALARM:
        return True
    return False if state.band is Band.NORMAL else None


def opens_on_fault(state: Loop, now_ms: int) -> Verdict:
    """Judge a loop whose contact opens on its word, the fault relay of a panel: opened for 2 s, or else the loop's own fault.

    The reason is empty when the resistor across the contact is seen, `open` when contact or wire are.
    """
    if state.band is Band.NORMAL:
        return state.verdict
    if state.odd_since_ms is None or now_ms - state.odd_since_ms < FAULT_AFTER_MS:
        return OK
    if state.band in _OPENED:
        return Verdict(notes=(Note(AlarmType.PANEL_FAULT, Reason.OPEN if state.band is Band.OPEN else ""),))
    return Verdict(Word.FAULT, state.band or Reason.ADC)


def band_of(code: int) -> Band:
    """Return the band of one code, without hysteresis."""
    return _band(code, None)


def _band(code: int, before: Band | None) -> Band:
    for band, low, high in _LIMITS:
        if band is before and low - HYSTERESIS_CODES <= code < high + HYSTERESIS_CODES:
            return band
    return next(band for band, low, high in _LIMITS if low <= code < high)


def _since(state: Loop, now_ms: int) -> int:
    return now_ms if state.odd_since_ms is None else state.odd_since_ms


def _far_since(state: Loop, code: int, now_ms: int) -> int | None:
    if state.far_since_ms is not None:
        low, high = _STEADY_CODES[0] + DRIFT_HYSTERESIS_CODES, _STEADY_CODES[-1] - DRIFT_HYSTERESIS_CODES
        return None if low <= code <= high else state.far_since_ms
    return None if code in _STEADY_CODES else now_ms


def _judged(state: Loop, now_ms: int, short_is_alarm: bool) -> Loop:
    return replace(state, verdict=_verdict(state, now_ms, short_is_alarm))


def _verdict(state: Loop, now_ms: int, short_is_alarm: bool) -> Verdict:
    if state.band is Band.NORMAL:
        drifted = state.far_since_ms is not None and now_ms - state.far_since_ms >= DRIFT_AFTER_MS
        return Verdict(Word.FAULT, Reason.DRIFT, x=float(statistics.median_low(state.codes))) if drifted else OK
    if state.band is Band.ALARM or (state.band is Band.SHORT and short_is_alarm):
        if state.equal >= _EQUAL_FOR_ALARM:
            return Verdict(Word.FIRE, x=float(statistics.median_low(state.codes)), thr=float(ALARM_BELOW_CODE))
        return state.verdict
    if state.odd_since_ms is not None and now_ms - state.odd_since_ms >= FAULT_AFTER_MS:
        return Verdict(Word.FAULT, state.band or Reason.ADC)
    return state.verdict
