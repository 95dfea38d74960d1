"""`/api/clubs`: clubs sign up; the office decides."""

from __future__ import annotations

from dataclasses import asdict
from typing import Literal

from fastapi import Request

from hallenwart_backend.accounts.clubs.service import Request as Asked
from hallenwart_backend.accounts.clubs.service import Wish
from hallenwart_backend.accounts.cookies import sender_of
from hallenwart_backend.accounts.fields import Email, Name, Text
from hallenwart_backend.accounts.people_routes import office
from hallenwart_backend.web.fields import Body, Id, Shape
from hallenwart_backend.web.parts import InBrowser, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/clubs", tags=["accounts"])


class ClubWishBody(Body):
    name: Name
    group: Literal["school", "club", "other"] = "club"
    contact: Name
    email: Email
    note: Text = ""


class ClubRequestOut(Shape):
    """`state`: asked, approved, declined. `alike`: names of clubs that are here already."""

    id: str
    name: str
    group: str
    contact: str
    email: str
    note: str
    state: str
    confirmed_ms: int | None
    decided_ms: int | None
    why: str
    club: str
    alike: list[str]


class ClubRequestsOut(Shape):
    requests: list[ClubRequestOut]


class ClubMadeOut(Shape):
    club: str


class WhyBody(Body):
    why: Text = ""


def request_out(asked: Asked) -> ClubRequestOut:
    return ClubRequestOut(**{name: getattr(asked, name) for name in ClubRequestOut.model_fields} | {"alike": list(asked.alike)})


@router.post("", status_code=202)
async def register(body: ClubWishBody, request: Request, parts: PartsOf) -> None:
    """Sign a club up; a link proves the address, then the office decides. The answer is the same for known addresses."""
    wish = Wish(body.name, body.group, body.contact, body.email, body.note)
    await parts.account_room.clubs.register(wish, sender_of(request))


class ClubOut(Shape):
    """`group`: school, club, other. `led`: somebody manages it."""

    id: str
    name: str
    group: str
    state: str
    people: int
    led: bool


class ClubsOut(Shape):
    clubs: list[ClubOut]


@router.get("")
async def clubs(person: InBrowser, parts: PartsOf) -> ClubsOut:
    """Return every club, for the office."""
    await office(person)
    found = await parts.account_room.clubs.all()
    return ClubsOut(clubs=[ClubOut(**asdict(one)) for one in found])


@router.get("/requests")
async def requests(person: InBrowser, parts: PartsOf, *, decided: bool = False) -> ClubRequestsOut:
    """Return the clubs that wait for the office; with `decided` those decided on too."""
    await office(person)
    found = await parts.account_room.clubs.requests(waiting_only=not decided)
    return ClubRequestsOut(requests=[request_out(one) for one in found])


@router.post("/requests/{request_id}/approve")
async def approve(request_id: Id, person: InBrowser, parts: PartsOf) -> ClubMadeOut:
    """Let a club in; who asked becomes its administrator and is told."""
    return ClubMadeOut(club=await parts.account_room.clubs.approve(await office(person), request_id))


@router.post("/requests/{request_id}/decline", status_code=204)
async def decline(request_id: Id, body: WhyBody, person: InBrowser, parts: PartsOf) -> None:
    """Decline with a reason, which is told."""
    await parts.account_room.clubs.decline(await office(person), request_id, body.why)
