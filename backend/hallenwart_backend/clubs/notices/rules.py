"""Notices between clubs: what they are about and how long they stand. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

DAY_MS: Final = 86_400_000
LONGEST_DAYS: Final = 120
"""A notice that nobody looks after must not stand for ever."""
MOST_OPEN: Final = 20
"""Of one club at the same time."""


class NoticeKind(StrEnum):
    EQUIPMENT = "equipment"
    TRAINING = "training"
    LIFT = "lift"
    REFEREE = "referee"
    OTHER = "other"


class NoticeState(StrEnum):
    OPEN = "open"
    ENDED = "ended"
    """By the club itself."""
    HIDDEN = "hidden"
    """By the office."""


@dataclass(frozen=True, slots=True)
class Notice:
    """`person` gets the answers; `reported_ms`: somebody told the office that it should not stand there."""

    id: str
    club: str
    kind: NoticeKind
    title: str
    body: str
    until_ms: int
    made_ms: int
    modified_ms: int
    person: str | None
    state: NoticeState = NoticeState.OPEN
    reported_ms: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Who answered a notice. What they wrote is in the e-mails alone."""

    id: str
    notice: str
    club: str
    person: str
    made_ms: int
    last_ms: int


def stands(notice: Notice, now_ms: int) -> bool:
    """Say whether other clubs see it."""
    return notice.state is NoticeState.OPEN and notice.until_ms > now_ms


def good_end(until_ms: int, now_ms: int) -> bool:
    return now_ms < until_ms <= now_ms + LONGEST_DAYS * DAY_MS
