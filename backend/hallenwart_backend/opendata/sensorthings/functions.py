"""The functions and arithmetic of expressions (9.3.3.5.2 of the standard). Pure.

Of values of a wrong kind they raise TypeError, ValueError or AttributeError, or return None: there they have no value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any, Final

from hallenwart_backend.opendata.sensorthings.comparing import end_of
from hallenwart_backend.opendata.sensorthings.model import Instant, Span
from hallenwart_backend.opendata.sensorthings.syntax import Duration, Shape
from hallenwart_contract.clock import utc

_LAST_MS: Final = 253_402_300_799_999
_FIRST_MS: Final = -62_135_596_800_000


def _text(function: Callable[..., Any]) -> Callable[..., Any]:
    def of(*given: Any) -> Any:
        return function(*given) if isinstance(given[0], str) else None

    return of


def _clock(part: Callable[[datetime], Any]) -> Callable[[Any], Any]:
    """Return what reads a part of a time, in UTC; of one that lasts its beginning."""
    return lambda value: part(utc(value.ms))


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return value


def _add(one: Any, other: Any) -> Any:
    if isinstance(one, Span) and isinstance(other, Duration):
        return Span(one.ms + other.ms, one.end_ms + other.ms)
    if isinstance(one, Instant | Duration) and isinstance(other, Duration):
        return type(one)(one.ms + other.ms)
    return _number(one) + _number(other)


def _sub(one: Any, other: Any) -> Any:
    if isinstance(one, Instant | Span) and isinstance(other, Instant | Span):
        return Duration(one.ms - other.ms)
    if isinstance(other, Duration):
        return _add(one, Duration(-other.ms))
    return _number(one) - _number(other)


def _substring(text: str, start: int, length: int | None = None) -> str:
    return text[start:] if length is None else text[start : start + length]


def _day(value: Any) -> date:
    return utc(value.ms).date()


def _time(value: Any) -> time:
    return utc(value.ms).time()


def _during(one: Any, other: Any) -> bool:
    return bool(other.ms <= one.ms and end_of(one) <= end_of(other))


def _overlaps(one: Any, other: Any) -> bool:
    if isinstance(one, Instant) or isinstance(other, Instant):
        return bool(one.ms <= other.ms < max(end_of(one), one.ms + 1) or other.ms <= one.ms < max(end_of(other), other.ms + 1))
    return bool(one.ms < end_of(other) and other.ms < end_of(one))


def _corner(value: Any) -> tuple[float, float]:
    if isinstance(value, Shape):
        return value.corners[0]
    longitude, latitude = value["coordinates"]
    return longitude, latitude


def _within(value: Any, shape: Shape) -> bool:
    """Say whether a point lies in a polygon, by how often a line to the east of it meets the border."""
    (x, y), corners = _corner(value), shape.corners
    inside = False
    for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


FUNCTIONS: Final[Mapping[str, Callable[..., Any]]] = {
    "substringof": _text(lambda part, text: part in text),
    "contains": _text(lambda text, part: part in text),
    "startswith": _text(lambda text, part: text.startswith(part)),
    "endswith": _text(lambda text, part: text.endswith(part)),
    "indexof": _text(lambda text, part: text.find(part)),
    "concat": _text(lambda text, more: text + more),
    "length": _text(len),
    "tolower": _text(str.lower),
    "toupper": _text(str.upper),
    "trim": _text(str.strip),
    "substring": _text(_substring),
    "round": lambda x: math.floor(_number(x) + 0.5),
    "floor": lambda x: math.floor(_number(x)),
    "ceiling": lambda x: math.ceil(_number(x)),
    "neg": lambda x: -_number(x),
    "add": _add,
    "sub": _sub,
    "mul": lambda x, y: _number(x) * _number(y),
    "div": lambda x, y: _number(x) / _number(y),
    "mod": lambda x, y: math.fmod(_number(x), _number(y)),
    "year": _clock(lambda at: at.year),
    "month": _clock(lambda at: at.month),
    "day": _clock(lambda at: at.day),
    "hour": _clock(lambda at: at.hour),
    "minute": _clock(lambda at: at.minute),
    "second": _clock(lambda at: at.second),
    "fractionalseconds": _clock(lambda at: at.microsecond / 1_000_000),
    "date": _day,
    "time": _time,
    "totaloffsetminutes": lambda value: value.ms * 0,
    "mindatetime": lambda: Instant(_FIRST_MS),
    "maxdatetime": lambda: Instant(_LAST_MS),
    "before": lambda one, other: end_of(one) < other.ms or (isinstance(one, Span) and end_of(one) == other.ms),
    "after": lambda one, other: one.ms > end_of(other) or (isinstance(other, Span) and one.ms == end_of(other)),
    "during": _during,
    "overlaps": _overlaps,
    "meets": lambda one, other: end_of(one) == other.ms or end_of(other) == one.ms,
    "starts": lambda one, other: one.ms == other.ms,
    "finishes": lambda one, other: end_of(one) == end_of(other),
    "st_within": _within,
    "geo.distance": lambda one, other: math.dist(_corner(one), _corner(other)),
}
