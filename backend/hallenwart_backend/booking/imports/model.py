"""What an import is to do, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from hallenwart_backend.booking.imports.rows import Row
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.series.model import Series

CREATE, SKIP = "+", "-"
"""What a person decides about an unknown name instead of an id: make it, or leave its rows out."""


class Fate(StrEnum):
    """What becomes of a date. `there`: it is in the plan already; `gone`: it was cancelled or moved here, and stays so."""

    FREE = "free"
    THERE = "there"
    GONE = "gone"
    TAKEN = "taken"
    CLOSED = "closed"
    PAST = "past"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person says about a file. `mapping`: the meaning of each column, in order.

    `halls`, `clubs` and `parts` (`hall|text`) say what unknown names mean: an id, sections as `1,2`, `CREATE` or `SKIP`.
    """

    mapping: tuple[str, ...] = ()
    season_from: date | None = None
    season_to: date | None = None
    hall: str = ""
    club: str = ""
    halls: Mapping[str, str] = field(default_factory=dict)
    clubs: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name nobody here has: how many rows name it, and what looks alike."""

    text: str
    rows: int
    alike: tuple[str, ...] = ()
    hall: str = ""


@dataclass(frozen=True, slots=True)
class Met:
    """Who is in the way of a date: a stored booking, or another row of the file by its number."""

    booking: Booking
    row: int | None = None


@dataclass(slots=True)
class Dated:
    """A date that a row wishes, and what becomes of it."""

    row: int
    day: date
    wish: Booking
    fate: Fate = Fate.FREE
    why: str = ""
    met: tuple[Met, ...] = ()


@dataclass(slots=True)
class Item:
    """A series (None: single dates) with what its rows wish. `new_club`: the name of a club that is to be made."""

    rows: tuple[int, ...]
    series: Series | None
    dates: list[Dated]
    new_club: str = ""

    @property
    def hall(self) -> str:
        return self.dates[0].wish.hall

    def count(self, fate: Fate) -> int:
        return sum(one.fate == fate for one in self.dates)


@dataclass(slots=True)
class Plan:
    """All of a file. `left_out` are rows with a fault; `clubs` the names of clubs to be made, by the id they get."""

    rows: list[Row]
    items: list[Item]
    left_out: dict[int, str]
    unknown_halls: tuple[Unknown, ...] = ()
    unknown_clubs: tuple[Unknown, ...] = ()
    unknown_parts: tuple[Unknown, ...] = ()
    clubs: Mapping[str, str] = field(default_factory=dict)

    def count(self, fate: Fate) -> int:
        return sum(one.count(fate) for one in self.items)
