"""`/api/session`: sign in, who am I, for which club, sign out; `/api/sessions`: where else I am signed in."""

from __future__ import annotations

from typing import Annotated

from fastapi import Request, Response
from pydantic import StringConstraints

from hallenwart_backend.accounts.cookies import came_by, drop_session, sender_of, set_asked, set_session
from hallenwart_backend.accounts.fields import Email
from hallenwart_backend.accounts.links.rules import LinkKind
from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.accounts.service import SESSION_ID_CHARS, session_id
from hallenwart_backend.web.audited import Actor
from hallenwart_backend.web.fields import Body, Id, Shape
from hallenwart_backend.web.parts import InBrowser, Parts, PartsOf, SignedIn, is_secure, session_token
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api", tags=["accounts"])


class SignIn(Body):
    email: Annotated[str, StringConstraints(min_length=3, max_length=254)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=1_000)]


class Club(Shape):
    id: str
    name: str


class ClubOfMine(Club):
    """`roles` are those held in this club, the strongest first."""

    roles: list[str]


class Session(Shape):
    """`club` is the one this session acts for, `clubs` all of the person's. `key`: a program acts by an API key."""

    id: str
    name: str
    email: str
    roles: list[str]
    club: Club | None
    clubs: list[ClubOfMine]
    key: bool


class ClubBody(Body):
    club: Id


class LinkBody(Body):
    email: Email


class WaysIn(Shape):
    """How one may sign in here. `oidc` is the name of the city's account, null without one.

    `passkey` is the host name under which passkeys work here, null where they do not.
    """

    link: bool
    oidc: str | None
    passkey: str | None
    registration: bool


class SessionOut(Shape):
    """`browser` in words, `way`: password, link, invite, oidc, passkey. `here`: the one that asks."""

    id: str
    browser: str
    way: str
    created_ms: int
    seen_ms: int
    expires_ms: int
    here: bool


class SessionsOut(Shape):
    sessions: list[SessionOut]


def session_out(person: Person, parts: Parts) -> Session:
    names, club = parts.places.current.clubs, person.club
    return Session(
        id=person.id,
        name=person.name,
        email=person.email,
        roles=sorted(person.roles),
        club=Club(id=club, name=names.get(club, club)) if club else None,
        clubs=[
            ClubOfMine(id=one, name=names.get(one, one), roles=[str(role) for role in person.roles_in(one)])
            for one in person.clubs
        ],
        key=bool(person.key),
    )


@router.post("/session")
async def sign_in(body: SignIn, request: Request, response: Response, parts: PartsOf) -> Session:
    token, person = await parts.accounts.sign_in(
        body.email, body.password, sender_of(request), came_by(request, parts, "password")
    )
    set_session(response, token, secure=is_secure(request, parts.account_room.public_url))
    return session_out(person, parts)


@router.get("/session")
async def who_am_i(person: SignedIn, parts: PartsOf) -> Session:
    return session_out(person, parts)


@router.put("/session")
async def act_for(body: ClubBody, request: Request, person: InBrowser, parts: PartsOf) -> Session:
    """Choose the club this session acts for."""
    return session_out(await parts.accounts.act_for(session_token(request, parts) or "", person, body.club), parts)


@router.delete("/session", status_code=204)
async def sign_out(request: Request, response: Response, parts: PartsOf) -> None:
    if token := session_token(request, parts):
        if (person := await parts.accounts.who(token)) is not None:
            request.state.actor = Actor(person.id)
        await parts.accounts.sign_out(token)
    drop_session(response)


@router.get("/session/ways")
async def ways_in(parts: PartsOf) -> WaysIn:
    mail = await parts.account_room.links.ready()
    room = parts.account_room
    host = room.passkeys.address.host if room.passkeys.address else None
    return WaysIn(link=mail, oidc=room.oidc_name, passkey=host, registration=mail)


@router.post("/session/link", status_code=202)
async def ask_link(body: LinkBody, request: Request, response: Response, parts: PartsOf) -> None:
    """Send a link to sign in, if the address is known; the answer is always the same."""
    await _ask(LinkKind.SIGN_IN, body, request, response, parts)


@router.post("/session/reset", status_code=202)
async def ask_reset(body: LinkBody, request: Request, response: Response, parts: PartsOf) -> None:
    """Send a link to choose a new password, if the address is known; the answer is always the same."""
    await _ask(LinkKind.RESET, body, request, response, parts)


async def _ask(kind: LinkKind, body: LinkBody, request: Request, response: Response, parts: Parts) -> None:
    mark = set_asked(request, response, secure=is_secure(request, parts.account_room.public_url))
    await parts.account_room.links.ask(kind, body.email, browser=mark, sender=sender_of(request))


@router.get("/sessions")
async def sessions(request: Request, person: InBrowser, parts: PartsOf) -> SessionsOut:
    here = session_id(session_token(request, parts) or "")
    return SessionsOut(
        sessions=[
            SessionOut(
                id=one.token_hash[:SESSION_ID_CHARS],
                browser=one.browser,
                way=one.way,
                created_ms=one.created_ms,
                seen_ms=one.seen_ms,
                expires_ms=one.expires_ms,
                here=one.token_hash.startswith(here),
            )
            for one in await parts.accounts.sessions(person)
        ]
    )


@router.delete("/sessions", status_code=204)
async def end_others(request: Request, person: InBrowser, parts: PartsOf) -> None:
    """End all sessions but this one."""
    await parts.accounts.end_others(person, session_token(request, parts))


@router.delete("/sessions/{session}", status_code=204)
async def end_session(
    session: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")], person: InBrowser, parts: PartsOf
) -> None:
    await parts.accounts.end_session(person, session)
