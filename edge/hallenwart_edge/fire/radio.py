"""A battery smoke head on the local bus: when its word is a fire, when a test, and when it is not to be believed.

A head speaks seldom: when something changes, and once in its rhythm. What waited at the broker is a state, no event: it counts
as far as its age is known and within the rhythm. A word `smoke` of unknown or great age is a fault, `unconfirmed`: people learn
of it, nothing sounds. Stamps of messages must not lie in the future and not go backwards; a clock that was never set is passed
over, the arrival counts then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from hallenwart_contract.messages import AlarmType
from hallenwart_edge.fire import battery
from hallenwart_edge.fire.battery import Level
from hallenwart_edge.fire.verdict import Note, Reason, Verdict, Word
from hallenwart_edge.local_bus.head import HeadReport

GRACE_MS: Final = 10_000
MISSED: Final = 3
"""So many times its rhythm may pass, and the grace, before a head is missed."""
OUT_OF_HEARING_MS: Final = 30_000
HOLDS_MS: Final = 600_000
"""A head that said `smoke` and then cannot be heard any more holds its fire so long; its fault stands after that."""
TEST_MASKS_MS: Final = 60_000
"""After the test button a head's `smoke` is its test for so long. A fire begins to count when that is over at the latest."""
FUTURE_MS: Final = 300_000
BACKWARDS_MS: Final = 2_000
CLOCK_SET_MS: Final = 1_577_836_800_000
"""2020: an earlier stamp comes from a clock that was never set."""


@dataclass(frozen=True, slots=True)
class Radio:
    """What is known of a head; times in monotonic ms, the stamp in wall ms."""

    heard_ms: int
    smoke: bool = False
    unconfirmed: bool = False
    tested_ms: int | None = None
    tamper: bool = False
    faulty: bool = False
    unreachable_ms: int | None = None
    nonsense: bool = False
    bad_time: bool = False
    battery_pct: int | None = None
    battery_low: bool = False
    battery_level: Level = Level.GOOD
    stamp_ms: int | None = None
    away: str = ""
    away_ms: int = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """`wall_ms` None: the own clock cannot be trusted, so no stamp is judged by it."""

    mono_ms: int
    wall_ms: int | None


def silent_after_ms(every_s: int) -> int:
    """Return how long a head of this rhythm may say nothing."""
    return MISSED * every_s * 1_000 + GRACE_MS


def step(state: Radio, report: HeadReport, now: Moment, *, silent_ms: int) -> Radio:
    """Take in one message."""
    stamp_ms = report.stamp_ms if report.stamp_ms is not None and report.stamp_ms >= CLOCK_SET_MS else None
    heard_ms = now.mono_ms if report.alive else state.heard_ms
    if _badly_dated(state, stamp_ms, now, live=report.age_ms == 0):
        return replace(state, heard_ms=heard_ms, bad_time=True, stamp_ms=_reference(state, stamp_ms, now))
    if report.age_ms != 0 and stamp_ms is not None and state.stamp_ms is not None and stamp_ms < state.stamp_ms:
        return state  # an older state than the one that is known
    age_ms = _age_ms(report, stamp_ms, now)
    if not report.alive and age_ms is not None:
        heard_ms = max(heard_ms, now.mono_ms - age_ms)
    known = replace(
        state,
        heard_ms=heard_ms,
        tamper=state.tamper if report.tamper is None else report.tamper,
        faulty=state.faulty if report.faulty is None else report.faulty,
        unreachable_ms=_unreachable(state, report, now),
        nonsense=report.nonsense,
        bad_time=state.bad_time and stamp_ms is None,
        stamp_ms=state.stamp_ms if stamp_ms is None else stamp_ms,
    )
    return _battery(_smoke(_tested(known, report, now, age_ms), report, age_ms, silent_ms), report)


def hearing(state: Radio, why: str, now_ms: int) -> Radio:
    """Take in whether anything can be heard: `why` not, empty when all is well."""
    if why == state.away:
        return state
    return replace(state, away=why, away_ms=now_ms)


def verdict(state: Radio, now_ms: int, *, silent_ms: int) -> Verdict:
    """Judge the head now. A fire comes before every fault, and ends as such when nobody can know any more."""
    fault, since_ms = _fault(state, now_ms, silent_ms)
    notes = _notes(state)
    said = Verdict(notes=notes, battery_pct=state.battery_pct)
    if state.smoke and not (fault and since_ms is not None and now_ms - since_ms > HOLDS_MS):
        return replace(said, word=Word.TEST if _masked(state, now_ms) else Word.FIRE)
    if fault:
        return replace(said, word=Word.FAULT, reason=fault)
    return replace(said, word=Word.TEST if _masked(state, now_ms) else Word.OK)


def _fault(state: Radio, now_ms: int, silent_ms: int) -> tuple[str, int | None]:
    """Return the reason of a fault and, where nothing can be heard any more, since when."""
    if state.away and now_ms - state.away_ms > OUT_OF_HEARING_MS:
        return state.away, state.away_ms
    if state.unreachable_ms is not None:
        return Reason.UNREACHABLE, state.unreachable_ms
    if now_ms - state.heard_ms > silent_ms:
        return Reason.SILENT, state.heard_ms + silent_ms
    words = {
        Reason.BAD_TIME: state.bad_time,
        Reason.HEAD: state.faulty,
        Reason.UNCONFIRMED: state.unconfirmed,
        Reason.NONSENSE: state.nonsense,
        Reason.BATTERY: state.battery_level is Level.DAYS_7,
    }
    return next((word for word, so in words.items() if so), ""), None


def _notes(state: Radio) -> tuple[Note, ...]:
    left = None if state.battery_pct is None else float(state.battery_pct)
    low = (Note(AlarmType.BATTERY, state.battery_level, left),) if state.battery_level is not Level.GOOD else ()
    return (*low, Note(AlarmType.TAMPER)) if state.tamper else low


def _unreachable(state: Radio, report: HeadReport, now: Moment) -> int | None:
    if report.alive or report.reachable:
        return None
    if report.reachable is False and state.unreachable_ms is None:
        return now.mono_ms
    return state.unreachable_ms


def _badly_dated(state: Radio, stamp_ms: int | None, now: Moment, *, live: bool) -> bool:
    if stamp_ms is None:
        return False
    if now.wall_ms is not None and stamp_ms > now.wall_ms + FUTURE_MS:
        return True
    return live and state.stamp_ms is not None and stamp_ms < state.stamp_ms - BACKWARDS_MS


def _reference(state: Radio, stamp_ms: int | None, now: Moment) -> int | None:
    """Return the stamp that the next must not precede: a clock that was put right goes on from there."""
    future = now.wall_ms is not None and stamp_ms is not None and stamp_ms > now.wall_ms + FUTURE_MS
    return state.stamp_ms if future else stamp_ms


def _age_ms(report: HeadReport, stamp_ms: int | None, now: Moment) -> int | None:
    if report.age_ms == 0:
        return 0
    by_stamp = max(0, now.wall_ms - stamp_ms) if stamp_ms is not None and now.wall_ms is not None else None
    return by_stamp if report.age_ms is None else report.age_ms if by_stamp is None else min(report.age_ms, by_stamp)


def _tested(state: Radio, report: HeadReport, now: Moment, age_ms: int | None) -> Radio:
    if report.test is None or age_ms is None:
        return state
    if not report.test:
        return replace(state, tested_ms=None)
    return state if state.tested_ms is not None else replace(state, tested_ms=now.mono_ms - age_ms)


def _smoke(state: Radio, report: HeadReport, age_ms: int | None, silent_ms: int) -> Radio:
    if report.smoke is None:
        return state
    believed = age_ms is not None and age_ms <= silent_ms
    if report.smoke:
        return replace(state, smoke=state.smoke or believed, unconfirmed=not (state.smoke or believed))
    return replace(state, smoke=False, unconfirmed=False) if believed or not state.smoke else state


def _battery(state: Radio, report: HeadReport) -> Radio:
    pct = state.battery_pct if report.battery_pct is None else report.battery_pct
    low = state.battery_low if report.battery_low is None else report.battery_low
    level = battery.level(pct, low=low, before=state.battery_level)
    return replace(state, battery_pct=pct, battery_low=low, battery_level=level)


def _masked(state: Radio, now_ms: int) -> bool:
    return state.tested_ms is not None and now_ms - state.tested_ms <= TEST_MASKS_MS
