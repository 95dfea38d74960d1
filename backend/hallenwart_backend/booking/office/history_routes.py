"""`/api/bookings/{id}/history` and `/api/slots/history`: what happened to a booking, or to a place and time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import Path, Query
from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import CLUB_ROLES, Person
from hallenwart_backend.booking import history
from hallenwart_backend.booking.history import Act, Entry
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.office import store
from hallenwart_backend.booking.office.naming import Names, names_for
from hallenwart_backend.booking.office.telling import (
    LANGUAGES,
    HallWords,
    Where,
    act_words,
    change_words,
    named_words,
    place_words,
    places_then,
)
from hallenwart_backend.booking.refusals import bad_span, gone, not_yours, refused
from hallenwart_backend.display.rules import line
from hallenwart_backend.halls.model import Places
from hallenwart_backend.halls.parts import Language
from hallenwart_backend.web.fields import LATEST_MS, Id, Shape, Words
from hallenwart_backend.web.parts import Manager, Parts, PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api", tags=["office"])
_LONGEST_MS = 14 * 86_400_000


class DecisionOut(Shape):
    """`what`: the decision in words, `change`: from where to where, `detail`: what changed as plain values.

    `who`: a `name` where the reader may know it, else an office; `role` is what the person is at work.
    `line` and `place` are the booking's then: whose, when, where. `series`: decided for a whole series.
    """

    booking: str
    act: Act
    t_ms: int
    who: Words
    name: str
    role: str
    club: str
    on_behalf: bool
    why: str
    detail: dict[str, Any]
    what: Words
    change: Words
    line: str
    place: Words
    series: bool


class HistoryOut(Shape):
    decisions: list[DecisionOut]


@router.get("/bookings/{booking}/history")
async def of_booking(booking: Annotated[Id, Path()], person: SignedIn, parts: PartsOf) -> HistoryOut:
    """Return what was decided about a booking and its series, oldest first: to the offices and to the clubs it concerns."""
    found = await parts.bookings.one(booking)
    if found is None:
        raise gone()
    if not _concerns(person, found):
        raise not_yours()

    def read(connection: Connection) -> tuple[list[Entry], Names]:
        entries = history.of_booking(connection, booking)
        return entries, names_for(connection, person, parts.access.pseudonym)

    entries, names = await parts.records.read(read)
    return HistoryOut(decisions=_told(found, entries, names, parts))


@router.get("/slots/history")
async def of_slot(
    hall: Id,
    section: Annotated[int, Query(ge=1, le=16)],
    from_: Annotated[int, Query(alias="from", ge=0, le=LATEST_MS)],
    to: Annotated[int, Query(ge=0, le=LATEST_MS)],
    person: Manager,
    parts: PartsOf,
) -> HistoryOut:
    """Return what happened to this place in this time, over all bookings that have or had it, oldest first."""
    if section > parts.places.hall(hall).sections:
        raise refused("bad_sections")
    if not 0 < to - from_ <= _LONGEST_MS:
        raise bad_span()

    def read(connection: Connection) -> tuple[list[Booking], list[Entry], Names]:
        found, entries = store.at_slot(connection, hall, section, from_, to)
        return found, entries, names_for(connection, person, parts.access.pseudonym)

    found, entries, names = await parts.records.read(read)
    told = [entry for one in found for entry in _told(one, [each for each in entries if each.booking == one.id], names, parts)]
    return HistoryOut(decisions=sorted(told, key=lambda entry: entry.t_ms))


def _concerns(person: Person, booking: Booking) -> bool:
    return person.is_manager or any(club and person.has_at(CLUB_ROLES, club) for club in (booking.club, booking.borrower))


def _told(booking: Booking, entries: Sequence[Entry], names: Names, parts: Parts) -> list[DecisionOut]:
    places = parts.places.current
    halls = {hall.id: HallWords(hall.name, hall.sections, hall.zone, hall.parts) for hall in places.halls.values()}
    now = Where(booking.hall, booking.sections, booking.start_ms, booking.end_ms)
    then = places_then(now, [entry.detail for entry in entries])
    return [
        _entry(booking, entry, before, after, names, places, halls)
        for entry, (before, after) in zip(entries, then, strict=True)
    ]


def _entry(
    booking: Booking,
    entry: Entry,
    before: Where | None,
    after: Where,
    names: Names,
    places: Places,
    halls: Mapping[str, HallWords],
) -> DecisionOut:
    de, en = LANGUAGES
    who_de, who_en = names.who(entry)
    club = places.clubs.get(entry.club or "", "")
    then = before or after
    return DecisionOut(
        booking=booking.id,
        act=entry.act,
        t_ms=entry.t_ms,
        who=Words(de=who_de, en=who_en),
        name=names.name(entry),
        role=names.role(entry),
        club=club,
        on_behalf=entry.on_behalf,
        why=entry.why,
        detail=dict(entry.detail),
        what=Words(de=act_words(entry.act, de), en=act_words(entry.act, en)),
        change=Words(de=_change(entry, before, after, halls, de), en=_change(entry, before, after, halls, en)),
        line=line(club, booking.title),
        place=Words(de=place_words(then, halls, de), en=place_words(then, halls, en)),
        series=entry.booking is None,
    )


def _change(entry: Entry, before: Where | None, after: Where, halls: Mapping[str, HallWords], language: Language) -> str:
    told = change_words(before, after, halls, language), named_words(entry.detail, language)
    return "; ".join(one for one in told if one)
