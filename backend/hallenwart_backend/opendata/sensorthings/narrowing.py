"""What of a filter on observations the store can answer: which datastreams, which time, which results. Pure.

Whatever is not certain stays in `rest` and is asked of each row that the store returns.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from hallenwart_backend.opendata.sensorthings.meaning import holds, meaning_of
from hallenwart_backend.opendata.sensorthings.model import Entity, Instant, Item, Kind, Row, Span, World
from hallenwart_backend.opendata.sensorthings.syntax import Call, Const, Node, Path

EVER_MS: Final = 1 << 53
_TOLD_AFTER_MS: Final = 9 * 86_400_000
"""A value is told at the latest so long after its time began."""
_LARGEST: Final = 1e300
_FLIPPED: Final = {"gt": "lt", "ge": "le", "lt": "gt", "le": "ge", "eq": "eq"}


@dataclass(slots=True)
class Bounds:
    """Beginning in [from_ms, to_ms), result in [least, most]."""

    from_ms: int = -EVER_MS
    to_ms: int = EVER_MS
    least: float = -math.inf
    most: float = math.inf

    def since(self, ms: int) -> None:
        self.from_ms = min(EVER_MS, max(self.from_ms, ms))

    def before(self, ms: int) -> None:
        self.to_ms = max(-EVER_MS, min(self.to_ms, ms))

    def within(self, from_ms: int, to_ms: int) -> Bounds:
        """Return the same of a shorter time."""
        return Bounds(max(self.from_ms, from_ms), min(self.to_ms, to_ms), self.least, self.most)

    @property
    def is_empty(self) -> bool:
        return self.from_ms >= self.to_ms or self.least > self.most


@dataclass(slots=True)
class Narrow:
    bounds: Bounds = field(default_factory=Bounds)
    streams: list[Node] = field(default_factory=list)
    rest: list[Node] = field(default_factory=list)

    def chosen(self, streams: Sequence[Entity], world: World, now_ms: int) -> list[Entity]:
        """Return the datastreams that can have such observations."""
        checks = [holds(node, Kind.OBSERVATION, world, now_ms) for node in self.streams]
        return [one for one in streams if all(check(Row(one, 0, 0, 0, 0.0)) for check in checks)]

    def check(self, world: World, now_ms: int) -> Callable[[Item], bool] | None:
        """Return what is to be asked of each row, None where the store answered everything."""
        if not self.rest:
            return None
        checks = [holds(node, Kind.OBSERVATION, world, now_ms) for node in self.rest]
        return lambda row: all(check(row) for check in checks)


def narrowed(node: Node | None, world: World, now_ms: int) -> Narrow:
    """Return what a filter narrows down to. Raises QueryError for what observations do not have."""
    found = Narrow()
    for part in _conjuncts(node):
        holds(part, Kind.OBSERVATION, world, now_ms)  # whether it can be asked at all
        roots = {path.names[0] for path in _paths(part)}
        if roots and roots <= {"Datastream", "FeatureOfInterest"}:
            found.streams.append(part)
        elif not _bound(part, found.bounds, world, now_ms):
            found.rest.append(part)
    return found


def _conjuncts(node: Node | None) -> Iterator[Node]:
    if isinstance(node, Call) and node.name == "and":
        for one in node.of:
            yield from _conjuncts(one)
    elif node is not None:
        yield node


def _paths(node: Node) -> Iterator[Path]:
    if isinstance(node, Path):
        yield node
    elif isinstance(node, Call):
        for one in node.of:
            yield from _paths(one)


def _bound(part: Node, bounds: Bounds, world: World, now_ms: int) -> bool:
    """Take a part into the bounds as far as that is possible; say whether it is settled by them."""
    if not isinstance(part, Call) or len(part.of) != 2:
        return False
    name, (left, right) = part.name, part.of
    if isinstance(right, Path) and name in _FLIPPED:
        name, left, right = _FLIPPED[name], right, left
    if not isinstance(left, Path) or any(_paths(right)):
        return False
    value = _fixed(right, world, now_ms)
    if left.names == ("phenomenonTime",) and isinstance(value, Instant | Span):
        return _bound_time(name, value, bounds)
    if left.names == ("resultTime",) and isinstance(value, Instant):
        _bound_told(name, value, bounds)
    elif left.names == ("result",) and isinstance(value, int | float) and abs(value) < _LARGEST:
        return _bound_result(name, float(value), bounds)
    elif left.names in (("id",), ("@iot.id",)) and name == "eq" and isinstance(value, str):
        _bound_id(value, bounds)
    return False


def _fixed(node: Node, world: World, now_ms: int) -> Any:
    if isinstance(node, Const):
        return node.value
    nothing = Entity(Kind.STREAM, "", {})
    return next(iter(meaning_of(node, Kind.STREAM, world, now_ms)(nothing)), None)


def _bound_time(name: str, value: Instant | Span, bounds: Bounds) -> bool:
    if isinstance(value, Span):
        if name in ("during", "eq"):
            bounds.since(value.ms)
            bounds.before(value.end_ms)
        return False
    if name in ("ge", "eq", "gt", "after"):
        bounds.since(value.ms + (name == "gt"))
    if name in ("lt", "le", "eq", "before"):
        bounds.before(value.ms + (name in ("le", "eq")))
    return name in _FLIPPED


def _bound_told(name: str, value: Instant, bounds: Bounds) -> None:
    if name in ("gt", "ge", "eq"):
        bounds.since(value.ms - _TOLD_AFTER_MS)
    if name in ("lt", "le", "eq"):
        bounds.before(value.ms + 1)


def _bound_result(name: str, value: float, bounds: Bounds) -> bool:
    if name in ("gt", "ge", "eq"):
        bounds.least = max(bounds.least, math.nextafter(value, math.inf) if name == "gt" else value)
    if name in ("lt", "le", "eq"):
        bounds.most = min(bounds.most, math.nextafter(value, -math.inf) if name == "lt" else value)
    return name in _FLIPPED


def _bound_id(value: str, bounds: Bounds) -> None:
    _, _, seconds = value.rpartition("~")
    if seconds.isascii() and seconds.isdigit() and len(seconds) < 12:
        bounds.since(int(seconds) * 1000)
        bounds.before(int(seconds) * 1000 + 1000)
