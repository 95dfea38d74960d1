"""How many people are in a hall, how old that is, and when it is too old to be shown. Pure.

A count is vouched for as long as its sensor is well and its device is heard. Of a silent neighbour the last count stays with
its time, and goes after a quarter of an hour; what a sensor that is not well said goes at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hallenwart_contract.display import BoardCount
from hallenwart_contract.people import Use
from hallenwart_contract.view import View
from hallenwart_edge.display.sources import Moment, Sources

STALE_AFTER_MS: Final = 15 * 60_000
_MINUTE_MS: Final = 60_000
_SAID: Final = (Use.BUSY, Use.FREE)


@dataclass(frozen=True, slots=True)
class Seen:
    """A count, and when it was last vouched for."""

    people: int
    at: Moment


def remember(seen: Mapping[str, Seen], sources: Sources, now: Moment) -> dict[str, Seen]:
    """Take in the counts of the site."""
    fresh = {hall: Seen(people, now) for hall, people in sources.people.items() if people is not None}
    silent = {hall: seen[hall] for hall in sources.unheard if hall in seen and hall not in fresh}
    return fresh | {hall: each for hall, each in silent.items() if not _is_stale(each, now)}


def counts(view: View, sources: Sources, seen: Mapping[str, Seen], now: Moment) -> list[BoardCount]:
    """Return the counts of the halls that are shown here."""
    return [_count(hall.id, hall.name, hall.capacity, sources, seen.get(hall.id), now) for hall in view.halls]


def moments(view: View, sources: Sources, seen: Mapping[str, Seen], now: Moment) -> list[int]:
    """Return when the counts change by themselves: their time every minute, those of silent neighbours at their end."""
    found = []
    for hall in view.halls:
        if hall.id in seen and hall.id in sources.unheard:
            left_ms = STALE_AFTER_MS - max(now.wall_ms - seen[hall.id].at.wall_ms, now.mono_ms - seen[hall.id].at.mono_ms)
            found.append(now.wall_ms + left_ms + 1)
        elif hall.id in seen:
            found.append((now.wall_ms // _MINUTE_MS + 1) * _MINUTE_MS)
    return found


def _count(hall: str, name: str, capacity: int, sources: Sources, seen: Seen | None, now: Moment) -> BoardCount:
    if hall not in sources.unheard and seen is not None:
        seen = Seen(seen.people, now)  # vouched for as long as nobody says otherwise
    if seen is None or _is_stale(seen, now):
        return BoardCount(hall=hall, name=name, people=None, capacity=capacity, use=_use(hall, sources))
    t_ms = seen.at.wall_ms // _MINUTE_MS * _MINUTE_MS
    return BoardCount(hall=hall, name=name, people=seen.people, capacity=capacity, use=_use(hall, sources), t_ms=t_ms)


def _use(hall: str, sources: Sources) -> str:
    word = sources.uses.get(hall, "")
    return word if word in _SAID and hall not in sources.unheard else ""


def _is_stale(seen: Seen, now: Moment) -> bool:
    """Say whether nobody should believe it any more, also when the wall clock was set back since."""
    wall_ms, mono_ms = now.wall_ms - seen.at.wall_ms, now.mono_ms - seen.at.mono_ms
    return wall_ms < 0 or max(wall_ms, mono_ms) > STALE_AFTER_MS
