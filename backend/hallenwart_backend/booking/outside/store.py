"""SQL of sources and of what they say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update
from sqlalchemy import Row as SqlRow

from hallenwart_backend.booking.model import HOLDING, Booking
from hallenwart_backend.booking.outside import tables
from hallenwart_backend.booking.outside.model import ClubFrom, Place, Row, Source, SourceKind, SourceState, Told
from hallenwart_backend.booking.store import batched, booking_of
from hallenwart_backend.booking.tables import bookings, sources
from hallenwart_backend.halls.tables import halls

_AT_ONCE = 500


def _source(row: SqlRow[Any]) -> Source:
    fields = row._asdict()
    return Source(
        **fields
        | {
            "kind": SourceKind(row.kind),
            "state": SourceState(row.state),
            "club_from": ClubFrom(row.club_from),
            "places": tuple(Place(one["name"], one["hall"], tuple(one["sections"])) for one in row.places),
        }
    )


def one(connection: Connection, source: str) -> Source | None:
    row = connection.execute(select(sources).where(sources.c.id == source)).first()
    return _source(row) if row else None


def every(connection: Connection) -> list[Source]:
    """Return the sources that are not ended, the oldest first."""
    standing = select(sources).where(sources.c.state != SourceState.ENDED)
    return [_source(row) for row in connection.execute(standing.order_by(sources.c.created_ms, sources.c.id))]


def add(connection: Connection, source: Source) -> None:
    connection.execute(insert(sources).values(**_values(source)))


def save(connection: Connection, source: str, **values: object) -> None:
    connection.execute(update(sources).where(sources.c.id == source).values(**values))


def put(connection: Connection, source: Source) -> None:
    """Write everything of a source anew."""
    save(connection, source.id, **_values(source))


def _values(source: Source) -> dict[str, Any]:
    values = {name: getattr(source, name) for name in sources.c.keys()}  # noqa: SIM118 - columns, no mapping
    places = [{"name": place.name, "hall": place.hall, "sections": list(place.sections)} for place in source.places]
    return values | {"places": places, "clubs": dict(source.clubs), "report": dict(source.report)}


# --- which halls are led -------------------------------------------------------------------------------------------------


def lead(connection: Connection, source: str, names: Collection[str]) -> None:
    """Let a source lead exactly these halls."""
    connection.execute(update(halls).where(halls.c.led_by == source, halls.c.id.not_in(names)).values(led_by=None))
    connection.execute(update(halls).where(halls.c.id.in_(names)).values(led_by=source))


def leaders(connection: Connection, names: Collection[str]) -> dict[str, str]:
    """Return by hall which source leads it."""
    rows = connection.execute(select(halls.c.id, halls.c.led_by).where(halls.c.id.in_(names), halls.c.led_by.is_not(None)))
    return {row.id: row.led_by for row in rows}


def local(connection: Connection, names: Collection[str], now_ms: int) -> list[Booking]:
    """Return what stands in these halls and is led here or by a partner, from now on."""
    coming = bookings.c.hall.in_(names), bookings.c.state.in_(HOLDING), bookings.c.end_ms > now_ms
    foreign = or_(bookings.c.partner.is_(None), bookings.c.partner.not_in(select(sources.c.id)))
    wanted = select(bookings).where(*coming, foreign).order_by(bookings.c.start_ms, bookings.c.id)
    return [booking_of(row) for row in connection.execute(wanted)]


def hand_back(connection: Connection, source: str, now_ms: int) -> list[str]:
    """Make a source's coming bookings our own; return their ids. What is over stays its own."""
    coming = bookings.c.partner == source, bookings.c.end_ms > now_ms
    theirs = list(connection.scalars(select(bookings.c.id).where(*coming, bookings.c.state.in_(HOLDING))))
    connection.execute(update(bookings).where(*coming).values(partner=None))
    return theirs


# --- its rows --------------------------------------------------------------------------------------------------------------


def _row(row: SqlRow[Any]) -> Row:
    told = Told(
        row.uid,
        row.start_ms,
        row.end_ms,
        place=row.place,
        part=row.part,
        title=row.title,
        club=row.club,
        version=row.version,
        gone=row.gone,
    )
    return Row(told, row.booking, row.fault, row.other, row.changed_ms)


def rows_of(connection: Connection, source: str, after_ms: int) -> dict[str, Row]:
    """Return what a source said last about what ends after a time, by uid."""
    wanted = select(tables.rows).where(tables.rows.c.source == source, tables.rows.c.end_ms > after_ms)
    return {row.uid: _row(row) for row in connection.execute(wanted.order_by(tables.rows.c.start_ms, tables.rows.c.uid))}


def some_rows(connection: Connection, source: str, uids: Collection[str], after_ms: int) -> dict[str, Row]:
    """Return these rows, and those that found no place yet."""
    mine = tables.rows.c.source == source
    waiting = (tables.rows.c.fault != "") & (tables.rows.c.end_ms > after_ms)
    found = {row.uid: _row(row) for row in connection.execute(select(tables.rows).where(mine, waiting))}
    for named in batched(sorted(uids), _AT_ONCE):
        wanted = select(tables.rows).where(mine, tables.rows.c.uid.in_(named))
        found |= {row.uid: _row(row) for row in connection.execute(wanted)}
    return found


def put_rows(connection: Connection, source: str, rows: Mapping[str, Row]) -> None:
    for some in batched(sorted(rows), _AT_ONCE):
        mine = tables.rows.c.source == source, tables.rows.c.uid.in_(some)
        connection.execute(delete(tables.rows).where(*mine))
        connection.execute(insert(tables.rows), [_row_values(source, rows[uid]) for uid in some])


def _row_values(source: str, row: Row) -> dict[str, Any]:
    told = row.told
    return {
        "source": source,
        "uid": told.uid,
        "version": told.version,
        "place": told.place,
        "part": told.part,
        "start_ms": told.start_ms,
        "end_ms": told.end_ms,
        "title": told.title,
        "club": told.club,
        "gone": told.gone,
        "booking": row.booking,
        "fault": row.fault,
        "other": row.other,
        "changed_ms": row.changed_ms,
    }


def uids_of(connection: Connection, wanted: Iterable[str]) -> dict[str, str]:
    """Return by booking the uid it has outside."""
    found = select(tables.rows.c.booking, tables.rows.c.uid).where(tables.rows.c.booking.in_(list(wanted)))
    return {row.booking: row.uid for row in connection.execute(found)}


def change(connection: Connection, booking: Booking) -> None:
    """Write a new title and club of a booking that stays where it is."""
    connection.execute(update(bookings).where(bookings.c.id == booking.id).values(title=booking.title, club=booking.club))


def forget(connection: Connection, *, before_ms: int) -> None:
    """Forget what sources said about what is long over."""
    connection.execute(delete(tables.rows).where(tables.rows.c.end_ms < before_ms))
