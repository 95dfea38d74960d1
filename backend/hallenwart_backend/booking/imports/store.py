"""SQL of imports: the files, what they made, and what the plan has where they want to write."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from hallenwart_backend.booking import history
from hallenwart_backend.booking.history import Act
from hallenwart_backend.booking.imports.model import Settings
from hallenwart_backend.booking.imports.sheet import Sheet
from hallenwart_backend.booking.imports.tables import imports, items
from hallenwart_backend.booking.model import HOLDING, Booking, State
from hallenwart_backend.booking.store import batched, booking_of
from hallenwart_backend.booking.tables import bookings, occupied, series
from hallenwart_backend.booking.tables import history as history_table

_AT_ONCE = 1_000
_MOST_KEPT = 50


@dataclass(frozen=True, slots=True)
class Stored:
    """An import as kept. `state`: read, applying, applied, stopped, undoing, undone."""

    id: str
    name: str
    person: str | None
    created_ms: int
    state: str
    settings: Settings
    summary: dict[str, Any]


def packed(sheet: Sheet) -> bytes:
    return zlib.compress(json.dumps(asdict(sheet), ensure_ascii=False).encode(), 3)


def unpacked(content: bytes) -> Sheet:
    told = json.loads(zlib.decompress(content))
    return Sheet(told["kind"], tuple(told["head"]), tuple(map(tuple, told["rows"])), told["first"])


def _settings_values(settings: Settings) -> dict[str, Any]:
    values = asdict(settings)
    dates = {name: str(values[name]) if values[name] else None for name in ("season_from", "season_to")}
    return values | dates | {"mapping": list(settings.mapping)}


def _settings(values: dict[str, Any]) -> Settings:
    dates = {name: date.fromisoformat(values[name]) if values[name] else None for name in ("season_from", "season_to")}
    return Settings(**values | dates | {"mapping": tuple(values["mapping"])})


def add(connection: Connection, one: Stored, sheet: bytes) -> None:
    values = {name: getattr(one, name) for name in ("id", "name", "person", "created_ms", "state")}
    connection.execute(
        insert(imports).values(
            **values, settings=_settings_values(one.settings), sheet=sheet, summary={}, changed_ms=one.created_ms
        )
    )
    old = select(imports.c.id).order_by(imports.c.created_ms.desc()).offset(_MOST_KEPT).scalar_subquery()
    connection.execute(update(imports).where(imports.c.id.in_(old), imports.c.sheet.is_not(None)).values(sheet=None))


def one(connection: Connection, wanted: str) -> Stored | None:
    row = connection.execute(select(imports).where(imports.c.id == wanted)).first()
    return _stored(row) if row else None


def sheet_of(connection: Connection, wanted: str) -> Sheet | None:
    content = connection.scalar(select(imports.c.sheet).where(imports.c.id == wanted))
    return unpacked(content) if content else None


def listed(connection: Connection) -> list[Stored]:
    """Return imports, the newest first."""
    columns = [column for column in imports.c if column.name != "sheet"]
    rows = connection.execute(select(*columns).order_by(imports.c.created_ms.desc(), imports.c.id).limit(_MOST_KEPT))
    return [_stored(row) for row in rows]


def _stored(row: Row[Any]) -> Stored:
    return Stored(row.id, row.name, row.person, row.created_ms, row.state, _settings(row.settings), row.summary)


def set_settings(connection: Connection, wanted: str, settings: Settings, now_ms: int) -> None:
    connection.execute(
        update(imports).where(imports.c.id == wanted).values(settings=_settings_values(settings), changed_ms=now_ms)
    )


def set_state(connection: Connection, wanted: str, state: str, now_ms: int, summary: dict[str, Any] | None = None) -> None:
    more = {} if summary is None else {"summary": summary}
    connection.execute(update(imports).where(imports.c.id == wanted).values(state=state, changed_ms=now_ms, **more))


def drop(connection: Connection, wanted: str) -> None:
    connection.execute(delete(imports).where(imports.c.id == wanted))


def forget_sheets(connection: Connection, before_ms: int) -> None:
    """Forget what files said, long after they were sent; what they made stays."""
    old = imports.c.created_ms < before_ms, imports.c.sheet.is_not(None)
    connection.execute(update(imports).where(*old).values(sheet=None))


def note_made(connection: Connection, wanted: str, made: Collection[tuple[int, str | None, str | None]]) -> None:
    """Keep which row made which series or single date."""
    if made:
        connection.execute(
            insert(items),
            [{"import": wanted, "row": row, "series": series_, "booking": booking} for row, series_, booking in made],
        )


def made_by(connection: Connection, wanted: str) -> list[tuple[str | None, str | None]]:
    """Return what an import made: series, or single dates."""
    rows = connection.execute(select(items.c.series, items.c.booking).where(items.c["import"] == wanted))
    return [(row.series, row.booking) for row in rows.all()]


# --- what is in the plan ---------------------------------------------------------------------------------------------


def around(connection: Connection, hall: str, clubs: Collection[str], from_ms: int, to_ms: int) -> list[Booking]:
    """Return all bookings of a hall in this time, cancelled ones too, and those of clubs that were moved away from it."""
    here = bookings.c.hall == hall, bookings.c.start_ms >= from_ms, bookings.c.start_ms < to_ms
    found = [booking_of(row) for row in connection.execute(select(bookings).where(*here))]
    moved = bookings.c.was_start_ms.is_not(None), bookings.c.was_start_ms.between(from_ms, to_ms)
    away = select(bookings).where(*moved, bookings.c.club.in_(sorted(clubs)))
    return [*found, *(booking_of(row) for row in connection.execute(away))]


def undone(connection: Connection, from_ms: int, to_ms: int) -> set[str]:
    """Return the bookings in this time that an import made which was undone: their cancelling was no decision about them."""
    ended = select(items.c.series, items.c.booking).join(imports).where(imports.c.state.in_(("undone", "undoing"))).subquery()
    by_series = bookings.c.series.in_(select(ended.c.series).where(ended.c.series.is_not(None)))
    alone = bookings.c.id.in_(select(ended.c.booking).where(ended.c.booking.is_not(None)))
    span = bookings.c.start_ms >= from_ms, bookings.c.start_ms < to_ms
    return set(connection.scalars(select(bookings.c.id).where(*span, or_(by_series, alone))))


# --- taking back -----------------------------------------------------------------------------------------------------


def dates_made(connection: Connection, series_ids: Sequence[str], booking_ids: Sequence[str]) -> list[Booking]:
    """Return all dates of these series, and these single ones."""
    found: list[Booking] = []
    for some in batched(series_ids, _AT_ONCE):
        found += [booking_of(row) for row in connection.execute(select(bookings).where(bookings.c.series.in_(some)))]
    for some in batched(booking_ids, _AT_ONCE):
        found += [booking_of(row) for row in connection.execute(select(bookings).where(bookings.c.id.in_(some)))]
    return found


def touched(connection: Connection, series_ids: Sequence[str], booking_ids: Sequence[str]) -> set[str]:
    """Return which of these somebody decided about since they were taken in: series as a whole, or dates, by id."""
    found: set[str] = set()
    later = history_table.c.deed != str(Act.IMPORTED)
    for column, ids in ((history_table.c.series, series_ids), (history_table.c.booking, booking_ids)):
        for some in batched(ids, _AT_ONCE):
            rows = connection.execute(select(history_table.c.series, history_table.c.booking).where(column.in_(some), later))
            found |= {row.booking or row.series for row in rows}
    return found


def take_back(connection: Connection, ids: Sequence[str], now_ms: int) -> None:
    """Cancel dates and give their time back."""
    for some in batched(ids, _AT_ONCE):
        holding = bookings.c.id.in_(some), bookings.c.state.in_(HOLDING)
        connection.execute(update(bookings).where(*holding).values(state=State.CANCELLED, cancelled_ms=now_ms))
        connection.execute(delete(occupied).where(occupied.c.booking.in_(some)))


def end_series(connection: Connection, ids: Sequence[str], last: date) -> None:
    """End series that have no date to come any more."""
    holding = select(bookings.c.series).where(bookings.c.state.in_(HOLDING), bookings.c.series.in_(ids))
    left = set(connection.scalars(holding.distinct()))
    ended = [one for one in ids if one not in left]
    connection.execute(update(series).where(series.c.id.in_(ended)).values(state=State.CANCELLED))
    late = series.c.id.in_(ended), series.c.to_date > last
    connection.execute(update(series).where(*late).values(to_date=last))


def note(connection: Connection, entries: Sequence[history.Entry]) -> None:
    history.note(connection, *entries)


def count_made(connection: Connection, wanted: str) -> int:
    return connection.scalar(select(func.count()).select_from(items).where(items.c["import"] == wanted)) or 0
