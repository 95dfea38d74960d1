"""SQL of claims. The primary keys of the quarters refuse two holders of one key bundle, whoever asks at the same time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from hallenwart_backend.access.grants.tables import grants
from hallenwart_backend.access.partners import rules
from hallenwart_backend.access.partners.rules import Spot, State, Wish
from hallenwart_backend.access.partners.tables import claims, quarters
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.store import add as add_booking
from hallenwart_backend.booking.tables import bookings, occupied

CLAIM: Final = "pc"
"""Ids of claims, of their bookings and rights begin with it; our own are hexadecimal."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a booking system holds or was granted."""

    id: str
    partner: str
    reference: str
    hold_digest: str
    grant_digest: str
    state: State
    version: int
    seq: int
    wish: Wish
    bookings: tuple[str, ...]
    created_ms: int
    held_until_ms: int | None
    granted_ms: int | None
    changed_ms: int | None
    revoked_ms: int | None


def _claim(row: Row[Any]) -> Claim:
    spots = tuple(Spot(device, number) for device, number in row.spots)
    halls = {hall: tuple(sections) for hall, sections in row.halls.items()}
    return Claim(
        id=row.id,
        partner=row.partner,
        reference=row.reference,
        hold_digest=row.hold_digest,
        grant_digest=row.grant_digest,
        state=State(row.state),
        version=row.version,
        seq=row.seq,
        wish=Wish(spots, halls, row.from_ms, row.to_ms, row.title),
        bookings=tuple(row.bookings),
        created_ms=row.created_ms,
        held_until_ms=row.held_until_ms,
        granted_ms=row.granted_ms,
        changed_ms=row.changed_ms,
        revoked_ms=row.revoked_ms,
    )


def one(connection: Connection, claim: str) -> Claim | None:
    row = connection.execute(select(claims).where(claims.c.id == claim)).first()
    return _claim(row) if row else None


def of_partner(connection: Connection, partner: str, claim: str) -> Claim | None:
    """Return the claim when it is this booking system's own."""
    found = one(connection, claim)
    return found if found is not None and found.partner == partner else None


def by_reference(connection: Connection, partner: str, reference: str) -> Claim | None:
    row = connection.execute(select(claims).where(claims.c.owns_reference == f"{partner}:{reference}")).first()
    return _claim(row) if row else None


def page(connection: Connection, partner: str, *, since: int, limit: int) -> list[Claim]:
    """Return the granted and revoked claims that changed after a cursor, oldest change first."""
    rows = connection.execute(
        select(claims)
        .where(claims.c.partner == partner, claims.c.seq > since, claims.c.granted_ms.is_not(None))
        .order_by(claims.c.seq)
        .limit(limit)
    )
    return [_claim(row) for row in rows]


def next_seq(connection: Connection) -> int:
    return (connection.scalar(select(func.max(claims.c.seq))) or 0) + 1


def add(connection: Connection, claim: Claim) -> None:
    """Insert a claim with what it occupies. Raises IntegrityError when another process was quicker."""
    values = _wish_values(claim.wish) | {
        "id": claim.id,
        "partner": claim.partner,
        "reference": claim.reference,
        "owns_reference": f"{claim.partner}:{claim.reference}",
        "hold_digest": claim.hold_digest,
        "grant_digest": claim.grant_digest,
        "state": str(claim.state),
        "seq": next_seq(connection),
        "bookings": [],
        "created_ms": claim.created_ms,
        "held_until_ms": claim.held_until_ms,
        "granted_ms": claim.granted_ms,
    }
    connection.execute(insert(claims).values(**values))
    occupy(connection, claim)


def save(connection: Connection, claim: str, **values: object) -> None:
    """Change columns; the claim moves to the end of its partner's list."""
    connection.execute(update(claims).where(claims.c.id == claim).values(**values, seq=next_seq(connection)))


def move(connection: Connection, claim: Claim) -> None:
    """Occupy what the claim now wishes instead of what it had. Raises IntegrityError."""
    save(connection, claim.id, **_wish_values(claim.wish), changed_ms=claim.changed_ms, version=claim.version)
    free(connection, claim, ended=False, now_ms=claim.changed_ms or 0)
    occupy(connection, claim)


def _wish_values(wish: Wish) -> dict[str, Any]:
    return {
        "spots": [[spot.device, spot.number] for spot in wish.spots],
        "halls": {hall: list(sections) for hall, sections in wish.halls.items()},
        "from_ms": wish.from_ms,
        "to_ms": wish.to_ms,
        "title": wish.title,
    }


# --- what is taken -----------------------------------------------------------------------------------------------------


def occupy(connection: Connection, claim: Claim) -> None:
    """Take the quarters of compartments and halls; each hall gets a booking, so our own plan knows."""
    wish = claim.wish
    span = rules.quarters(wish.from_ms, wish.to_ms)
    rows = [
        {"device": spot.device, "slot": spot.number, "quarter": quarter, "claim": claim.id}
        for spot in wish.spots
        for quarter in span
    ]
    connection.execute(insert(quarters), rows)
    made = []
    for number, (hall, sections) in enumerate(sorted(wish.halls.items())):
        made.append(_booking(claim, f"{claim.id}-{claim.version}{'abcdefgh'[number % 8]}", hall, sections))
        add_booking(connection, made[-1])
    connection.execute(update(claims).where(claims.c.id == claim.id).values(bookings=[booking.id for booking in made]))


def _booking(claim: Claim, booking: str, hall: str, sections: tuple[int, ...]) -> Booking:
    return Booking(
        id=booking,
        hall=hall,
        sections=sections,
        club=None,
        title=claim.wish.title,
        person=None,
        start_ms=claim.wish.from_ms,
        end_ms=claim.wish.to_ms,
        state="held" if claim.state is State.HELD else "booked",
        created_ms=claim.created_ms,
        partner=claim.partner,
    )


def free(connection: Connection, claim: Claim, *, ended: bool, now_ms: int) -> None:
    """Give back what a claim occupies. `ended` leaves its bookings on the plan as cancelled, else they vanish."""
    mine = list(connection.scalar(select(claims.c.bookings).where(claims.c.id == claim.id)) or [])
    connection.execute(delete(quarters).where(quarters.c.claim == claim.id))
    connection.execute(delete(occupied).where(occupied.c.booking.in_(mine)))
    if ended:
        still = bookings.c.id.in_(mine), bookings.c.state == "booked"
        connection.execute(update(bookings).where(*still).values(state="cancelled", cancelled_ms=now_ms))
    else:
        connection.execute(update(grants).where(grants.c.booking.in_(mine)).values(booking=None))
        connection.execute(delete(bookings).where(bookings.c.id.in_(mine)))


def confirm(connection: Connection, claim: Claim) -> None:
    """Turn what was held into bookings."""
    connection.execute(update(bookings).where(bookings.c.id.in_(claim.bookings)).values(state="booked", title=claim.wish.title))


def cancelled_by_us(connection: Connection, *, now_ms: int) -> list[Claim]:
    """Return granted claims of which the office cancelled a booking."""
    rows = connection.execute(select(claims).where(claims.c.state == State.GRANTED, claims.c.to_ms > now_ms))
    alive = {claim.id: claim for claim in map(_claim, rows) if claim.bookings}
    wanted = [booking for claim in alive.values() for booking in claim.bookings]
    gone = set(connection.scalars(select(bookings.c.id).where(bookings.c.id.in_(wanted), bookings.c.state == "cancelled")))
    return [claim for claim in alive.values() if gone & set(claim.bookings)]


def lapsed(connection: Connection, *, now_ms: int) -> list[Claim]:
    rows = connection.execute(select(claims).where(claims.c.state == State.HELD, claims.c.held_until_ms <= now_ms))
    return [_claim(row) for row in rows]


def lapse(connection: Connection, claim: Claim, *, now_ms: int) -> None:
    free(connection, claim, ended=False, now_ms=now_ms)
    save(connection, claim.id, state=str(State.LAPSED), owns_reference=None, bookings=[])


def alive(connection: Connection, *, after_ms: int) -> Sequence[Claim]:
    """Return claims something may still happen to: granted or revoked, their window not over for long."""
    wanted = claims.c.state.in_([State.GRANTED, State.REVOKED]), claims.c.to_ms > after_ms
    return [_claim(row) for row in connection.execute(select(claims).where(*wanted).order_by(claims.c.seq))]
