"""`/api/volunteering`: offers of help for clubs and the office, and one's own sign-ups with an account."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query

from hallenwart_backend.volunteering import telling
from hallenwart_backend.volunteering.fields import (
    HelpActBody,
    HelpDismissBody,
    HelpJoinBody,
    HelpOfferBody,
    HelpOfferOut,
    HelpOffersOut,
    HelpProposalsOut,
    HelpStateBody,
    MySignUpsOut,
    NewHelpOfferBody,
)
from hallenwart_backend.volunteering.model import HelpOfferState, SignState
from hallenwart_backend.volunteering.offering import may_name, may_see
from hallenwart_backend.volunteering.words import refusal
from hallenwart_backend.web.fields import Id
from hallenwart_backend.web.parts import InBrowser, PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(tags=["volunteering"])
Offer = Annotated[Id, Path()]


@router.get("/api/volunteering/offers")
async def listed(person: SignedIn, parts: PartsOf, club: Annotated[Id | None, Query()] = None) -> HelpOffersOut:
    """Return the offers of a club; without one those of the town."""
    if not may_see(person, club):
        raise refusal("not_yours_to_lead")
    found = await parts.volunteering.offers.of_club(club)
    told = [await telling.offer_out(one, person, parts) for one in found]
    return HelpOffersOut(now_ms=parts.clock.now_ms(), offers=told)


@router.post("/api/volunteering/offers", status_code=201)
async def make(body: NewHelpOfferBody, person: SignedIn, parts: PartsOf) -> HelpOfferOut:
    offer = await parts.volunteering.offers.make(person, body.club, body.wish, open_now=body.open)
    return await one(offer.id, person, parts)


@router.get("/api/volunteering/offers/{offer}")
async def one(offer: Offer, person: SignedIn, parts: PartsOf) -> HelpOfferOut:
    found = await parts.volunteering.offers.one(offer)
    if not may_see(person, found.offer.club):
        raise refusal("not_yours_to_lead")
    return await telling.offer_out(found, person, parts)


@router.put("/api/volunteering/offers/{offer}")
async def change(offer: Offer, body: HelpOfferBody, person: SignedIn, parts: PartsOf) -> HelpOfferOut:
    """Change an offer; helpers of shifts that move or go are told."""
    await parts.volunteering.offers.change(person, offer, body.wish)
    return await one(offer, person, parts)


@router.put("/api/volunteering/offers/{offer}/state")
async def state(offer: Offer, body: HelpStateBody, person: SignedIn, parts: PartsOf) -> HelpOfferOut:
    """Open, close or cancel an offer. What is cancelled stays so."""
    await parts.volunteering.offers.set_state(person, offer, HelpOfferState(body.state))
    return await one(offer, person, parts)


@router.get("/api/volunteering/proposals")
async def proposals(person: SignedIn, parts: PartsOf, club: Annotated[Id, Query()]) -> HelpProposalsOut:
    """Return which help the club's coming matches and events need, as far as it is neither offered nor dismissed."""
    found = await parts.volunteering.occasions.of_club(person, club)
    return HelpProposalsOut(now_ms=parts.clock.now_ms(), occasions=[telling.occasion_out(one, parts) for one in found])


@router.post("/api/volunteering/proposals/dismiss", status_code=204)
async def dismiss(body: HelpDismissBody, person: SignedIn, parts: PartsOf) -> None:
    """Say that help of a kind is not wanted at a date."""
    await parts.volunteering.occasions.dismiss(person, body.booking, body.role)


@router.delete("/api/volunteering/signups/{signup}", status_code=204)
async def sign_off(signup: Annotated[Id, Path()], person: InBrowser, parts: PartsOf) -> None:
    """Take somebody out of a shift: only the club that sees the name. They are told."""
    found = await parts.volunteering.signups.one(signup)
    if not may_name(person, found.offer.club):
        raise refusal("not_yours_to_lead")
    await parts.volunteering.signups.sign_off(signup)


@router.get("/api/me/volunteering")
async def mine(person: InBrowser, parts: PartsOf) -> MySignUpsOut:
    """Return one's own sign-ups."""
    room = parts.volunteering
    _, placed = await room.signups.of_person(person)
    told = [telling.mine_out(one, room) for one in placed if one.signup.state != SignState.OUT]
    return MySignUpsOut(now_ms=parts.clock.now_ms(), signups=told)


@router.post("/api/me/volunteering", status_code=201)
async def join(body: HelpJoinBody, person: InBrowser, parts: PartsOf) -> MySignUpsOut:
    """Sign up for shifts; counts at once, or waits in line."""
    await parts.volunteering.signups.join(person, body.shifts, of_age=body.of_age)
    return await mine(person, parts)


@router.post("/api/me/volunteering/{signup}")
async def act(signup: Annotated[Id, Path()], body: HelpActBody, person: InBrowser, parts: PartsOf) -> MySignUpsOut:
    """Cancel, pass on, keep, accept or decline one's own place."""
    helper, _ = await parts.volunteering.signups.of_person(person)
    await parts.volunteering.signups.act(helper.id if helper else "", signup, body.act)
    return await mine(person, parts)
