"""What systems outside were told of an incident last: news is what it is now and was not then. Nothing is lost by a crash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, or_, select, update

from hallenwart_backend.alerts.tables import alert_told, incidents
from hallenwart_contract.live_incidents import IncidentState


def digest_of(said: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


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


def forget(connection: Connection, *, before_ms: int) -> None:
    """Forget what was told of incidents that are long resolved."""
    connection.execute(delete(alert_told).where(alert_told.c.state == IncidentState.RESOLVED, alert_told.c.told_ms < before_ms))
