"""What is kept of an idea and of who left it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from hallenwart_contract.participation import IdeaKind, IdeaState

SHOWN: Final = frozenset({IdeaState.OPEN, IdeaState.PASSED_ON, IdeaState.ANSWERED, IdeaState.DONE})
"""The states in which everybody may read an idea."""


class Origin(StrEnum):
    KIOSK = "kiosk"
    WEB = "web"


class Way(StrEnum):
    """How an idea was handed on."""

    NONE = ""
    MAIL = "mail"
    FILE = "file"
    CALL = "call"
    """A webhook: JSON to the city's platform."""


class Sent(StrEnum):
    """How far a webhook has come."""

    NOTHING = ""
    WAITING = "waiting"
    TAKEN = "taken"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Asker:
    """Where the answer goes, when somebody wants it by mail; the address is kept until then and a month longer."""

    email: str = ""
    lang: str = "de"
    token_hash: str = ""
    confirmed_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """To whom an idea was handed on, when, and what they called it."""

    way: Way = Way.NONE
    to: str = ""
    at_ms: int | None = None
    ref: str = ""
    sent: Sent = Sent.NOTHING
    attempts: int = 0
    next_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """An idea. `hall` may be empty: about all halls of `site`, or of the town. `into`: the idea that says the same.

    `answered_by` is a pseudonym; nobody who leaves an idea is known but by the address they gave.
    """

    id: str
    kind: IdeaKind
    state: IdeaState
    title: str
    text: str
    origin: Origin
    made_ms: int
    changed_ms: int
    hall: str = ""
    site: str = ""
    device: str = ""
    support: int = 0
    answer: str = ""
    answered_ms: int | None = None
    answered_by: str = ""
    why: str = ""
    """Why it is hidden; the office alone reads that."""
    into: str = ""
    asker: Asker = field(default_factory=Asker)
    passed: Passed = field(default_factory=Passed)


@dataclass(frozen=True, slots=True)
class Handing:
    """Where ideas go. `secret` signs webhooks and is sealed; empty addresses: this way is closed."""

    email: str = ""
    url: str = ""
    secret: bytes = b""
