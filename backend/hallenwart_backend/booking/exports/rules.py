"""The plan as CSV and XLSX, in the columns an import reads. Pure.

Texts that a spreadsheet would calculate with get an apostrophe in CSV and are stored as texts in XLSX. Dates and times are
typed in XLSX. Where a local time comes twice, the second one is told as an instant.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.feeds.rules import local
from hallenwart_backend.booking.model import Booking, Kind, State
from hallenwart_backend.halls.model import Hall

HEAD: Final = (
    *("Standort", "Halle", "Teil", "Verein", "Titel", "Wochentag", "Datum", "Von", "Bis"),
    *("Art", "Stand", "Bemerkung", "Geliehen an", "Buchung", "Serie"),
)
_WEEKDAYS: Final = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_KINDS: Final = {
    Kind.TRAINING: "Training",
    Kind.MATCH: "Spiel",
    Kind.EVENT: "Veranstaltung",
    Kind.SCHOOL: "Schule",
    Kind.BLOCK: "Sperre",
}
_STATES: Final = {State.BOOKED: "gebucht", State.ASKED: "angefragt", State.CANCELLED: "abgesagt", State.DECLINED: "abgelehnt"}
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
Cell = str | date | time


@dataclass(frozen=True, slots=True)
class Names:
    halls: Mapping[str, Hall]
    clubs: Mapping[str, str]


def rows(bookings: Iterable[Booking], names: Names) -> Iterator[list[Cell]]:
    """Yield one row per date; the club is the owner of the right."""
    for one in bookings:
        hall = names.halls[one.hall]
        start, end = _moments(one, hall.zone)
        yield [
            hall.site.name,
            hall.name,
            hall.words_of(one.sections) if hall.sections > 1 else "",
            names.clubs.get(one.club or "", one.club or ""),
            one.title,
            _WEEKDAYS[datetime.fromtimestamp(one.start_ms / 1000, hall.zone).weekday()],
            datetime.fromtimestamp(one.start_ms / 1000, hall.zone).date(),
            start,
            end,
            _KINDS.get(Kind(one.kind), ""),
            _STATES.get(State(one.state), one.state),
            one.note,
            names.clubs.get(one.borrower or "", one.borrower or ""),
            one.id,
            one.series or "",
        ]


def _moments(one: Booking, zone: ZoneInfo) -> tuple[Cell, Cell]:
    """Return begin and end as times of the day, or both as instants where times of the day would mean others."""
    start, end = local(one.start_ms, zone), local(one.end_ms, zone)
    plain = start.tzinfo is end.tzinfo is zone and 0 <= (end.date() - start.date()).days <= 1
    if not plain or (end.date() > start.date()) != (end.time() <= start.time()):
        return start.isoformat(timespec="minutes"), end.isoformat(timespec="minutes")
    return start.time(), end.time()


def as_csv(lines: Iterable[list[Cell]]) -> bytes:
    """Return the file as German spreadsheets open it: semicolons, UTF-8 with a mark."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows([_csv(cell) for cell in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def _csv(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def as_xlsx(lines: Iterable[list[Cell]]) -> bytes:
    """Return the workbook; no cell of it is ever a formula."""
    from openpyxl import Workbook  # takes 27 MB with numpy; who writes a spreadsheet loads it
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    def typed(cell: Cell) -> object:
        made = WriteOnlyCell(sheet, value=cell)  # type: ignore[arg-type]  # a time of day will do, too
        if isinstance(cell, str):
            made.value = "".join(sign for sign in cell if sign.isprintable() or sign == "\n")
            made.data_type = "s"
        else:
            made.number_format = "dd.mm.yyyy" if isinstance(cell, date) else "hh:mm"
        return made

    book, file = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("Hallenplan")
    sheet.freeze_panes = "A2"
    for column, width in zip("ABCDEFGHIJKLMNO", (20, 24, 16, 26, 26, 12, 12, 8, 8, 14, 11, 30, 20, 18, 18), strict=True):
        sheet.column_dimensions[column].width = width
    bold = Font(bold=True)
    head = [WriteOnlyCell(sheet, value=name) for name in HEAD]
    for cell in head:
        cell.font = bold
    sheet.append(head)
    for line in lines:
        sheet.append([typed(cell) for cell in line])
    book.save(file)
    return file.getvalue()
