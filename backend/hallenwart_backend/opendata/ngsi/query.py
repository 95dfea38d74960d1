"""NGSI-LD's `q`: conditions on attributes, joined by `;` (and) and `|` (or). Pure.

    availableSpotNumber>5;name=="Parkplatz Nord"     temperature==18..22     useState==free,soon     relativeHumidity

`;` binds closer than `|`. Brackets, `~=` and functions are not known here: they are refused, never guessed.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

_TERM: Final = re.compile(r"(?P<name>[A-Za-z_][\w.:/#-]*?(?:\[[\w.]+\])?)(?:(?P<op>==|!=|>=|<=|>|<)(?P<value>.+))?", re.DOTALL)
_LONGEST: Final = 500
_MOST_TERMS: Final = 20
_COMPARE: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
Condition = Callable[[Mapping[str, Any]], bool]
Value = str | float | bool


class QueryError(ValueError):
    """What was asked is not understood. `unknown` True: it is of the standard, and not done here."""

    def __init__(self, said: str, *, unknown: bool = False) -> None:
        super().__init__(said)
        self.unknown = unknown


def parse(text: str) -> Condition:
    """Return whether a simplified entity fits. Raises QueryError."""
    if len(text) > _LONGEST:
        raise QueryError(f"q is longer than {_LONGEST} characters")
    bare = re.sub(r'"[^"]*"', "", text)
    if "~=" in bare or "(" in bare:
        raise QueryError("q: brackets and patterns are not supported", unknown=True)
    ways = [[_condition(term) for term in _split(way, ";")] for way in _split(text, "|")]
    if sum(map(len, ways)) > _MOST_TERMS:
        raise QueryError(f"q has more than {_MOST_TERMS} terms")
    return lambda entity: any(all(fits(entity) for fits in way) for way in ways)


def _split(text: str, at: str) -> list[str]:
    """Split outside of quoted text."""
    return re.split(rf'{re.escape(at)}(?=(?:[^"]*"[^"]*")*[^"]*$)', text)


def _condition(term: str) -> Condition:
    found = _TERM.fullmatch(term.strip())
    if found is None:
        raise QueryError(f"q: {term!r} is no condition; write attribute==value")
    name, op, value = found["name"], found["op"], found["value"]
    path = re.split(r"[.\[\]]", name.rstrip("]"))
    if op is None:
        return lambda entity: _at(entity, path) is not None
    if op in {"==", "!="}:
        fits = _equals(value)
        return lambda entity: (said := _at(entity, path)) is not None and fits(said) is (op == "==")
    limit, compare = _value(value), _COMPARE[op]
    return lambda entity: _ordered(_at(entity, path), limit, compare)


def _equals(text: str) -> Callable[[Any], bool]:
    parts = _split(text, ",")
    spans = [_span(part) for part in parts]

    def fits(said: Any) -> bool:
        told = said if isinstance(said, list) else [said]
        return any(_within(one, low, high) for one in told for low, high in spans)

    return fits


def _span(part: str) -> tuple[Value, Value]:
    low, dots, high = ("", "", "") if part.startswith('"') else part.partition("..")
    return (_value(low), _value(high)) if dots else (_value(part), _value(part))


def _within(said: Any, low: Value, high: Value) -> bool:
    if low == high or isinstance(said, bool):
        return bool(said == low and isinstance(said, bool) == isinstance(low, bool))
    return _ordered(said, low, operator.ge) and _ordered(said, high, operator.le)


def _ordered(said: Any, limit: Value, compare: Callable[[Any, Any], bool]) -> bool:
    if isinstance(said, bool) or isinstance(limit, bool):
        return False
    if isinstance(said, int | float) and isinstance(limit, float):
        return compare(said, limit)
    return isinstance(said, str) and isinstance(limit, str) and compare(said, limit)


def _value(text: str) -> Value:
    """Return what a value says: quoted text, a number, true or false, a time or a bare word."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1]
    if text in {"true", "false"}:
        return text == "true"
    try:
        return float(text)
    except ValueError:
        if not text or '"' in text:
            raise QueryError(f"q: {text!r} is no value") from None
        return text


def _at(entity: Mapping[str, Any], path: list[str]) -> Any:
    found: Any = entity
    for step in filter(None, path):
        if not isinstance(found, Mapping):
            return None
        found = found.get(step)
    return found
