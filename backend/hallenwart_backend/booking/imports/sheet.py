"""A file's content as a table of texts, whatever kind of file it was. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

MOST_ROWS: Final = 30_000
MOST_COLUMNS: Final = 60
LONGEST_CELL: Final = 2_000


class FileError(Exception):
    """Raised when a file cannot be taken in.

    `code`: empty, too_large, too_many_rows, no_table, bad_xlsx, bad_calendar, encrypted.
    """

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.where = where


@dataclass(frozen=True, slots=True)
class Sheet:
    """`kind`: csv, xlsx, ics. `first` is the number in the file of the first row after the heading; rows have equal lengths."""

    kind: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first: int = 2


def text_of(cell: object) -> str:
    """Return a cell as text: dates as 2026-11-23, times as 18:30, both as 2026-11-23T18:30, whole numbers without a point."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else f"{_minute(cell):%Y-%m-%dT%H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return f"{_minute(datetime.combine(date.min + timedelta(days=1), cell)):%H:%M}"
    if isinstance(cell, timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str("" if cell is None else cell)
    return text.strip()[:LONGEST_CELL]


def _minute(moment: datetime) -> datetime:
    """Round to the minute: a spreadsheet's 18:00 may be 17:59:59.999."""
    return (moment + timedelta(seconds=30)).replace(second=0, microsecond=0)


def table_of(kind: str, lines: list[list[str]]) -> Sheet:
    """Return the table in these lines: its heading is the first line with two texts or more. Raises FileError."""
    while lines and not any(lines[-1]):
        lines.pop()
    start = next((number for number, line in enumerate(lines) if sum(bool(cell) for cell in line) > 1), None)
    if start is None:
        raise FileError("no_table" if lines else "empty")
    if len(lines) - start - 1 > MOST_ROWS:
        raise FileError("too_many_rows")
    head = [" ".join(cell.split()) for cell in lines[start]]
    while head and not head[-1]:
        head.pop()
    width = min(len(head), MOST_COLUMNS)
    rows = tuple(tuple((line + [""] * width)[:width]) for line in lines[start + 1 :])
    return Sheet(kind, tuple(head[:width]), rows, start + 2)
