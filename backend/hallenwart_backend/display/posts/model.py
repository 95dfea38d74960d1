"""A post for hall displays as a plain value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from hallenwart_contract.view import PostKind, PostText

LANGUAGES: Final = ("de", "en", "easy")
"""German is always there; `easy` is German that is easy to read."""
LEVELS: Final = ("minor", "moderate", "severe", "extreme")


class State(StrEnum):
    DRAFT = "draft"
    ASKED = "asked"
    """It waits for the office."""
    SHOWN = "shown"
    DECLINED = "declined"
    OVER = "over"
    """Its time has passed, or somebody took it back. Not stored: the clock says so."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where a post is shown: everywhere, or at these sites, halls and displays (device ids) together."""

    everywhere: bool = False
    sites: tuple[str, ...] = ()
    halls: tuple[str, ...] = ()
    displays: tuple[str, ...] = ()

    @property
    def is_nowhere(self) -> bool:
        return not (self.everywhere or self.sites or self.halls or self.displays)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to tell. `sender`: the office or club it stands under; `own_hours`: only while the club is there."""

    kind: PostKind
    texts: Mapping[str, PostText]
    where: Where
    from_ms: int
    to_ms: int
    link: str = ""
    picture: str = ""
    alt: str = ""
    sender: str = ""
    level: str = ""
    own_hours: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    by: str | None = None
    at_ms: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class HallPost:
    """A post that is kept. `club` None: the town's own. `author` None: nobody known any more."""

    id: str
    wish: Wish
    club: str | None
    author: str | None
    stored: State
    made_ms: int
    changed_ms: int
    decided: Decided = field(default_factory=Decided)
    recalled_ms: int | None = None

    def state(self, now_ms: int) -> State:
        return State.OVER if self.recalled_ms is not None or self.wish.to_ms <= now_ms else self.stored
