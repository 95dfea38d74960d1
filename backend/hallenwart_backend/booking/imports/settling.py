"""What the dates of a hall meet in the plan there is. Reads, writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from hallenwart_backend.booking.imports import store
from hallenwart_backend.booking.imports.model import Dated, Fate, Item, Met
from hallenwart_backend.booking.imports.planning import reach
from hallenwart_backend.booking.model import HOLDING, Booking, State
from hallenwart_backend.booking.store import in_the_way

_Key = tuple[object, ...]


def settle(connection: Connection, items: Sequence[Item]) -> None:
    """Say of each date of one hall whether it is there, was given up, or who is in its way; other rows of the file too."""
    from_ms, to_ms = reach(items)
    clubs = {item.dates[0].wish.club for item in items} - {None}
    stored = store.around(connection, items[0].hall, [club for club in clubs if club], from_ms, to_ms)
    undone = store.undone(connection, from_ms, to_ms)
    there = {_where(one): one for one in stored if one.state in HOLDING}
    gone = {_whose(one) for one in stored if one.state == State.CANCELLED and one.id not in undone}
    gone |= {_whose(one) for one in stored if one.state in HOLDING and one.was_start_ms is not None}
    open_ = [one for item in items for one in item.dates if one.fate == Fate.FREE]
    for one in open_:
        if _where(one.wish) in there:
            one.fate = Fate.THERE
        elif _whose(one.wish) in gone:
            one.fate = Fate.GONE
    _meet(connection, [one for one in open_ if one.fate == Fate.FREE])


def _where(booking: Booking) -> _Key:
    return booking.sections, booking.club, booking.start_ms, booking.end_ms


def _whose(booking: Booking) -> _Key:
    start_ms = booking.start_ms if booking.was_start_ms is None else booking.was_start_ms
    return booking.club, booking.title, start_ms


def _meet(connection: Connection, dates: Sequence[Dated]) -> None:
    rows = {one.wish.id: one.row for one in dates}
    met = in_the_way(connection, [one.wish for one in dates])
    for one in dates:
        if others := met.get(one.wish.id):
            one.fate, one.met = Fate.TAKEN, tuple(Met(other, rows.get(other.id)) for other in others)


def by_hall(items: Iterable[Item]) -> Mapping[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.hall, []).append(item)
    return found
