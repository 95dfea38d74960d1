"""Puts offers and sign-ups into what pages are told."""

from __future__ import annotations

from collections.abc import Sequence

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.volunteering import rules
from hallenwart_backend.volunteering.fields import (
    HelperOut,
    HelpOccasionOut,
    HelpOfferOut,
    HelpProposalOut,
    HelpShiftOut,
    MySignUpOut,
)
from hallenwart_backend.volunteering.join import VolunteeringRoom
from hallenwart_backend.volunteering.model import HelpOfferState, Placed, Shift, SignState, Task
from hallenwart_backend.volunteering.occasions import Proposed
from hallenwart_backend.volunteering.offering import Whole, may_lead, may_name
from hallenwart_backend.web.fields import Words
from hallenwart_backend.web.parts import Parts

_GONE = frozenset({SignState.OUT})


async def offer_out(found: Whole, person: Person, parts: Parts) -> HelpOfferOut:
    """Return an offer; who signed up only to who leads its club."""
    offer, places = found.offer, parts.places.current
    named = await parts.volunteering.offers.helpers(offer.id) if may_name(person, offer.club) else []
    hall = places.halls.get(offer.hall)
    return HelpOfferOut(
        id=offer.id,
        club=offer.club,
        club_name=places.clubs.get(offer.club or "", ""),
        title=offer.title,
        role=Task(offer.role),
        text=offer.body,
        needs=offer.needs,
        sport=offer.sport,
        skills=list(offer.skills),
        languages=list(offer.languages),
        min_age=offer.min_age,
        step_free=offer.step_free,
        seated=offer.seated,
        youth=offer.youth,
        contact=offer.contact,
        hall=offer.hall,
        hall_name=hall.name if hall else "",
        place=offer.place,
        booking=offer.booking,
        key=offer.key,
        state=HelpOfferState(offer.state),
        modified_ms=offer.modified_ms,
        shifts=[_shift_out(found, one, named) for one in found.shifts],
        may_edit=may_lead(person, offer.club) and offer.state != HelpOfferState.CANCELLED,
    )


def _shift_out(found: Whole, shift: Shift, named: Sequence[Placed]) -> HelpShiftOut:
    entries = found.signups.get(shift.id, [])
    return HelpShiftOut(
        id=shift.id,
        from_ms=shift.from_ms,
        to_ms=shift.to_ms,
        wanted=shift.wanted,
        free=found.free(shift),
        counted=rules.counted(entries),
        waiting=sum(one.state == SignState.WAITING for one in entries),
        cancelled=shift.cancelled_ms is not None,
        helpers=[_helper_out(one) for one in named if one.shift.id == shift.id and one.signup.state not in _GONE],
    )


def _helper_out(placed: Placed) -> HelperOut:
    signup, helper = placed.signup, placed.helper
    return HelperOut(
        signup=signup.id,
        name=helper.name,
        email=helper.email,
        state=SignState(signup.state),
        member=helper.person is not None,
        since_ms=signup.made_ms,
        answer_by_ms=signup.answer_by_ms,
    )


def mine_out(placed: Placed, room: VolunteeringRoom) -> MySignUpOut:
    return MySignUpOut(
        signup=placed.signup.id,
        offer=placed.offer.id,
        shift=placed.shift.id,
        title=placed.offer.title,
        where=room.words.where(placed.offer),
        from_ms=placed.shift.from_ms,
        to_ms=placed.shift.to_ms,
        state=SignState(placed.signup.state),
        answer_by_ms=placed.signup.answer_by_ms,
        mark=room.signups.mark_of(placed),
    )


def occasion_out(proposed: Proposed, parts: Parts) -> HelpOccasionOut:
    occasion = proposed.occasion
    hall = parts.places.current.halls.get(occasion.hall)
    return HelpOccasionOut(
        booking=occasion.booking,
        title=occasion.title,
        hall=occasion.hall,
        hall_name=hall.name if hall else "",
        sport=occasion.sport,
        start_ms=occasion.start_ms,
        end_ms=occasion.end_ms,
        proposals=[
            HelpProposalOut(
                role=one.task,
                from_ms=one.from_ms,
                to_ms=one.to_ms,
                wanted=one.wanted,
                key=one.key,
                optional=one.optional,
                why=Words(de=one.why[0], en=one.why[1]),
            )
            for one in proposed.proposals
        ],
    )
