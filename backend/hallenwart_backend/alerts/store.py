"""SQL of incidents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select, update

from hallenwart_backend.alerts.model import Incident, Told, What, rank
from hallenwart_backend.alerts.sensors import Sensor
from hallenwart_backend.alerts.tables import incidents
from hallenwart_contract.live_incidents import IncidentKind, IncidentState
from hallenwart_contract.messages import Severity

_WHAT = (
    "key",
    "kind",
    "sev",
    "site",
    "since_ms",
    "device",
    "hall",
    "zone",
    "slot",
    "detail",
    "siren",
    "drill",
    "delay_until_ms",
)
_LIFE = ("raised_ms", "cleared_ms", "acked_by", "acked_ms", "ack_word", "resolved_by", "resolved_ms", "note")
_CALL = ("woken", "call_ms", "stepped_ms", "told_ms", "hush_until_ms", "count")


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
        sensors=tuple(Sensor(**one) for one in fields["sensors"]),
        told=tuple(Told(**one) for one in fields["told"]),
        **{name: fields[name] for name in (*_LIFE, *_CALL)},
    )


def _values(incident: Incident) -> dict[str, Any]:
    what = asdict(incident.what)
    return {
        "id": incident.id,
        "state": str(incident.state),
        "causes": {"holding": dict(incident.causes), "past": dict(incident.past), "replayed": incident.what.replayed},
        "measured": list(incident.measured),
        "facts": list(incident.facts),
        "sensors": [asdict(one) for one in incident.sensors],
        "told": [asdict(one) for one in incident.told],
        **{name: what[name] for name in _WHAT},
        **{name: getattr(incident, name) for name in (*_LIFE, *_CALL)},
    }


def unresolved(connection: Connection, key: str) -> Incident | None:
    row = connection.execute(
        select(incidents).where(incidents.c.key == key, incidents.c.state != IncidentState.RESOLVED)
    ).first()
    return _incident(row) if row else None


def knows_cause(connection: Connection, what: What, cause: str) -> bool:
    """Say whether a resolved incident of this key held this cause already: told again after a crash it is no news.

    What is graver than all that was known of it then is news, whatever the device's clock says.
    """
    key, since_ms = what.key, what.since_ms
    rows = connection.execute(
        select(incidents.c.causes, incidents.c.sev)
        .where(incidents.c.key == key, incidents.c.state == IncidentState.RESOLVED)
        .order_by(incidents.c.raised_ms.desc())
        .limit(20)
    )
    held = [{**row.causes["past"], **row.causes["holding"]} for row in rows if rank(Severity(row.sev)) <= rank(what.sev)]
    return any(one.get(cause, since_ms - 1) >= since_ms for one in held)


def lately(connection: Connection, key: str, *, since_ms: int) -> Incident | None:
    """Return the incident of this key that was resolved last, when people were told of it since."""
    row = connection.execute(
        select(incidents)
        .where(incidents.c.key == key, incidents.c.state == IncidentState.RESOLVED, incidents.c.told_ms >= since_ms)
        .order_by(incidents.c.resolved_ms.desc())
        .limit(1)
    ).first()
    return _incident(row) if row else None


def one(connection: Connection, incident: str) -> Incident | None:
    row = connection.execute(select(incidents).where(incidents.c.id == incident)).first()
    return _incident(row) if row else None


def all_open(connection: Connection) -> list[Incident]:
    return [_incident(row) for row in connection.execute(select(incidents).where(incidents.c.state != IncidentState.RESOLVED))]


def read(connection: Connection, rows: Select[Any]) -> list[Incident]:
    """Return the incidents of a query for them."""
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


def answered(connection: Connection, kinds: Sequence[str], from_ms: int, to_ms: int) -> list[tuple[int, int | None]]:
    """Return when incidents of these kinds were raised within a time, and when acknowledged, None: never. Drills are none."""
    within = incidents.c.raised_ms >= from_ms, incidents.c.raised_ms < to_ms
    wanted = select(incidents.c.raised_ms, incidents.c.acked_ms).where(*within, incidents.c.kind.in_(kinds))
    return [(raised_ms, acked_ms) for raised_ms, acked_ms in connection.execute(wanted.where(incidents.c.drill.is_(False)))]


def add(connection: Connection, incident: Incident) -> None:
    connection.execute(insert(incidents).values(**_values(incident)))


def save(connection: Connection, incident: Incident) -> None:
    connection.execute(update(incidents).where(incidents.c.id == incident.id).values(**_values(incident)))


def add_facts(connection: Connection, incident: str, facts: tuple[dict[str, object], ...]) -> Incident | None:
    """Add the context of an incident that has none yet; return it when that was so."""
    known = one(connection, incident)
    if known is None or known.facts:
        return None
    known = replace(known, facts=facts)
    save(connection, known)
    return known
