"""`/api/clubs/{club}/people`: who belongs to a club; invite, replace, remove."""

from __future__ import annotations

from typing import Literal

from hallenwart_backend.accounts.circle import Member, may_lead
from hallenwart_backend.accounts.fields import Email, Name
from hallenwart_backend.accounts.invites.service import Waiting
from hallenwart_backend.accounts.rules import Role
from hallenwart_backend.web.fields import Body, Id, Shape
from hallenwart_backend.web.parts import Parts, PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/clubs/{club}/people", tags=["accounts"])
ClubRole = Literal["club_admin", "trainer", "member", "guest"]


class MemberOut(Shape):
    """`roles` are those in this club, the strongest first."""

    id: str
    name: str
    email: str
    phone: str
    roles: list[str]
    open: bool


class InviteOut(Shape):
    """`state`: open or expired. `person` may follow somebody who is removed.

    Nothing in it tells whether the address has an account here already.
    """

    id: str
    person: str
    email: str
    role: str
    state: str
    sent_ms: int
    expires_ms: int


class ClubPeopleOut(Shape):
    """`may_lead`: who asks may invite and remove."""

    people: list[MemberOut]
    invites: list[InviteOut]
    may_lead: bool


class InviteBody(Body):
    email: Email
    role: ClubRole = "trainer"
    name: Name | None = None


class ClubRoleBody(Body):
    role: ClubRole


class RemovedOut(Shape):
    """`bookings`: how many future bookings went to who follows, or to nobody in particular."""

    bookings: int


def _member(one: Member) -> MemberOut:
    who = one.who
    return MemberOut(
        id=who.person.id,
        name=who.person.name,
        email=who.person.email,
        phone=who.phone,
        roles=[str(role) for role in one.roles],
        open=who.active,
    )


def _invite(one: Waiting, parts: Parts) -> InviteOut:
    invite = one.invite
    return InviteOut(
        id=invite.id,
        person=invite.person,
        email=one.who.person.email,
        role=str(invite.role),
        state=invite.state(parts.clock.now_ms()),
        sent_ms=invite.sent_ms,
        expires_ms=invite.expires_ms,
    )


@router.get("")
async def people(club: Id, person: SignedIn, parts: PartsOf) -> ClubPeopleOut:
    members, waiting = await parts.account_room.invites.of(person, club)
    leads = may_lead(person, club)
    return ClubPeopleOut(
        people=[_member(one) for one in members],
        invites=[_invite(one, parts) for one in waiting] if leads else [],
        may_lead=leads,
    )


@router.post("", status_code=201)
async def invite(club: Id, body: InviteBody, person: SignedIn, parts: PartsOf) -> InviteOut:
    """Invite somebody by e-mail; the link is valid for 14 days and works once."""
    made = await parts.account_room.invites.invite(person, club, body.email, Role(body.role), body.name or "")
    return _invite(made, parts)


@router.post("/invites/{invite}/again")
async def resend(club: Id, invite: Id, person: SignedIn, parts: PartsOf) -> InviteOut:
    """Send an invitation again; its 14 days begin anew."""
    return _invite(await parts.account_room.invites.resend(person, club, invite), parts)


@router.delete("/invites/{invite}", status_code=204)
async def withdraw(club: Id, invite: Id, person: SignedIn, parts: PartsOf) -> None:
    await parts.account_room.invites.withdraw(person, club, invite)


@router.put("/{member}", status_code=204)
async def set_role(club: Id, member: Id, body: ClubRoleBody, person: SignedIn, parts: PartsOf) -> None:
    """Give somebody of the club this role there instead of the ones they have."""
    await parts.account_room.invites.set_role(person, club, member, Role(body.role))


@router.delete("/{member}")
async def remove(club: Id, member: Id, person: SignedIn, parts: PartsOf, replace_by: Id | None = None) -> RemovedOut:
    """Remove somebody, or oneself. `replace_by`: who gets the future bookings, a booker of the club or invited to be one."""
    return RemovedOut(bookings=await parts.account_room.invites.remove(person, club, member, replace_by=replace_by))
