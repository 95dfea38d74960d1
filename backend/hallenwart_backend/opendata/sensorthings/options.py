"""The options of a question (`$filter`, `$expand`, `$top`, …) and the path it is asked under, understood. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import unquote_plus

from hallenwart_backend.opendata.sensorthings.model import ID, TYPES, Kind
from hallenwart_backend.opendata.sensorthings.refusals import malformed, nowhere, unknown
from hallenwart_backend.opendata.sensorthings.syntax import Node, Path, parse

PAGE: Final = 100
MOST_A_PAGE: Final = 1_000
MOST_SKIPPED: Final = 10_000_000
MOST_EXPANDED_DEEP: Final = 6
DATA_ARRAY: Final = "dataArray"
_SEGMENT: Final = re.compile(r"([A-Za-z]+)\((?:'((?:[^']|'')*)'|(-?\d+))\)")


@dataclass(frozen=True, slots=True)
class Order:
    by: Node
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """`after` is where the page before ended, as this service wrote it into its link."""

    filter: Node | None = None
    orderby: tuple[Order, ...] = ()
    top: int | None = None
    skip: int = 0
    count: bool = False
    select: tuple[str, ...] = ()
    expand: tuple[Expand, ...] = ()
    data_array: bool = False
    after: str = ""

    @property
    def page(self) -> int:
        return PAGE if self.top is None else min(self.top, MOST_A_PAGE)


@dataclass(frozen=True, slots=True)
class Expand:
    """`text`: the options as they were written."""

    link: str
    options: Options = field(default_factory=Options)
    text: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A segment of a path that names entities: a collection or a link, with an id where it is one of them."""

    name: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """`steps` lead to entities of a `kind`: `many` of them or one. `property`: of that one; `raw`: `$value`, `refs`: `$ref`."""

    steps: tuple[Step, ...]
    kind: Kind
    many: bool
    property: str = ""
    raw: bool = False
    refs: bool = False


def address_of(path: str) -> Address:
    """Return what a path below the service's root asks for. Raises QueryError 404."""
    segments = [one for one in path.split("/") if one]
    if not segments:
        raise nowhere(path)
    raw, refs = segments[-1] == "$value", segments[-1] == "$ref"
    steps, kind, many, named = list[Step](), None, False, ""
    for segment in segments[:-1] if raw or refs else segments:
        match = _SEGMENT.fullmatch(segment)
        name, key = (match[1], (match[2] or match[3] or "").replace("''", "'")) if match else (segment, "")
        if named or (many and kind is not None):
            raise nowhere(path)
        if kind is not None and name in (*TYPES[kind].properties, "id", ID) and not match:
            named = name
            continue
        kind, many = _led(kind, name, path)
        if match and (not many or not key):
            raise nowhere(path)
        steps, many = [*steps, Step(name, key)], many and not match
    if kind is None or (raw and not named) or (refs and named):
        raise nowhere(path)
    return Address(tuple(steps), kind, many, named, raw, refs)


def _led(kind: Kind | None, name: str, path: str) -> tuple[Kind, bool]:
    if kind is None:
        if name not in set(Kind):
            raise nowhere(path)
        return Kind(name), True
    link = TYPES[kind].links.get(name)
    if link is None:
        raise nowhere(path)
    return link.to, link.many


def pairs_of(query: str) -> list[tuple[str, str]]:
    """Return a query string by name and text."""
    pairs = [part.partition("=") for part in query.split("&") if part]
    return [(unquote_plus(name), unquote_plus(text)) for name, _, text in pairs]


def options_of(pairs: Sequence[tuple[str, str]], kind: Kind) -> Options:
    """Return the options of a question for entities of this kind; names without `$` are nobody's. Raises QueryError."""
    return _read(pairs, kind, 0)


def _read(pairs: Sequence[tuple[str, str]], kind: Kind, deep: int) -> Options:
    found, seen = Options(), set[str]()
    for name, text in pairs:
        if not name.startswith("$"):
            continue
        if name in seen or name not in _READERS or (deep and name in ("$resultFormat", "$skiptoken")):
            raise unknown("option", name)
        seen.add(name)
        found = _READERS[name](found, text.strip(), kind, deep)
    return found


def _filter(known: Options, text: str, _kind: Kind, _deep: int) -> Options:
    return replace(known, filter=parse(text))


def _orderby(known: Options, text: str, _kind: Kind, _deep: int) -> Options:
    orders = []
    for part in split(text, ","):
        words = part.strip().rsplit(None, 1)
        way = words[1].lower() if len(words) == 2 and words[1].lower() in ("asc", "desc") else ""
        orders.append(Order(parse(words[0] if way else part, "$orderby"), way == "desc"))
    return replace(known, orderby=tuple(orders))


def _whole(name: str, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.isascii() or not text.isdigit() or len(text) > 12:
            raise malformed(name, text)
        return min(int(text), most)

    return read


_read_top, _read_skip = _whole("$top", MOST_SKIPPED), _whole("$skip", MOST_SKIPPED)


def _top(known: Options, text: str, _kind: Kind, _deep: int) -> Options:
    return replace(known, top=_read_top(text))


def _skip(known: Options, text: str, _kind: Kind, _deep: int) -> Options:
    return replace(known, skip=_read_skip(text))


def _count(known: Options, text: str, _kind: Kind, _deep: int) -> Options:
    if text not in ("true", "false"):
        raise malformed("$count", text)
    return replace(known, count=text == "true")


def _select(known: Options, text: str, kind: Kind, _deep: int) -> Options:
    names = tuple("id" if name == ID else name for name in (one.strip() for one in text.split(",")))
    for name in names:
        if name not in ("id", "*", *TYPES[kind].properties, *TYPES[kind].links):
            raise unknown("property", f"{kind}/{name}")
    return replace(known, select=names)


def _expand(known: Options, text: str, kind: Kind, deep: int) -> Options:
    if deep >= MOST_EXPANDED_DEEP:
        raise malformed("$expand", text)
    return replace(known, expand=tuple(_expanded(part.strip(), kind, deep) for part in split(text, ",")))


def _expanded(text: str, kind: Kind, deep: int) -> Expand:
    """Return one link that is followed; `A/B` follows B behind A, options in brackets belong to the last."""
    path, bracket, inner = text.partition("(")
    if bracket and not inner.endswith(")"):
        raise malformed("$expand", text)
    name, slash, rest = path.strip().partition("/")
    link = TYPES[kind].links.get(name)
    if link is None:
        raise unknown("link", f"{kind}/{name}")
    if slash:
        further = rest + bracket + inner
        return Expand(name, Options(expand=(_expanded(further, link.to, deep + 1),)), (("$expand", further),))
    parts = [part.strip().partition("=") for part in split(inner[:-1], ";") if part.strip()]
    pairs = tuple((one.strip(), value) for one, _, value in parts)
    return Expand(name, _read(pairs, link.to, deep + 1), pairs)


def _format(known: Options, text: str, kind: Kind, _deep: int) -> Options:
    if text not in (DATA_ARRAY, "default") or (text == DATA_ARRAY and kind is not Kind.OBSERVATION):
        raise malformed("$resultFormat", text)
    return replace(known, data_array=text == DATA_ARRAY)


def _after(known: Options, text: str, _kind: Kind, _deep: int) -> Options:
    return replace(known, after=text)


_READERS: Final[dict[str, Callable[[Options, str, Kind, int], Options]]] = {
    "$filter": _filter,
    "$orderby": _orderby,
    "$top": _top,
    "$skip": _skip,
    "$count": _count,
    "$select": _select,
    "$expand": _expand,
    "$resultFormat": _format,
    "$skiptoken": _after,
}


def split(text: str, sign: str) -> list[str]:
    """Return the parts between signs that stand in no brackets and no quotes."""
    parts, deep, quoted, start = list[str](), 0, False, 0
    for at, letter in enumerate(text):
        if letter == "'":
            quoted = not quoted
        elif not quoted:
            deep += (letter == "(") - (letter == ")")
            if letter == sign and deep == 0:
                parts.append(text[start:at])
                start = at + 1
    return [*parts, text[start:]]


def name_of(order: Order) -> str:
    """Return the property an order is by, empty where it is by something that has to be computed."""
    return order.by.names[0] if isinstance(order.by, Path) and len(order.by.names) == 1 else ""
