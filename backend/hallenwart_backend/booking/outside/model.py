"""A source (a system outside that leads halls), and what it says of its bookings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class SourceKind(StrEnum):
    PUSH = "push"
    CALENDAR = "calendar"


class SourceState(StrEnum):
    """A `draft` is only looked at; `live` leads its halls; `paused` leads them too, but nothing is taken over."""

    DRAFT = "draft"
    LIVE = "live"
    PAUSED = "paused"
    ENDED = "ended"


class ClubFrom(StrEnum):
    """Where a calendar's entry names the club: before the first separator of its title, as the whole title, or elsewhere."""

    SUMMARY = "summary"
    WHOLE = "whole"
    CATEGORIES = "categories"
    ORGANIZER = "organizer"


@dataclass(frozen=True, slots=True)
class Place:
    """What the source calls sections of a hall. `sections` empty: the whole hall."""

    name: str
    hall: str
    sections: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """`clubs` gives by the name outside (folded) a club of ours, or nothing. `as_of_ms`: when it last told its plan."""

    id: str
    name: str
    kind: SourceKind
    state: SourceState
    places: tuple[Place, ...]
    link: str = ""
    url: str = ""
    every_min: int = 0
    key_hash: str = ""
    club_from: ClubFrom = ClubFrom.SUMMARY
    clubs: Mapping[str, str] = field(default_factory=dict)
    created_ms: int = 0
    created_by: str = ""
    version: int | None = None
    tried_ms: int | None = None
    as_of_ms: int | None = None
    fault: str = ""
    report: Mapping[str, int] = field(default_factory=dict)
    tag: str = ""
    modified: str = ""

    @property
    def halls(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(place.hall for place in self.places))


@dataclass(frozen=True, slots=True)
class Told:
    """One booking as the source says it, in its own words. `version` rises with each change, None where it has none.

    Times are on the quarter of an hour. `fault`: why the entry itself cannot be used.
    """

    uid: str
    start_ms: int
    end_ms: int
    place: str = ""
    part: str = ""
    title: str = ""
    club: str = ""
    version: int | None = None
    gone: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """What was told last of one uid, and what became of it here. `other`: who is in its way."""

    told: Told
    booking: str | None = None
    fault: str = ""
    other: str = ""
    changed_ms: int = 0


class Became(StrEnum):
    CREATED = "created"
    MOVED = "moved"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    IGNORED = "ignored"
    """An older word than the one that is known, or about what is over."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one word. `why` of a refused or ignored one: a code; `other`: the uid or line that is in the way."""

    uid: str
    became: Became
    why: str = ""
    other: str = ""
    booking: str | None = None
    start_ms: int = 0
    end_ms: int = 0
