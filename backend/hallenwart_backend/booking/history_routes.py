"""`/api/bookings/{id}/history`: every decision about a date, with who, when and why."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel

from hallenwart_backend.accounts.rules import CLUB_ROLES, MANAGERS, STAFF, Person, Role
from hallenwart_backend.accounts.store import everybody
from hallenwart_backend.booking import history
from hallenwart_backend.booking.answers import may_look
from hallenwart_backend.booking.history import Act, Entry
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.refusals import gone, not_yours
from hallenwart_backend.web.fields import Id
from hallenwart_backend.web.parts import Parts, PartsOf, SignedIn

router = APIRouter(prefix="/api/bookings", tags=["booking"])

_WEIGHT = (Role.OFFICE, Role.ADMIN, Role.CARETAKER, Role.CLUB_ADMIN, Role.TRAINER, Role.MEMBER)


class DecisionOut(BaseModel):
    """`role` is what the person was at work as, empty for the rules themselves; `name` where the reader may know it.

    `was`, `detail`: what changed, as plain values.
    """

    t_ms: int
    act: Act
    role: str
    name: str
    club: str
    on_behalf: bool
    why: str
    detail: dict[str, Any]


class HistoryOut(BaseModel):
    booking: str
    decisions: list[DecisionOut]


def may_read_history(person: Person, booking: Booking, parts: Parts) -> bool:
    """Say whether a person may: staff, and those who belong to the club whose right or date it is."""
    clubs = [club for club in (booking.club, booking.borrower) if club is not None]
    return may_look(person, booking, parts.places.current) or any(person.has_at(CLUB_ROLES, club) for club in clubs)


def _role(person: Person | None) -> str:
    return next((str(role) for role in _WEIGHT if person is not None and role in person.roles), "")


def _may_name(reader: Person, person: Person) -> bool:
    """Staff know everybody; a club knows its own people, and of staff only what they are."""
    if reader.has(MANAGERS):
        return True
    return not person.has(STAFF) and not set(reader.clubs).isdisjoint(person.clubs)


def _told(entry: Entry, reader: Person, people: dict[str, Person], clubs: dict[str, str]) -> DecisionOut:
    who = people.get(entry.who)
    return DecisionOut(
        t_ms=entry.t_ms,
        act=entry.act,
        role=_role(who),
        name=who.name if who is not None and _may_name(reader, who) else "",
        club=clubs.get(entry.club or "", ""),
        on_behalf=entry.on_behalf,
        why=entry.why,
        detail=dict(entry.detail),
    )


@router.get("/{booking}/history")
async def decisions(booking: Annotated[Id, Path()], person: SignedIn, parts: PartsOf) -> HistoryOut:
    """Return what was decided, oldest first. Raises RefusedError 403, 404."""
    found = await parts.bookings.one(booking)
    if found is None:
        raise gone()
    if not may_read_history(person, found, parts):
        raise not_yours()
    entries, known = await parts.records.read(lambda db: (history.of_booking(db, booking), everybody(db)))
    people = {parts.access.pseudonym(one.id): one for one in known}
    clubs = dict(parts.places.current.clubs)
    return HistoryOut(booking=booking, decisions=[_told(entry, person, people, clubs) for entry in entries])
