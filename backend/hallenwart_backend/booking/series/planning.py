"""What becomes of each date when a series is made, changed or ended, as pure arithmetic over what is there now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.model import HOLDING, Booking, Kind
from hallenwart_backend.booking.rules import LATE_MS, Shut, Timetable, is_open, local_day, why_closed
from hallenwart_backend.booking.series.model import Series
from hallenwart_backend.halls.model import Hall


class Fate(StrEnum):
    """`taken` and `closed` dates get no new booking; one they had before stays where it was."""

    FREE = "free"
    KEPT = "kept"
    CHANGES = "changes"
    STAYS = "stays"
    ENDS = "ends"
    TAKEN = "taken"
    CLOSED = "closed"
    SKIPPED = "skipped"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Instead:
    """Another time or place for one date; None is as in the series."""

    start_ms: int | None = None
    hall: str | None = None
    sections: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Exceptions:
    """What is asked for single dates. `instead` None leaves the date out, `add` takes it back in."""

    instead: Mapping[date, Instead | None] = field(default_factory=dict)
    skip: Collection[date] = ()
    add: Collection[date] = ()

    def leaves_out(self, day: date) -> bool:
        return day in self.skip or (day in self.instead and self.instead[day] is None)

    def brings(self, day: date) -> bool:
        """Say whether a date is wanted that was left out before."""
        return day in self.add or self.instead.get(day) is not None


@dataclass(frozen=True, slots=True)
class Planned:
    """`before` is the booking of this date so far, `after` what is wished; `fault` says why not, as a code.

    `why` are the office's words for a closure or the name of a holiday.
    """

    day: date
    fate: Fate
    before: Booking | None = None
    after: Booking | None = None
    fault: str = ""
    why: str = ""
    conflicts: tuple[Booking, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """What stands while dates are planned: halls, their hours, the time, and what a new booking begins with."""

    halls: Mapping[str, Hall]
    table: Callable[[Hall], Timetable]
    now_ms: int
    new: Callable[[Series], Booking]


def day_of(booking: Booking, zone: ZoneInfo) -> date:
    """Return the date of the rhythm a booking is for, wherever it was moved."""
    return local_day(booking.start_ms if booking.was_start_ms is None else booking.was_start_ms, zone)


def is_exception(booking: Booking, series: Series, zone: ZoneInfo) -> bool:
    """Say whether a date is lent or somewhere else than its series says."""
    span = series.rhythm.span_ms(day_of(booking, zone), zone)
    as_series = (booking.start_ms, booking.end_ms, booking.hall, booking.sections) == (*span, series.hall, series.sections)
    return booking.borrower is not None or not as_series


def plan(
    after: Series, had: Sequence[Booking], rules: Mapping[str, Series], wanted: Exceptions, ground: Ground
) -> list[Planned]:
    """Return the fate of each date before anybody else is looked at.

    `had` are the dates so far that did not begin yet, `rules` the series and phases they belong to by id. A series has one
    date a week at most, so a date follows its week when the weekday changes.
    """
    zone = ground.halls[after.hall].zone
    by_week = _by_week(had, zone)
    planned = []
    for day in after.rhythm.dates():
        before = by_week.pop(week_of(day), None)
        planned.append(_fate(after, day, before, rules, wanted, ground))
    left = [_left(one, zone) for one in by_week.values() if one.state in HOLDING]
    return sorted([*planned, *left], key=lambda one: one.day)


def _by_week(had: Iterable[Booking], zone: ZoneInfo) -> dict[date, Booking]:
    """Return by week the booking that counts: one that holds time before a cancelled one, the newest last."""
    ordered = sorted(had, key=lambda one: (one.state in HOLDING, one.created_ms))
    return {week_of(day_of(one, zone)): one for one in ordered}


def week_of(day: date) -> date:
    """Return the Monday of its week."""
    return day - timedelta(days=day.weekday())


def _left(before: Booking, zone: ZoneInfo) -> Planned:
    """A date that the rhythm does not have any more ends; a lent one stays with its borrower."""
    return Planned(day_of(before, zone), Fate.STAYS if before.borrower else Fate.ENDS, before)


def _fate(
    series: Series, day: date, before: Booking | None, rules: Mapping[str, Series], wanted: Exceptions, ground: Ground
) -> Planned:
    zone = ground.halls[series.hall].zone
    holds = before is not None and before.state in HOLDING
    if wanted.leaves_out(day):
        return Planned(day, Fate.ENDS if holds else Fate.SKIPPED, before)
    left_out = day in series.skipped or (before is not None and not holds)
    if left_out and not holds and not wanted.brings(day):
        return Planned(day, Fate.SKIPPED, before)
    if before is not None and holds and day not in wanted.instead and is_exception(before, rules[before.series or ""], zone):
        return Planned(day, Fate.STAYS, before)
    return _checked(series, day, before if holds else None, wanted.instead.get(day), ground)


def _checked(series: Series, day: date, before: Booking | None, instead: Instead | None, ground: Ground) -> Planned:
    wish = wish_of(series, day, before, instead, ground)
    if before is not None and wish == before:
        return Planned(day, Fate.KEPT, before, wish)
    if wish.start_ms + LATE_MS <= ground.now_ms:
        return Planned(day, Fate.PAST, before, wish)
    table = ground.table(ground.halls[wish.hall])
    if not all(1 <= section <= table.sections for section in wish.sections):
        return Planned(day, Fate.CLOSED, before, wish, "bad_sections")
    if wish.kind != Kind.BLOCK and not is_open(wish.start_ms, wish.end_ms, wish.sections, table):
        why = why_closed(wish.start_ms, wish.end_ms, wish.sections, table)
        return Planned(day, Fate.CLOSED, before, wish, "closed", why)
    if shut := [one for room in wish.rooms for one in _shut(ground.halls[room], wish)]:
        return Planned(day, Fate.CLOSED, before, wish, "closed", shut[0].why)
    return Planned(day, Fate.CHANGES if before else Fate.FREE, before, wish)


def _shut(room: Hall, wish: Booking) -> list[Shut]:
    return room.hours.shut(room.zone, wish.start_ms, wish.end_ms)


def wish_of(series: Series, day: date, before: Booking | None, instead: Instead | None, ground: Ground) -> Booking:
    """Return the booking of a date as the series wants it, or as it was negotiated."""
    start_ms, end_ms = series.rhythm.span_ms(day, ground.halls[series.hall].zone)
    hall, sections, rule_ms = ground.halls[series.hall], series.sections, start_ms
    if instead is not None:
        hall = ground.halls[instead.hall or series.hall]
        start_ms, end_ms = _moved(start_ms, end_ms, instead.start_ms)
        sections = instead.sections or (_first(hall, len(sections)) if instead.hall else sections)
    same_site = hall.site.id == ground.halls[series.hall].site.id
    return replace(
        before or ground.new(series),
        hall=hall.id,
        sections=sections,
        start_ms=start_ms,
        end_ms=end_ms,
        was_start_ms=rule_ms if start_ms != rule_ms else None,
        buffer_ms=hall.buffer_ms,
        rooms=series.rooms if same_site else (),
        title=series.title,
        kind=series.kind,
        effects=series.effects,
        series=series.id,
    )


def _first(hall: Hall, wanted: int) -> tuple[int, ...]:
    return tuple(range(1, min(wanted, hall.sections) + 1))


def _moved(start_ms: int, end_ms: int, to_ms: int | None) -> tuple[int, int]:
    return (start_ms, end_ms) if to_ms is None else (to_ms, to_ms + end_ms - start_ms)


def settled(
    planned: Sequence[Planned], meets: Callable[[Sequence[Booking], Collection[str]], Mapping[str, Sequence[Booking]]]
) -> list[Planned]:
    """Return the plan with the dates that others have.

    `meets(wishes, besides)` says by wish who is in its way. A date that cannot move stays where it was, and then may be in
    the way of another one itself: looked at again until nothing changes.
    """
    taken: dict[date, tuple[Booking, ...]] = {}
    while True:
        open_ = [one for one in planned if one.fate in {Fate.FREE, Fate.CHANGES} and one.day not in taken]
        goes = {one.before.id for one in planned if one.before and (one.fate == Fate.ENDS or one in open_)}
        met = meets([one.after for one in open_ if one.after], goes)
        found = {one.day: tuple(met[one.after.id]) for one in open_ if one.after and one.after.id in met}
        if not found:
            return [replace(one, fate=Fate.TAKEN, conflicts=taken[one.day]) if one.day in taken else one for one in planned]
        taken |= found
