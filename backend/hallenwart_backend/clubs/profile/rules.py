"""A club's profile, and how its dates become the times of its groups. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_contract.clock import utc

AHEAD_DAYS: Final = 28
"""How far ahead dates are looked at: long enough for what repeats every other week."""
TOLD_DAYS: Final = 30
"""So long it is told that a club is not shown any more."""
LANGUAGES: Final = ("de", "en", "easy")
"""German, English, and German in easy words (Leichte Sprache)."""


class Level(StrEnum):
    ALL = "all"
    BEGINNERS = "beginners"
    ADVANCED = "advanced"
    COMPETITION = "competition"


class ContactRole(StrEnum):
    """What somebody is there for. An address belongs to the role, not to a person."""

    BOARD = "board"
    MEMBERSHIP = "membership"
    TRIAL = "trial"
    TRAINING = "training"
    YOUTH = "youth"
    INCLUSION = "inclusion"
    PROTECTION = "protection"
    PRESS = "press"


class Welcome(StrEnum):
    """What a club does so that everybody can take part."""

    WHEELCHAIR = "wheelchair"
    BLIND = "blind"
    DEAF = "deaf"
    SIGN_LANGUAGE = "sign_language"
    EASY_LANGUAGE = "easy_language"
    COMPANION = "companion"
    WOMEN_ONLY = "women_only"
    LENT_GEAR = "lent_gear"


@dataclass(frozen=True, slots=True)
class Group:
    """Who trains together. `plan`: what its dates are called in the plan of the halls; `trial`: newcomers may just come."""

    name: str
    sport: str = ""
    level: Level = Level.ALL
    min_age: int | None = None
    max_age: int | None = None
    trial: bool = False
    plan: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """`name` is that of a person who said so themselves (`person`), else empty."""

    role: ContactRole
    email: str = ""
    phone: str = ""
    person: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """`shown`: the club wants to be seen; `hidden`: the office took it from the pages, and `hidden_why` says why."""

    club: str
    shown: bool = False
    hidden: bool = False
    hidden_why: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    trial: Mapping[str, str] = field(default_factory=dict)
    sports: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    contacts: tuple[Contact, ...] = ()
    welcome: tuple[Welcome, ...] = ()
    web: str = ""
    modified_ms: int = 0

    @property
    def public(self) -> bool:
        return self.shown and not self.hidden

    @property
    def all_sports(self) -> tuple[str, ...]:
        """The sports of the club and of its groups, each once."""
        return tuple(dict.fromkeys(filter(None, (*self.sports, *(group.sport for group in self.groups)))))


@dataclass(frozen=True, slots=True)
class Date:
    """A date that the club has now, or had (`cancelled`)."""

    id: str
    title: str
    hall: str
    sections: tuple[int, ...]
    start_ms: int
    end_ms: int
    changed_ms: int
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Time:
    """When and where a group meets: a weekday (0 is Monday) at minutes after midnight. `starts_ms`: its coming dates."""

    weekday: int
    start_min: int
    end_min: int
    hall: str
    sections: tuple[int, ...]
    starts_ms: tuple[int, ...]

    @property
    def once(self) -> bool:
        """Whether it is a single date and nothing that repeats."""
        return len(self.starts_ms) == 1


def key(title: str) -> str:
    """Return what two titles have in common that people take for the same."""
    return " ".join(title.split()).casefold()


def dates_of(group: Group, dates: Iterable[Date]) -> list[Date]:
    """Return the dates of a group: those called like one of its names in the plan, or like itself where it has none."""
    names = {key(one) for one in group.plan or (group.name,)}
    return [one for one in dates if key(one.title) in names]


def times_of(dates: Iterable[Date], zone_of: Callable[[str], ZoneInfo]) -> list[Time]:
    """Return dates by the weekday, time and place they repeat at, in the order of the week. Cancelled ones do not count."""
    found: dict[tuple[int, int, int, str, tuple[int, ...]], list[int]] = {}
    for one in dates:
        if one.cancelled:
            continue
        start, end = (utc(ms).astimezone(zone_of(one.hall)) for ms in (one.start_ms, one.end_ms))
        start_min, end_min = start.hour * 60 + start.minute, end.hour * 60 + end.minute
        where = start.weekday(), start_min, end_min, one.hall, tuple(one.sections)
        found.setdefault(where, []).append(one.start_ms)
    return [Time(*where, starts_ms=tuple(sorted(starts))) for where, starts in sorted(found.items())]


def halls_of(dates: Sequence[Date]) -> list[str]:
    """Return the halls by how often the club is there."""
    count: dict[str, int] = {}
    for one in dates:
        if not one.cancelled:
            count[one.hall] = count.get(one.hall, 0) + 1
    return sorted(count, key=lambda hall: (-count[hall], hall))


def text_in(texts: Mapping[str, str], lang: str) -> tuple[str, str]:
    """Return a text and the language it is in: the wanted one, else German, else English; both empty where there is none."""
    for one in (lang, "de", "en"):
        if texts.get(one):
            return texts[one], one
    return "", ""


def suits_age(group: Group, age: int) -> bool:
    return (group.min_age is None or age >= group.min_age) and (group.max_age is None or age <= group.max_age)
