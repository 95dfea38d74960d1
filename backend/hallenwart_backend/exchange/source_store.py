"""SQL of where things are read from, and of what came."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, select, update

from hallenwart_backend.exchange import keeping
from hallenwart_backend.exchange.model import Item
from hallenwart_backend.exchange.tables import sources, taken

_AT_ONCE: Final = 200


@dataclass(frozen=True, slots=True)
class ReadFrom:
    """An address that is read again and again, or (`url` empty) files put in by hand. `next`: where an RPDE feed goes on."""

    id: str
    name: str
    url: str
    format: str
    every_min: int
    made_ms: int
    license: str = ""
    paused: bool = False
    tag: str = ""
    modified: str = ""
    next: str = ""
    tried_ms: int | None = None
    read_ms: int | None = None
    fault: str = ""
    broken: int = 0


def every(connection: Connection) -> list[ReadFrom]:
    """Return all, the oldest first."""
    found = connection.execute(select(sources).order_by(sources.c.made_ms, sources.c.id))
    return [ReadFrom(**row._asdict()) for row in found]


def one(connection: Connection, source: str) -> ReadFrom | None:
    row = connection.execute(select(sources).where(sources.c.id == source)).first()
    return ReadFrom(**row._asdict()) if row else None


def add(connection: Connection, source: ReadFrom) -> None:
    connection.execute(insert(sources).values(**asdict(source)))


def save(connection: Connection, source: str, **values: Any) -> None:
    connection.execute(update(sources).where(sources.c.id == source).values(**values))


def remove(connection: Connection, source: str) -> None:
    """Forget a source and all that came from it."""
    connection.execute(delete(taken).where(taken.c.source == source))
    connection.execute(delete(sources).where(sources.c.id == source))


def take(connection: Connection, source: str, items: Sequence[Item], gone: Collection[str] | None, now_ms: int) -> int:
    """Write what a source tells; return how much of it is new or other than before.

    `gone` are the ids that are no more; None: the items are all there is.
    """
    held = select(taken.c.id, taken.c.digest).where(taken.c.source == source)
    known = {row.id: row.digest for row in connection.execute(held)}
    fresh: dict[str, dict[str, Any]] = {}
    left = set(known)
    for item in items:
        if item.deleted:
            continue
        left.discard(item.id)
        body, digest = keeping.told(item)
        if known.get(item.id) != digest:
            over = max((one.to_ms for one in item.shifts), default=item.to_ms)
            fresh[item.id] = {
                "source": source,
                "id": item.id,
                "kind": str(item.kind),
                "body": body,
                "digest": digest,
                "to_ms": over,
                "changed_ms": now_ms,
            }
        else:
            fresh.pop(item.id, None)
    dropped = sorted(left if gone is None else set(gone) & set(known))
    _delete(connection, source, [*dropped, *fresh])
    rows = list(fresh.values())
    for start in range(0, len(rows), _AT_ONCE):
        connection.execute(insert(taken), rows[start : start + _AT_ONCE])
    return len(rows) + len(dropped)


def _delete(connection: Connection, source: str, ids: Sequence[str]) -> None:
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        connection.execute(delete(taken).where(taken.c.source == source, taken.c.id.in_(some)))


def of_kind(connection: Connection, kind: str, from_ms: int) -> list[Item]:
    """Return what came of a kind and is not over, by source: the oldest source first."""
    wanted = (
        select(taken.c.body)
        .join(sources, sources.c.id == taken.c.source)
        .where(taken.c.kind == kind, sources.c.paused.is_(False))
        .where((taken.c.to_ms.is_(None)) | (taken.c.to_ms > from_ms))
        .order_by(sources.c.made_ms, sources.c.id, taken.c.id)
    )
    return [keeping.item_from(body) for body in connection.scalars(wanted)]


def counts(connection: Connection) -> dict[tuple[str, str], int]:
    """Return how much came, by source and kind."""
    wanted = select(taken.c.source, taken.c.kind, func.count()).group_by(taken.c.source, taken.c.kind)
    return {(source, kind): count for source, kind, count in connection.execute(wanted)}


def forget(connection: Connection, before_ms: int) -> None:
    """Forget what was over before this."""
    connection.execute(delete(taken).where(taken.c.to_ms < before_ms))
