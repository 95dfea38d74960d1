"""What other systems are told of an incident. Pure; no person's name leaves the house."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import Any, Final

from hallenwart_backend.alerts.model import Incident
from hallenwart_contract.live_incidents import IncidentState

CHANNEL: Final = "webhook"


class Told(StrEnum):
    RAISED = "incident.raised"
    UPDATED = "incident.updated"
    ACKNOWLEDGED = "incident.acknowledged"
    RESOLVED = "incident.resolved"
    PING = "ping"


def said_of(incident: Incident, *, site_name: str, place: str, zone: str) -> dict[str, Any]:
    """Return an incident as outsiders see it. `acknowledged` carries the word, never who."""
    what = incident.what
    return {
        "id": incident.id,
        "kind": str(what.kind),
        "severity": str(incident.sev),
        "state": str(incident.state),
        "drill": incident.is_drill,
        "site": what.site,
        "site_name": site_name,
        "hall": what.hall,
        "place": place,
        "zone": zone,
        "device": what.device,
        "since_ms": what.since_ms,
        "raised_ms": incident.raised_ms,
        "cleared_ms": incident.cleared_ms,
        "acknowledged_ms": incident.acked_ms,
        "acknowledged": incident.ack_word,
        "resolved_ms": incident.resolved_ms,
        "measured": list(incident.measured),
        "causes": len(incident.causes),
    }


def kind_of(before: str | None, after: str) -> Told:
    """Say what happened, by the state that was told before (None: nothing) and the state now."""
    if after == IncidentState.RESOLVED:
        return Told.RESOLVED
    if before is None or before == IncidentState.RESOLVED:
        return Told.RAISED
    if after == IncidentState.ACKED and before != IncidentState.ACKED:
        return Told.ACKNOWLEDGED
    return Told.UPDATED


def event_id(webhook: str, incident: str, version: int) -> str:
    """Return the id of an event: told again after a crash it is the same."""
    return "evt_" + hashlib.sha256(f"{webhook}\n{incident}\n{version}".encode()).hexdigest()[:26]
