"""Which times a closing takes, and what becomes of whom it meets. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final
from zlib import crc32

from hallenwart_backend.booking.closing.model import Closing, Decisions, Lot, Met
from hallenwart_backend.booking.model import Booking, Kind, State
from hallenwart_backend.booking.rules import QUARTER_MS
from hallenwart_backend.halls.closures import Closure
from hallenwart_backend.halls.model import Hall

HORIZON_DAYS: Final = 800
MOST_BLOCKS: Final = 1_000
_DAY_MS: Final = 86_400_000


def closure_id(closing: Closing, hall: str) -> str:
    return f"{closing.id}{crc32(hall.encode()):08x}"


def closure_of(closing: Closing, hall: Hall) -> Closure:
    """Return how the hall is shut, as places know it."""
    return Closure(
        closure_id(closing, hall.id),
        hall.site.id,
        hall.id,
        closing.sections,
        closing.why,
        closing.first,
        closing.last,
        closing.every,
        closing.step,
        closing.until,
    )


def blocks_of(closing: Closing, halls: Iterable[Hall], new_id: Callable[[], str], now_ms: int) -> list[Booking]:
    """Return the times taken from now on, as bookings of the town, widened to quarters of an hour."""
    found = []
    for hall in halls:
        times = closure_of(closing, hall).times(hall.zone, now_ms, now_ms + HORIZON_DAYS * _DAY_MS)
        sections = closing.sections or tuple(range(1, hall.sections + 1))
        found += [_block(closing, hall, sections, *_quarters(start, end, now_ms), new_id()) for start, end in times]
    return sorted(found, key=lambda one: (one.start_ms, one.hall))


def _quarters(start_ms: int, end_ms: int, now_ms: int) -> tuple[int, int]:
    start = max(start_ms, now_ms) // QUARTER_MS * QUARTER_MS
    return start, -(-end_ms // QUARTER_MS) * QUARTER_MS


def _block(closing: Closing, hall: Hall, sections: tuple[int, ...], start_ms: int, end_ms: int, name: str) -> Booking:
    return Booking(
        id=name,
        hall=hall.id,
        sections=sections,
        club=None,
        title=closing.why[:120],
        person=None,
        start_ms=start_ms,
        end_ms=end_ms,
        state=State.BOOKED,
        created_ms=closing.made_ms,
        kind=Kind.BLOCK,
        note=closing.note,
    )


def met_of(
    booking: Booking, closed: Mapping[str, set[int]], decisions: Decisions, halls: Mapping[str, Hall], now_ms: int
) -> Met:
    """Return what becomes of a date; `closed` are the sections closed by hall."""
    running = booking.start_ms <= now_ms
    if booking.id in decisions.keep:
        return Met(booking, Lot.KEPT, running)
    if (instead := decisions.to.get(booking.id)) is not None:
        hall = halls[instead.hall or booking.hall]
        start = booking.start_ms if instead.start_ms is None else instead.start_ms
        first = booking.start_ms if booking.was_start_ms is None else booking.was_start_ms
        after = replace(
            booking,
            hall=hall.id,
            sections=instead.sections or tuple(range(1, min(len(booking.sections), hall.sections) + 1)),
            start_ms=start,
            end_ms=start + booking.end_ms - booking.start_ms,
            was_start_ms=first if start != first else None,
            buffer_ms=hall.buffer_ms,
            rooms=booking.rooms if hall.site.id == halls[booking.hall].site.id else (),
        )
        return Met(booking, Lot.MOVED, running, after)
    if not closed.get(booking.hall, set()) & set(booking.sections):
        rooms = tuple(room for room in booking.rooms if room not in closed)
        return Met(booking, Lot.KEEPS_HALL, running, replace(booking, rooms=rooms))
    return Met(booking, Lot.CANCELLED, running)


def around(blocks: Sequence[Booking], kept: Sequence[Booking], new_id: Callable[[], str]) -> list[Booking]:
    """Return the blocks with gaps where a date is kept in the same sections."""
    left = list(blocks)
    for one in kept:
        left = [piece for block in left for piece in _cut(block, one, new_id)]
    return left


def _cut(block: Booking, kept: Booking, new_id: Callable[[], str]) -> list[Booking]:
    here = dict(kept.places).get(block.hall, ())
    start, end = max(block.start_ms, kept.start_ms), min(block.end_ms, -(-kept.clear_ms // QUARTER_MS) * QUARTER_MS)
    if start >= end or not set(here) & set(block.sections):
        return [block]
    others = tuple(section for section in block.sections if section not in here)
    pieces = [
        replace(block, end_ms=start),
        replace(block, id=new_id(), start_ms=start, end_ms=end, sections=others),
        replace(block, id=new_id(), start_ms=end),
    ]
    return [piece for piece in pieces if piece.start_ms < piece.end_ms and piece.sections]
