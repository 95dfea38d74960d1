"""SQL of CAP messages."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from hallenwart_backend.alerts.cap.tables import cap_messages


@dataclass(frozen=True, slots=True)
class Published:
    """One message as it stands in the feed; `body` is its XML."""

    id: str
    incident: str
    kind: str
    status: str
    title: str
    sent_ms: int
    expires_ms: int
    body: str


_COLUMNS = tuple(cap_messages.c[name] for name in Published.__slots__)


def add(connection: Connection, message: Published) -> None:
    connection.execute(insert(cap_messages).values(**{name: getattr(message, name) for name in Published.__slots__}))


def of_incident(connection: Connection, incident: str) -> list[tuple[str, int]]:
    """Return (identifier, sent_ms) of an incident's messages, oldest first."""
    wanted = select(cap_messages.c.id, cap_messages.c.sent_ms).where(cap_messages.c.incident == incident)
    return [(row.id, row.sent_ms) for row in connection.execute(wanted.order_by(cap_messages.c.number))]


def one(connection: Connection, identity: str) -> Published | None:
    row = connection.execute(select(*_COLUMNS).where(cap_messages.c.id == identity)).first()
    return Published(**row._asdict()) if row else None


def newest(connection: Connection, *, since_ms: int, limit: int = 50) -> list[Published]:
    wanted = select(*_COLUMNS).where(cap_messages.c.sent_ms >= since_ms).order_by(cap_messages.c.number.desc())
    return [Published(**row._asdict()) for row in connection.execute(wanted.limit(limit))]


def forget(connection: Connection, *, before_ms: int) -> None:
    connection.execute(delete(cap_messages).where(cap_messages.c.sent_ms < before_ms))
