"""Makes series and dates of a table's rows, and says what each of them meets in the plan there is. Pure.

Rows that name single days of one week's rhythm are gathered into one series: a plan written date by date is still a weekly
right. What is in the plan already, with the same place, time and club, is left as it is; so a file may be taken in twice.
"""

from __future__ import annotations

import secrets
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.imports.matching import Ground, Matcher, Place
from hallenwart_backend.booking.imports.model import Dated, Fate, Item, Plan, Settings
from hallenwart_backend.booking.imports.rows import Row
from hallenwart_backend.booking.model import Booking, Kind, State
from hallenwart_backend.booking.rules import LATE_MS, QUARTER_MS, Timetable, local_day, local_ms, why_closed
from hallenwart_backend.booking.series.model import Series
from hallenwart_backend.booking.series.rules import HORIZON_DAYS, MOST_DAYS, Rhythm, fault_of_rhythm
from hallenwart_contract.clock import to_ms

FEWEST: Final = 3
"""So many dates of one weekly rhythm become a series."""
_MINUTE_MS: Final = 60_000
_DAY_MS: Final = 86_400_000
_SHORTEST_MS: Final = 30 * _MINUTE_MS
_LONGEST_MS: Final = 24 * 3_600_000
_FOREVER_MS: Final = 1 << 62


@dataclass(frozen=True, slots=True)
class _Single:
    """A row of one day, as far as it is known."""

    row: Row
    place: Place
    start_ms: int
    end_ms: int


def plan_of(rows: Sequence[Row], ground: Ground, settings: Settings) -> Plan:
    """Return what the rows wish; nobody is looked up yet who might be in the way."""
    matcher, items, left_out = Matcher(ground, settings), [], {}
    singles: list[_Single] = []
    for row in rows:
        place = "" if row.fault else matcher.place(row)
        if not isinstance(place, Place):
            left_out[row.number] = row.fault or place
        elif row.weekdays:
            found = [_weekly(row, place, weekday, ground) for weekday in row.weekdays]
            items += [one for one in found if isinstance(one, Item)]
            if fault := next((one for one in found if isinstance(one, str)), ""):
                left_out[row.number] = fault
        elif isinstance(single := _single(row, place), _Single):
            singles.append(single)
        else:
            left_out[row.number] = single
    items += _gathered(singles, ground)
    items = [item for item in items if item.dates]
    _check(items, ground)
    return Plan(
        list(rows),
        items,
        left_out,
        matcher.unknown_halls(),
        matcher.unknown_clubs(),
        matcher.unknown_parts(),
        matcher.made,
    )


def _weekly(row: Row, place: Place, weekday: int, ground: Ground) -> Item | str:
    if row.first is None or row.last is None:
        return "no_season"
    rhythm = Rhythm(weekday, row.start_min, row.end_min, row.first, row.last, row.every)
    fault = fault_of_rhythm(rhythm, local_day(ground.now_ms, place.hall.zone))
    if fault and fault != "past_season":
        return fault
    days = rhythm.dates()
    skipped = tuple(day for day in days if day in set(row.skip))
    series = _series(row, place, rhythm, skipped, ground)
    dates = [
        Dated(row.number, day, _wish(row, place, *rhythm.span_ms(day, place.hall.zone), ground, series.id))
        for day in days
        if day not in skipped
    ]
    return Item((row.number,), series, dates, place.new_club)


def _series(row: Row, place: Place, rhythm: Rhythm, skipped: Sequence[date], ground: Ground) -> Series:
    return Series(
        id=secrets.token_hex(8),
        hall=place.hall.id,
        sections=place.sections,
        club=place.club,
        title=row.title,
        weekday=rhythm.weekday,
        start_min=rhythm.start_min,
        end_min=rhythm.end_min,
        from_date=rhythm.from_date,
        to_date=rhythm.to_date,
        state=State.BOOKED,
        created_ms=ground.now_ms,
        every_weeks=rhythm.every_weeks,
        skipped=tuple(skipped),
        kind=row.kind,
        person=ground.person,
        on_behalf=place.club is not None,
        note=row.note,
    )


def _wish(row: Row, place: Place, start_ms: int, end_ms: int, ground: Ground, series: str | None) -> Booking:
    return Booking(
        id=secrets.token_hex(8),
        hall=place.hall.id,
        sections=place.sections,
        club=place.club,
        title=row.title,
        person=ground.person,
        start_ms=start_ms,
        end_ms=end_ms,
        state=State.BOOKED,
        created_ms=ground.now_ms,
        series=series,
        kind=row.kind,
        buffer_ms=place.hall.buffer_ms,
        on_behalf=place.club is not None,
        note=row.note,
    )


def _single(row: Row, place: Place) -> _Single | str:
    zone = place.hall.zone
    if row.moments is not None:
        start_ms, end_ms = (_instant(moment, zone) for moment in row.moments)
    elif row.day is not None:
        start_ms, end_ms = Rhythm(0, row.start_min, row.end_min, row.day, row.day).span_ms(row.day, zone)
    else:
        return "no_when"
    if start_ms % QUARTER_MS or end_ms % QUARTER_MS:
        return "bad_grid"
    if not _SHORTEST_MS <= end_ms - start_ms <= _LONGEST_MS:
        return "bad_length"
    return _Single(row, place, start_ms, end_ms)


def _instant(moment: datetime, zone: ZoneInfo) -> int:
    if moment.tzinfo is not None:
        return to_ms(moment)
    return local_ms(moment.date(), moment.hour * 60 + moment.minute, zone)


# --- dates gathered into series --------------------------------------------------------------------------------------


def _gathered(singles: Iterable[_Single], ground: Ground) -> Iterator[Item]:
    """Yield series of what is one weekly rhythm, and single dates."""
    alike: dict[tuple[object, ...], list[_Single]] = {}
    for one in singles:
        alike.setdefault(_key(one), []).append(one)
    for some in alike.values():
        by_day = {local_day(one.start_ms, one.place.hall.zone): one for one in some}
        if len(by_day) < FEWEST or len(by_day) < len(some) or not (rhythm := _rhythm(by_day)):
            yield from (_alone(one, ground) for one in some)
        else:
            yield _joined(rhythm, by_day, ground)


def _key(one: _Single) -> tuple[object, ...]:
    zone = one.place.hall.zone
    day = local_day(one.start_ms, zone)
    minutes = _minutes(one, day)
    where = one.place.hall.id, one.place.sections, one.place.club
    return (*where, one.row.title, one.row.kind, one.row.note, day.weekday(), minutes)


def _minutes(one: _Single, day: date) -> tuple[int, int] | None:
    """Return begin and end as wall time; None where a rhythm would not give these very instants."""
    zone = one.place.hall.zone
    start, end = (datetime.fromtimestamp(ms / 1000, zone) for ms in (one.start_ms, one.end_ms))
    minutes = (
        start.hour * 60 + start.minute,
        end.hour * 60 + end.minute + (end.date() - start.date()).days * 1_440,
    )
    if minutes[0] >= minutes[1] or Rhythm(0, *minutes, day, day).span_ms(day, zone) != (one.start_ms, one.end_ms):
        return None
    return minutes


def _rhythm(by_day: Mapping[date, _Single]) -> Rhythm | None:
    """Return the rhythm most of whose dates are there; None for what is no rhythm or too long."""
    first, last = min(by_day), max(by_day)
    minutes = _minutes(by_day[first], first)
    if minutes is None or (last - first).days > MOST_DAYS:
        return None
    weeks = [(day - first).days // 7 for day in by_day]
    for every in (4, 3, 2, 1):
        if all(week % every == 0 for week in weeks) and 2 * len(weeks) >= max(weeks) // every + 1:
            return Rhythm(first.weekday(), *minutes, first, last, every)
    return None


def _joined(rhythm: Rhythm, by_day: Mapping[date, _Single], ground: Ground) -> Item:
    one = by_day[rhythm.first]
    skipped = [day for day in rhythm.dates() if day not in by_day]
    series = _series(one.row, one.place, rhythm, skipped, ground)
    dates = [
        Dated(by_day[day].row.number, day, _wish(by_day[day].row, one.place, *_span(by_day[day]), ground, series.id))
        for day in sorted(by_day)
    ]
    return Item(tuple(date.row for date in dates), series, dates, one.place.new_club)


def _span(one: _Single) -> tuple[int, int]:
    return one.start_ms, one.end_ms


def _alone(one: _Single, ground: Ground) -> Item:
    day = local_day(one.start_ms, one.place.hall.zone)
    wish = _wish(one.row, one.place, *_span(one), ground, None)
    return Item((one.row.number,), None, [Dated(one.row.number, day, wish)], one.place.new_club)


# --- hours -----------------------------------------------------------------------------------------------------------


def _check(items: Sequence[Item], ground: Ground) -> None:
    """Note which dates are over, too far ahead, or when the hall is closed."""
    by_hall: dict[str, list[Item]] = {}
    for item in items:
        by_hall.setdefault(item.hall, []).append(item)
    latest_ms = ground.now_ms + HORIZON_DAYS * _DAY_MS
    for hall, some in by_hall.items():
        opened = _Opened(ground.table(ground.halls[hall]), some, latest_ms)
        for one in (dated for item in some for dated in item.dates):
            wish = one.wish
            if wish.start_ms + LATE_MS <= ground.now_ms:
                one.fate = Fate.PAST
            elif wish.start_ms > latest_ms:
                one.fate, one.why = Fate.BAD, "too_far"
            elif wish.kind != Kind.BLOCK and not opened.all_of(wish):
                one.fate, one.why = Fate.CLOSED, why_closed(wish.start_ms, wish.end_ms, wish.sections, opened.table)


class _Opened:
    """When one hall is open over a season, worked out once."""

    def __init__(self, table: Timetable, items: Sequence[Item], latest_ms: int) -> None:
        from_ms, to_ms = reach(items)
        self.table = table
        self._spans = table.hours.open_spans(table.zone, from_ms, min(to_ms, latest_ms))
        self._shut = [one for one in table.hours.shut(table.zone, from_ms, min(to_ms, latest_ms)) if one.sections]

    def all_of(self, wish: Booking) -> bool:
        """Say whether the wish's sections are open all its time."""
        at = bisect_right(self._spans, (wish.start_ms, _FOREVER_MS)) - 1
        if at < 0 or self._spans[at][1] < wish.end_ms:
            return False
        sections = frozenset(wish.sections)
        return not any(
            one.sections & sections and one.start_ms < wish.end_ms and wish.start_ms < one.end_ms for one in self._shut
        )


def without_lost(item: Item) -> Series | None:
    """Return the series as it is written: dates that do not come into the plan are skipped."""
    if item.series is None:
        return None
    lost = {one.day for one in item.dates if one.fate in {Fate.TAKEN, Fate.CLOSED, Fate.BAD, Fate.GONE, Fate.THERE}}
    return replace(item.series, skipped=tuple(sorted({*item.series.skipped, *lost})))


def reach(items: Iterable[Item]) -> tuple[int, int]:
    """Return from when to when these items reach, a day more on both sides."""
    starts = [one.wish.start_ms for item in items for one in item.dates]
    if not starts:
        return 0, 0
    return min(starts) - _DAY_MS, max(starts) + 2 * _DAY_MS
