"""`/api/requests`: the office's inbox; and the wish to move a date after its deadline."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from fastapi import Depends, Path
from pydantic import Field, StringConstraints

from hallenwart_backend.accounts.clubs.service import Request as ClubRequest
from hallenwart_backend.accounts.rules import OFFICE_HANDS, Person
from hallenwart_backend.accounts.store import everybody
from hallenwart_backend.booking.model import Booking, Group
from hallenwart_backend.booking.moving import Change
from hallenwart_backend.booking.policy.words import BEYOND, GROUPS, REASONS
from hallenwart_backend.booking.requests.rules import Request, RequestKind, parsed
from hallenwart_backend.booking.routes import MoveBody
from hallenwart_backend.booking.waiting.rules import Wish
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.web.fields import Body, Id, Shape, Words
from hallenwart_backend.web.parts import Parts, PartsOf, SignedIn, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api", tags=["booking"])
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]
RequestId = Annotated[str, StringConstraints(max_length=72, pattern=r"^[bsmrc]\.[A-Za-z0-9._-]+$")]


class RequestDateOut(Shape):
    booking: str
    hall: str
    hall_name: str
    sections: list[int]
    section_count: int
    start_ms: int
    end_ms: int


class RivalOut(Shape):
    """Another club that waits for this time."""

    club: str
    club_name: str
    group: str
    since_ms: int


class RequestOut(Shape):
    """`kind`: booking, series, move, right (many lent dates in a row), club (wants to be let in).

    `reasons` say why the office is asked, `why` what the club says. `change` is the new time and place of a move, `rivals`
    who waits for the same time. After `expires_ms` nobody needs to decide.
    """

    id: str
    kind: str
    asked_ms: int
    expires_ms: int | None
    club: str
    club_name: str
    group: str
    group_name: Words | None
    title: str
    person: str
    why: str
    reasons: list[Words]
    dates: list[RequestDateOut]
    date_count: int
    change: RequestDateOut | None
    rivals: list[RivalOut]
    lent: int
    email: str
    alike: list[str]


class RequestsOut(Shape):
    requests: list[RequestOut]


class DecisionBody(Body):
    """`why` is told to the club; to decline needs one."""

    why: Text = ""


class ManyBody(DecisionBody):
    requests: Annotated[list[RequestId], Field(min_length=1, max_length=200)]
    approve: bool


class DecidedOut(Shape):
    """`done` false: `message` says why not."""

    id: str
    done: bool
    dates: int
    code: str
    message: Words | None


class DecidedListOut(Shape):
    decided: list[DecidedOut]


class AskedOut(Shape):
    request: str


async def office(person: SignedIn) -> Person:
    """Return who asks, when it is the office. Raises RefusedError 401, 403."""
    if not person.has(OFFICE_HANDS):
        raise forbidden()
    return person


Office = Annotated[Person, Depends(office)]
_MOST_DATES = 60


@router.get("/requests")
async def requests(_person: Office, parts: PartsOf) -> RequestsOut:
    """Return everything that waits for the office, what begins soonest first, clubs last."""
    found = await parts.booking.requests.waiting()
    spans = [(one.hall, one.start_ms, one.end_ms) for request in found for one in request.dates]
    waiting = await parts.booking.waiting.touching(spans) if spans else []
    names = {one.id: one.name for one in await parts.records.read(everybody)} if found else {}
    told = [_out(one, waiting, names, parts) for one in found]
    clubs = [_club_out(one) for one in await parts.account_room.clubs.requests()]
    return RequestsOut(requests=[*told, *clubs])


@router.post("/requests/{request_id}/approve")
async def approve(request_id: Annotated[RequestId, Path()], body: DecisionBody, person: Office, parts: PartsOf) -> DecidedOut:
    """Grant a request; codes are drawn, displays follow, the club is told."""
    return await _approve(request_id, body.why, person, parts)


@router.post("/requests/{request_id}/decline")
async def decline(request_id: Annotated[RequestId, Path()], body: DecisionBody, person: Office, parts: PartsOf) -> DecidedOut:
    """Decline a request with a reason; its time becomes free."""
    return await _decline(request_id, body.why, person, parts)


@router.post("/requests/decide")
async def decide(body: ManyBody, person: Office, parts: PartsOf) -> DecidedListOut:
    """Decide on many at once, each for itself: what cannot be decided says why, the others are."""
    found = []
    for one in dict.fromkeys(body.requests):
        try:
            found.append(await (_approve if body.approve else _decline)(one, body.why, person, parts))
        except RefusedError as error:
            message = Words(de=error.de, en=error.en)
            found.append(DecidedOut(id=one, done=False, dates=0, code=error.code, message=message))
    return DecidedListOut(decided=found)


@router.post("/bookings/{booking}/move-wish", status_code=201)
async def move_wish(booking: Annotated[Id, Path()], body: MoveBody, person: SignedIn, parts: PartsOf) -> AskedOut:
    """Ask the office to move a date that the rules do not let the club move itself."""
    sections = tuple(body.sections) if body.sections is not None else None
    effects = tuple(dict.fromkeys(body.effects)) if body.effects is not None else None
    rooms = tuple(dict.fromkeys(body.rooms)) if body.rooms is not None else None
    change = Change(body.start_ms, body.end_ms, sections, effects, body.hall, rooms, body.why)
    return AskedOut(request=await parts.booking.requests.ask_to_move(person, booking, change))


async def _approve(request_id: str, why: str, person: Person, parts: Parts) -> DecidedOut:
    kind, about = parsed(request_id) or (None, "")
    if kind is RequestKind.CLUB:
        await parts.account_room.clubs.approve(person, about)
        return DecidedOut(id=request_id, done=True, dates=0, code="", message=None)
    done = await parts.booking.requests.approve(person, request_id, why)
    return DecidedOut(id=request_id, done=True, dates=done.dates, code="", message=None)


async def _decline(request_id: str, why: str, person: Person, parts: Parts) -> DecidedOut:
    kind, about = parsed(request_id) or (None, "")
    if kind is RequestKind.CLUB:
        await parts.account_room.clubs.decline(person, about, why)
        return DecidedOut(id=request_id, done=True, dates=0, code="", message=None)
    done = await parts.booking.requests.decline(person, request_id, why)
    return DecidedOut(id=request_id, done=True, dates=done.dates, code="", message=None)


def _out(request: Request, waiting: Iterable[Wish], names: dict[str, str], parts: Parts) -> RequestOut:
    places = parts.places.current
    group = Group(places.club_groups.get(request.club, Group.CLUB))
    de, en = GROUPS[group]
    said = [(REASONS | BEYOND)[code] for code in request.reasons if code in REASONS | BEYOND]
    zone_of = {one.hall: places.halls[one.hall].zone for one in request.dates}
    rivals = [
        wish
        for wish in waiting
        if wish.club != request.club
        and any(wish.touches(one.hall, one.start_ms, one.end_ms, zone_of[one.hall]) for one in request.dates)
    ]
    return RequestOut(
        id=request.id,
        kind=request.kind,
        asked_ms=request.asked_ms,
        expires_ms=request.expires_ms,
        club=request.club,
        club_name=places.clubs.get(request.club, ""),
        group=group,
        group_name=Words(de=de, en=en),
        title=request.title,
        person=names.get(request.person or "", ""),
        why=request.why,
        reasons=[Words(de=one[0], en=one[1]) for one in said],
        dates=[_date(one, parts) for one in request.dates[:_MOST_DATES]],
        date_count=len(request.dates),
        change=_change(request, parts),
        rivals=[
            RivalOut(club=one.club, club_name=places.clubs.get(one.club, ""), group=one.group, since_ms=one.created_ms)
            for one in rivals
        ],
        lent=request.lent,
        email="",
        alike=[],
    )


def _date(booking: Booking, parts: Parts) -> RequestDateOut:
    hall = parts.places.hall(booking.hall)
    return RequestDateOut(
        booking=booking.id,
        hall=hall.id,
        hall_name=hall.name,
        sections=list(booking.sections),
        section_count=hall.sections,
        start_ms=booking.start_ms,
        end_ms=booking.end_ms,
    )


def _change(request: Request, parts: Parts) -> RequestDateOut | None:
    if not request.change:
        return None
    before = _date(request.dates[0], parts).model_dump()
    told = {name: value for name, value in request.change if name in before}
    hall = parts.places.hall(str(told.get("hall", before["hall"])))
    return RequestDateOut(**before | told | {"hall_name": hall.name, "section_count": hall.sections})


def _club_out(asked: ClubRequest) -> RequestOut:
    de, en = GROUPS[Group(asked.group)]
    return RequestOut(
        id=f"c.{asked.id}",
        kind=RequestKind.CLUB,
        asked_ms=asked.confirmed_ms or 0,
        expires_ms=None,
        club="",
        club_name=asked.name,
        group=asked.group,
        group_name=Words(de=de, en=en),
        title=asked.name,
        person=asked.contact,
        why=asked.note,
        reasons=[],
        dates=[],
        date_count=0,
        change=None,
        rivals=[],
        lent=0,
        email=asked.email,
        alike=list(asked.alike),
    )
