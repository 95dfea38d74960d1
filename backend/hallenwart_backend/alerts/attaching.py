"""Hangs what others saw of an alarm (what displays drew) on the incident it belongs to."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, select

from hallenwart_backend.alerts import steps, store
from hallenwart_backend.alerts.model import FIRE_KINDS, Incident
from hallenwart_backend.alerts.ports import Changes
from hallenwart_backend.alerts.tables import incidents
from hallenwart_contract.live_incidents import IncidentKind, IncidentState, StepKind

LATE_MS: Final = 10 * 60_000
"""So long after its end a screen may still show an alarm that is over."""
_SHOWN: Final = {*FIRE_KINDS, IncidentKind.PRE_ALARM, IncidentKind.DRILL, IncidentKind.CO, IncidentKind.OTHER}


class Attaching:
    def __init__(self, changes: Changes) -> None:
        self._changes = changes

    def add(self, connection: Connection, site: str, cause: str, t_ms: int, text: str) -> Incident | None:
        """Write a line into the timeline of the incident that shows at a site: by its cause, else by its time."""
        found = _of_time(connection, site, cause, t_ms)
        if found is not None:
            steps.add(connection, found.id, StepKind.PROOF, t_ms, text=text)
        return found

    def told(self, incident: Incident) -> None:
        """Say after the commit that it changed."""
        self._changes.incident_changed(incident)


def _of_time(connection: Connection, site: str, cause: str, t_ms: int) -> Incident | None:
    rows = select(incidents).where(incidents.c.site == site, incidents.c.since_ms <= t_ms + LATE_MS)
    known = store.read(connection, rows.order_by(incidents.c.raised_ms.desc()).limit(20))
    of_cause = next((one for one in known if cause and (cause in one.causes or cause in one.past)), None)
    return of_cause or next((one for one in known if one.what.kind in _SHOWN and _lasted(one, t_ms)), None)


def _lasted(incident: Incident, t_ms: int) -> bool:
    if incident.state is not IncidentState.RESOLVED and incident.cleared_ms is None:
        return True
    over = [ms for ms in (incident.resolved_ms, incident.cleared_ms) if ms is not None]
    return t_ms <= min(over) + LATE_MS
