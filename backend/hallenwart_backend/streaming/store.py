"""SQL of streams and their log."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from hallenwart_backend.streaming.tables import log, streams


@dataclass(frozen=True, slots=True)
class Line:
    """What happened to a stream. `by` is a role: club, office, panel, camera, system, visitor."""

    t_ms: int
    deed: str
    by: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A stream. `keep_until_ms` of its recording, None where there is none; `peak` the most viewers at once."""

    id: str
    event: str
    started_ms: int
    ended_ms: int | None = None
    why: str = ""
    peak: int = 0
    keep_until_ms: int | None = None


def keep(connection: Connection, event: str, line: Line) -> None:
    """Add to the log; what is told again (devices do) stands there once."""
    same = log.c.event == event, log.c.t_ms == line.t_ms, log.c.deed == line.deed, log.c.by == line.by
    if connection.execute(select(log.c.number).where(*same)).first() is None:
        connection.execute(insert(log).values(event=event, t_ms=line.t_ms, deed=line.deed, by=line.by, why=line.why[:40]))


def lines(connection: Connection, event: str) -> list[Line]:
    """Return what happened, the oldest first."""
    found = connection.execute(select(log).where(log.c.event == event).order_by(log.c.t_ms, log.c.number))
    return [Line(row.t_ms, row.deed, row.by, row.why) for row in found]


def begin(connection: Connection, stream: str, event: str, now_ms: int) -> None:
    """Note that a stream runs, for the first time or again."""
    again = connection.execute(update(streams).where(streams.c.id == stream).values(ended_ms=None, why=""))
    if not again.rowcount:
        connection.execute(insert(streams).values(id=stream, event=event, started_ms=now_ms))


def end(connection: Connection, stream: str, why: str, now_ms: int, peak: int) -> None:
    kept = one(connection, stream)
    if kept is not None:
        values = {"ended_ms": now_ms, "why": why, "peak": max(peak, kept.peak)}
        connection.execute(update(streams).where(streams.c.id == stream).values(**values))


def recorded(connection: Connection, stream: str, until_ms: int | None) -> None:
    connection.execute(update(streams).where(streams.c.id == stream).values(keep_until_ms=until_ms))


def one(connection: Connection, stream: str) -> Kept | None:
    row = connection.execute(select(streams).where(streams.c.id == stream)).first()
    return Kept(**row._asdict()) if row else None


def of_event(connection: Connection, event: str) -> list[Kept]:
    found = connection.execute(select(streams).where(streams.c.event == event).order_by(streams.c.started_ms))
    return [Kept(**row._asdict()) for row in found]


def expired(connection: Connection, now_ms: int) -> list[Kept]:
    """Return streams whose recording has to go."""
    found = connection.execute(select(streams).where(streams.c.keep_until_ms <= now_ms))
    return [Kept(**row._asdict()) for row in found]


def forget(connection: Connection, stream: str) -> None:
    connection.execute(delete(streams).where(streams.c.id == stream))
