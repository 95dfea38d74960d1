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
from itertools import product
from typing import Any, Final

from hallenwart_backend.opendata.sensorthings.comparing import compare
from hallenwart_backend.opendata.sensorthings.functions import FUNCTIONS
from hallenwart_backend.opendata.sensorthings.model import ID, TYPES, Instant, Item, Kind, World, value_of
from hallenwart_backend.opendata.sensorthings.refusals import not_offered, too_wide, unknown
from hallenwart_backend.opendata.sensorthings.syntax import Const, Node, Path

Values = Sequence[Any]
Meaning = Callable[[Item], Values]
_COMPARE: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
}
MOST_VALUES: Final = 10_000
"""So many values, or pairs of them, an expression may have of one entity."""
_TRUE: Final[Values] = (True,)
_FALSE: Final[Values] = (False,)


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
    return _applied(FUNCTIONS.get(node.name) or (lambda: Instant(now_ms)), of)


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
        _bound(len(left) * len(right))
        return (any((compare(x, y) == 0) is wanted for x in left for y in right),)

    def ordered(item: Item) -> Values:
        left, right = one(item), other(item)
        _bound(len(left) * len(right))
        for x in left:
            for y in right:
                if (by := compare(x, y)) is not None and does(by, 0):
                    return _TRUE
        return _FALSE

    does: Callable[[Any, Any], bool] = _COMPARE.get(name, operator.eq)
    return equal if name in ("eq", "ne") else ordered


def _applied(function: Callable[..., Any], of: Sequence[Meaning]) -> Meaning:
    def value(*given: Any) -> Any:
        try:
            return function(*given)
        except (TypeError, ValueError, AttributeError, ArithmeticError, OSError):
            return None  # of such values it has none

    def of_one(item: Item) -> Values:
        return [found for x in only(item) if (found := value(x)) is not None]

    def of_two(item: Item) -> Values:
        left, right = first(item), only(item)
        _bound(len(left) * len(right))
        return [found for x in left for y in right if (found := value(x, y)) is not None]

    def of_many(item: Item) -> Values:
        values = [one(item) for one in of]
        _bound(math.prod(len(one) for one in values))
        return [found for given in product(*values) if (found := value(*given)) is not None]

    if not of or len(of) > 2:
        return of_many
    first, only = of[0], of[-1]
    return of_one if len(of) == 1 else of_two


def _bound(values: int) -> None:
    """Raises QueryError where one entity would be looked at too often."""
    if values > MOST_VALUES:
        raise too_wide()


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

    def walk(item: Item) -> Values:
        found: list[Any] = []
        for entity in world.linked(item, name):
            found += further(entity)
            _bound(len(found))
        return found

    return walk


def _one(value: Any) -> Values:
    return () if value is None else (value,)


def _inside(value: Any, names: Sequence[str]) -> Values:
    """Return what stands inside a property, such as `properties/address`."""
    for name in names:
        value = value.get(name) if isinstance(value, Mapping) else None
    return _one(value)
