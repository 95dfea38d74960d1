"""Offers, shifts, helpers and sign-ups as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Task(StrEnum):
    DOOR = "door"
    FIRST_AID = "first_aid"
    CAMERA = "camera"
    CLEANING = "cleaning"
    KEY_SERVICE = "key_service"
    CATERING = "catering"
    REFEREE = "referee"
    DRIVING = "driving"
    COACHING = "coaching"
    SETUP = "setup"
    OTHER = "other"


class HelpOfferState(StrEnum):
    """Everybody sees an open one. A closed one takes nobody new; its shifts go on."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class SignState(StrEnum):
    """`asked` waits for the link in the mail, or for a certificate; `offered_swap` still counts on the helper."""

    ASKED = "asked"
    WAITING = "waiting"
    IN = "in"
    OFFERED_SWAP = "offered_swap"
    OUT = "out"
    ABSENT = "absent"
    DONE = "done"


COUNTED: Final = frozenset({SignState.IN, SignState.OFFERED_SWAP, SignState.ABSENT, SignState.DONE})
"""Who holds one of the places wanted."""
COMING: Final = frozenset({SignState.IN, SignState.OFFERED_SWAP})
BUSY: Final = COMING | {SignState.WAITING}
"""Whose time is taken by a shift."""


@dataclass(frozen=True, slots=True)
class Offer:
    """`club` None: the town. `skills`, `languages`: plain words and codes. `needs`: what to bring or be able to, in words.

    `youth`: only with a certificate that the club has seen. `key`: its shifts carry a key grant. With `booking` its shifts
    follow that date: `from_ms` and `to_ms` are the date's times as they were followed last.
    """

    id: str
    club: str | None
    title: str
    role: str
    made_by: str
    made_ms: int
    modified_ms: int
    body: str = ""
    needs: str = ""
    sport: str = ""
    skills: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    min_age: int = 0
    step_free: bool = False
    seated: bool = False
    youth: bool = False
    contact: str = ""
    hall: str = ""
    place: str = ""
    booking: str | None = None
    from_ms: int | None = None
    to_ms: int | None = None
    key: bool = False
    state: str = HelpOfferState.DRAFT


@dataclass(frozen=True, slots=True)
class Shift:
    """`cancelled_ms`: when it was taken back."""

    id: str
    offer: str
    from_ms: int
    to_ms: int
    wanted: int
    cancelled_ms: int | None = None

    @property
    def span(self) -> tuple[int, int]:
        return self.from_ms, self.to_ms


@dataclass(frozen=True, slots=True)
class Helper:
    """`person` is the account, None for guests. `confirmed_ms`: when the address proved to be theirs."""

    id: str
    name: str
    email: str
    person: str | None
    lang: str
    confirmed_ms: int | None
    made_ms: int
    seen_ms: int


@dataclass(frozen=True, slots=True)
class SignUp:
    """`line` is the place in the order of who came first. `answer_by_ms`: a free place waits for this answer until then.

    `in_ms`: since when the helper counts. `reminded`: how many of the reminders are told. `mark` is sealed.
    """

    id: str
    shift: str
    helper: str
    state: str
    line: int
    made_ms: int
    modified_ms: int
    confirmed_ms: int | None = None
    answer_by_ms: int | None = None
    in_ms: int | None = None
    reminded: int = 0
    mark_digest: str = ""
    mark: bytes = b""


@dataclass(frozen=True, slots=True)
class Placed:
    """A sign-up with all it belongs to."""

    signup: SignUp
    helper: Helper
    shift: Shift
    offer: Offer
