"""Whether a light or heating is wanted now, why, and when that ends by itself. Pure: plan, presence, alarm and time come in.

A light comes on a few minutes before a booking and goes off a few after it. Presence is a brake: a booked hall in which
nobody is goes dark, and is lit again when somebody comes. Nobody is ever left in the dark: where somebody is counted, or
nobody can say that nobody is, a light that is on stays on. In a fire alarm lights are on until it is reset; a heating is
left to its plan. A heating that is off keeps the set-back of its own regulator.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import Final

from hallenwart_contract.documents import HEATING_TIMES, LIGHT_TIMES, OutputTimes
from hallenwart_contract.outputs import OutputKind, OutputWhy

MINUTE_MS: Final = 60_000
LEFT_FOR_MS: Final = MINUTE_MS
"""So long nobody must have been there before a light goes off behind them."""
_LOOKS_AHEAD: Final = 64
DEFAULTS: Final = {OutputKind.LIGHT: LIGHT_TIMES, OutputKind.HEATING: HEATING_TIMES}


class Seen(StrEnum):
    """`unknown`: a sensor is built in and cannot be trusted now; `none`: none is built in."""

    PRESENT = "present"
    EMPTY = "empty"
    UNKNOWN = "unknown"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Presence:
    """What is known of people in the hall since `since_ms`. What came before `watched_ms` was not watched."""

    seen: Seen = Seen.NONE
    since_ms: int = 0
    watched_ms: int = 0

    def empty_for(self, now_ms: int, for_ms: int) -> bool:
        return self.seen is Seen.EMPTY and now_ms - self.since_ms >= for_ms


@dataclass(frozen=True, slots=True)
class Booked:
    start_ms: int
    end_ms: int
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The bookings of one output; whole up to `until_ms`."""

    booked: Sequence[Booked]
    until_ms: int


@dataclass(frozen=True, slots=True)
class Manual:
    """A person wants it so until then."""

    on: bool
    until_ms: int


@dataclass(frozen=True, slots=True)
class Situation:
    """All that decides about one output. `on`: as it is now, None when that is not known. `plan` None: there never was one."""

    kind: OutputKind
    times: OutputTimes = LIGHT_TIMES
    plan: Plan | None = None
    presence: Presence = Presence()
    manual: Manual | None = None
    alarm: bool = False
    clock_ok: bool = True
    on: bool | None = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """`on` None: leave it as it is. `until_ms`: when this ends by itself, None when only the world can end it."""

    on: bool | None
    why: OutputWhy
    until_ms: int | None = None


def decide(now: Situation, now_ms: int) -> Wanted:
    """Return what is wanted at `now_ms`, and up to when that holds if the world stays as it is."""
    wanted = judge(now, now_ms)
    later = replace(now, on=now.on if wanted.on is None else wanted.on)  # it will have followed by then
    for moment_ms in islice(_moments(now, now_ms), _LOOKS_AHEAD):
        if judge(later, moment_ms) != wanted:
            return replace(wanted, until_ms=moment_ms)
    return wanted


def judge(now: Situation, now_ms: int) -> Wanted:
    """Return what is wanted at `now_ms`, without when it ends."""
    if now.alarm and now.kind is OutputKind.LIGHT:
        return Wanted(on=True, why=OutputWhy.FIRE)
    if now.manual is not None and now_ms < now.manual.until_ms:
        return Wanted(now.manual.on, OutputWhy.MANUAL)
    if not now.clock_ok:
        return _without_plan(now, now_ms, OutputWhy.CLOCK)
    if now.plan is None:
        return _without_plan(now, now_ms, OutputWhy.NO_PLAN)
    if now_ms >= now.plan.until_ms:
        return _without_plan(now, now_ms, OutputWhy.STALE)
    return _by_plan(now, now.plan, now_ms)


def _without_plan(now: Situation, now_ms: int, why: OutputWhy) -> Wanted:
    """Go by presence alone; where nobody can tell, a light stays as it is and a heating is set back."""
    if now.kind is OutputKind.HEATING:
        return Wanted(on=False, why=why)
    if now.presence.seen is Seen.PRESENT:
        return Wanted(on=True, why=why)
    if now.presence.empty_for(now_ms, max(LEFT_FOR_MS, now.times.absent_min * MINUTE_MS)):
        return Wanted(on=False, why=why)
    return Wanted(None, why)


def _by_plan(now: Situation, plan: Plan, now_ms: int) -> Wanted:
    lead_ms, lag_ms = now.times.lead_min * MINUTE_MS, now.times.lag_min * MINUTE_MS
    around = [one for one in plan.booked if one.start_ms - lead_ms <= now_ms < one.end_ms + lag_ms]
    held = [one for one in around if not one.cancelled]
    alive = [one for one in held if now_ms < one.start_ms or not _braked(now, one, now_ms)]
    if any(one.start_ms <= now_ms < one.end_ms for one in alive):
        return Wanted(on=True, why=OutputWhy.BOOKED)
    if any(now_ms < one.start_ms for one in alive):
        return Wanted(on=True, why=OutputWhy.LEAD)
    if alive:
        return Wanted(on=True, why=OutputWhy.LAG)
    if held:
        return Wanted(on=False, why=OutputWhy.EMPTY)
    gone = any(one.cancelled and one.start_ms <= now_ms + lead_ms and now_ms < one.end_ms for one in around)
    return _outside(now, now_ms, OutputWhy.CANCELLED if gone else OutputWhy.FREE)


def _braked(now: Situation, one: Booked, now_ms: int) -> bool:
    """Say whether nobody was there for long enough within this booking. One that began unwatched is never braked."""
    absent_ms = now.times.absent_min * MINUTE_MS
    if not absent_ms or now.presence.watched_ms > one.start_ms:
        return False
    return now_ms - one.start_ms >= absent_ms and now.presence.empty_for(now_ms, absent_ms)


def _outside(now: Situation, now_ms: int, why: OutputWhy) -> Wanted:
    """Nothing is booked: dark, but never behind the back of somebody who is there."""
    if now.kind is OutputKind.HEATING or now.presence.seen is Seen.NONE:
        return Wanted(on=False, why=why)
    if now.times.alone and now.presence.seen is Seen.PRESENT:
        return Wanted(on=True, why=OutputWhy.PRESENCE)
    if now.on is not False and not now.presence.empty_for(now_ms, LEFT_FOR_MS):
        return Wanted(now.on, OutputWhy.PEOPLE)
    return Wanted(on=False, why=why)


def _moments(now: Situation, now_ms: int) -> Iterator[int]:
    """Yield every moment after `now_ms` at which time alone may change the judgement, in order."""
    moments = {now.presence.since_ms + LEFT_FOR_MS, now.presence.since_ms + now.times.absent_min * MINUTE_MS}
    if now.manual is not None:
        moments.add(now.manual.until_ms)
    if now.plan is not None:
        moments.add(now.plan.until_ms)
        for one in now.plan.booked:
            moments |= {
                one.start_ms - now.times.lead_min * MINUTE_MS,
                one.start_ms,
                one.start_ms + now.times.absent_min * MINUTE_MS,
                one.end_ms,
                one.end_ms + now.times.lag_min * MINUTE_MS,
            }
    yield from sorted(moment for moment in moments if moment > now_ms)
