"""SQL of acts, and of what the syslog still has to hear. Nothing here changes or deletes an act."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from hallenwart_backend.access.tables import audit as access_audit
from hallenwart_backend.audit.rules import LONGEST_ABOUT, Line
from hallenwart_backend.audit.tables import acts, syslog_cursor
from hallenwart_backend.evidence.tables import evidence

ACTS, EVIDENCE, ACCESS = "acts", "evidence", "access"


def add(connection: Connection, *, t_ms: int, who: str, program: str, act: str, about: str) -> None:
    values = {"t_ms": t_ms, "who": who, "program": program[:80], "act": act[:120], "about": about[:LONGEST_ABOUT]}
    connection.execute(insert(acts).values(**values))


def waiting(connection: Connection, limit: int) -> list[Line]:
    """Return what the syslog has not heard yet, of each log in order."""
    return [line for source in (ACTS, EVIDENCE, ACCESS) for line in _after(connection, source, limit)]


def _after(connection: Connection, source: str, limit: int) -> list[Line]:
    last = connection.scalar(select(syslog_cursor.c.last).where(syslog_cursor.c.source == source)) or 0
    if source == ACTS:
        rows = connection.execute(select(acts).where(acts.c.id > last).order_by(acts.c.id).limit(limit))
        return [Line(source, row.id, row.t_ms, row.who, row.act, row.about, row.program) for row in rows]
    if source == EVIDENCE:
        links = connection.execute(select(evidence).where(evidence.c.number > last).order_by(evidence.c.number).limit(limit))
        return [Line(source, row.number, row.t_ms, row.who, row.kind, row.about) for row in links]
    deeds = connection.execute(select(access_audit).where(access_audit.c.id > last).order_by(access_audit.c.id).limit(limit))
    return [Line(source, row.id, row.t_ms, row.who, row.act, row.subject) for row in deeds]


def heard(connection: Connection, line: Line) -> None:
    """Remember that the syslog took this row and all before it in its log."""
    connection.execute(delete(syslog_cursor).where(syslog_cursor.c.source == line.source))
    connection.execute(insert(syslog_cursor).values(source=line.source, last=line.number))


def newest(connection: Connection, before: int, limit: int) -> list[Line]:
    """Return acts below a number, newest first."""
    rows = connection.execute(select(acts).where(acts.c.id < before).order_by(acts.c.id.desc()).limit(limit))
    return [Line(ACTS, row.id, row.t_ms, row.who, row.act, row.about, row.program) for row in rows]
