"""How many tickets an event has, who of those waiting gets the next ones, and what check-ins are worth. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from hallenwart_contract.tickets import MAX_AT_A_DOOR, TicketWord

HOUR_MS: Final = 3_600_000
EARLY_MS: Final = 2 * HOUR_MS
"""So long before an event its doors let people in."""
CONFIRM_MS: Final = 24 * HOUR_MS
"""So long the link in the first letter waits to be pressed."""
KEPT_DAYS: Final = 7
"""So long after the event addresses and tickets are kept; how many came stays."""
MOST_EACH: Final = 6
AHEAD_MS: Final = 7 * 24 * HOUR_MS
"""Doors know the events of so long ahead, so that a cut cable before the weekend harms nothing."""
LINK_AFTER_MS: Final = 12 * HOUR_MS
"""So long after the end a helper's door link still takes what a phone kept."""


class OrderState(StrEnum):
    """`asked`: the address is not confirmed yet; it holds no place."""

    ASKED = "asked"
    WAITING = "waiting"
    VALID = "valid"
    CANCELLED = "cancelled"


class Outcome(StrEnum):
    """What a check-in was worth. Doors say the first two; the server adds what doors cannot know."""

    ADMITTED = "admitted"
    AGAIN = "again"
    DOUBLE = "double"
    """Let in at two doors that did not know of each other."""
    UNPROVEN = "unproven"
    """Let in by a badge whose digits were not right: a photograph, or a clock that is wrong."""
    RETURNED = "returned"
    """Let in with a ticket that had been given back."""


@dataclass(frozen=True, slots=True)
class Ticketing:
    """What was set for an event. `places`: fewer than the hall allows, None: as many as it allows.

    `held_back` is what the office keeps free. `link_ms`: when the door link that holds was made, 0: there is none.
    `known_*` is what ticket holders were told last: start, hall, and whether it is off. `given`, `came`, `waited` are counts.
    """

    event: str
    open: bool = False
    places: int | None = None
    held_back: int = 0
    link_ms: int = 0
    known_start_ms: int = 0
    known_hall: str = ""
    known_gone: bool = False
    given: int = 0
    came: int = 0
    waited: int = 0


@dataclass(frozen=True, slots=True)
class Order:
    """Tickets that one address asked for. `until_ms`: the end of the event, as it was followed last."""

    id: str
    event: str
    email: str
    lang: str
    person: str | None
    badge: str
    places: int
    state: str
    made_ms: int
    confirmed_ms: int | None
    until_ms: int


@dataclass(frozen=True, slots=True)
class Ticket:
    """One place. `secret` is its text, encrypted; `digest` is by what doors know it: of the text, or of a badge."""

    id: str
    order: str
    event: str
    digest: bytes
    secret: bytes
    badge: str = ""
    cancelled_ms: int | None = None


@dataclass(frozen=True, slots=True)
class CheckIn:
    """`door` is a device, or a phone by the name it drew for itself."""

    id: str
    event: str
    ticket: str
    at_ms: int
    door: str
    outcome: str


def allowed_in(people: int, booked: int, sections: int) -> int:
    """Return how many people may be in the booked part of a hall for `people`; 0: nobody entered it."""
    return people * min(booked or sections, sections) // max(sections, 1)


def capacity(allowed: int, held_back: int, places: int | None) -> int:
    """Return how many tickets there are: what the hall allows less what the office holds back, or fewer where wished."""
    room = max(0, allowed - held_back)
    return min(room if places is None else min(room, places), MAX_AT_A_DOOR)


def next_in_line(waiting: Iterable[Order], free: int) -> list[Order]:
    """Return who gets tickets now: in the order of coming, each who fits into what is left."""
    chosen = []
    for order in waiting:
        if 0 < order.places <= free:
            chosen.append(order)
            free -= order.places
    return chosen


def judged(check_ins: Sequence[CheckIn]) -> list[CheckIn]:
    """Return the check-ins of one ticket as they stand now: only the first of those let in is the holder."""
    ordered = sorted(check_ins, key=lambda one: (one.at_ms, one.door))
    first_in, told = True, []
    for one in ordered:
        if one.outcome in {Outcome.ADMITTED, Outcome.DOUBLE}:
            told.append(replace(one, outcome=str(Outcome.ADMITTED if first_in else Outcome.DOUBLE)))
            first_in = False
        else:
            told.append(one)
    return told


def worth(said: str, *, returned: bool, proven: bool) -> Outcome | None:
    """Return what a door's word is worth, None when it is nothing to note."""
    if said == TicketWord.AGAIN:
        return Outcome.AGAIN
    if said != TicketWord.ADMITTED:
        return None
    if returned:
        return Outcome.RETURNED
    return Outcome.ADMITTED if proven else Outcome.UNPROVEN
