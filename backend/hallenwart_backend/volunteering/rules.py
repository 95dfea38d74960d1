"""Who gets a place in a shift, who waits, who is asked next, when to remind, and what follows a moved date. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from hallenwart_backend.volunteering.model import COUNTED, SignState

HOUR_MS: Final = 3_600_000
CONFIRM_MS: Final = 24 * HOUR_MS
"""So long a sign-up waits for the link in the mail."""
ANSWER_MS: Final = 24 * HOUR_MS
"""So long a free place is kept for the next in line."""
LINE_ENDS_MS: Final = 2 * HOUR_MS
"""So long before a shift nobody in line is asked any more: whoever comes first gets the place."""
REMIND_MS: Final = (48 * HOUR_MS, 3 * HOUR_MS)
"""So long before a shift its helpers are reminded."""
LONGEST_SHIFT_MS: Final = 24 * HOUR_MS
MOST_SHIFTS: Final = 40
MOST_WANTED: Final = 200
OLDEST_MIN_AGE: Final = 99

Span = tuple[int, int]


class Entry(Protocol):
    """A sign-up, as far as the places of its shift go."""

    @property
    def id(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def answer_by_ms(self) -> int | None: ...


def counted(entries: Iterable[Entry]) -> int:
    """Return how many of the places wanted are held."""
    return sum(one.state in COUNTED for one in entries)


def pending(entries: Iterable[Entry]) -> int:
    """Return for how many in line a place is kept until they answer."""
    return sum(one.state == SignState.WAITING and one.answer_by_ms is not None for one in entries)


def free(entries: Sequence[Entry], wanted: int) -> int:
    """Return how many places somebody may take now: empty ones, and those whose helpers want to pass them on."""
    firm = sum(one.state in COUNTED and one.state != SignState.OFFERED_SWAP for one in entries)
    return max(0, wanted - firm - pending(entries))


def line(entries: Iterable[Entry]) -> list[Entry]:
    """Return who waits and was not asked yet, first come first."""
    waiting = (one for one in entries if one.state == SignState.WAITING and one.answer_by_ms is None)
    return sorted(waiting, key=lambda one: one.line)


def line_moves(from_ms: int, now_ms: int) -> bool:
    """Say whether there is still time to ask who waits."""
    return now_ms < from_ms - LINE_ENDS_MS


def state_on_entry(entries: Sequence[Entry], wanted: int, from_ms: int, now_ms: int) -> SignState:
    """Return where somebody new stands: nobody passes those who wait, as long as these are still asked."""
    passes = line_moves(from_ms, now_ms) and line(entries)
    return SignState.WAITING if passes or free(entries, wanted) == 0 else SignState.IN


def next_up(entries: Sequence[Entry], wanted: int, from_ms: int, now_ms: int) -> list[Entry]:
    """Return whom to ask now whether they still come."""
    return line(entries)[: free(entries, wanted)] if line_moves(from_ms, now_ms) else []


def answer_by(from_ms: int, now_ms: int) -> int:
    return min(now_ms + ANSWER_MS, from_ms - LINE_ENDS_MS)


def giver(entries: Iterable[Entry], wanted: int) -> Entry | None:
    """Return who is released when one more comes in: the first who wants to pass on, once no place is empty."""
    entries = list(entries)
    offering = [one for one in entries if one.state == SignState.OFFERED_SWAP]
    return min(offering, key=lambda one: one.line) if offering and counted(entries) >= wanted else None


def overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def clashes(span: Span, others: Iterable[Span]) -> bool:
    return any(overlap(span, other) for other in others)


def stage(from_ms: int, now_ms: int) -> int:
    """Return how many of the reminders are due: 0, 1, 2."""
    return sum(now_ms >= from_ms - before for before in REMIND_MS)


def due_reminder(reminded: int, from_ms: int, now_ms: int) -> int:
    """Return which reminder is to be told now (1 or 2), 0 for none. One that was missed gives way to the next."""
    due = stage(from_ms, now_ms)
    return due if reminded < due and now_ms < from_ms else 0


def followed(moment_ms: int, before: Span, after: Span) -> int:
    """Return where a moment of a shift goes when its date moves: it keeps its distance to the nearer end of the date."""
    nearer_start = abs(moment_ms - before[0]) <= abs(moment_ms - before[1])
    return moment_ms + (after[0] - before[0] if nearer_start else after[1] - before[1])


def followed_span(span: Span, before: Span, after: Span) -> Span:
    """Return where a shift goes with its date. One that would end before it begins moves as a whole."""
    start, end = followed(span[0], before, after), followed(span[1], before, after)
    return (start, end) if start < end else (start, start + span[1] - span[0])


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a shift cannot be as wished, by its code."""

    code: str


def shift_fault(from_ms: int, to_ms: int, wanted: int) -> Fault | None:
    if not from_ms < to_ms:
        return Fault("ends_before_it_begins")
    if to_ms - from_ms > LONGEST_SHIFT_MS:
        return Fault("too_long")
    return None if 1 <= wanted <= MOST_WANTED else Fault("wanted_out_of_range")
