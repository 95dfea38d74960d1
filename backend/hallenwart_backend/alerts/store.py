"""SQL of incidents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from hallenwart_backend.alerts.rules import Incident, What
from hallenwart_backend.alerts.tables import incidents
from hallenwart_contract.live import IncidentKind, IncidentState
from hallenwart_contract.messages import Severity

_WHAT = ("key", "kind", "sev", "site", "since_ms", "device", "hall", "zone", "slot", "detail", "siren")
_LIFE = ("raised_ms", "cleared_ms", "acked_by", "acked_ms", "ack_word", "resolved_by", "resolved_ms", "note", "woken")


def _incident(row: Row[Any]) -> Incident:
    fields = row._asdict()
    fields |= {"kind": IncidentKind.of(row.kind), "sev": Severity(row.sev)}
    what = What(**{name: fields[name] for name in _WHAT}, replayed=bool(fields["causes"].get("replayed", False)))
    return Incident(
        id=row.id,
        what=what,
        state=IncidentState(row.state),
        causes=fields["causes"]["holding"],
        past=fields["causes"]["past"],
        measured=tuple(fields["measured"]),
        facts=tuple(fields["facts"]),
        **{name: fields[name] for name in _LIFE},
    )


def _values(incident: Incident) -> dict[str, Any]:
    what = asdict(incident.what)
    return {
        "id": incident.id,
        "state": str(incident.state),
        "causes": {"holding": dict(incident.causes), "past": dict(incident.past), "replayed": incident.what.replayed},
        "measured": list(incident.measured),
        "facts": list(incident.facts),
        **{name: what[name] for name in _WHAT},
        **{name: getattr(incident, name) for name in _LIFE},
    }


def unresolved(connection: Connection, key: str) -> Incident | None:
    row = connection.execute(
        select(incidents).where(incidents.c.key == key, incidents.c.state != IncidentState.RESOLVED)
    ).first()
    return _incident(row) if row else None


def knows_cause(connection: Connection, key: str, cause: str, since_ms: int) -> bool:
    """Say whether a resolved incident of this key held this cause already: told again after a crash it is no news."""
    rows = connection.scalars(
        select(incidents.c.causes)
        .where(incidents.c.key == key, incidents.c.state == IncidentState.RESOLVED)
        .order_by(incidents.c.raised_ms.desc())
        .limit(20)
    )
    return any({**row["past"], **row["holding"]}.get(cause, since_ms - 1) >= since_ms for row in rows)


def one(connection: Connection, incident: str) -> Incident | None:
    row = connection.execute(select(incidents).where(incidents.c.id == incident)).first()
    return _incident(row) if row else None


def all_open(connection: Connection) -> list[Incident]:
    return [_incident(row) for row in connection.execute(select(incidents).where(incidents.c.state != IncidentState.RESOLVED))]


def resolved(connection: Connection, *, limit: int = 200) -> list[Incident]:
    rows = (
        select(incidents).where(incidents.c.state == IncidentState.RESOLVED).order_by(incidents.c.raised_ms.desc()).limit(limit)
    )
    return [_incident(row) for row in connection.execute(rows)]


def since(connection: Connection, site: str, hall: str, kinds: Sequence[str], from_ms: int, to_ms: int) -> list[int]:
    """Return when incidents of these kinds began in a hall, or in its building where no hall is named."""
    rows = select(incidents.c.since_ms).where(
        incidents.c.site == site,
        incidents.c.hall.in_([hall, ""]),
        incidents.c.kind.in_(kinds),
        incidents.c.since_ms >= from_ms,
        incidents.c.since_ms < to_ms,
    )
    return sorted(connection.scalars(rows))


def add(connection: Connection, incident: Incident) -> None:
    connection.execute(insert(incidents).values(**_values(incident)))


def save(connection: Connection, incident: Incident) -> None:
    connection.execute(update(incidents).where(incidents.c.id == incident.id).values(**_values(incident)))
