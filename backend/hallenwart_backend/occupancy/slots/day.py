"""Judges one local day of one hall: every slot that began on it, use without booking, and its figures. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.model import Booking, Kind, State
from hallenwart_backend.booking.rules import Shut, local_ms
from hallenwart_backend.occupancy.figures.helpers import add_helpers
from hallenwart_backend.occupancy.figures.rules import Hours, Plan, hours_of
from hallenwart_backend.occupancy.policy.rules import DAY_MS, MINUTE_MS, UsageRules
from hallenwart_backend.occupancy.slots.gaps import Gap, gaps
from hallenwart_backend.occupancy.slots.grid import Grid, Track, grid_of
from hallenwart_backend.occupancy.slots.model import Judged, Key, Reason, Seen, Verdict, Why
from hallenwart_backend.occupancy.slots.rules import judge
from hallenwart_backend.occupancy.slots.seeing import Time, grid_for, seen
from hallenwart_contract.clock import utc

SETTLED_MS: Final = 45 * MINUTE_MS
"""So long after its end a slot is judged: late telemetry is there by then as a rule."""
AROUND_MS: Final = 60 * MINUTE_MS


@dataclass(frozen=True, slots=True)
class Day:
    """One day of one hall as it was planned and measured."""

    hall: str
    sections: int
    zone: ZoneInfo
    day: date
    bookings: Sequence[Booking]
    opens: Sequence[tuple[int, int]]
    shut: Sequence[Shut] = ()
    keys: Mapping[str, Key] = field(default_factory=dict)
    tracks: Sequence[Track] = ()
    wishes: Sequence[tuple[int, int, float]] = ()

    @property
    def from_ms(self) -> int:
        return local_ms(self.day, 0, self.zone)

    @property
    def to_ms(self) -> int:
        return local_ms(self.day, 1440, self.zone)


@dataclass(frozen=True, slots=True)
class Slot:
    """What is said of one slot; `booking` None: it was used without one."""

    id: str
    booking: Booking | None
    sections: tuple[int, ...]
    start_ms: int
    end_ms: int
    judged: Judged
    seen: Seen
    expected: float | None
    unbooked: float = 0.0


@dataclass(frozen=True, slots=True)
class Said:
    slots: tuple[Slot, ...]
    hours: Hours


def judge_day(day: Day, rules: UsageRules, now_ms: int) -> Said:
    """Return what is said of a day, as far as it is over."""
    booked = [one for one in day.bookings if one.state == State.BOOKED]
    times = {one.id: time_of(one, day.hall) for one in booked}
    last = max([day.to_ms, *(time.end_ms for time in times.values())]) + AROUND_MS
    until = min(last, now_ms)
    grids = [grid_of(one, day.from_ms - AROUND_MS, until) for one in day.tracks if one.sees]
    with_light = _with_helpers(grids, day.tracks)
    slots = [
        _slot(one, time, [other for name, other in times.items() if name != one.id], day, with_light, rules)
        for one, time in ((one, times[one.id]) for one in booked)
        if is_judged(one, day, now_ms)
    ]
    found = gaps(
        grids,
        list(times.values()),
        sections=day.sections,
        grace_min=rules.grace_min,
        ignored=lambda t_ms: _is_staff_time(day, rules, t_ms),
        from_ms=day.from_ms,
        to_ms=min(day.to_ms, until - SETTLED_MS),
    )
    plan = Plan(day.sections, day.opens, list(times.values()), day.wishes)
    hours = hours_of(plan, grids, day.from_ms, min(day.to_ms, _quarter(until)), lambda t_ms: _hour(day.zone, t_ms))
    whole = grid_for(grids, frozenset(range(1, day.sections + 1)), frozenset(range(1, day.sections + 1)))
    hall = next((one for one in day.tracks if not one.sections), Track())
    end_ms = min(day.to_ms, _quarter(until))
    add_helpers(hours, hall, whole[0] if whole else None, day.from_ms, end_ms, lambda t_ms: _hour(day.zone, t_ms))
    return Said((*slots, *(_unbooked(day.hall, one) for one in found)), hours)


def _quarter(t_ms: int) -> int:
    return t_ms // (15 * MINUTE_MS) * 15 * MINUTE_MS


def _hour(zone: ZoneInfo, t_ms: int) -> int:
    return utc(t_ms).astimezone(zone).hour


def time_of(booking: Booking, hall: str) -> Time:
    """Return what a booking takes of a hall; a room taken along is taken as a whole."""
    sections = next((sections for place, sections in booking.places if place == hall), booking.sections)
    return Time(frozenset(sections), booking.start_ms, booking.end_ms)


def is_judged(booking: Booking, day: Day, now_ms: int) -> bool:
    """Say whether a booking of this hall that begins on this day is to be judged: not what the town closed or blocked."""
    if booking.hall != day.hall or booking.kind == Kind.BLOCK or not day.from_ms <= booking.start_ms < day.to_ms:
        return False
    closed = any(
        shut.start_ms < booking.end_ms
        and booking.start_ms < shut.end_ms
        and (not shut.sections or shut.sections & set(booking.sections))
        for shut in day.shut
    )
    return not closed and booking.end_ms + SETTLED_MS <= now_ms


def _with_helpers(grids: Sequence[Grid], tracks: Sequence[Track]) -> list[Grid]:
    """Return the grids with light, air and entries of the hall where their own place has none."""
    hall = next((one for one in tracks if not one.sections), Track())
    return [
        Grid(
            one.sections,
            one.from_ms,
            one.busy,
            one.people,
            one.low,
            one.high,
            one.entries or (() if one.sections else hall.entries),
            one.light or (() if one.sections else hall.light),
            one.air or (() if one.sections else hall.air),
        )
        for one in grids
    ]


def _slot(booking: Booking, time: Time, others: Sequence[Time], day: Day, grids: Sequence[Grid], rules: UsageRules) -> Slot:
    what = seen(grids, time, others, sections=day.sections, grace_min=rules.grace_min)
    expected = float(rules.people_expected(booking.kind, booking.sections))
    judged = judge(what, day.keys.get(booking.id), rules, expected=expected)
    return Slot(booking.id, booking, booking.sections, booking.start_ms, booking.end_ms, judged, what, expected)


def _unbooked(hall: str, gap: Gap) -> Slot:
    minutes = (gap.end_ms - gap.start_ms) // MINUTE_MS
    people = {"mean": round(gap.people, 1), "peak": round(gap.peak or 0.0, 1)} if gap.people is not None else None
    reasons = (
        Reason(Why.SEEN, {"share": round(gap.p, 2), "minutes": minutes}),
        *((Reason(Why.PEOPLE, people),) if people else ()),
    )
    judged = Judged(Verdict.UNBOOKED, 0.0, 0.0, 0.0, reasons)
    what = Seen(minutes, 1.0, gap.p, people=gap.people, peak=gap.peak)
    return Slot(gap.id(hall), None, tuple(sorted(gap.sections)), gap.start_ms, gap.end_ms, judged, what, None, gap.p)


def _is_staff_time(day: Day, rules: UsageRules, t_ms: int) -> bool:
    local = utc(t_ms).astimezone(day.zone)
    return rules.is_cleaning(day.hall, local.weekday(), local.hour * 60 + local.minute)


def is_young(day: Day, now_ms: int) -> bool:
    """Say whether late telemetry may still change what is said of a day."""
    return now_ms - day.to_ms < 7 * DAY_MS
