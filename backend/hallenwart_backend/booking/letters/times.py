"""Times and places as messages say them: with weekday, by the clock on the hall's wall. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.letters import words
from hallenwart_contract.clock import utc


def day_words(day: date, language: str, *, short: bool = False) -> str:
    """Return `Montag, 23.11.2026` or `Monday, 23 Nov 2026`; `short` without weekday and year."""
    text = f"{day.day} {words.MONTHS_EN[day.month - 1]}" if language == "en" else f"{day:%d.%m.}"
    if short:
        return text
    year = f" {day.year}" if language == "en" else f"{day.year}"
    return f"{words.WEEKDAYS[day.weekday()].in_(language)}, {text}{year}"


def when_words(start_ms: int, end_ms: int, zone: ZoneInfo, language: str) -> str:
    """Return weekday, day, begin and end. The end of a night's date is by its own clock."""
    start, end = (utc(ms).astimezone(zone) for ms in (start_ms, end_ms))
    hour = "" if language == "en" else " Uhr"
    return f"{day_words(start.date(), language)}, {start:%H:%M}\u2013{end:%H:%M}{hour}"


def moment_words(t_ms: int, zone: ZoneInfo, language: str) -> str:
    at = utc(t_ms).astimezone(zone)
    return f"{day_words(at.date(), language)}, {at:%H:%M}{'' if language == 'en' else ' Uhr'}"


def rule_words(rule: Mapping[str, Any], language: str) -> str:
    """Return the weekly time of a series."""
    weeks = int(rule.get("every_weeks", 1) or 1)
    line = words.EVERY if weeks == 1 else words.EVERY_SOME
    day = words.WEEKDAYS[int(rule["weekday"])].in_(language)
    return line.in_(language).format(day=day, start=rule["start"], end=rule["end"], weeks=weeks)
