"""Reads the bytes of a file as a table: XLSX, CSV or iCalendar, told apart by their content. Pure apart from taking time.

XLSX (ECMA-376): values only; no formula is worked out, no link outside followed, and nothing unpacked that would not fit
into memory. CSV as spreadsheets write it: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252.
"""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
import zlib
from datetime import datetime, timedelta
from typing import Any, Final

from hallenwart_backend.booking.imports.sheet import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, FileError, Sheet, table_of, text_of
from hallenwart_backend.calendar_text import BROKEN, CalendarError, dates, parsed
from hallenwart_contract.clock import utc

MOST_BYTES: Final = 10 * 1024 * 1024
_MOST_UNPACKED_BYTES: Final = 60 * 1024 * 1024
_MOST_PART_BYTES: Final = 12 * 1024 * 1024
"""Of anything in a package but its sheets: texts and styles are held in memory, many times as large as they are written."""
_MOST_ROW_BYTES: Final = 1024 * 1024
_MOST_PACKED_FILES: Final = 400
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DELIMITERS: Final = ";,\t|"
_EMPTY_ROWS_END: Final = 200
ICS_HEAD: Final = ("Halle", "Verein", "Titel", "Beginn", "Ende", "Bemerkung")
_ICS_AHEAD_DAYS: Final = 800
_ICS_MOST: Final = 5_000_000
_PLACE: Final = "X-HALLENWART-PLACE"
_CLUB: Final = "X-HALLENWART-CLUB"
_TITLE: Final = "X-HALLENWART-TITLE"


def read_file(content: bytes, now_ms: int) -> Sheet:
    """Return the table in a file. Raises FileError."""
    if not content.strip():
        raise FileError("empty")
    if len(content) > MOST_BYTES:
        raise FileError("too_large")
    if content.startswith(b"PK\x03\x04"):
        return _xlsx(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileError("encrypted")
    text = _decoded(content)
    if text.lstrip()[:15].upper() == "BEGIN:VCALENDAR":
        return _ics(text, now_ms)
    if "\0" in text:
        raise FileError("no_table")
    return _csv(text)


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _csv(text: str) -> Sheet:
    sample = text[:20_000]
    first = next((line for line in sample.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=lambda sign: (first.count(sign), -_DELIMITERS.index(sign)))
    if first.lower().startswith("sep=") and len(first) == len("sep=;"):
        delimiter, text = first[-1], text.split(first, 1)[1]
    lines: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            lines.append([_unquoted(cell) for cell in row[:MOST_COLUMNS]])
            if len(lines) > MOST_ROWS + 50:
                raise FileError("too_many_rows")
    except csv.Error as error:
        raise FileError("no_table", str(error)[:80]) from error
    return table_of("csv", lines)


def _unquoted(cell: str) -> str:
    """Return the text without the apostrophe that keeps a spreadsheet from calculating with it."""
    text = cell.strip()[:LONGEST_CELL]
    return text[1:] if text[:1] == "'" and text[1:2] in set("=+-@") else text


def _xlsx(content: bytes) -> Sheet:
    from openpyxl import load_workbook  # takes 27 MB with numpy; who reads a spreadsheet loads it

    _check_package(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that do not matter here
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            try:
                return table_of("xlsx", _fullest(book))
            finally:
                book.close()
    except FileError:
        raise
    except Exception as error:  # the library raises whatever a broken package makes it stumble over
        raise FileError("bad_xlsx", type(error).__name__) from error


def _check_package(content: bytes) -> None:
    """Refuse what would unpack to more than fits, and what is no spreadsheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            _check_parts(package, parts)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise FileError("bad_xlsx") from error
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise FileError("bad_xlsx")


def _check_parts(package: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Look at what would be unpacked before a library does; more than a part says of itself is never read."""
    if any(part.flag_bits & 1 for part in parts):
        raise FileError("encrypted")
    if len(parts) > _MOST_PACKED_FILES or sum(part.file_size for part in parts) > _MOST_UNPACKED_BYTES:
        raise FileError("too_large")
    for part in parts:
        if not part.filename.startswith("xl/worksheets/"):
            if part.file_size > _MOST_PART_BYTES:
                raise FileError("too_large")
        elif part.file_size > _MOST_ROW_BYTES:
            _check_rows(package, part)


def _check_rows(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse a sheet with a row, or with anything else between rows, that is longer than any row of a plan."""
    with package.open(part) as sheet:
        since = 0
        while chunk := sheet.read(_MOST_ROW_BYTES // 16):
            found = chunk.rfind(b"<row")
            since = len(chunk) - found if found >= 0 else since + len(chunk)
            if since > _MOST_ROW_BYTES:
                raise FileError("too_large")


def _fullest(book: Any) -> list[list[str]]:
    """Return the first sheet that holds a table: a cover page in front has but a few words."""
    best: list[list[str]] = []
    for sheet in book.worksheets:
        lines = _lines(sheet)
        if sum(sum(bool(cell) for cell in line) > 1 for line in lines) > 1:
            return lines
        best = best or lines
    return best


def _lines(sheet: Any) -> list[list[str]]:
    lines: list[list[str]] = []
    empty = 0
    for row in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True):
        line = [text_of(cell) for cell in row]
        empty = 0 if any(line) else empty + 1
        if empty > _EMPTY_ROWS_END:
            break
        lines.append(line)
        if len(lines) > MOST_ROWS + _EMPTY_ROWS_END + 50:
            raise FileError("too_many_rows")
    return lines


def _ics(text: str, now_ms: int) -> Sheet:
    """Return each date of a calendar as a row, series expanded; begin and end are instants or local times without a zone."""
    if len(text) > _ICS_MOST:
        raise FileError("too_large")
    try:
        calendar = parsed(text, most_characters=_ICS_MOST, most_series=MOST_ROWS)
        begin = utc(now_ms) - timedelta(days=1)
        events = dates(calendar, begin, begin + timedelta(days=_ICS_AHEAD_DAYS))
        found = sorted(
            (_event(event) for event in events if str(event.get("STATUS", "")).upper() != "CANCELLED"),
            key=lambda row: (row[3], row[0]),
        )
    except CalendarError as error:
        raise FileError("too_large" if error.code == "too_large" else "bad_calendar", error.where) from error
    except BROKEN as error:
        raise FileError("bad_calendar", str(error)[:80]) from error
    if len(found) > MOST_ROWS:
        raise FileError("too_many_rows")
    return Sheet("ics", ICS_HEAD, tuple(found), 1)


def _event(event: Any) -> tuple[str, ...]:
    begins = event["DTSTART"].dt
    ends = event["DTEND"].dt if "DTEND" in event else begins + timedelta(hours=1)
    place = event.get(_PLACE) or event.get("LOCATION", "")
    club = event.get(_CLUB, _first(event.get("CATEGORIES")))
    title, note = event.get(_TITLE) or event.get("SUMMARY", ""), "" if _PLACE in event else event.get("DESCRIPTION", "")
    return (_line(place), _line(club), _line(title), _moment(begins), _moment(ends), _line(note))


def _first(categories: Any) -> str:
    named = getattr(categories, "cats", None) or []
    return str(named[0]) if named else ""


def _line(text: object) -> str:
    return " ".join(str(text).split())[:LONGEST_CELL]


def _moment(moment: Any) -> str:
    """Return an instant with its zone, a local time without one, or the midnight of a whole day."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return f"{moment.isoformat()}T00:00"
