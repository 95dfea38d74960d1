"""A town whose use is known: halls, bookings, who really came, and what imperfect sensors and lockers told of it. Seeded.

What happens in a slot (nobody, few, late, as planned) is drawn first; sensors then see it through their faults: doors miss
people, counts stay behind after everybody left, devices are away for hours, somebody walks through an empty hall.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.model import Booking, Kind
from hallenwart_backend.booking.rules import local_ms
from hallenwart_backend.occupancy.slots.day import Day
from hallenwart_backend.occupancy.slots.grid import Track
from hallenwart_backend.occupancy.slots.model import Key

BERLIN: Final = ZoneInfo("Europe/Berlin")
MIN: Final = 60_000
STEP_MIN: Final = 5
IDLE_MIN: Final = 10
WEEK: Final[Sequence[tuple[int, int, int, tuple[int, ...]]]] = (
    *((day, 8 * 60, 13 * 60, (1, 2, 3)) for day in range(5)),
    *((day, 15 * 60, 16 * 60 + 30, (1,)) for day in range(5)),
    *((day, 15 * 60, 17 * 60, (2, 3)) for day in range(5)),
    *((day, 17 * 60, 18 * 60 + 30, (1, 2, 3)) for day in (0, 2, 4)),
    *((day, 17 * 60, 18 * 60 + 30, (1,)) for day in (1, 3)),
    *((day, 17 * 60, 19 * 60, (2, 3)) for day in (1, 3)),
    *((day, 19 * 60, 21 * 60, (1, 2, 3)) for day in range(5)),
    (5, 10 * 60, 13 * 60, (1, 2, 3)),
    (5, 14 * 60, 18 * 60, (1, 2, 3)),
    (6, 11 * 60, 15 * 60, (1, 2, 3)),
)
"""Weekday, minutes after midnight, sections."""
HOLIDAYS: Final = (
    (date(2026, 3, 30), date(2026, 4, 11)),
    (date(2026, 7, 20), date(2026, 8, 31)),
    (date(2026, 10, 19), date(2026, 10, 31)),
)


@dataclass(frozen=True, slots=True)
class Truth:
    """What really happened in a slot: `what` is used, under_used or no_show; people from `from_ms` to `to_ms`."""

    what: str
    people: int = 0
    from_ms: int = 0
    to_ms: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """A day as it was planned and measured, with the truth by booking. `walks`: use nobody booked."""

    day: Day
    truth: dict[str, Truth]
    walks: list[Truth]


@dataclass
class UseYear:
    """`by_section`: this hall's sections are counted apart; `counts` False: presence alone; `locker`: its keys hang in one."""

    hall: str
    seed: int
    clubs: Sequence[str]
    first: date
    last: date
    by_section: bool = False
    counts: bool = True
    locker: bool = True
    _random: random.Random = field(init=False)
    _empty: dict[tuple[int, int, tuple[int, ...]], float] = field(default_factory=dict)
    _away_until_ms: int = 0

    def __post_init__(self) -> None:
        self._random = random.Random(f"{self.hall}/{self.seed}")
        for weekday, start, _, sections in WEEK:
            self._empty[weekday, start, sections] = min(0.9, self._random.betavariate(0.7, 4.0))

    def days(self) -> Iterator[Known]:
        day = self.first
        while day <= self.last:
            yield self._day(day)
            day += timedelta(days=1)

    def _day(self, day: date) -> Known:
        holiday = any(first <= day <= last for first, last in HOLIDAYS)
        bookings, truth, keys = [], dict[str, Truth](), dict[str, Key]()
        for at, (weekday, start, end, sections) in enumerate(WEEK):
            if weekday != day.weekday() or (holiday and start < 13 * 60 and weekday < 5):
                continue
            one = self._booking(day, at, start, end, sections)
            bookings.append(one)
            empty = self._empty[weekday, start, sections]
            happened = truth[one.id] = self._happens(one, min(0.95, empty + (0.3 if holiday else 0.0)))
            if self.locker:
                keys[one.id] = self._key(happened)
        walks = self._walks(day)
        from_ms, to_ms = local_ms(day, 0, BERLIN), local_ms(day, 1440, BERLIN)
        tracks = self._measured(bookings, truth, walks, from_ms, to_ms)
        opens = [(local_ms(day, 7 * 60, BERLIN), local_ms(day, 23 * 60, BERLIN))]
        return Known(Day(self.hall, 3, BERLIN, day, bookings, opens, (), keys, tracks), truth, walks)

    def _booking(self, day: date, at: int, start: int, end: int, sections: tuple[int, ...]) -> Booking:
        school = start < 13 * 60 and day.weekday() < 5
        return Booking(
            id=f"{self.hall}-{day:%y%m%d}-{at}",
            hall=self.hall,
            sections=sections,
            club=self.clubs[at % len(self.clubs)],
            title="Schulsport" if school else "Training",
            person=None,
            start_ms=local_ms(day, start, BERLIN),
            end_ms=local_ms(day, end, BERLIN),
            state="booked",
            created_ms=0,
            series=f"{self.hall}-s{at}",
            kind=Kind.SCHOOL if school else Kind.TRAINING,
        )

    def _happens(self, one: Booking, empty: float) -> Truth:
        draw = self._random
        if draw.random() < empty:
            return Truth("no_show")
        expected = (16 if one.kind == Kind.SCHOOL else 10) * len(one.sections)
        people, late, early = max(1, round(draw.gauss(1.0, 0.3) * expected)), draw.randint(-8, 8), draw.randint(-5, 10)
        lot = draw.random()
        if lot < 0.08:
            people = max(1, round(draw.uniform(0.05, 0.25) * expected))
        elif lot < 0.14:
            late = draw.randint(20, 40)
        few = people < 0.3 * expected
        return Truth("under_used" if few else "used", people, one.start_ms + late * MIN, one.end_ms - early * MIN)

    def _key(self, happened: Truth) -> Key:
        taken = self._random.random() < (0.03 if happened.what == "no_show" else 0.93)
        return Key(happened.from_ms or 1, happened.to_ms or 2) if taken else Key()

    def _walks(self, day: date) -> list[Truth]:
        draw = self._random
        if draw.random() > 0.25:
            return []
        start = local_ms(day, draw.choice([6 * 60 + 30, 13 * 60 + 30, 21 * 60 + 45]), BERLIN)
        return [Truth("unbooked", draw.randint(2, 12), start, start + draw.randint(30, 70) * MIN)]

    # --- what sensors tell of it ---

    def _measured(
        self, bookings: Sequence[Booking], truth: dict[str, Truth], walks: Sequence[Truth], from_ms: int, to_ms: int
    ) -> list[Track]:
        draw = self._random
        away = self._away(from_ms, to_ms)
        sections = [(1,), (2,), (3,)] if self.by_section else [(1, 2, 3)]
        tracks = []
        for place in sections:
            spans = [
                self._seen(truth[one.id], len(set(place) & set(one.sections)) / len(one.sections))
                for one in bookings
                if set(place) & set(one.sections)
            ]
            spans += [self._seen(one, 1.0 / len(sections)) for one in walks]
            if draw.random() < 0.3:  # somebody looks in
                at = from_ms + draw.randint(8 * 60, 21 * 60) * MIN
                spans.append((at, at + draw.randint(3, 9) * MIN, 1.0))
            tracks.append(self._track(frozenset(place) if self.by_section else frozenset(), spans, away, from_ms, to_ms))
        return tracks

    def _away(self, from_ms: int, to_ms: int) -> tuple[int, int]:
        if self._away_until_ms <= from_ms and self._random.random() < 0.015:
            begin = from_ms + self._random.randint(0, 20) * 60 * MIN
            self._away_until_ms = begin + self._random.randint(2, 60) * 60 * MIN
            return begin, self._away_until_ms
        return (from_ms, self._away_until_ms) if self._away_until_ms > from_ms else (to_ms, to_ms)

    def _seen(self, happened: Truth, share: float) -> tuple[int, int, float]:
        """Return when how many are counted: doors miss some, and a count may stay behind for a while after the end."""
        if happened.people == 0:
            return 0, 0, 0.0
        draw = self._random
        counted = max(1.0, round(happened.people * share * draw.gauss(1.0, 0.06)))
        left_behind = draw.randint(5, 25) * MIN if draw.random() < 0.05 else 0
        return happened.from_ms, happened.to_ms + left_behind, counted

    def _track(
        self, place: frozenset[int], spans: Sequence[tuple[int, int, float]], away: tuple[int, int], from_ms: int, to_ms: int
    ) -> Track:
        people, busy, low, high = [], [], [], []
        for t_ms in range(from_ms, to_ms, STEP_MIN * MIN):
            if away[0] <= t_ms < away[1]:
                continue
            count = sum(x for start, end, x in spans if start <= t_ms < end)
            if count == 0 and (t_ms - from_ms) % (IDLE_MIN * MIN):
                continue
            people.append((t_ms, count))
            busy.append((t_ms, self._sure(count > 0)))
            if count:
                low.append((t_ms, max(0.0, count - 1 - round(count * 0.08))))
                high.append((t_ms, count + 1 + round(count * 0.08)))
        return Track(place, busy=busy, people=people, low=low, high=high) if self.counts else Track(place, busy=busy)

    def _sure(self, there: bool) -> float:
        wrong = self._random.random() < 0.01
        return round(self._random.uniform(0.9, 0.99) if there != wrong else self._random.uniform(0.01, 0.06), 2)
