"""Rounds as plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from hallenwart_backend.rounds.weights import Weights


class RoundState(StrEnum):
    """`open`: clubs wish. `closed`: the office works on it. `proposed`: there is a proposal. `published`: series arose."""

    OPEN = "open"
    CLOSED = "closed"
    PROPOSED = "proposed"
    PUBLISHED = "published"


class WishState(StrEnum):
    STATED = "stated"
    WITHDRAWN = "withdrawn"


class Source(StrEnum):
    SOLVER = "solver"
    HAND = "hand"


class ObjectionState(StrEnum):
    """`kept`: the proposal stays as it is. `changed`: it was changed because of the objection."""

    OPEN = "open"
    KEPT = "kept"
    CHANGED = "changed"


class Deed(StrEnum):
    OPENED = "opened"
    CHANGED = "changed"
    CLOSED = "closed"
    REOPENED = "reopened"
    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    EDITED = "edited"
    OBJECTED = "objected"
    ANSWERED = "answered"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Round:
    """`objections_until_ms`: clubs see the proposal and may object until then; None: they do not see it yet."""

    id: str
    title: str
    from_date: date
    to_date: date
    state: RoundState
    weights: Weights
    halls: tuple[str, ...]
    wishes_until_ms: int | None
    objections_until_ms: int | None
    made_by: str
    made_ms: int
    published_ms: int | None = None

    @property
    def announced(self) -> bool:
        """Whether clubs see the proposal."""
        told = self.state is RoundState.PROPOSED and self.objections_until_ms is not None
        return told or self.state is RoundState.PUBLISHED

    def takes_wishes(self, now_ms: int) -> bool:
        return self.state is RoundState.OPEN and (self.wishes_until_ms is None or now_ms < self.wishes_until_ms)

    def takes_objections(self, now_ms: int) -> bool:
        until = self.objections_until_ms
        return self.state is RoundState.PROPOSED and until is not None and now_ms < until


@dataclass(frozen=True, slots=True)
class Wish:
    """One weekly training that a group wants. `youth` is the share of children and young people in percent.

    It may begin from `earliest_min` to `latest_min`. `halls` are the ones wanted, the dearest first; none: any that fits.
    `priority` 1 comes first.
    """

    id: str
    round: str
    club: str
    group: str
    sport: str
    people: int
    youth: int
    sections: int
    weekdays: tuple[int, ...]
    earliest_min: int
    latest_min: int
    minutes: int
    priority: int
    halls: tuple[str, ...]
    marking: str
    step_free: bool
    note: str
    state: WishState
    made_by: str
    made_ms: int


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a wish got. `hall` None: the office keeps it out by hand. A `fixed` one is not moved by the search."""

    wish: str
    round: str
    hall: str | None
    sections: tuple[int, ...]
    weekday: int
    start_min: int
    end_min: int
    source: Source = Source.SOLVER
    fixed: bool = False
    series: str | None = None


@dataclass(frozen=True, slots=True)
class Objection:
    id: str
    round: str
    club: str
    wish: str | None
    text: str
    answer: str
    state: ObjectionState
    made_by: str
    made_ms: int
    answered_ms: int | None = None


@dataclass(frozen=True, slots=True)
class RoundEvent:
    round: str
    t_ms: int
    deed: Deed
    who: str
    club: str | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Book:
    """A round with all that belongs to it."""

    round: Round
    wishes: Sequence[Wish]
    assignments: Sequence[Assignment]
    objections: Sequence[Objection]

    @property
    def stated(self) -> list[Wish]:
        return [one for one in self.wishes if one.state is WishState.STATED]
