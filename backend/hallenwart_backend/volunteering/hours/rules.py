"""From what was seen of a helper to the hours of a shift. Pure; times in milliseconds.

Signs say when somebody was there. They never make a shift longer than it was: who stayed on is credited by a person of the
club, with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MINUTE_MS: Final = 60_000
EARLY_MS: Final = 60 * MINUTE_MS
"""A sign so long before the shift still belongs to it."""
LATE_MS: Final = 120 * MINUTE_MS
"""So long after its end a key that comes back, or a mark, still does."""
GRACE_MS: Final = 15 * MINUTE_MS
"""Whoever comes or goes so near to the planned time was on time."""
LEAVING_MS: Final = 10 * MINUTE_MS
"""A second mark so soon after the first is no farewell: somebody showed it twice."""
STEP_MIN: Final = 5
MOST_MIN: Final = 24 * 60

Span = tuple[int, int]


class SignKind(StrEnum):
    """What was seen: the key of the shift went or came, mark or badge was shown at a reader, somebody of the club was there."""

    KEY_TAKEN = "key_taken"
    KEY_RETURNED = "key_returned"
    MARK = "mark"
    BADGE = "badge"
    PERSON = "person"


class Basis(StrEnum):
    """On what hours stand. `CLUB`: a person of the club said so with a reason, other than the signs or without any."""

    KEY = "key"
    MARK = "mark"
    PERSON = "person"
    CLUB = "club"


@dataclass(frozen=True, slots=True)
class Sign:
    kind: SignKind
    at_ms: int


@dataclass(frozen=True, slots=True)
class Worked:
    """`minutes` are rounded to five; `from_ms` and `to_ms` are what was counted."""

    from_ms: int
    to_ms: int
    minutes: int
    basis: Basis


def worked(shift: Span, signs: Iterable[Sign]) -> Worked | None:
    """Return what the signs say of a shift, None when nobody and nothing saw the helper.

    Who came within a quarter of an hour of the start counts from the start, later ones from when they came. Who left (key
    back, or mark shown again) more than a quarter of an hour before the end counts until then, everybody else to the end. A
    person's word alone counts for the whole shift.
    """
    start_ms, end_ms = shift
    own = sorted((one for one in signs if start_ms - EARLY_MS <= one.at_ms <= end_ms + LATE_MS), key=lambda one: one.at_ms)
    seen = [one for one in own if one.kind is not SignKind.PERSON]
    came = next((one.at_ms for one in seen if one.at_ms < end_ms), None)
    if came is None:
        return _of(start_ms, end_ms, Basis.PERSON) if len(own) > len(seen) else None
    basis = Basis.KEY if any(one.kind in (SignKind.KEY_TAKEN, SignKind.KEY_RETURNED) for one in seen) else Basis.MARK
    from_ms = start_ms if came <= start_ms + GRACE_MS else came
    left = _left(seen, came)
    to_ms = left if left is not None and from_ms < left < end_ms - GRACE_MS else end_ms
    return _of(from_ms, to_ms, basis)


def _left(seen: list[Sign], came_ms: int) -> int | None:
    """Return the last moment at which the helper took leave."""
    goes = (one.at_ms for one in seen if one.kind is not SignKind.KEY_TAKEN and one.at_ms >= came_ms + LEAVING_MS)
    return max(goes, default=None)


def _of(from_ms: int, to_ms: int, basis: Basis) -> Worked:
    return Worked(from_ms, to_ms, rounded((to_ms - from_ms) / MINUTE_MS), basis)


def rounded(minutes: float) -> int:
    """Return whole steps of five minutes, the half up; at least one step for whoever was there."""
    return max(STEP_MIN, int(minutes / STEP_MIN + 0.5) * STEP_MIN)


def minutes_fault(minutes: int) -> str:
    """Return why a person cannot credit so many minutes, empty when they can."""
    if not 0 < minutes <= MOST_MIN:
        return "out_of_range"
    return "no_step" if minutes % STEP_MIN else ""


def is_over(shift: Span, now_ms: int) -> bool:
    """Say whether hours may be confirmed: not before the shift has begun."""
    return now_ms >= shift[0]


def hours_text(minutes: int) -> str:
    """Return minutes as hours, as 2:05."""
    return f"{minutes // 60}:{minutes % 60:02d}"
