"""Many series and dates in one transaction, as an import brings them: a season of a town is written in seconds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from hallenwart_backend.booking import history
from hallenwart_backend.booking import store as booking_store
from hallenwart_backend.booking.history import Act, Entry
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.series import store
from hallenwart_backend.booking.series.model import Series
from hallenwart_backend.booking.series.planning import day_of
from hallenwart_backend.halls.model import Hall


def clashes(connection: Connection, dates: Sequence[Booking]) -> dict[str, list[Booking]]:
    """Return by id of a date who is in its way: who has its time, or an earlier one of these dates. Writes nothing."""
    return booking_store.in_the_way(connection, dates)


def enter_many(
    connection: Connection,
    series: Sequence[Series],
    dates: Sequence[Booking],
    halls: Mapping[str, Hall],
    *,
    who: str,
    t_ms: int,
    act: Act = Act.IMPORTED,
    detail: Mapping[str, object] | None = None,
) -> dict[str, list[Booking]]:
    """Write series, and all dates that nobody is in the way of; return the others by id, with who is.

    `dates` are those of the series (their `series` says which) and single ones, with ids of their own. A series keeps the
    dates left out as skipped; one without any date is not written. `who` is a pseudonym. History is noted once for a series
    and once for a single date; nobody is sent news.
    """
    booking_store.lock(connection, {hall for date in dates for hall, _ in date.places})
    met = clashes(connection, dates)
    free = [date for date in dates if date.id not in met]
    having = {date.series for date in free}
    written = [_with_skipped(one, dates, met, halls[one.hall]) for one in series if one.id in having]
    store.add_many(connection, written)
    booking_store.add_many(connection, free)
    said = dict(detail or {})
    single = [
        Entry(act, t_ms, who, booking=one.id, club=one.club, on_behalf=one.on_behalf, detail=said)
        for one in free
        if one.series is None
    ]
    as_whole = [Entry(act, t_ms, who, series=one.id, club=one.club, on_behalf=one.on_behalf, detail=said) for one in written]
    history.note(connection, *as_whole, *single)
    return met


def _with_skipped(one: Series, dates: Sequence[Booking], met: dict[str, list[Booking]], hall: Hall) -> Series:
    out = {day_of(date, hall.zone) for date in dates if date.series == one.id and date.id in met}
    return replace(one, skipped=tuple(sorted({*one.skipped, *out})))
