"""SQL of what stands against a wish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, or_, select

from hallenwart_backend.access.custody.outages import outages_of
from hallenwart_backend.access.grants.tables import grants
from hallenwart_backend.access.partners import rules
from hallenwart_backend.access.partners.rules import Spot, Wish
from hallenwart_backend.access.partners.store import CLAIM
from hallenwart_backend.access.partners.tables import claims, quarters
from hallenwart_backend.booking.tables import bookings, occupied

_SOON_MS: Final = 86_400_000
"""What is broken now may be mended by the day after."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Who has it already: `claim` when it is a booking system's. `reason`: taken, out_of_service, key_lost."""

    spot: Spot | None
    hall: str
    sections: tuple[int, ...]
    from_ms: int
    to_ms: int
    claim: str = ""
    reason: str = "taken"


def conflicts(connection: Connection, wish: Wish, *, now_ms: int, but: str = "") -> list[Conflict]:
    """Return what stands against a wish: claims, rights and trouble of its compartments, bookings of its sections."""
    span = rules.quarters(wish.from_ms, wish.to_ms)
    return [
        *_taken_spots(connection, wish, span, but),
        *_rights(connection, wish),
        *_booked(connection, wish, span, but),
        *(_trouble(connection, wish) if wish.from_ms < now_ms + _SOON_MS else []),
    ]


def _trouble(connection: Connection, wish: Wish) -> list[Conflict]:
    """Compartments that nothing can be fetched from: out of service, or the key is lost and has no spare."""
    found = []
    for device, numbers in wish.slots.items():
        known = outages_of(connection, device, wish.from_ms)
        for number in numbers:
            lost = number in known.lost and number not in known.spares
            if lost or number in known.out_of_service:
                reason = "key_lost" if lost else "out_of_service"
                found.append(Conflict(Spot(device, number), "", (), wish.from_ms, wish.to_ms, reason=reason))
    return found


def _taken_spots(connection: Connection, wish: Wish, span: range, but: str) -> list[Conflict]:
    same = or_(*((quarters.c.device == spot.device) & (quarters.c.slot == spot.number) for spot in wish.spots))
    rows = connection.execute(
        select(quarters.c.device, quarters.c.slot, claims.c.id, claims.c.from_ms, claims.c.to_ms)
        .distinct()
        .select_from(quarters.join(claims, claims.c.id == quarters.c.claim))
        .where(same, quarters.c.quarter >= span.start, quarters.c.quarter < span.stop, quarters.c.claim != but)
        .order_by(claims.c.from_ms, quarters.c.device, quarters.c.slot)
    )
    return [Conflict(Spot(row.device, row.slot), "", (), row.from_ms, row.to_ms, row.id) for row in rows]


def _rights(connection: Connection, wish: Wish) -> list[Conflict]:
    """Rights of our own that open the same compartments at that time; staff may always, and counts for nobody."""
    rows = connection.execute(
        select(grants)
        .where(grants.c.device.in_(list(wish.slots)), grants.c.from_ms < wish.to_ms, grants.c.to_ms > wish.from_ms)
        .where(~grants.c.revoked, ~grants.c.staff)
        .order_by(grants.c.from_ms)
    )
    return [
        Conflict(Spot(row.device, slot), "", (), row.from_ms, row.to_ms)
        for row in rows
        if not row.id.startswith(CLAIM)
        for slot in sorted(row.slots)
        if Spot(row.device, slot) in wish.spots
    ]


def _booked(connection: Connection, wish: Wish, span: range, but: str) -> list[Conflict]:
    found = []
    for hall, sections in sorted(wish.halls.items()):
        rows = connection.execute(
            select(bookings.c.id, bookings.c.start_ms, bookings.c.end_ms, occupied.c.section)
            .distinct()
            .select_from(occupied.join(bookings, bookings.c.id == occupied.c.booking))
            .where(occupied.c.hall == hall, occupied.c.section.in_(sections))
            .where(occupied.c.quarter >= span.start, occupied.c.quarter < span.stop)
            .order_by(bookings.c.start_ms, occupied.c.section)
        )
        by_booking: dict[tuple[str, int, int], list[int]] = {}
        for row in rows:
            if not (but and row.id.startswith(f"{but}-")):
                by_booking.setdefault((row.id, row.start_ms, row.end_ms), []).append(row.section)
        found += [
            Conflict(None, hall, tuple(taken), start, end, booking.partition("-")[0] if booking.startswith(CLAIM) else "")
            for (booking, start, end), taken in by_booking.items()
        ]
    return found
