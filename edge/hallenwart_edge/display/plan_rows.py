"""The lines of the board: what is on now and comes today. Pure."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_contract.display import BoardRow
from hallenwart_contract.view import View, ViewEntry, ViewHall
from hallenwart_edge.display.sources import local_day

MAX_ROWS: Final = 12
_MOVED: Final = "moved"
_CANCELLED: Final = "cancelled"


def rows(view: View, zone: ZoneInfo, now_ms: int) -> list[BoardRow]:
    """Return the next lines of this local day, the earliest first."""
    halls = {hall.id: hall for hall in view.halls}
    _, midnight_ms = local_day(zone, now_ms)
    today = [entry for entry in view.entries if entry.end_ms > now_ms and _shown_from_ms(entry) < midnight_ms]
    today.sort(key=lambda entry: (_shown_from_ms(entry), entry.hall, entry.sections, entry.id))
    return [_row(entry, halls.get(entry.hall), now_ms) for entry in today[:MAX_ROWS]]


def known_until_ms(view: View, zone: ZoneInfo, now_ms: int) -> int | None:
    """Return where the plan ends if that is before this day does, else None."""
    _, midnight_ms = local_day(zone, now_ms)
    return view.until_ms if 0 < view.until_ms < midnight_ms else None


def moments(view: View) -> list[int]:
    """Return when the lines change by themselves, beside midnight."""
    return [moment for entry in view.entries for moment in (entry.start_ms, entry.end_ms)]


def _row(entry: ViewEntry, hall: ViewHall | None, now_ms: int) -> BoardRow:
    moved = entry.change == _MOVED and entry.was_start_ms is not None
    return BoardRow(
        hall=hall.name if hall else entry.hall,
        sections=entry.sections,
        section_count=hall.sections if hall else max(entry.sections, default=1),
        title=entry.title,
        start_ms=entry.was_start_ms if moved and entry.was_start_ms is not None else entry.start_ms,
        end_ms=entry.end_ms,
        now=entry.start_ms <= now_ms and entry.change != _CANCELLED,
        mark=entry.change,
        new_start_ms=entry.start_ms if moved else None,
    )


def _shown_from_ms(entry: ViewEntry) -> int:
    return min(entry.start_ms, entry.was_start_ms) if entry.was_start_ms is not None else entry.start_ms
