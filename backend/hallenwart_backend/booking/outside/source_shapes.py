"""What the office sends and is told of systems outside that lead halls. Times are milliseconds since the epoch."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from hallenwart_backend.booking.answers import ConflictOut
from hallenwart_backend.booking.outside.answers import OutcomeOut, OutsidePlanOut, OutsideRowOut
from hallenwart_backend.booking.outside.model import ClubFrom, SourceKind
from hallenwart_backend.web.fields import Body, Id, Line, Section, Shape, Words

Address = Annotated[str, StringConstraints(max_length=2_000, pattern=r"^$|^(https?|webcals?)://")]


class SourcePlaceBody(Body):
    """`name`: what the source calls it; empty: only that it leads this hall. `sections` empty: the whole hall."""

    name: Annotated[str, StringConstraints(max_length=120)] = ""
    hall: Id
    sections: Annotated[list[Section], Field(max_length=16, default_factory=list)]


class SourceBody(Body):
    """`every_min`: how often a calendar is read, or how often a system that pushes says something (0: when it likes).

    `clubs`: a club of ours by its name outside, empty for none of ours; left out: as before.
    """

    name: Line
    kind: SourceKind
    places: Annotated[list[SourcePlaceBody], Field(min_length=1, max_length=200)]
    link: Address = ""
    url: Address = ""
    every_min: Annotated[int, Field(strict=True, ge=0, le=1_440)] = 5
    club_from: ClubFrom = ClubFrom.SUMMARY
    clubs: Annotated[dict[str, str], Field(max_length=2_000)] | None = None


class StartBody(Body):
    """What becomes of each of our own bookings there."""

    decided: Annotated[dict[str, Literal["keep", "cancel"]], Field(max_length=10_000, default_factory=dict)]


class PauseBody(Body):
    paused: bool


class ReadBody(Body):
    """`confirm`: what is missing is really gone."""

    confirm: bool = False


class SourcePlaceOut(Shape):
    name: str
    hall: str
    hall_name: str
    sections: list[int]


class ClubNameOut(Shape):
    """A club's name outside. `club`: ours, empty for none; `known`: somebody decided, or it is the same name."""

    name: str
    club: str
    known: bool
    dates: int


class LocalOut(ConflictOut):
    """A booking of our own that stands in a hall of the source."""

    id: str
    hall_name: str
    partner: str


class SourceOut(Shape):
    """`stale`: three intervals without a word. `fault`: why the last reading changed nothing. `waiting`: what was refused."""

    id: str
    name: str
    kind: SourceKind
    state: str
    link: str
    url: str
    every_min: int
    club_from: ClubFrom
    places: list[SourcePlaceOut]
    as_of_ms: int | None
    tried_ms: int | None
    stale: bool
    fault: str
    fault_words: Words | None
    counts: dict[str, int]
    dates: int
    waiting: list[OutsideRowOut]
    names: list[ClubNameOut]
    local: list[LocalOut]


class SourcesOut(Shape):
    sources: list[SourceOut]


class NewSourceOut(Shape):
    """`key` of a source that pushes is shown this once."""

    source: SourceOut
    key: str


class SourceKeyOut(Shape):
    key: str


class SourcePreviewOut(Shape):
    """What a calendar would bring today; `plan` has every row. `local` stands there now, and has to be decided about."""

    plan: OutsidePlanOut
    rows: list[OutsideRowOut]
    names: list[ClubNameOut]
    local: list[LocalOut]


class SourceReadOut(Shape):
    """`done` False: nothing was changed, `fault` says why."""

    done: bool
    fault: str
    fault_words: Words | None
    changes: list[OutcomeOut]


class HandedBackOut(Shape):
    """How many coming bookings are our own now."""

    stay: int
