"""`/api/offers`, and offering, giving back and asking for a date of a booking."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Path, Query
from pydantic import StringConstraints

from hallenwart_backend.accounts.rules import BOOKERS, OFFICE_HANDS
from hallenwart_backend.booking.answers import BookingOut, answers_of
from hallenwart_backend.booking.lending import refusals
from hallenwart_backend.booking.lending.rules import Offer
from hallenwart_backend.booking.lending.service import Looked
from hallenwart_backend.booking.model import Group
from hallenwart_backend.booking.policy.words import GROUPS
from hallenwart_backend.web.fields import LATEST_MS, Body, Id, Shape, Words
from hallenwart_backend.web.parts import PartsOf, SignedIn, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api", tags=["booking"])
_AHEAD_MS: Final = 400 * 86_400_000
AskedMs = Annotated[int, Query(ge=0, le=LATEST_MS)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]


class OfferBody(Body):
    """`to`: a club's id or a group (school, club, other); empty for everybody."""

    note: Text = ""
    to: Id | None = None


class TakeBody(Body):
    """`club`: for which club; `why`: why staff go beyond the rules."""

    club: Id | None = None
    why: Text = ""


class AskBody(Body):
    why: Text = ""


class OfferOut(Shape):
    """`mine`: offered by the asking person's club. `fault` says why the own club cannot take it, null when it can."""

    id: str
    booking: str
    hall: str
    hall_name: str
    site: str
    site_name: str
    sections: list[int]
    section_count: int
    start_ms: int
    end_ms: int
    title: str
    kind: str
    club: str
    club_name: str
    note: str
    to_club: str
    to_group: str
    to_name: Words | None
    created_ms: int
    until_ms: int
    mine: bool
    fault: Words | None


class OffersOut(Shape):
    offers: list[OfferOut]


class ReceiverOut(Shape):
    """A club that a date can be offered to; `id` is what `to` takes."""

    id: str
    name: str


class ReceiversOut(Shape):
    clubs: list[ReceiverOut]


class OfferMadeOut(Shape):
    offer: str


class LentOut(Shape):
    """Dates a club offered, of these taken by others, taken from others, and cancelled late."""

    club: str
    club_name: str
    offered: int
    lent: int
    borrowed: int
    late: int


class LentListOut(Shape):
    clubs: list[LentOut]


def offer_out(looked: Looked, parts: PartsOf) -> OfferOut:
    offer, booking, places = looked.offer, looked.booking, parts.places.current
    hall = places.halls[booking.hall]
    fault = refusals.words(looked.fault) if looked.fault else None
    return OfferOut(
        id=offer.id,
        booking=booking.id,
        hall=hall.id,
        hall_name=hall.name,
        site=hall.site.id,
        site_name=hall.site.name,
        sections=list(booking.sections),
        section_count=hall.sections,
        start_ms=booking.start_ms,
        end_ms=booking.end_ms,
        title=booking.title,
        kind=booking.kind,
        club=offer.club,
        club_name=places.clubs.get(offer.club, ""),
        note=offer.note,
        to_club=offer.to_club or "",
        to_group=offer.to_group or "",
        to_name=_receiver(offer, parts),
        created_ms=offer.created_ms,
        until_ms=looked.until_ms,
        mine=looked.mine,
        fault=Words(de=fault[0], en=fault[1]) if fault else None,
    )


def _receiver(offer: Offer, parts: PartsOf) -> Words | None:
    if offer.to_group:
        de, en = GROUPS[Group(offer.to_group)]
        return Words(de=de, en=en)
    name = parts.places.current.clubs.get(offer.to_club or "", "")
    return Words(de=name, en=name) if name else None


@router.get("/offers")
async def offers(
    person: SignedIn,
    parts: PartsOf,
    club: Id | None = None,
    hall: Annotated[list[Id] | None, Query(max_length=50)] = None,
    site: Id | None = None,
    from_ms: AskedMs | None = None,
    to_ms: AskedMs | None = None,
) -> OffersOut:
    """Return dates that clubs offer to others, soonest first; `club` names for which of one's clubs one looks."""
    own = parts.bookings.club_of(person, club) if club else None
    halls = hall
    if site is not None:
        here = [one.id for one in parts.places.current.halls.values() if one.site.id == site]
        halls = [one for one in here if hall is None or one in hall]
    first = from_ms or 0
    last = to_ms if to_ms is not None else parts.clock.now_ms() + _AHEAD_MS
    found = await parts.booking.lending.offers(person, club=own, halls=halls, from_ms=first, to_ms=last)
    return OffersOut(offers=[offer_out(one, parts) for one in found])


@router.get("/offers/receivers")
async def receivers(person: SignedIn, parts: PartsOf) -> ReceiversOut:
    """Return the clubs by name, for whoever books: to offer a date to one of them."""
    if not person.has(BOOKERS):
        raise forbidden()
    names = sorted(parts.places.current.clubs.items(), key=lambda one: (one[1].casefold(), one[0]))
    return ReceiversOut(clubs=[ReceiverOut(id=club, name=name) for club, name in names])


@router.post("/bookings/{booking}/offer", status_code=201)
async def offer(booking: Annotated[Id, Path()], body: OfferBody, person: SignedIn, parts: PartsOf) -> OfferMadeOut:
    """Offer a date; it stays the club's until another takes it."""
    made = await parts.booking.lending.offer(person, booking, note=body.note, to=body.to or "")
    return OfferMadeOut(offer=made.id)


@router.delete("/bookings/{booking}/offer", status_code=204)
async def withdraw(booking: Annotated[Id, Path()], person: SignedIn, parts: PartsOf) -> None:
    """Take an offer back while nobody took it."""
    await parts.booking.lending.withdraw(person, booking)


@router.post("/offers/{offer_id}/take")
async def take(offer_id: Annotated[Id, Path()], body: TakeBody, person: SignedIn, parts: PartsOf) -> BookingOut:
    """Take a date that another club offers; its key and its place on the displays move along."""
    taken = await parts.booking.lending.take(person, offer_id, club=body.club, why=body.why)
    await parts.access.note_deed(person, "booking.borrowed", taken.id)
    return (await answers_of([taken], person, parts))[0]


@router.post("/bookings/{booking}/give-back", status_code=204)
async def give_back(booking: Annotated[Id, Path()], person: SignedIn, parts: PartsOf) -> None:
    """Give a borrowed date back to its owner."""
    await parts.booking.lending.give_back(person, booking)
    await parts.access.note_deed(person, "booking.given_back", booking)


@router.post("/bookings/{booking}/ask-to-lend", status_code=204)
async def ask_to_lend(booking: Annotated[Id, Path()], body: AskBody, person: SignedIn, parts: PartsOf) -> None:
    """Let the office ask a club to lend a date it does not seem to need."""
    if not person.has(OFFICE_HANDS):
        raise forbidden()
    await parts.booking.lending_watch.ask_to_lend(booking, body.why, person=person)


@router.get("/lending")
async def lending(from_ms: AskedMs, to_ms: AskedMs, person: SignedIn, parts: PartsOf) -> LentListOut:
    """Return for the office what each club lent, borrowed and cancelled late of the dates in a time."""
    if not person.has(OFFICE_HANDS):
        raise forbidden()
    names = parts.places.current.clubs
    found = await parts.booking.lending.counts(from_ms, to_ms)
    return LentListOut(
        clubs=[
            LentOut(
                club=one.club,
                club_name=names.get(one.club, ""),
                offered=one.offered,
                lent=one.lent,
                borrowed=one.borrowed,
                late=one.late,
            )
            for one in found
        ]
    )
