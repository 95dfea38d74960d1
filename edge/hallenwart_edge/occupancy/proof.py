"""What proves that a place is empty, and whether the site is closed. Pure; times are monotonic milliseconds.

Presence alone is slow to convince: somebody who sits still is not seen. What else speaks for it makes it quicker.

    nobody seen, nobody passed for           and
    60 min                                   -
    60 min, and 15 min since somebody        -
    passed whom nobody saw
    15 min                                   the site is closed
    10 min                                   all keys of the hall are back
     5 min                                   it is the night hour, 3:00 to 4:00 local time
    180 min without a sensor of presence     the site is closed, or it is the night hour

A sensor that is at fault, or that has not spoken since the start, proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Final

MINUTE_MS: Final = 60_000
QUIET_ALONE_MS: Final = 60 * MINUTE_MS
UNCONFIRMED_MS: Final = 15 * MINUTE_MS
"""Who came in has been seen by then, unless he changes his clothes for longer, or it was nobody: a door that moved."""
DOUBTED_MS: Final = MINUTE_MS
"""Who comes in after an empty hour has been seen by then, or there is doubt."""
QUIET_CLOSED_MS: Final = 15 * MINUTE_MS
QUIET_KEYS_MS: Final = 10 * MINUTE_MS
QUIET_NIGHT_MS: Final = 5 * MINUTE_MS
UNSEEN_MS: Final = 180 * MINUTE_MS
UNKNOWN_MS: Final = 10 * MINUTE_MS
"""So long nobody must be seen before a count that is not known begins at zero."""
UNSEEN_VARIANCE: Final = 1.0
NIGHT: Final = (time(3), time(4))
DARK: Final = (time(23), time(6))
_SPAN: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


class Why(StrEnum):
    """What proved it; the words of the event."""

    NOBODY = "nobody present"
    KEYS = "key back"
    CLOSED = "closed"
    NIGHT = "night"


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What else speaks for an empty place. `keys_back` None: nobody knows. `seen_at_all`: a sensor of presence is built in."""

    closed: bool = False
    night: bool = False
    keys_back: bool | None = None
    seen_at_all: bool = True


def proof(quiet_ms: int | None, around: Circumstance, *, known: bool = True, unseen_ms: int | None = None) -> Why | None:
    """Return what proves that a place is empty, None when nothing does.

    `quiet_ms`: how long nobody has been seen and nobody has passed; None: not all that must see it can. `unseen_ms`: how long
    nobody has been seen, whoever passed. `known`: whether there is a count that would have to be wrong.
    """
    if quiet_ms is None:
        return None
    if not around.seen_at_all:
        return _unseen(quiet_ms, around)
    if unseen_ms is not None and unseen_ms >= QUIET_ALONE_MS and quiet_ms >= UNCONFIRMED_MS:
        return Why.NOBODY
    alone_ms = QUIET_ALONE_MS if known else UNKNOWN_MS
    proofs = (
        (Why.NOBODY, True, alone_ms),
        (Why.CLOSED, around.closed, QUIET_CLOSED_MS),
        (Why.KEYS, around.keys_back is True, QUIET_KEYS_MS),
        (Why.NIGHT, around.night, QUIET_NIGHT_MS),
    )
    return next((why for why, applies, needed_ms in proofs if applies and quiet_ms >= needed_ms), None)


def _unseen(quiet_ms: int, around: Circumstance) -> Why | None:
    if quiet_ms < UNSEEN_MS or around.keys_back is False:
        return None
    return Why.CLOSED if around.closed else Why.NIGHT if around.night else None


@dataclass(frozen=True, slots=True)
class Eye:
    """A sensor of presence: which sections it sees (none: the whole hall), and since when it sees nobody.

    `quiet_since_ms` None: it sees somebody, is at fault, or has not spoken.
    """

    sections: tuple[int, ...] = ()
    quiet_since_ms: int | None = None


def quiet_since(eyes: Sequence[Eye], sections: tuple[int, ...], all_sections: Collection[int], moved_ms: int) -> int | None:
    """Return since when nobody is seen in a place, at the earliest since the last passage; None when not all of it is seen.

    `sections` of the place, none: the whole hall, which is `all_sections`.
    """
    wanted = set(sections) or set(all_sections)
    looking = [eye for eye in eyes if not eye.sections or not wanted or wanted & set(eye.sections)]
    covered = any(not eye.sections for eye in looking) or (
        bool(wanted) and wanted <= {section for eye in looking for section in eye.sections}
    )
    if not covered:
        return None
    since = [eye.quiet_since_ms for eye in looking]
    known = [at_ms for at_ms in since if at_ms is not None]
    return max(moved_ms, *known) if len(known) == len(since) else None


def is_night(local: datetime) -> bool:
    """Say whether it is the hour at which counts are put right."""
    return NIGHT[0] <= local.time() < NIGHT[1]


def is_dark(local: datetime) -> bool:
    """Say whether hardly anybody does sports at this time."""
    return local.time() >= DARK[0] or local.time() < DARK[1]


@dataclass(frozen=True, slots=True)
class Span:
    """A time of every day, local, from `begin` to `end`; over midnight where the end comes first."""

    begin: time
    end: time

    def holds(self, moment: time) -> bool:
        if self.begin < self.end:
            return self.begin <= moment < self.end
        return moment >= self.begin or moment < self.end


def span_of(text: str) -> Span:
    """Read `22:30-06:00`. Raises ValueError."""
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no time of the day; write it as '22:30-06:00'")
    begin, end = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    if begin == end:
        raise ValueError(f"{text!r} is a whole day; write when it begins and ends")
    return Span(begin, end)


def is_closed(spans: Iterable[Span], local: datetime) -> bool:
    return any(span.holds(local.time()) for span in spans)
