"""SQL of webhooks for incidents: who listens, what is sent, and what outsiders know."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, insert, or_, select, update

from hallenwart_backend.alerts.tables import incidents
from hallenwart_backend.alerts.webhooks.tables import alert_events, alert_told, alert_webhooks
from hallenwart_contract.live_incidents import IncidentState


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
    connection.execute(delete(alert_told).where(alert_told.c.state == IncidentState.RESOLVED, alert_told.c.told_ms < before_ms))


# --- what outsiders know ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Known:
    """What a channel told last of an incident."""

    state: str
    digest: str
    version: int


def unsettled(connection: Connection, channel: str, *, since_ms: int) -> list[tuple[str, Known | None]]:
    """Return the incidents a channel may have news of: unresolved ones, and resolved ones it did not tell the end of.

    Incidents that were raised and resolved before `since_ms` are history nobody outside was told of.
    """
    joined = incidents.outerjoin(alert_told, and_(alert_told.c.incident == incidents.c.id, alert_told.c.channel == channel))
    unresolved = incidents.c.state != IncidentState.RESOLVED
    untold = and_(alert_told.c.incident.is_(None), incidents.c.resolved_ms >= since_ms)
    unfinished = alert_told.c.state != IncidentState.RESOLVED
    columns = incidents.c.id, alert_told.c.state, alert_told.c.digest, alert_told.c.version
    wanted = select(*columns).select_from(joined).where(or_(unresolved, untold, unfinished))
    rows = connection.execute(wanted.order_by(incidents.c.raised_ms, incidents.c.id))
    return [(row.id, Known(row.state, row.digest, row.version) if row.digest is not None else None) for row in rows]


def know(connection: Connection, channel: str, incident: str, known: Known, *, now_ms: int) -> None:
    mine = alert_told.c.channel == channel, alert_told.c.incident == incident
    values = {"state": known.state, "digest": known.digest, "version": known.version, "told_ms": now_ms}
    if not connection.execute(update(alert_told).where(*mine).values(**values)).rowcount:
        connection.execute(insert(alert_told).values(channel=channel, incident=incident, **values))
