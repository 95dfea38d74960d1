"""Writes what was planned for the dates of a series, inside one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from hallenwart_backend.booking import store
from hallenwart_backend.booking.model import Booking, State
from hallenwart_backend.booking.ports import Drawn, Rights
from hallenwart_backend.booking.series.planning import Fate, Planned

Redrawn = Mapping[str, tuple[Booking, Drawn]]
"""By booking: what it was to become, and its code for that."""


class StaleError(Exception):
    """Raised inside the transaction, which it undoes: the dates are others than those the codes were drawn for."""


def carry_out(
    connection: Connection, planned: Sequence[Planned], state: State, rights: Rights, redrawn: Redrawn, *, now_ms: int
) -> None:
    """End, change and add dates. New ones begin in `state`. Raises StaleError, CodeTakenError."""
    for one in planned:
        if one.fate == Fate.ENDS and one.before is not None:
            store.cancel(connection, one.before.id, now_ms=now_ms)
            rights.revoke(connection, one.before.id)
    changing = [(one.before, one.after) for one in planned if one.fate == Fate.CHANGES and one.before and one.after]
    for before, _ in changing:
        store.free(connection, before.id)
    for before, after in changing:
        store.move(connection, after)
        if needs_code(before, after):
            _follow(connection, before, after, rights, redrawn)
    store.add_many(
        connection, [replace(one.after, state=state) for one in planned if one.fate == Fate.FREE and one.after is not None]
    )


def needs_code(before: Booking, after: Booking) -> bool:
    """Say whether the right to the keys changes with the date."""
    same = (before.places, before.start_ms, before.end_ms) == (after.places, after.start_ms, after.end_ms)
    return before.state == State.BOOKED and not same


def _follow(connection: Connection, before: Booking, after: Booking, rights: Rights, redrawn: Redrawn) -> None:
    expected, drawn = redrawn.get(before.id, (None, None))
    if drawn is None:
        rights.revoke(connection, before.id)
    elif expected != after:
        raise StaleError
    else:
        rights.revoke(connection, before.id)
        rights.store(connection, after, drawn)
