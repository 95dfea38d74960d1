"""What an expression says of an entity. Pure.

A path through links to many entities has many values: a comparison holds when it holds for one of them. Only `eq null` and
`ne null` hold of nothing. Values that cannot be compared are unequal; a function of a wrong kind of value has no value.

A time that lasts is compared by its beginning with `eq`, `gt`, `ge`, `lt`, `le` and a moment; `before`, `after`, `during`
and their like look at all of it.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from itertools import product
from typing import Any, Final

from hallenwart_backend.opendata.sensorthings.model import ID, TYPES, Instant, Item, Kind, Span, World, value_of
from hallenwart_backend.opendata.sensorthings.refusals import not_offered, unknown
from hallenwart_backend.opendata.sensorthings.syntax import Const, Duration, Node, Path, Shape
from hallenwart_contract.clock import utc

Values = Sequence[Any]
Meaning = Callable[[Item], Values]
_COMPARE: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
}
_TRUE: Final[Values] = (True,)
_FALSE: Final[Values] = (False,)
_NUMBERS: Final = frozenset({int, float})
_LAST_MS: Final = 253_402_300_799_999
_FIRST_MS: Final = -62_135_596_800_000


def holds(node: Node, kind: Kind, world: World, now_ms: int) -> Callable[[Item], bool]:
    """Return whether an expression is true of an entity of this kind. Raises QueryError for what no such entity has."""
    meaning = meaning_of(node, kind, world, now_ms)
    return lambda item: _is_true(meaning(item))


def meaning_of(node: Node, kind: Kind, world: World, now_ms: int) -> Meaning:
    """Return what computes the values of an expression. Raises QueryError."""
    if isinstance(node, Const):
        fixed = (node.value,)
        return lambda _: fixed
    if isinstance(node, Path):
        return _walk(node.names, kind, world)
    of = [meaning_of(one, kind, world, now_ms) for one in node.of]
    if node.name in _LOGIC:
        return _LOGIC[node.name](*of)
    if node.name in ("eq", "ne") or node.name in _COMPARE:
        return _compared(node.name, of[0], of[1])
    return _applied(_FUNCTIONS.get(node.name) or (lambda: Instant(now_ms)), of)


def _is_true(values: Values) -> bool:
    return any(one is True for one in values)


_LOGIC: Final[Mapping[str, Callable[..., Meaning]]] = {
    "and": lambda one, other: lambda item: (_is_true(one(item)) and _is_true(other(item)),),
    "or": lambda one, other: lambda item: (_is_true(one(item)) or _is_true(other(item)),),
    "not": lambda one: lambda item: (not _is_true(one(item)),),
}


def _compared(name: str, one: Meaning, other: Meaning) -> Meaning:
    wanted = name != "ne"

    def equal(item: Item) -> Values:
        left, right = one(item) or (None,), other(item) or (None,)
        return (any((compare(x, y) == 0) is wanted for x in left for y in right),)

    def ordered(item: Item) -> Values:
        for x in one(item):
            for y in other(item):
                if (by := compare(x, y)) is not None and does(by, 0):
                    return _TRUE
        return _FALSE

    does: Callable[[Any, Any], bool] = _COMPARE.get(name, operator.eq)
    return equal if name in ("eq", "ne") else ordered


def _applied(function: Callable[..., Any], of: Sequence[Meaning]) -> Meaning:
    def value(*given: Any) -> Any:
        try:
            return function(*given)
        except (TypeError, ValueError, AttributeError, OverflowError, ZeroDivisionError):
            return None  # of such values it has none

    def of_one(item: Item) -> Values:
        return [found for x in only(item) if (found := value(x)) is not None]

    def of_two(item: Item) -> Values:
        return [found for x in first(item) for y in only(item) if (found := value(x, y)) is not None]

    def of_many(item: Item) -> Values:
        return [found for given in product(*(one(item) for one in of)) if (found := value(*given)) is not None]

    if not of or len(of) > 2:
        return of_many
    first, only = of[0], of[-1]
    return of_one if len(of) == 1 else of_two


# --- paths ---


def _walk(names: Sequence[str], kind: Kind, world: World) -> Meaning:
    name, *rest = names
    link = TYPES[kind].links.get(name)
    if link is None:
        if name not in (ID, "id") and name not in TYPES[kind].properties:
            raise unknown("property", f"{kind}/{name}")
        return (lambda item: _inside(value_of(item, name), rest)) if rest else lambda item: _one(value_of(item, name))
    if not rest:
        raise unknown("property", f"{kind}/{name}")
    if link.to is Kind.OBSERVATION:
        raise not_offered("/".join(names))
    further = _walk(rest, link.to, world)
    return lambda item: [value for entity in world.linked(item, name) for value in further(entity)]


def _one(value: Any) -> Values:
    return () if value is None else (value,)


def _inside(value: Any, names: Sequence[str]) -> Values:
    """Return what stands inside a property, such as `properties/address`."""
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return _one(value)


# --- comparing ---


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
    first, last = (one.ms, _end(one)), (other.ms, _end(other))
    if isinstance(one, Span) and isinstance(other, Span):
        if first == last:
            return 0
        return -1 if first < last else 1
    return int(one.ms > other.ms) - int(one.ms < other.ms)


def _end(time_: Instant | Span) -> int:
    return time_.end_ms if isinstance(time_, Span) else time_.ms


def rank(value: Any) -> tuple[int, Any]:
    """Return what values are ordered by: nothing first, then numbers, texts, times, days, and what has no order."""
    if value is None:
        return 0, 0
    if isinstance(value, Instant | Span):
        return 3, (value.ms, _end(value))
    for number, kind in ((1, int | float), (2, str), (4, Duration), (5, date), (6, time)):
        if isinstance(value, kind):
            return number, value
    return 9, 0


# --- functions ---


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
    return bool(other.ms <= one.ms and _end(one) <= _end(other))


def _overlaps(one: Any, other: Any) -> bool:
    if isinstance(one, Instant) or isinstance(other, Instant):
        return bool(one.ms <= other.ms < max(_end(one), one.ms + 1) or other.ms <= one.ms < max(_end(other), other.ms + 1))
    return bool(one.ms < _end(other) and other.ms < _end(one))


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


_FUNCTIONS: Final[Mapping[str, Callable[..., Any]]] = {
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
    "before": lambda one, other: _end(one) < other.ms or (isinstance(one, Span) and _end(one) == other.ms),
    "after": lambda one, other: one.ms > _end(other) or (isinstance(other, Span) and one.ms == _end(other)),
    "during": _during,
    "overlaps": _overlaps,
    "meets": lambda one, other: _end(one) == other.ms or _end(other) == one.ms,
    "starts": lambda one, other: one.ms == other.ms,
    "finishes": lambda one, other: _end(one) == _end(other),
    "st_within": _within,
    "geo.distance": lambda one, other: math.dist(_corner(one), _corner(other)),
}
