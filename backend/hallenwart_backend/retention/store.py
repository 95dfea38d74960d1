"""SQL of the deletion: in small batches, so that no alarm waits for it, and the count of what should be gone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, Table, delete, func, insert, or_, select, tuple_, update

from hallenwart_backend.adapters.records_db import metadata
from hallenwart_backend.alerts.tables import incidents, outgoing
from hallenwart_backend.booking.tables import bookings
from hallenwart_backend.evidence.tables import evidence, evidence_said
from hallenwart_backend.fire.desk.tables import fire_off
from hallenwart_backend.help.tables import help_calls
from hallenwart_backend.ingest.tables import stream_row
from hallenwart_backend.retention.kinds import ALL, DAY_MS, Kind
from hallenwart_backend.retention.tables import retention_days, retention_runs
from hallenwart_contract.event_kinds import EventKind

BATCH: Final = 200
RUNS_KEPT_MS: Final = 400 * DAY_MS
_OPENINGS: Final = (EventKind.EMERGENCY_OPENED, EventKind.RESPONDER_OPENED, EventKind.RESPONDER_SHUT)
_ENDED_LETTER: Final = (
    outgoing.c.accepted_ms.is_not(None) | outgoing.c.dead_ms.is_not(None) | outgoing.c.withdrawn_ms.is_not(None)
)
_ONLY: Final[dict[str, ColumnElement[bool]]] = {
    "events": stream_row.c.stream == "e",
    "alarm_rows": stream_row.c.stream == "a",
    "help": help_calls.c.ended_ms.is_not(None),
    "messages": or_(*(outgoing.c[name].is_not(None) for name in ("accepted_ms", "dead_ms", "withdrawn_ms"))),
    "incidents": incidents.c.state == "resolved",
    "off": fire_off.c.ended_ms.is_not(None),
    "bookers": bookings.c.person.is_not(None),
}
"""What of a table belongs to a kind, or may go: what still stands or waits stays, however old."""


def days_of(connection: Connection) -> dict[str, int]:
    """Return the days that hold, per kind."""
    set_by_people = {row.kind: row.days for row in connection.execute(select(retention_days))}
    return {kind.id: set_by_people.get(kind.id, kind.days) for kind in ALL}


def delete_some(connection: Connection, kind: Kind, *, before_ms: int) -> int:
    """Delete (or forget) at most one batch; return how many rows."""
    table = metadata.tables[kind.table]
    key = list(table.primary_key.columns)
    some = select(*key).where(old(kind, before_ms)).order_by(*key).limit(BATCH)
    if kind.id == "evidence_words":
        some = select(evidence_said.c.number).where(old(kind, before_ms)).limit(BATCH)
    keys = [tuple(row) for row in connection.execute(some)]
    if not keys:
        return 0
    these = tuple_(*key).in_(keys) if len(key) > 1 else key[0].in_([one for (one,) in keys])
    act = update(table).values(person=None) if kind.id == "bookers" else delete(table)
    return connection.execute(act.where(these)).rowcount


def left(connection: Connection, kind: Kind, *, before_ms: int) -> int:
    """Count the rows of a kind that should be gone."""
    return connection.scalar(select(func.count()).select_from(_table(kind)).where(old(kind, before_ms))) or 0


def oldest_ms(connection: Connection, kind: Kind) -> int | None:
    """Return the time of the oldest row that is kept and may once go, None when there is none."""
    if kind.id == "evidence_words":
        time = select(func.min(evidence.c.t_ms)).join(evidence_said, evidence_said.c.number == evidence.c.number)
        return _first(connection, time.where(evidence.c.kind.in_(_OPENINGS)))
    table = _table(kind)
    found = select(func.min(table.c[kind.time]))
    return _first(connection, found.where(_ONLY[kind.id]) if kind.id in _ONLY else found)


def _first(connection: Connection, query: Select[Any]) -> int | None:
    found: int | None = connection.scalar(query)
    return found


def old(kind: Kind, before_ms: int) -> ColumnElement[bool]:
    """The condition for rows of a kind that are older than allowed."""
    if kind.id == "evidence_words":
        links = select(evidence.c.number).where(evidence.c.kind.in_(_OPENINGS), evidence.c.t_ms < before_ms)
        return evidence_said.c.number.in_(links)
    aged: ColumnElement[bool] = _table(kind).c[kind.time] < before_ms
    return aged & _ONLY[kind.id] if kind.id in _ONLY else aged


def keep_run(connection: Connection, *, t_ms: int, deleted: Mapping[str, int], left: Mapping[str, int]) -> None:
    connection.execute(insert(retention_runs).values(t_ms=t_ms, deleted={**deleted}, left={**left}, ok=not left))
    connection.execute(delete(retention_runs).where(retention_runs.c.t_ms < t_ms - RUNS_KEPT_MS))


def _table(kind: Kind) -> Table:
    return metadata.tables[kind.table]
