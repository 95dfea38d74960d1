"""How two values of entities stand to each other, and in which order values come. Pure."""

from __future__ import annotations

from datetime import date, time
from typing import Any, Final

from hallenwart_backend.opendata.sensorthings.model import Instant, Span
from hallenwart_backend.opendata.sensorthings.syntax import Duration

_NUMBERS: Final = frozenset({int, float})


def compare(one: Any, other: Any) -> int | None:
    """Return how two values stand to each other: below 0, 0, above 0; None where they cannot be compared."""
    if type(one) is float and type(other) in _NUMBERS:
        return int(one > other) - int(one < other)
    if one is None or other is None:
        return 0 if one is other else None
    if isinstance(one, Instant | Span) and isinstance(other, Instant | Span):
        return _compare_times(one, other)
    numbers = isinstance(one, int | float) and isinstance(other, int | float)
    if isinstance(one, bool) is not isinstance(other, bool) or not (numbers or type(one) is type(other)):
        return None
    try:
        return int(one > other) - int(one < other)
    except TypeError:
        return None if one != other else 0


def _compare_times(one: Instant | Span, other: Instant | Span) -> int:
    first, last = (one.ms, end_of(one)), (other.ms, end_of(other))
    if isinstance(one, Span) and isinstance(other, Span):
        if first == last:
            return 0
        return -1 if first < last else 1
    return int(one.ms > other.ms) - int(one.ms < other.ms)


def end_of(time_: Instant | Span) -> int:
    return time_.end_ms if isinstance(time_, Span) else time_.ms


def rank(value: Any) -> tuple[int, Any]:
    """Return what values are ordered by: nothing first, then numbers, texts, times, days, and what has no order."""
    if value is None:
        return 0, 0
    if isinstance(value, Instant | Span):
        return 3, (value.ms, end_of(value))
    for number, kind in ((1, int | float), (2, str), (4, Duration), (5, date), (6, time)):
        if isinstance(value, kind):
            return number, value
    return 9, 0
