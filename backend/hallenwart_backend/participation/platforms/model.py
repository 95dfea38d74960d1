"""Platforms, and what they publish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class PlatformKind(StrEnum):
    DECIDIM = "decidim"
    CONSUL = "consul"
    ADHOCRACY = "adhocracy"
    """adhocracy+: what it offers to apps, which needs a token."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What tells of `words` in title, area or text concerns this hall, or with an empty `hall` this site."""

    words: str
    hall: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class Platform:
    """`url` is the platform's own first page. `read_ms`: when it was last read well; `fault`: why it was not the last time."""

    id: str
    kind: PlatformKind
    name: str
    url: str
    every_min: int
    running: bool
    rules: tuple[Rule, ...] = ()
    token: bytes = b""
    """Sealed."""
    tried_ms: int | None = None
    read_ms: int | None = None
    fault: str = ""
    created_ms: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """A project as its platform tells it: plain text alone."""

    ref: str
    title: str
    text: str = ""
    link: str = ""
    area: str = ""
    from_ms: int | None = None
    to_ms: int | None = None
    support: int | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What one look brought; `whole` False: there was more than is read."""

    told: Sequence[Told]
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Kept:
    """A project as it is kept. `placed`: by hand to these (hall, site), None: by the rules. `gone_ms`: told no longer."""

    id: str
    platform: str
    told: Told
    read_ms: int
    modified_ms: int
    placed: tuple[tuple[str, str], ...] | None = None
    hidden: bool = False
    gone_ms: int | None = None
