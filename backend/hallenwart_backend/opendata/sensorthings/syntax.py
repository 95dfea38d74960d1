"""The language of `$filter` and `$orderby` (OData 4.0 as SensorThings 1.1 uses it, 9.3.3.5), parsed into a tree. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from hallenwart_backend.opendata.sensorthings.model import Instant, Span
from hallenwart_backend.opendata.sensorthings.refusals import QueryError, malformed, not_offered, unknown

MOST_CHARACTERS: Final = 4_000
MOST_DEEP: Final = 40
MOST_STEPS: Final = 8
MOST_CALLS: Final = 200
_TIME: Final = r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)"
_TOKEN: Final = re.compile(
    rf"\s*(?:(?P<span>{_TIME}/{_TIME})|(?P<time>{_TIME})|(?P<date>\d{{4}}-\d\d-\d\d)(?![\d-])"
    r"|(?P<clock>\d\d:\d\d(?::\d\d(?:\.\d+)?)?)"
    r"|duration'(?P<duration>[^']*)'|(?P<geo>geography'[^']*')"
    r"|(?P<number>\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,3})?)|'(?P<text>(?:[^']|'')*)'"
    r"|(?P<name>@?[A-Za-z_][\w.@]*(?:/@?[A-Za-z_][\w.@]*)*)|(?P<sign>[(),-]))"
)
_DURATION: Final = re.compile(r"(-)?P(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6}(?:\.\d{1,6})?)S)?)?")
_COMPARING: Final = frozenset({"eq", "ne", "gt", "ge", "lt", "le"})
_ADDING: Final = frozenset({"add", "sub"})
_MULTIPLYING: Final = frozenset({"mul", "div", "mod"})
_WORDS: Final[dict[str, Any]] = {"true": True, "false": False, "null": None}
FUNCTIONS: Final[dict[str, tuple[int, int]]] = {
    **dict.fromkeys(("substringof", "endswith", "startswith", "contains", "indexof", "concat"), (2, 2)),
    **dict.fromkeys(("length", "tolower", "toupper", "trim", "round", "floor", "ceiling"), (1, 1)),
    **dict.fromkeys(("year", "month", "day", "hour", "minute", "second", "fractionalseconds"), (1, 1)),
    **dict.fromkeys(("date", "time", "totaloffsetminutes"), (1, 1)),
    **dict.fromkeys(("now", "mindatetime", "maxdatetime"), (0, 0)),
    **dict.fromkeys(("before", "after", "during", "overlaps", "meets", "starts", "finishes"), (2, 2)),
    "substring": (2, 3),
    "st_within": (2, 2),
    "geo.distance": (2, 2),
}
"""By name: how few and how many arguments."""
_KNOWN_ELSEWHERE: Final = ("st_", "geo.")


@dataclass(frozen=True, slots=True)
class Const:
    value: Any


@dataclass(frozen=True, slots=True)
class Path:
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function, or an operator by its word: `eq`, `add`, `and`, `not`, `neg`, …"""

    name: str
    of: tuple[Node, ...]


Node = Const | Path | Call


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    ms: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A point (one corner) or a polygon, as longitude and latitude in degrees."""

    corners: tuple[tuple[float, float], ...]


def parse(text: str, where: str = "$filter") -> Node:
    """Return the tree of an expression. Raises QueryError."""
    if len(text) > MOST_CHARACTERS:
        raise malformed(where, text[:40] + "…")
    found = _Parser(_tokens(text, where), where)
    node = found.either()
    found.end()
    return node


def instant_of(text: str) -> Instant:
    """Return a moment written after ISO 8601 with its offset. Raises ValueError."""
    return Instant(round(datetime.fromisoformat(text).timestamp() * 1000))


Token = tuple[str, str]


def _tokens(text: str, where: str) -> list[Token]:
    found, at = list[Token](), 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise malformed(where, text[at : at + 40])
        found.append((match.lastgroup, match.group(match.lastgroup)))
        at = match.end()
    return found


class _Parser:
    def __init__(self, tokens: list[Token], where: str) -> None:
        self._tokens, self._at, self._where = tokens, 0, where
        self._deep = self._calls = 0

    def end(self) -> None:
        if self._at < len(self._tokens):
            raise malformed(self._where, self._tokens[self._at][1])

    def either(self) -> Node:
        self._deep += 1
        if self._deep > MOST_DEEP:
            raise malformed(self._where, "((((…")
        node = self._both()
        while self._take("name", "or"):
            node = self._made("or", node, self._both())
        self._deep -= 1
        return node

    def _both(self) -> Node:
        node = self._not()
        while self._take("name", "and"):
            node = self._made("and", node, self._not())
        return node

    def _not(self) -> Node:
        count = 0
        while self._take("name", "not"):
            count += 1
        node = self._compared()
        return self._made("not", node) if count % 2 else node

    def _compared(self) -> Node:
        node = self._sum()
        word = self._word(_COMPARING)
        return self._made(word, node, self._sum()) if word else node

    def _sum(self) -> Node:
        node = self._product()
        while word := self._word(_ADDING):
            node = self._made(word, node, self._product())
        return node

    def _product(self) -> Node:
        node = self._term()
        while word := self._word(_MULTIPLYING):
            node = self._made(word, node, self._term())
        return node

    def _term(self) -> Node:
        kind, text = self._next()
        if (kind, text) == ("sign", "-"):
            self._count()
            return self._made("neg", self._term())
        if (kind, text) == ("sign", "("):
            node = self.either()
            self._need(")")
            return node
        if kind != "name":
            return Const(_literal(kind, text, self._where))
        if self._take("sign", "("):
            return self._call(text)
        names = tuple(text.split("/"))
        if len(names) > MOST_STEPS:
            raise malformed(self._where, text)
        return Const(_WORDS[text]) if text in _WORDS else Path(names)

    def _call(self, name: str) -> Node:
        name, given = name.lower(), list[Node]()
        if not self._take("sign", ")"):
            given.append(self.either())
            while self._take("sign", ","):
                given.append(self.either())
            self._need(")")
        if name not in FUNCTIONS:
            raise not_offered(name) if name.startswith(_KNOWN_ELSEWHERE) else unknown("function", name)
        few, many = FUNCTIONS[name]
        if not few <= len(given) <= many:
            raise malformed(self._where, f"{name}(…)")
        return self._made(name, *given)

    def _made(self, name: str, *of: Node) -> Call:
        self._count()
        return Call(name, of)

    def _count(self) -> None:
        self._calls += 1
        if self._calls > MOST_CALLS:
            raise malformed(self._where, "… … …")

    def _word(self, words: frozenset[str]) -> str:
        if self._at < len(self._tokens) and self._tokens[self._at][0] == "name" and self._tokens[self._at][1] in words:
            self._at += 1
            return self._tokens[self._at - 1][1]
        return ""

    def _take(self, kind: str, text: str) -> bool:
        if self._at < len(self._tokens) and self._tokens[self._at] == (kind, text):
            self._at += 1
            return True
        return False

    def _need(self, sign: str) -> None:
        if not self._take("sign", sign):
            raise malformed(self._where, f"… {sign}")

    def _next(self) -> Token:
        if self._at >= len(self._tokens):
            raise malformed(self._where, "…")
        self._at += 1
        return self._tokens[self._at - 1]


def _literal(kind: str, text: str, where: str) -> Any:
    try:
        return _LITERALS[kind](text)
    except (KeyError, ValueError, OverflowError) as error:
        raise malformed(where, text) from error


def _span(text: str) -> Span:
    first, last = (instant_of(one).ms for one in text.split("/"))
    return Span(first, last)


def _duration(text: str) -> Duration:
    match = _DURATION.fullmatch(text)
    if match is None or not any(match.groups()[1:]):
        raise ValueError(text)
    days, hours, minutes, seconds = (float(one or 0) for one in match.groups()[1:])
    ms = round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000)
    return Duration(-ms if match[1] else ms)


def _shape(text: str) -> Shape:
    """Return a point or a polygon of WKT; of a polygon the outer ring alone is known here."""
    match = re.fullmatch(r"\s*(POINT|POLYGON)\s*\(\(?([-+\d.eE ,]+)\)?\)\s*", text.upper())
    if match is None:
        raise QueryError(501, "Nur POINT und POLYGON mit einem Ring.", "Only POINT and POLYGON of one ring are offered.")
    corners = [tuple(float(one) for one in corner.split()) for corner in match[2].split(",")]
    if any(len(corner) != 2 for corner in corners) or (len(corners) == 1) != (match[1] == "POINT"):
        raise ValueError(text)
    return Shape(tuple((corner[0], corner[1]) for corner in corners))


_LITERALS: Final[Mapping[str, Callable[[str], Any]]] = {
    "number": lambda text: float(text) if any(sign in text for sign in ".eE") else int(text),
    "text": lambda text: text.replace("''", "'"),
    "time": instant_of,
    "span": _span,
    "date": date.fromisoformat,
    "clock": time.fromisoformat,
    "duration": _duration,
    "geo": lambda text: _shape(text[len("geography'") : -1]),
}
