"""SQL of incidents, and of how people are reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from hallenwart_backend.accounts.tables import people
from hallenwart_backend.alerts.addresses import way_of
from hallenwart_backend.alerts.rules import Incident, What
from hallenwart_backend.alerts.tables import incidents, on_call, push_subscriptions, ways
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


# --- people and ways -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OnCall:
    person: str
    name: str


def line_of_call(connection: Connection) -> list[OnCall]:
    """Return who is woken, in order."""
    joined = on_call.join(people, people.c.id == on_call.c.person)
    rows = select(people.c.id, people.c.name).select_from(joined).where(people.c.active).order_by(on_call.c.position)
    return [OnCall(row.id, row.name) for row in connection.execute(rows)]


def ways_of(connection: Connection, person: str) -> list[tuple[str, str]]:
    """Return (way, address) for each way to reach a person; the address of a subscription is its endpoint."""
    addresses = connection.scalars(select(ways.c.address).where(ways.c.person == person).order_by(ways.c.address))
    endpoints = connection.scalars(select(push_subscriptions.c.endpoint).where(push_subscriptions.c.person == person))
    return [(way_of(address), address) for address in addresses] + [("webpush", endpoint) for endpoint in endpoints]


def subscribe(connection: Connection, person: str, endpoint: str, *, p256dh: str, auth: str, now_ms: int) -> None:
    """Store a push subscription; a phone that changes hands belongs to who subscribed last."""
    connection.execute(delete(push_subscriptions).where(push_subscriptions.c.endpoint == endpoint))
    values = {"endpoint": endpoint, "person": person, "p256dh": p256dh, "auth": auth, "created_ms": now_ms}
    connection.execute(insert(push_subscriptions).values(**values))


def unsubscribe(connection: Connection, endpoint: str, person: str | None = None) -> None:
    where = push_subscriptions.c.endpoint == endpoint
    if person is not None:
        where &= push_subscriptions.c.person == person
    connection.execute(delete(push_subscriptions).where(where))


def keys_of_push(connection: Connection, endpoint: str) -> dict[str, str] | None:
    row = connection.execute(select(push_subscriptions).where(push_subscriptions.c.endpoint == endpoint)).first()
    return {"p256dh": row.p256dh, "auth": row.auth} if row else None
