"""SQL of what is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, and_, collate, delete, func, insert, or_, select, tuple_, update
from sqlalchemy import Row as SqlRow

from hallenwart_backend.exchange.keeping import Row
from hallenwart_backend.exchange.tables import items, terms
from hallenwart_backend.exchange.teller import Terms

_ONLY: Final = 1
_AT_ONCE: Final = 200
_BYTES: Final = {"sqlite": "BINARY", "postgresql": "C"}
"""Collations that order by bytes, as harvesters compare."""


def _row(found: SqlRow[Any]) -> Row:
    return Row(found.kind, found.id, found.digest, found.body, found.modified_ms, found.deleted)


def digests(connection: Connection, kind: str) -> dict[str, bytes | None]:
    """Return what is told of a kind, without what is gone: digests by id."""
    wanted = select(items.c.id, items.c.digest).where(items.c.kind == kind, items.c.deleted.is_(False))
    return {identity: bytes.fromhex(digest) for identity, digest in connection.execute(wanted)}


def high_ms(connection: Connection) -> int:
    """Return the time of the last write."""
    return int(connection.scalar(select(terms.c.high_ms)) or 0)


def terms_of(connection: Connection) -> Terms:
    found = connection.execute(select(terms)).first()
    return Terms(found.license, found.publisher, found.price_ct) if found else Terms()


def set_terms(connection: Connection, wanted: Terms) -> None:
    values = {"license": wanted.license, "publisher": wanted.publisher, "price_ct": wanted.price_ct}
    if not connection.execute(update(terms).values(values)).rowcount:
        connection.execute(insert(terms).values(number=_ONLY, **values))


def raise_high(connection: Connection, to_ms: int) -> None:
    if not connection.execute(update(terms).values(high_ms=to_ms)).rowcount:
        connection.execute(insert(terms).values(number=_ONLY, high_ms=to_ms))


def write(connection: Connection, rows: Sequence[Row]) -> None:
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        keys = [(row.kind, row.id) for row in some]
        connection.execute(delete(items).where(tuple_(items.c.kind, items.c.id).in_(keys)))
        connection.execute(insert(items), [{name: getattr(row, name) for name in Row.__slots__} for row in some])


def forget(connection: Connection, before_ms: int) -> None:
    """Forget what is gone since before this."""
    connection.execute(delete(items).where(items.c.deleted.is_(True), items.c.modified_ms < before_ms))


def page(connection: Connection, kind: str, after: tuple[int, str] | None, limit: int) -> list[Row]:
    """Return what was told after this one, in the order of time and id: what is gone too, unless it is the first page."""
    identity = collate(items.c.id, _BYTES[connection.dialect.name])
    wanted = select(items).where(items.c.kind == kind).order_by(items.c.modified_ms, identity).limit(limit)
    if after is not None:
        time, last = after
        later = and_(items.c.modified_ms == time, identity > last)
        wanted = wanted.where(or_(items.c.modified_ms > time, later))
    return [_row(row) for row in connection.execute(wanted)]


def standing(connection: Connection, kind: str) -> list[Row]:
    """Return what is told of a kind, without what is gone, oldest change first."""
    wanted = select(items).where(items.c.kind == kind, items.c.deleted.is_(False))
    return [_row(row) for row in connection.execute(wanted.order_by(items.c.modified_ms, items.c.id))]


def counts(connection: Connection) -> dict[str, int]:
    wanted = select(items.c.kind, func.count()).where(items.c.deleted.is_(False)).group_by(items.c.kind)
    return {row.kind: row[1] for row in connection.execute(wanted)}


def one(connection: Connection, kind: str, identity: str) -> Row | None:
    found = connection.execute(select(items).where(items.c.kind == kind, items.c.id == identity)).first()
    return _row(found) if found else None
