"""Who of those who wait gets time that is free. Pure.

First by group, then who has less in that week, then who was served less, then who waits longer. Each step gives the one slot
whose club comes first, so nobody is overtaken by who comes later and both could have had it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.model import Group, Kind
from hallenwart_backend.booking.rules import QUARTER_MS, local_day, local_ms, quarters

MINUTE_MS: Final = 60_000
_RANK: Final = {group: rank for rank, group in enumerate(Group)}
Key = tuple[int, int, int, int, str, int]


class WaitState(StrEnum):
    """`offered`: a time is held until the club says yes or no."""

    WAITING = "waiting"
    OFFERED = "offered"
    FILLED = "filled"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a club waits for. `halls` empty: any; `weekday` None: any day of the span, 0 is Monday.

    Start and end lie within `from_min` and `to_min` of one day, local wall time. `wanted` dates in all, `filled` of them had;
    `passed` are dates it has or did not want.
    """

    id: str
    club: str
    group: Group
    halls: tuple[str, ...]
    sections: int
    from_date: date
    to_date: date
    weekday: int | None
    from_min: int
    to_min: int
    length_min: int
    created_ms: int
    until_ms: int
    wanted: int = 1
    filled: int = 0
    passed: tuple[date, ...] = ()
    ask_first: bool = False
    title: str = ""
    kind: str = Kind.TRAINING
    person: str | None = None
    note: str = ""
    state: str = WaitState.WAITING
    booking: str | None = None
    offered_until_ms: int | None = None

    def days(self) -> Iterator[date]:
        """Yield the days it may be filled on."""
        day = self.from_date
        while day <= self.to_date:
            if (self.weekday is None or day.weekday() == self.weekday) and day not in self.passed:
                yield day
            day += timedelta(days=1)

    def touches(self, hall: str, start_ms: int, end_ms: int, zone: ZoneInfo) -> bool:
        """Say whether a time in a hall could be of use to it."""
        day = local_day(start_ms, zone)
        if (self.halls and hall not in self.halls) or day not in set(self.days()):
            return False
        first, last = local_ms(day, self.from_min, zone), local_ms(day, self.to_min, zone)
        return min(end_ms, last) - max(start_ms, first) >= self.length_min * MINUTE_MS


@dataclass(frozen=True, slots=True)
class Ground:
    """A hall as it is filled: when it is open on a day, its sections, and how long it rests after each booking."""

    hall: str
    zone: ZoneInfo
    sections: int
    buffer_ms: int
    open: Mapping[date, Sequence[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Fill:
    wish: Wish
    hall: str
    sections: tuple[int, ...]
    start_ms: int
    end_ms: int
    week: date


@dataclass(slots=True)
class Round:
    """One look at what is free. `taken`: the quarters somebody has, by (hall, section).

    `minutes` a club has by (club, Monday of the week), `served`: how often it was filled this season. `first_ms`: no slot
    begins earlier.
    """

    wishes: Sequence[Wish]
    grounds: Mapping[str, Ground]
    taken: dict[tuple[str, int], set[int]]
    minutes: dict[tuple[str, date], int]
    served: dict[str, int]
    first_ms: int
    _left: dict[str, int] = field(default_factory=dict)
    _found: dict[tuple[str, date], Fill] = field(default_factory=dict)
    _closed: set[tuple[str, date]] = field(default_factory=set)
    _days: dict[tuple[str, date], list[date]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for wish in self.wishes:
            self._left[wish.id] = wish.wanted - wish.filled
            for day in wish.days():
                self._days.setdefault((wish.id, day - timedelta(days=day.weekday())), []).append(day)
        for wish in self.wishes:
            for week in [week for name, week in self._days if name == wish.id]:
                self._search(wish, week)

    def next(self) -> Fill | None:
        """Return who is to be filled next, and with what; None when nothing free fits anybody."""
        return min(self._found.values(), key=self.key, default=None)

    def key(self, fill: Fill) -> Key:
        """Return by what one comes before another: the smaller first."""
        wish = fill.wish
        had = self.minutes.get((wish.club, fill.week), 0)
        return _RANK[wish.group], had, self.served.get(wish.club, 0), wish.created_ms, wish.id, fill.start_ms

    def take(self, fill: Fill) -> None:
        """Note that it was filled."""
        wish = fill.wish
        ground = self.grounds[fill.hall]
        span = quarters(fill.start_ms, fill.end_ms + ground.buffer_ms)
        for section in fill.sections:
            self.taken.setdefault((fill.hall, section), set()).update(span)
        had = wish.club, fill.week
        self.minutes[had] = self.minutes.get(had, 0) + (fill.end_ms - fill.start_ms) // MINUTE_MS
        self.served[wish.club] = self.served.get(wish.club, 0) + 1
        self._left[wish.id] -= 1
        self._days[wish.id, fill.week].remove(local_day(fill.start_ms, ground.zone))
        self._renew(fill)

    def close(self, wish: Wish) -> None:
        """Leave a wish out from now on: a time is held for it until it answers."""
        self._left[wish.id] = 0
        for name, week in [one for one in self._found if one[0] == wish.id]:
            del self._found[name, week]

    def skip(self, fill: Fill) -> None:
        """Leave this wish out for this week: the club's limits do not let it have more."""
        self._closed.add((fill.wish.id, fill.week))
        self._found.pop((fill.wish.id, fill.week), None)

    def _renew(self, done: Fill) -> None:
        for (name, week), fill in list(self._found.items()):
            rest_ms = self.grounds[fill.hall].buffer_ms
            near = fill.start_ms < done.end_ms + rest_ms and done.start_ms < fill.end_ms + rest_ms
            gone = fill.hall == done.hall and near
            if name == done.wish.id or gone:
                self._search(fill.wish, week)

    def _search(self, wish: Wish, week: date) -> None:
        self._found.pop((wish.id, week), None)
        if self._left[wish.id] <= 0 or (wish.id, week) in self._closed:
            return
        fill = next(self._slots(wish, week), None)
        if fill is not None:
            self._found[wish.id, week] = fill

    def _slots(self, wish: Wish, week: date) -> Iterator[Fill]:
        halls = wish.halls or tuple(self.grounds)
        for day in self._days.get((wish.id, week), ()):
            for ground in (self.grounds[hall] for hall in halls if hall in self.grounds):
                for start in _starts(wish, day, ground, self.first_ms):
                    end = start + wish.length_min * MINUTE_MS
                    free = self._free(ground, start, end + ground.buffer_ms)
                    if len(free) >= wish.sections:
                        yield Fill(wish, ground.hall, _together(free, wish.sections), start, end, week)

    def _free(self, ground: Ground, start_ms: int, end_ms: int) -> list[int]:
        span = quarters(start_ms, end_ms)
        all_sections = range(1, ground.sections + 1)
        return [one for one in all_sections if self.taken.get((ground.hall, one), set()).isdisjoint(span)]


def _starts(wish: Wish, day: date, ground: Ground, first_ms: int) -> Iterator[int]:
    early = max(local_ms(day, wish.from_min, ground.zone), first_ms)
    late = local_ms(day, wish.to_min, ground.zone)
    for opens, closes in ground.open.get(day, ()):
        first = -(-max(opens, early) // QUARTER_MS) * QUARTER_MS
        yield from range(first, min(closes, late) - wish.length_min * MINUTE_MS + 1, QUARTER_MS)


def _together(free: Sequence[int], wanted: int) -> tuple[int, ...]:
    """Return sections side by side where there are, else the first."""
    for at in range(len(free) - wanted + 1):
        if free[at + wanted - 1] - free[at] == wanted - 1:
            return tuple(free[at : at + wanted])
    return tuple(free[:wanted])
