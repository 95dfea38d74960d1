"""`/api/session`: sign in, who am I, sign out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, StringConstraints

from hallenwart_backend.accounts.rules import SESSION_MS, Person
from hallenwart_backend.web.fields import Body
from hallenwart_backend.web.parts import COOKIE, Parts, PartsOf, SignedIn

router = APIRouter(prefix="/api/session", tags=["accounts"])


class SignIn(Body):
    email: Annotated[str, StringConstraints(min_length=3, max_length=254)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Club(BaseModel):
    id: str
    name: str


class Session(BaseModel):
    name: str
    email: str
    roles: list[str]
    club: Club | None


def _session(person: Person, parts: Parts) -> Session:
    club = person.club
    return Session(
        name=person.name,
        email=person.email,
        roles=sorted(person.roles),
        club=Club(id=club, name=parts.places.current.clubs.get(club, club)) if club else None,
    )


@router.post("")
async def sign_in(body: SignIn, request: Request, response: Response, parts: PartsOf) -> Session:
    sender = request.client.host if request.client else ""
    token, person = await parts.accounts.sign_in(body.email, body.password, sender)
    response.set_cookie(
        COOKIE,
        token,
        max_age=SESSION_MS // 1000,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return _session(person, parts)


@router.get("")
async def who_am_i(person: SignedIn, parts: PartsOf) -> Session:
    return _session(person, parts)


@router.delete("", status_code=204)
async def sign_out(request: Request, response: Response, parts: PartsOf) -> None:
    if token := request.cookies.get(COOKIE):
        await parts.accounts.sign_out(token)
    response.delete_cookie(COOKIE)
