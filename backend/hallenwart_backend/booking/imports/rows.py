"""What each row of a table wishes, before anybody looks whether it can be had. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from hallenwart_backend.booking.imports import cells
from hallenwart_backend.booking.imports.cells import date_of, dates_of, minute_of, moment_of, times_of, weekdays_of
from hallenwart_backend.booking.imports.sheet import Sheet
from hallenwart_backend.booking.model import Kind
from hallenwart_backend.web.fields import tidy

LONGEST_TITLE: Final = 80
LONGEST_NOTE: Final = 400


@dataclass(frozen=True, slots=True)
class Season:
    """First and last day of rows that name none."""

    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row as read. `moments` are begin and end as exact or local times, for rows that name them so.

    Otherwise minutes count from local midnight, for each of `weekdays` from `first` to `last`, or on `day` alone.
    `fault` is a code: no_hall, no_when, no_times, bad_times, no_season, bad_skip, off (it does not take place).
    """

    number: int
    hall: str
    part: str
    club: str
    title: str
    start_min: int = 0
    end_min: int = 0
    weekdays: tuple[int, ...] = ()
    day: date | None = None
    first: date | None = None
    last: date | None = None
    moments: tuple[datetime, datetime] | None = None
    skip: tuple[date, ...] = ()
    every: int = 1
    kind: Kind = Kind.TRAINING
    note: str = ""
    fault: str = ""


def rows_of(sheet: Sheet, mapping: Sequence[str], season: Season, hall: str = "", club: str = "") -> list[Row]:
    """Return all rows that say anything. `hall` and `club` are meant where a row names none."""
    columns = {field: number for number, field in enumerate(mapping) if field}
    found = []
    for number, line in enumerate(sheet.rows, sheet.first):
        if any(line):
            told = {field: line[column] for field, column in columns.items() if column < len(line)}
            found.append(_row(number, told, season, hall, club))
    return found


def _row(number: int, told: Mapping[str, str], season: Season, hall: str, club: str) -> Row:
    where = told.get("hall") or hall
    if told.get("site") and told.get("hall"):
        where = f"{told['site']} {told['hall']}"
    club = told.get("club") or club
    title = _line(told.get("title", "")) or _line(club) or "Belegung"
    skip, readable = dates_of(told.get("skip", ""))
    every = cells.every_of(told.get("every", ""))
    fields = {
        "hall": where,
        "part": told.get("part", ""),
        "club": club,
        "title": title[:LONGEST_TITLE],
        "kind": cells.kind_of(told.get("kind", "")),
        "note": _line(told.get("note", ""))[:LONGEST_NOTE],
        "skip": skip,
        "every": every or 1,
    }
    when = dict(_when(told, season))
    faults = [
        "off" if cells.is_off(told.get("state", "")) else "",
        "" if where else "no_hall",
        str(when.pop("fault", "")),
        "" if readable else "bad_skip",
        "" if every else "bad_rhythm",
    ]
    return Row(number=number, **fields, **when, fault=next(filter(None, faults), ""))  # type: ignore[arg-type]  # by name


def _line(text: str) -> str:
    """Return the text in one line, without what nobody can read."""
    readable = "".join(sign if sign.isprintable() else " " for sign in text)
    return tidy(readable) if readable.strip() else ""


def _when(told: Mapping[str, str], season: Season) -> Iterator[tuple[str, object]]:
    begins, ends = moment_of(told.get("start", "")), moment_of(told.get("end", ""))
    if begins is not None and ends is not None:
        yield "moments", (begins, ends)
        if ends.replace(tzinfo=None) <= begins.replace(tzinfo=None) and ends.tzinfo == begins.tzinfo:
            yield "fault", "bad_times"
        return
    times = _times(told)
    if times is None:
        yield "fault", "no_times"
        return
    yield "start_min", times[0]
    yield "end_min", times[1]
    yield from _days(told, season)


def _times(told: Mapping[str, str]) -> tuple[int, int] | None:
    if told.get("time"):
        return times_of(told["time"])
    start = minute_of(_clock(told.get("start", "")))
    end = minute_of(_clock(told.get("end", "")))
    return None if start is None or end is None else (start, cells.after(start, end))


def _clock(text: str) -> str:
    """Return the time of `01.12.2026 00:30`, where only an end names its day."""
    return text.rsplit(" ", 1)[-1] if date_of(text) else text


def _days(told: Mapping[str, str], season: Season) -> Iterator[tuple[str, object]]:
    weekdays, day = weekdays_of(told.get("weekday", "")), date_of(told.get("date", ""))
    if day is not None:
        yield "day", day
        return
    if weekdays is None:
        yield "fault", "no_when"
        return
    first = date_of(told.get("from_date", "")) or season.first
    last = date_of(told.get("to_date", "")) or season.last
    yield "weekdays", weekdays
    yield "first", first
    yield "last", last
    if first is None or last is None or last < first:
        yield "fault", "no_season"
