"""Who is on call where and when, as pure decisions.

Shifts come first, in the order of their positions; the standing chain stands behind them and fills their gaps. A stand-in
takes a person's place wherever it comes. Who cannot be woken moves behind those who can, and where nobody can be woken the
administrators are. Weekly shifts are local wall time of each site, expanded late: 18:00 stays 18:00 when clocks change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, Literal
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.rules import local_ms
from hallenwart_contract.clock import utc

LONGEST_SHIFT_MS: Final = 31 * 24 * 3_600_000
MOST_SHIFTS: Final = 3_000
AHEAD_MS: Final = 14 * 24 * 3_600_000
"""How far ahead gaps and conflicts are shown."""
LONGEST_LOOK_MS: Final = 62 * 24 * 3_600_000
_LONGEST_WEEKLY_DAYS: Final = 7
State = Literal["ok", "weak", "nobody"]
Source = Literal["shift", "chain", "admin"]


@dataclass(frozen=True, slots=True)
class Weekly:
    """Begins on these weekdays (Monday is 0) at `start_min` after local midnight, ends `end_day` days later at `end_min`."""

    weekdays: frozenset[int]
    start_min: int
    end_min: int
    end_day: int
    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """`sites` empty: all. Either from/to, or `weekly`."""

    id: str
    person: str
    sites: frozenset[str]
    position: int
    from_ms: int = 0
    to_ms: int = 0
    weekly: Weekly | None = None
    uid: str = ""
    note: str = ""

    def covers(self, site: str) -> bool:
        return not self.sites or site in self.sites

    def spans(self, zone: ZoneInfo, from_ms: int, to_ms: int) -> Iterator[tuple[int, int]]:
        """Yield the times of this shift that touch the window, in order."""
        if self.weekly is None:
            times: Iterable[tuple[int, int]] = ((self.from_ms, self.to_ms),)
        else:
            times = _weekly(self.weekly, zone, from_ms, to_ms)
        return ((begin, end) for begin, end in times if begin < to_ms and end > from_ms and end > begin)


def _weekly(weekly: Weekly, zone: ZoneInfo, from_ms: int, to_ms: int) -> Iterator[tuple[int, int]]:
    day = max(weekly.first, utc(from_ms).astimezone(zone).date() - timedelta(days=weekly.end_day + 1))
    last = utc(to_ms).astimezone(zone).date() + timedelta(days=1)
    last = min(last, weekly.last) if weekly.last else last
    while day <= last:
        if day.weekday() in weekly.weekdays:
            end = local_ms(day + timedelta(days=weekly.end_day), weekly.end_min, zone)
            yield local_ms(day, weekly.start_min, zone), end
        day += timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StandIn:
    """`person` None: nobody has taken it yet, and the turn passes to the next in line."""

    id: str
    absent: str
    person: str | None
    from_ms: int
    to_ms: int


@dataclass(frozen=True, slots=True)
class Who:
    """Someone who can be on call: how many proved ways wake, and how many are independent of each other."""

    name: str
    waking: int = 0
    paths: int = 0


@dataclass(frozen=True, slots=True)
class Roster:
    """Everything needed to say who is on call. `people` are those whose account is open; `stand_ins` the newest last."""

    shifts: Sequence[Shift] = ()
    stand_ins: Sequence[StandIn] = ()
    chain: Sequence[str] = ()
    people: Mapping[str, Who] = field(default_factory=dict)
    admins: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class OnCall:
    """One of the line. `ways` counts verified waking ways; `source`: shift, chain, admin; `stand_in_for` is a name."""

    person: str
    name: str
    position: int = 0
    stand_in_for: str = ""
    until_ms: int | None = None
    ways: int = 0
    paths: int = 0
    source: Source = "chain"


@dataclass(frozen=True, slots=True)
class Stretch:
    """As long as the line stays the same. `state`: ok, weak (the first has one path alone or none), nobody."""

    from_ms: int
    to_ms: int
    state: State
    line: tuple[OnCall, ...]


def line(roster: Roster, site: str, zone: ZoneInfo, at_ms: int) -> tuple[OnCall, ...]:
    """Return who is woken at this moment, in order; empty only where there is no administrator either."""
    found = _ordered(_planned(roster, site, zone, at_ms))
    if not any(one.ways for one in found):
        rest = [_one(roster, person, None, "admin") for person in roster.admins if person in roster.people]
        found = _ordered([*found, *rest])
    return tuple(replace(one, position=position) for position, one in enumerate(found, 1))


def is_manned(found: Sequence[OnCall]) -> bool:
    """Say whether somebody of roster or chain can be woken."""
    return any(one.ways and one.source != "admin" for one in found)


def state_of(found: Sequence[OnCall]) -> State:
    if not is_manned(found):
        return "nobody"
    return "ok" if found[0].paths > 1 else "weak"


def planned_now(roster: Roster, site: str, zone: ZoneInfo, at_ms: int) -> list[OnCall]:
    """Return whose turn it is by the plan, also those who cannot be woken."""
    return _planned(roster, site, zone, at_ms)


def _planned(roster: Roster, site: str, zone: ZoneInfo, at_ms: int) -> list[OnCall]:
    turns = [
        (shift.position, begin, shift.id, shift.person, end)
        for shift in roster.shifts
        if shift.covers(site)
        for begin, end in shift.spans(zone, at_ms, at_ms + 1)
    ]
    planned: list[tuple[str, int | None, Source]] = [(person, end, "shift") for _, _, _, person, end in sorted(turns)]
    planned += [(person, None, "chain") for person in roster.chain]
    stood = (_stood_in(roster, _one(roster, *turn), at_ms) for turn in planned if turn[0] in roster.people)
    return [one for one in stood if one is not None]


def _one(roster: Roster, person: str, until_ms: int | None, source: Source) -> OnCall:
    who = roster.people[person]
    return OnCall(person, who.name, until_ms=until_ms, ways=who.waking, paths=who.paths, source=source)


def _stood_in(roster: Roster, turn: OnCall, at_ms: int) -> OnCall | None:
    """Follow stand-ins of stand-ins; None where the chain of them ends with nobody, or runs in a circle."""
    person, until, seen = turn.person, turn.until_ms, {turn.person}
    while (stand_in := _absence(roster, person, at_ms)) is not None:
        if stand_in.person is None or stand_in.person in seen or stand_in.person not in roster.people:
            return None
        until = stand_in.to_ms if until is None else min(until, stand_in.to_ms)
        person = stand_in.person
        seen.add(person)
    leaves = [one.from_ms for one in roster.stand_ins if one.absent == person and one.from_ms > at_ms]
    until = min([*leaves, *([] if until is None else [until])], default=None)
    taken = _one(roster, person, until, turn.source)
    return replace(taken, stand_in_for="" if person == turn.person else turn.name)


def _absence(roster: Roster, person: str, at_ms: int) -> StandIn | None:
    """The newest word counts."""
    return next((one for one in reversed(roster.stand_ins) if one.absent == person and one.from_ms <= at_ms < one.to_ms), None)


def _ordered(found: Iterable[OnCall]) -> list[OnCall]:
    """Everyone once, at the first place; those who can be woken first."""
    once: dict[str, OnCall] = {}
    for one in found:
        once.setdefault(one.person, one)
    return sorted(once.values(), key=lambda one: not one.ways)


def stretches(roster: Roster, site: str, zone: ZoneInfo, from_ms: int, to_ms: int) -> list[Stretch]:
    """Return the line over time, without gaps between the stretches."""
    edges = {from_ms, to_ms}
    for shift in roster.shifts:
        if shift.covers(site):
            edges.update(edge for span in shift.spans(zone, from_ms, to_ms) for edge in span)
    edges.update(edge for one in roster.stand_ins for edge in (one.from_ms, one.to_ms))
    cuts = sorted(edge for edge in edges if from_ms <= edge <= to_ms)
    found: list[Stretch] = []
    for begin, end in pairwise(cuts):
        now = line(roster, site, zone, begin)
        if found and _same(found[-1].line, now):
            found[-1] = replace(found[-1], to_ms=end)
        else:
            found.append(Stretch(begin, end, state_of(now), now))
    return found


def _same(one: Sequence[OnCall], other: Sequence[OnCall]) -> bool:
    return [(a.person, a.stand_in_for, a.source) for a in one] == [(b.person, b.stand_in_for, b.source) for b in other]


def fault_of_weekly(weekly: Weekly) -> str | None:
    """Return why these times make no shift, as a code."""
    if not weekly.weekdays or not weekly.weekdays <= set(range(7)):
        return "no_weekday"
    if weekly.last and weekly.last < weekly.first:
        return "ends_before_start"
    minutes = weekly.end_day * 1440 + weekly.end_min - weekly.start_min
    return None if 0 < minutes <= _LONGEST_WEEKLY_DAYS * 1440 else "ends_before_start"
