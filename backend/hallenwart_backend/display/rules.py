"""The plan a display gets: the whole coming week, club and group only, never a person's name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from hallenwart_contract.clock import to_ms, utc
from hallenwart_contract.view import View, ViewEntry, ViewHall

DAYS: Final = 7
MAX_ENTRIES: Final = 500
"""More would not fit one message, nor would anybody read them."""
CHANGE_SHOWN_MS: Final = 2 * 86_400_000


@dataclass(frozen=True, slots=True)
class Planned:
    """A booking as the plan needs it."""

    id: str
    hall: str
    sections: tuple[int, ...]
    club: str
    title: str
    start_ms: int
    end_ms: int
    cancelled: bool = False
    was_start_ms: int | None = None
    """Of a moved booking, when it was to begin at first."""
    cancelled_ms: int = 0

    def meets(self, other: Planned) -> bool:
        """Say whether both want the same place at the same time."""
        same = self.hall == other.hall and bool(set(self.sections) & set(other.sections))
        return same and self.start_ms < other.end_ms and other.start_ms < self.end_ms


def line(club: str, title: str) -> str:
    """Return what stands on the board: `TSV Lindenau · E-Jugend`."""
    return " · ".join(part for part in (club, title) if part)


def window(now_ms: int, zone: str) -> tuple[int, int]:
    """Return local midnight of today and of the eighth day after: it changes once a day."""
    here = ZoneInfo(zone)
    midnight = utc(now_ms).astimezone(here).replace(hour=0, minute=0, second=0, microsecond=0)
    later = (midnight.replace(tzinfo=None) + timedelta(days=DAYS + 1)).replace(tzinfo=here)
    return to_ms(midnight), to_ms(later)


def build_view(
    title: str,
    halls: Iterable[ViewHall],
    planned: Iterable[Planned],
    *,
    now_ms: int,
    span: tuple[int, int],
    more: Iterable[Planned] = (),
) -> View:
    """Return the whole view. What left today or tomorrow stays visible: nobody stands before a locked door.

    `more`: bookings of halls that are lit or heated from here and not shown; nobody reads their names.
    """
    shown = _ordered(_without_replaced(one for one in planned if _is_shown(one, span)))
    unseen = _ordered(one for one in more if _is_shown(one, span))
    left_out = [*shown[MAX_ENTRIES:], *unseen[max(0, MAX_ENTRIES - len(shown)) :]]
    return View(
        rev=0,
        made_ms=now_ms,
        title=title,
        halls=list(halls),
        entries=[_entry(one, span) for one in shown[:MAX_ENTRIES]],
        more=[msgspec.structs.replace(_entry(one, span), title="") for one in unseen[: max(0, MAX_ENTRIES - len(shown))]],
        until_ms=min((one.start_ms for one in left_out), default=span[1]),
    )


def _ordered(planned: Iterable[Planned]) -> list[Planned]:
    return sorted(planned, key=lambda one: (one.start_ms, one.hall, one.sections, one.id))


def _entry(one: Planned, span: tuple[int, int]) -> ViewEntry:
    return ViewEntry(
        id=one.id,
        hall=one.hall,
        sections=list(one.sections),
        title=line(one.club, one.title),
        start_ms=one.start_ms,
        end_ms=one.end_ms,
        change="cancelled" if one.cancelled else "moved" if _was_today(one, span) else "",
        was_start_ms=one.was_start_ms if not one.cancelled and _was_today(one, span) else None,
    )


def _is_shown(one: Planned, span: tuple[int, int]) -> bool:
    if one.cancelled:
        return one.end_ms > span[0] and one.start_ms < span[0] + CHANGE_SHOWN_MS
    return (one.end_ms > span[0] and one.start_ms < span[1]) or _was_today(one, span)


def _was_today(one: Planned, span: tuple[int, int]) -> bool:
    """Say whether a moved booking was to begin today or tomorrow: its old line stays, with the new time."""
    return one.was_start_ms is not None and span[0] <= one.was_start_ms < span[0] + CHANGE_SHOWN_MS


def _without_replaced(planned: Iterable[Planned]) -> list[Planned]:
    """Drop a cancelled date where somebody has the time now, or had it later and cancelled it too."""
    every = list(planned)

    def replaced(one: Planned) -> bool:
        after = (one.cancelled_ms, one.id)
        return any(one.meets(other) and (not other.cancelled or (other.cancelled_ms, other.id) > after) for other in every)

    return [one for one in every if not one.cancelled or not replaced(one)]


def names(clubs: Mapping[str, str], club: str | None) -> str:
    return clubs.get(club or "", "")
