"""Hours to bill, per booking and per club: real hours, also on the days when clocks change. Pure.

Rounding: lengths are kept in minutes; a part of a minute counts as one. Hours are minutes / 60 with two decimals, half up.
Sums are made of the minutes and rounded once.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from io import StringIO
from typing import Final, Literal
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.model import Booking, Kind, State
from hallenwart_contract.clock import utc

Mark = Literal["comma", "point"]
_MINUTE_MS: Final = 60_000
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_GROUPS: Final = {"school": "Schule", "club": "Verein", "other": "Sonstige", "": ""}
_KINDS: Final = {"training": "Training", "match": "Spiel", "event": "Veranstaltung", "school": "Schule"}
BOOKING_HEAD: Final = (
    "Verein",
    "Gruppe",
    "Datum",
    "Beginn",
    "Ende",
    "Halle",
    "Teile",
    "Anzahl Teile",
    "Titel",
    "Art",
    "Serie",
    "Stand",
    "Recht von",
    "Stunden",
    "Teil-Stunden",
    "Buchung",
)
CLUB_HEAD: Final = (
    "Verein",
    "Gruppe",
    "Termine",
    "Stunden",
    "Teil-Stunden",
    "davon Serie",
    "davon einzeln",
    "davon geliehen",
    "davon kurzfristig abgesagt",
    "verliehen (zahlt der andere Verein)",
    *(f"davon {name}" for name in _KINDS.values()),
)


@dataclass(frozen=True, slots=True)
class HallOf:
    name: str
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Names:
    clubs: Mapping[str, str]
    groups: Mapping[str, str]
    halls: Mapping[str, HallOf]


@dataclass(frozen=True, slots=True)
class Billed:
    """A date to bill to `club`: who had it, the borrower where it was lent. `late`: cancelled too late."""

    booking: Booking
    club: str
    minutes: int
    late: bool

    @property
    def section_minutes(self) -> int:
        return self.minutes * len(self.booking.sections)


def minutes_of(booking: Booking) -> int:
    """Return the real length in minutes, a started one counted whole."""
    return -(-(booking.end_ms - booking.start_ms) // _MINUTE_MS)


def billed(bookings: Iterable[Booking], *, late_ms: int) -> list[Billed]:
    """Return what is billed: dates booked, and those cancelled less than `late_ms` before they were to begin.

    Blocks and the town's own dates cost nobody; what only waits for approval was not given yet.
    """
    found = []
    for one in bookings:
        club = one.holder
        if club is None or one.kind == Kind.BLOCK:
            continue
        late = one.state == State.CANCELLED and one.cancelled_ms is not None and one.start_ms - one.cancelled_ms < late_ms
        if one.state == State.BOOKED or late:
            found.append(Billed(one, club, minutes_of(one), late))
    return found


def hours(minutes: int) -> Decimal:
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def by_booking(rows: Sequence[Billed], names: Names, mark: Mark) -> str:
    """Return the file with one line per date, by club and time."""
    ordered = sorted(rows, key=lambda row: (names.clubs.get(row.club, row.club).casefold(), row.booking.start_ms))
    return _file(BOOKING_HEAD, [_booking_cells(row, names, mark) for row in ordered])


def by_club(rows: Sequence[Billed], names: Names, mark: Mark) -> str:
    """Return the file with one line per club and the sum of all in the last one."""
    clubs = {club for row in rows for club in (row.club, row.booking.club) if club}
    ordered = sorted(clubs, key=lambda club: names.clubs.get(club, club).casefold())
    lines = [_club_cells(club, rows, names, mark) for club in ordered]
    total = ["Summe", "", *_sums(rows, lent=0, mark=mark)]
    return _file(CLUB_HEAD, [*lines, total])


def _booking_cells(row: Billed, names: Names, mark: Mark) -> list[str]:
    one = row.booking
    hall = names.halls.get(one.hall, HallOf(one.hall, ZoneInfo("UTC")))
    start, end = (utc(ms).astimezone(hall.zone) for ms in (one.start_ms, one.end_ms))
    state = "kurzfristig abgesagt" if row.late else "geliehen" if one.borrower else "gebucht"
    return [
        _text(names.clubs.get(row.club, row.club)),
        _GROUPS.get(names.groups.get(row.club, ""), ""),
        f"{start:%d.%m.%Y}",
        f"{start:%H:%M}",
        f"{end:%H:%M}" if end.date() == start.date() else f"{end:%d.%m.%Y %H:%M}",
        _text(hall.name),
        " ".join(str(section) for section in one.sections),
        str(len(one.sections)),
        _text(one.title),
        _KINDS.get(one.kind, ""),
        "Serie" if one.series else "einzeln",
        state,
        _text(names.clubs.get(one.club or "", "")) if one.borrower else "",
        _number(row.minutes, mark),
        _number(row.section_minutes, mark),
        one.id,
    ]


def _club_cells(club: str, rows: Sequence[Billed], names: Names, mark: Mark) -> list[str]:
    lent = sum(row.minutes for row in rows if row.booking.borrower and row.booking.club == club)
    theirs = [row for row in rows if row.club == club]
    group = _GROUPS.get(names.groups.get(club, ""), "")
    return [_text(names.clubs.get(club, club)), group, *_sums(theirs, lent=lent, mark=mark)]


def _sums(rows: Sequence[Billed], *, lent: int, mark: Mark) -> list[str]:
    minutes = [
        sum(row.minutes for row in rows),
        sum(row.section_minutes for row in rows),
        sum(row.minutes for row in rows if row.booking.series),
        sum(row.minutes for row in rows if not row.booking.series),
        sum(row.minutes for row in rows if row.booking.borrower),
        sum(row.minutes for row in rows if row.late),
        lent,
        *(sum(row.minutes for row in rows if row.booking.kind == kind) for kind in _KINDS),
    ]
    return [str(len(rows)), *(_number(one, mark) for one in minutes)]


def _number(minutes: int, mark: Mark) -> str:
    text = f"{hours(minutes):f}"
    return text.replace(".", ",") if mark == "comma" else text


def _text(text: str) -> str:
    """Return a text no spreadsheet calculates with: what could begin a formula gets an apostrophe in front."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


def _file(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()
