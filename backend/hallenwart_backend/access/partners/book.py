"""SQL of what happened: requests that may be repeated, events that are told by webhook, the audit log."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from hallenwart_backend.access.partners import rules, store
from hallenwart_backend.access.partners.rules import Happened, Told
from hallenwart_backend.access.partners.store import Claim
from hallenwart_backend.access.partners.tables import audit, events, repeats, systems


@dataclass(frozen=True, slots=True)
class Line:
    """One event as stored. `next_ms` None: delivered, given up, or nobody listens."""

    number: int
    id: str
    partner: str
    claim: str
    version: int
    kind: Told
    t_ms: int
    device: str
    slot: int | None
    body: str
    created_ms: int
    next_ms: int | None
    attempts: int
    delivered_ms: int | None
    status: int | None
    error: str

    @property
    def receiver(self) -> str:
        return self.partner


def _line(row: Row[Any]) -> Line:
    return Line(**row._asdict() | {"kind": Told(row.kind)})


def tell(connection: Connection, claim: Claim, what: Happened, *, now_ms: int) -> bool:
    """Note what happened to a grant, once; return False when it is known. It is delivered later, when somebody listens."""
    mark = rules.event_id(claim.id, what.kind, *what.mark)
    if connection.scalar(select(events.c.number).where(events.c.id == mark)) is not None:
        return False
    spot = what.spot
    body = {
        "id": mark,
        "type": str(what.kind),
        "t_ms": what.t_ms,
        "grant": {"id": claim.id, "reference": claim.reference, "version": claim.version},
        "window": {"from_ms": claim.wish.from_ms, "to_ms": claim.wish.to_ms},
        "compartment": {"locker": spot.device, "number": spot.number} if spot else None,
    }
    _add(connection, claim.partner, mark, what, body, claim=claim.id, version=claim.version, now_ms=now_ms)
    store.save(connection, claim.id)
    return True


def ping(connection: Connection, partner: str, mark: str, *, now_ms: int) -> None:
    body = {"id": mark, "type": str(Told.PING), "t_ms": now_ms, "grant": None, "window": None, "compartment": None}
    _add(connection, partner, mark, Happened(Told.PING, now_ms, ()), body, claim="", version=1, now_ms=now_ms)


def _add(
    connection: Connection,
    partner: str,
    mark: str,
    what: Happened,
    body: dict[str, object],
    *,
    claim: str,
    version: int,
    now_ms: int,
) -> None:
    listens = connection.scalar(select(systems.c.url).where(systems.c.id == partner, systems.c.revoked_ms.is_(None)))
    connection.execute(
        insert(events).values(
            id=mark,
            partner=partner,
            claim=claim,
            version=version,
            kind=str(what.kind),
            t_ms=what.t_ms,
            device=what.spot.device if what.spot else "",
            slot=what.spot.number if what.spot else None,
            body=json.dumps(body, ensure_ascii=False, separators=(",", ":")),
            created_ms=now_ms,
            next_ms=now_ms if listens else None,
        )
    )


def lines_of(connection: Connection, claim: str) -> list[Line]:
    return [_line(row) for row in connection.execute(select(events).where(events.c.claim == claim).order_by(events.c.number))]


def known(connection: Connection, wanted: Iterable[str]) -> set[str]:
    """Return which of these events are written down."""
    return set(connection.scalars(select(events.c.id).where(events.c.id.in_(list(wanted)))))


def log(connection: Connection, partner: str, *, before: int | None, limit: int) -> list[Line]:
    """Return a system's events, newest first."""
    wanted = select(events).where(events.c.partner == partner).order_by(events.c.number.desc()).limit(limit)
    rows = connection.execute(wanted if before is None else wanted.where(events.c.number < before))
    return [_line(row) for row in rows]


# --- the queue ---------------------------------------------------------------------------------------------------------


def due(connection: Connection, *, now_ms: int, limit: int = 32) -> list[Line]:
    """Return what is to be sent now: of each grant only the oldest that still waits, so its events keep their order."""
    earlier = events.alias()
    blocked = (
        select(earlier.c.number)
        .where(earlier.c.partner == events.c.partner, earlier.c.claim == events.c.claim)
        .where(earlier.c.number < events.c.number, earlier.c.next_ms.is_not(None))
        .exists()
    )
    rows = connection.execute(
        select(events).where(events.c.next_ms <= now_ms, ~blocked).order_by(events.c.next_ms, events.c.number).limit(limit)
    )
    return [_line(row) for row in rows]


def next_due_ms(connection: Connection) -> int | None:
    wanted = select(events.c.next_ms).where(events.c.next_ms.is_not(None)).order_by(events.c.next_ms).limit(1)
    return connection.scalar(wanted)


def mark(connection: Connection, number: int, **values: object) -> None:
    connection.execute(update(events).where(events.c.number == number).values(**values))


def again(connection: Connection, partner: str, event: str, *, now_ms: int) -> bool:
    """Send one event once more, with its id; return False when this system has no such event."""
    mine = events.c.partner == partner, events.c.id == event
    done = connection.execute(update(events).where(*mine).values(next_ms=now_ms, attempts=0, created_ms=now_ms, error=""))
    return done.rowcount == 1


def again_since(connection: Connection, partner: str, since_ms: int, *, now_ms: int) -> int:
    """Send everything that happened since a time once more; return how many."""
    mine = events.c.partner == partner, events.c.t_ms >= since_ms
    done = connection.execute(update(events).where(*mine).values(next_ms=now_ms, attempts=0, created_ms=now_ms, error=""))
    return done.rowcount


def silence(connection: Connection, partner: str) -> None:
    """Stop what still waits for a system that no longer listens."""
    waiting = events.c.partner == partner, events.c.next_ms.is_not(None)
    connection.execute(update(events).where(*waiting).values(next_ms=None, error="nobody listens"))


# --- the audit log -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the audit log. `outcome`: ok, or the code of the refusal."""

    number: int
    t_ms: int
    action: str
    claim: str
    reference: str
    outcome: str
    by: str


def note(
    connection: Connection,
    partner: str,
    action: str,
    *,
    now_ms: int,
    claim: str = "",
    reference: str = "",
    outcome: str = "ok",
    by: str = "",
) -> None:
    values = {"partner": partner, "t_ms": now_ms, "action": action, "claim": claim, "reference": reference}
    connection.execute(insert(audit).values(**values, outcome=outcome, by=by[:120]))


def noted(connection: Connection, partner: str, *, limit: int) -> list[Noted]:
    """Return what a system did and what was done to it, newest first."""
    columns = (audit.c.number, audit.c.t_ms, audit.c.action, audit.c.claim, audit.c.reference, audit.c.outcome, audit.c.by)
    rows = connection.execute(select(*columns).where(audit.c.partner == partner).order_by(audit.c.number.desc()).limit(limit))
    return [Noted(**row._asdict()) for row in rows]


def forget(connection: Connection, *, before_ms: int) -> None:
    """Forget events and lines older than this; what still waits stays."""
    connection.execute(delete(events).where(events.c.created_ms < before_ms, events.c.next_ms.is_(None)))
    connection.execute(delete(audit).where(audit.c.t_ms < before_ms))


# --- repeated requests -------------------------------------------------------------------------------------------------


def repeat(connection: Connection, partner: str, key: str) -> tuple[str, str] | None:
    """Return (digest, claim) of a request that was done under this key."""
    row = connection.execute(select(repeats).where(repeats.c.partner == partner, repeats.c.key == key)).first()
    return (row.digest, row.claim) if row else None


def remember(connection: Connection, partner: str, key: str, *, digest: str, claim: str, now_ms: int) -> None:
    values = {"partner": partner, "key": key, "digest": digest, "claim": claim, "created_ms": now_ms}
    connection.execute(insert(repeats).values(**values))


def forget_repeats(connection: Connection, *, before_ms: int) -> int:
    return connection.execute(delete(repeats).where(repeats.c.created_ms < before_ms)).rowcount
