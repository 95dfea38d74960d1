"""SQL of the ways to people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Row, delete, insert, select, update

from hallenwart_backend.alerts.addresses import way_of
from hallenwart_backend.alerts.ways import quiet
from hallenwart_backend.alerts.ways.quiet import Span
from hallenwart_backend.alerts.ways.rules import Kind, Way, url_for
from hallenwart_backend.alerts.ways.tables import quiet_hours, way_gateways, ways
from hallenwart_backend.errors import DeadAddressError
from hallenwart_backend.ports import Handed

FAILING_AFTER: Final = 3
"""So many attempts in a row must fail before a way counts as failing."""
_FAILING_CHARACTERS: Final = 200


def _way(row: Row[Any], templates: dict[str, str]) -> Way:
    return Way(
        id=row.id,
        person=row.person,
        kind=Kind(row.kind),
        address=row.address,
        name=row.name,
        created_ms=row.created_ms,
        verified_ms=row.verified_ms,
        last_delivered_ms=row.last_delivered_ms,
        failing=row.failing,
        failing_ms=row.failing_ms,
        gateway=templates.get(row.kind, ""),
    )


def gateways(connection: Connection) -> dict[str, str]:
    """Return the template of each kind that has one."""
    return {row.kind: row.template for row in connection.execute(select(way_gateways))}


def set_gateway(connection: Connection, kind: Kind, template: str, *, by: str, now_ms: int) -> None:
    """Set or, with an empty template, forget what carries this kind."""
    connection.execute(delete(way_gateways).where(way_gateways.c.kind == kind))
    if template:
        values = {"kind": str(kind), "template": template, "changed_ms": now_ms, "changed_by": by}
        connection.execute(insert(way_gateways).values(**values))


def of_person(connection: Connection, person: str) -> list[Way]:
    rows = connection.execute(select(ways).where(ways.c.person == person).order_by(ways.c.created_ms, ways.c.id)).all()
    templates = gateways(connection) if rows else {}
    return [_way(row, templates) for row in rows]


def by_person(connection: Connection) -> dict[str, list[Way]]:
    found: dict[str, list[Way]] = {}
    templates = gateways(connection)
    for row in connection.execute(select(ways).order_by(ways.c.created_ms, ways.c.id)):
        found.setdefault(row.person, []).append(_way(row, templates))
    return found


def one(connection: Connection, identity: str) -> Way | None:
    row = connection.execute(select(ways).where(ways.c.id == identity)).first()
    return _way(row, gateways(connection)) if row else None


@dataclass(frozen=True, slots=True)
class Hop:
    """Where a message for a person goes: which way, by which notifier, at which address as that one understands it."""

    way: str
    notifier: str
    address: str


def hops(connection: Connection, person: str, urgency: str = "wake") -> list[Hop]:
    """Return the verified ways that suit; all of them where none is: an unproved way is better than silence.

    What can wait rings no telephone, unless there is nothing else.
    """
    theirs = of_person(connection, person)
    usable = [way for way in theirs if way.verified_ms is not None] or theirs
    quieter = usable if urgency == "wake" else [way for way in usable if way.kind is not Kind.VOICE]
    return [hop_of(way) for way in quieter or usable]


def hop_of(way: Way) -> Hop:
    address = url_for(way.kind, way.address, way.gateway)
    return Hop(way.id, str(way.kind) if way.kind is Kind.WEBPUSH else way_of(address), address)


def add(connection: Connection, way: Way, *, push_keys: dict[str, str] | None = None) -> None:
    connection.execute(
        insert(ways).values(
            id=way.id,
            person=way.person,
            kind=str(way.kind),
            address=way.address,
            name=way.name,
            push_keys=push_keys,
            created_ms=way.created_ms,
            verified_ms=way.verified_ms,
        )
    )


def drop(connection: Connection, identity: str) -> None:
    connection.execute(delete(ways).where(ways.c.id == identity))


# --- proof -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Proof:
    """What was sent to prove a way. `mark` is a keyed hash of the code."""

    mark: str
    until_ms: int
    sent_ms: int
    tries: int


def proof_of(connection: Connection, identity: str) -> Proof | None:
    row = connection.execute(select(ways).where(ways.c.id == identity)).first()
    return Proof(row.proof, row.proof_until_ms, row.proof_sent_ms, row.proof_tries) if row else None


def set_proof(connection: Connection, identity: str, proof: Proof) -> None:
    values = {"proof": proof.mark, "proof_until_ms": proof.until_ms, "proof_sent_ms": proof.sent_ms, "proof_tries": proof.tries}
    connection.execute(update(ways).where(ways.c.id == identity).values(**values))


def mark_verified(connection: Connection, identity: str, *, now_ms: int) -> None:
    values = {"verified_ms": now_ms, "last_delivered_ms": now_ms, "failing": "", "failing_ms": None, "proof": ""}
    connection.execute(update(ways).where(ways.c.id == identity).values(**values))


def note_outcome(
    connection: Connection, identity: str, outcome: Handed | DeadAddressError | str, *, attempts: int, now_ms: int
) -> None:
    """Note what the next hop made of a message: accepted, the address is dead, or why it failed this time.

    That a browser's push service accepted something proves no phone: its receipt does. A hiccup is not a failing way.
    """
    where = ways.c.id == identity
    if isinstance(outcome, Handed):
        connection.execute(update(ways).where(where).values(failing="", failing_ms=None))
        connection.execute(update(ways).where(where, ways.c.kind != str(Kind.WEBPUSH)).values(last_delivered_ms=now_ms))
    elif isinstance(outcome, DeadAddressError) or attempts >= FAILING_AFTER:
        connection.execute(update(ways).where(where, ways.c.failing == "").values(failing_ms=now_ms))
        connection.execute(update(ways).where(where).values(failing=str(outcome)[:_FAILING_CHARACTERS] or "failed"))


def note_received(connection: Connection, identity: str, *, now_ms: int) -> None:
    """Note that the person's own device told of a message: that proves the way."""
    values = {"last_delivered_ms": now_ms, "failing": "", "failing_ms": None}
    connection.execute(update(ways).where(ways.c.id == identity).values(**values))
    connection.execute(update(ways).where(ways.c.id == identity, ways.c.verified_ms.is_(None)).values(verified_ms=now_ms))


# --- push subscriptions ----------------------------------------------------------------------------------------------


def subscribe(connection: Connection, way: Way, *, p256dh: str, auth: str) -> Way:
    """Store a push subscription; a phone that changes hands belongs to who subscribed last. Told anew, it stays proved."""
    keys = {"p256dh": p256dh, "auth": auth}
    where = (ways.c.kind == str(Kind.WEBPUSH)) & (ways.c.address == way.address)
    known = connection.execute(select(ways).where(where)).first()
    if known and known.person == way.person and known.push_keys == keys:
        return _way(known, {})
    connection.execute(delete(ways).where(where))
    add(connection, way, push_keys=keys)
    return way


def unsubscribe(connection: Connection, endpoint: str, person: str | None = None) -> None:
    where = (ways.c.kind == str(Kind.WEBPUSH)) & (ways.c.address == endpoint)
    if person is not None:
        where &= ways.c.person == person
    connection.execute(delete(ways).where(where))


def keys_of_push(connection: Connection, endpoint: str) -> dict[str, str] | None:
    rows = select(ways.c.push_keys).where(ways.c.kind == str(Kind.WEBPUSH), ways.c.address == endpoint)
    keys: dict[str, str] | None = connection.scalar(rows)
    return keys


# --- quiet hours -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quiet:
    zone: str
    spans: tuple[Span, ...] = ()


def quiet_of(connection: Connection, person: str) -> Quiet | None:
    row = connection.execute(select(quiet_hours).where(quiet_hours.c.person == person)).first()
    if row is None:
        return None
    return Quiet(row.zone, tuple(Span(frozenset(one["weekdays"]), one["from_min"], one["to_min"]) for one in row.spans))


def set_quiet(connection: Connection, person: str, wanted: Quiet) -> None:
    connection.execute(delete(quiet_hours).where(quiet_hours.c.person == person))
    if wanted.spans:
        spans = [{"weekdays": sorted(one.weekdays), "from_min": one.from_min, "to_min": one.to_min} for one in wanted.spans]
        connection.execute(insert(quiet_hours).values(person=person, zone=wanted.zone, spans=spans))


def held_until(connection: Connection, person: str, urgency: str, now_ms: int) -> int | None:
    """Return when a message of this urgency may go to this person after the quiet hours; None when nothing holds it."""
    theirs = quiet_of(connection, person)
    return quiet.held_until(theirs.spans, ZoneInfo(theirs.zone), urgency, now_ms) if theirs else None
