"""SQL of webhooks for incidents: who listens, and what is sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from hallenwart_backend.alerts.webhooks.tables import alert_events, alert_webhooks


@dataclass(frozen=True, slots=True)
class Hook:
    """A receiver. `site` empty: incidents of every site."""

    id: str
    name: str
    url: str
    site: str
    secret: bytes
    created_ms: int
    created_by: str


@dataclass(frozen=True, slots=True)
class Line:
    """One event for one receiver. `next_ms` None: delivered or given up."""

    number: int
    id: str
    webhook: str
    incident: str
    kind: str
    t_ms: int
    body: str
    created_ms: int
    next_ms: int | None
    attempts: int
    delivered_ms: int | None
    status: int | None
    error: str

    @property
    def receiver(self) -> str:
        return self.webhook


def _line(row: Row[Any]) -> Line:
    return Line(**row._asdict())


def hooks(connection: Connection) -> list[Hook]:
    rows = connection.execute(select(alert_webhooks).order_by(alert_webhooks.c.created_ms, alert_webhooks.c.id))
    return [Hook(**row._asdict()) for row in rows]


def hook(connection: Connection, identity: str) -> Hook | None:
    row = connection.execute(select(alert_webhooks).where(alert_webhooks.c.id == identity)).first()
    return Hook(**row._asdict()) if row else None


def add(connection: Connection, new: Hook) -> None:
    values = {name: getattr(new, name) for name in Hook.__slots__}
    connection.execute(insert(alert_webhooks).values(**values))


def drop(connection: Connection, identity: str) -> bool:
    """Forget a receiver and what was to be told to it."""
    connection.execute(delete(alert_events).where(alert_events.c.webhook == identity))
    return connection.execute(delete(alert_webhooks).where(alert_webhooks.c.id == identity)).rowcount == 1


# --- what is sent ----------------------------------------------------------------------------------------------------


def tell(
    connection: Connection, webhook: str, mark: str, *, incident: str, kind: str, body: Mapping[str, Any], now_ms: int
) -> None:
    connection.execute(
        insert(alert_events).values(
            id=mark,
            webhook=webhook,
            incident=incident,
            kind=kind,
            t_ms=now_ms,
            body=json.dumps(body, ensure_ascii=False, separators=(",", ":")),
            created_ms=now_ms,
            next_ms=now_ms,
        )
    )


def due(connection: Connection, *, now_ms: int, limit: int = 32) -> list[Line]:
    """Return what is to be sent now: of each incident and receiver only the oldest that waits, so events keep their order."""
    earlier = alert_events.alias()
    blocked = (
        select(earlier.c.number)
        .where(earlier.c.webhook == alert_events.c.webhook, earlier.c.incident == alert_events.c.incident)
        .where(earlier.c.number < alert_events.c.number, earlier.c.next_ms.is_not(None))
        .exists()
    )
    wanted = select(alert_events).where(alert_events.c.next_ms <= now_ms, ~blocked)
    rows = connection.execute(wanted.order_by(alert_events.c.next_ms, alert_events.c.number).limit(limit))
    return [_line(row) for row in rows]


def next_due_ms(connection: Connection) -> int | None:
    wanted = select(alert_events.c.next_ms).where(alert_events.c.next_ms.is_not(None))
    return connection.scalar(wanted.order_by(alert_events.c.next_ms).limit(1))


def mark(connection: Connection, number: int, **values: object) -> None:
    connection.execute(update(alert_events).where(alert_events.c.number == number).values(**values))


def log(connection: Connection, webhook: str, *, limit: int = 100) -> list[Line]:
    """Return a receiver's events, newest first."""
    wanted = select(alert_events).where(alert_events.c.webhook == webhook).order_by(alert_events.c.number.desc())
    return [_line(row) for row in connection.execute(wanted.limit(limit))]


def forget(connection: Connection, *, before_ms: int) -> None:
    """Forget old events; what still waits stays."""
    connection.execute(delete(alert_events).where(alert_events.c.created_ms < before_ms, alert_events.c.next_ms.is_(None)))
