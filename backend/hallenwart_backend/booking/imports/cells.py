"""Dates, times, weekdays and the like as people write them into spreadsheets, German and English. Pure."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

from hallenwart_backend.booking.imports.columns import plain
from hallenwart_backend.booking.model import Kind

_WEEKDAYS: Final = {
    word: number
    for number, words in enumerate(
        (
            ("montag", "mo", "mon", "monday", "montags"),
            ("dienstag", "di", "die", "tue", "tues", "tuesday", "dienstags"),
            ("mittwoch", "mi", "mit", "wed", "wednesday", "mittwochs"),
            ("donnerstag", "do", "don", "thu", "thur", "thurs", "thursday", "donnerstags"),
            ("freitag", "fr", "fre", "fri", "friday", "freitags"),
            ("samstag", "sa", "sam", "sonnabend", "sat", "saturday", "samstags"),
            ("sonntag", "so", "son", "sun", "sunday", "sonntags"),
        )
    )
    for word in words
}
_TIME: Final = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?(?::\d{2})?\s*(?:uhr|h)?\s*(am|pm)?", re.IGNORECASE)
_COMPACT: Final = re.compile(r"(\d{1,2})(\d{2})")
_DATE: Final = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})")
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SERIAL: Final = re.compile(r"\d{5}(?:\.0+)?")
_SERIAL_DAY: Final = date(1899, 12, 30)
_SPAN: Final = re.compile(r"\s*(?:\bbis\b|\bto\b|-|\u2013|\u2014)\s*", re.IGNORECASE)
_LIST: Final = re.compile(r"[,;\n]|\bund\b|\band\b")
_KINDS: Final = {
    "training": Kind.TRAINING,
    "ubung": Kind.TRAINING,
    "spiel": Kind.MATCH,
    "punktspiel": Kind.MATCH,
    "match": Kind.MATCH,
    "wettkampf": Kind.MATCH,
    "veranstaltung": Kind.EVENT,
    "turnier": Kind.EVENT,
    "event": Kind.EVENT,
    "schule": Kind.SCHOOL,
    "schulsport": Kind.SCHOOL,
    "school": Kind.SCHOOL,
    "sperre": Kind.BLOCK,
    "sperrung": Kind.BLOCK,
    "block": Kind.BLOCK,
}
_OFF: Final = frozenset({"abgesagt", "storniert", "abgelehnt", "cancelled", "canceled", "declined", "entfallt"})
_EVERY: Final = {"": 1, "wochentlich": 1, "weekly": 1, "jede woche": 1, "14 tagig": 2, "14tagig": 2, "zweiwochentlich": 2}
_DAY_MIN: Final = 1_440


def weekdays_of(text: str) -> tuple[int, ...] | None:
    """Return the weekdays a text names, 0 is Monday; None where it is no weekday."""
    words = [word for word in plain(text).split() if word not in {"und", "and"}]
    found = tuple(_WEEKDAYS[word] for word in words if word in _WEEKDAYS)
    return found if found and len(found) == len(words) else None


def minute_of(text: str) -> int | None:
    """Return minutes after midnight of `18:30`, `18.30 Uhr`, `18`, `1830`, `6:30 pm`; None where it is no time."""
    bare = text.strip()
    if found := _TIME.fullmatch(bare):
        hour, minute = int(found[1]), int(found[2] or 0)
        half = (found[3] or "").lower()
        hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    elif found := _COMPACT.fullmatch(bare):
        hour, minute = int(found[1]), int(found[2])
    else:
        return None
    total = hour * 60 + minute
    return total if minute < 60 and total <= _DAY_MIN else None


def times_of(text: str) -> tuple[int, int] | None:
    """Return begin and end of `18:00-19:30`; the end is after midnight where it is not after the begin."""
    pieces = _SPAN.split(text.strip())
    if len(pieces) != 2:
        return None
    start, end = minute_of(pieces[0]), minute_of(pieces[1])
    return None if start is None or end is None else (start, after(start, end))


def after(start: int, end: int) -> int:
    """Return an end as minutes of the first day: 01:00 after 23:00 is 1500."""
    return end if end > start else end + _DAY_MIN


def date_of(text: str) -> date | None:
    """Return the day of `2026-11-23`, `23.11.26`, `Mo, 23.11.2026`, or a spreadsheet's number; None for no date."""
    bare = text.strip()
    if _SERIAL.fullmatch(bare):
        return _SERIAL_DAY + timedelta(days=int(float(bare)))
    try:
        if found := _ISO.search(bare):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DATE.search(bare):
            year = int(found[3])
            return date(year + 2000 if year < 100 else year, int(found[2]), int(found[1]))
    except ValueError:
        return None
    return None


def moment_of(text: str) -> datetime | None:
    """Return a day with a time, with a zone where the text tells one; None where it is not both."""
    if "T" not in text and " " not in text.strip():
        return None
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        pass
    day, _, clock = text.strip().rpartition(" ")
    found, minute = date_of(day), minute_of(clock)
    if found is None or minute is None or minute == _DAY_MIN:
        return None
    return datetime(found.year, found.month, found.day, minute // 60, minute % 60)  # noqa: DTZ001 - local, the hall's zone


def dates_of(text: str) -> tuple[tuple[date, ...], bool]:
    """Return all days a list of dates and spans names, and whether all of it could be read."""
    found: list[date] = []
    good = True
    for piece in _LIST.split(text):
        if not piece.strip():
            continue
        days = _span(piece.strip())
        good = good and bool(days)
        found += days
    return tuple(dict.fromkeys(found)), good


def _span(piece: str) -> list[date]:
    if (one := _ISO.fullmatch(piece)) or _DATE.fullmatch(piece):
        day = date_of(one[0] if one else piece)
        return [day] if day else []
    ends = [date_of(end) for end in re.split(r"\s+-\s+|\u2013|\bbis\b|\bto\b|(?<=\d{4})-(?=\d{1,2}\.)", piece)]
    first, last = ends[0], ends[-1]
    if len(ends) > 2 or first is None or last is None or not 0 <= (last - first).days <= 400:
        return []
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def every_of(text: str) -> int | None:
    """Return every how many weeks; None where it is no rhythm."""
    word = plain(text)
    if word in _EVERY:
        return _EVERY[word]
    numbers = [int(one) for one in re.findall(r"\d{1,2}", word)]
    return numbers[0] if len(numbers) == 1 and 1 <= numbers[0] <= 4 else None


def kind_of(text: str) -> Kind:
    return _KINDS.get(plain(text), Kind.TRAINING)


def is_off(text: str) -> bool:
    """Say whether a row's state tells that it does not take place."""
    return any(word in _OFF for word in plain(text).split())
