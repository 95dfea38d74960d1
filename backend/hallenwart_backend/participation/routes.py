"""`/api/ideas`: the office reads what citizens said, decides what everybody may read, and answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Path
from fastapi.responses import Response

from hallenwart_backend import webhook_rules
from hallenwart_backend.accounts.rules import OFFICE_HANDS, Person
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.participation.feed_routes import as_csv, row
from hallenwart_backend.participation.fields import (
    HandingBody,
    HandingOut,
    IdeaAnswerBody,
    IdeaBody,
    IdeaMergeBody,
    IdeaOut,
    IdeaPassBody,
    IdeasOut,
    idea_out,
)
from hallenwart_backend.participation.model import Way
from hallenwart_backend.participation.platforms.words import READING
from hallenwart_backend.participation.refusals import EMAIL, refusal
from hallenwart_backend.web.fields import Id
from hallenwart_backend.web.parts import Manager, PartsOf, SignedIn, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/ideas", tags=["participation"])
Idea = Annotated[Id, Path()]


def _office(person: Person) -> None:
    if not person.has(OFFICE_HANDS):
        raise forbidden()


@router.get("")
async def ideas(person: Manager, parts: PartsOf) -> IdeasOut:
    """Return every idea, the newest first; caretakers read, the office decides."""
    found = await parts.participation.ideas.every()
    return IdeasOut(ideas=[idea_out(one, parts) for one in found], may=person.has(OFFICE_HANDS))


@router.get("/export.csv", responses={200: {"content": {"text/csv": {}}}}, response_class=Response)
async def export(_person: Manager, parts: PartsOf) -> Response:
    """Return what everybody may read, as a table to take along."""
    content = as_csv([row(one, parts) for one in parts.participation.ideas.shown()])
    headers = {"Content-Disposition": 'attachment; filename="ideen.csv"', "Cache-Control": "no-store"}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/handing")
async def handing(person: SignedIn, parts: PartsOf) -> HandingOut:
    _office(person)
    found = await parts.participation.handing.settings()
    return HandingOut(email=found.email, url=found.url)


@router.put("/handing")
async def set_handing(body: HandingBody, person: SignedIn, parts: PartsOf) -> HandingOut:
    """Say where ideas are handed on. A new address of the webhook gets a new secret, which is told once."""
    _office(person)
    if body.email and not EMAIL.fullmatch(body.email):
        raise refusal("bad_email")
    if body.url and (fault := webhook_rules.fault_of_url(body.url, loopback=parts.participation.loopback)):
        de, en = READING[fault]
        raise RefusedError(fault, f"{de}.", f"{en}.", status=422)
    secret = await parts.participation.handing.set(body.email, body.url)
    return HandingOut(email=body.email, url=body.url, secret=secret)


@router.put("/{idea}")
async def moderate(idea: Idea, body: IdeaBody, person: SignedIn, parts: PartsOf) -> IdeaOut:
    """Say what everybody may read of an idea: its words, its hall, and whether it is shown at all."""
    _office(person)
    known = await parts.participation.ideas.one(idea)
    wanted = replace(known, kind=body.kind, state=body.state, title=body.title, text=body.text, hall=body.hall, why=body.why)
    return idea_out(await parts.participation.ideas.moderate(idea, wanted), parts)


@router.post("/{idea}/answer")
async def answer(idea: Idea, body: IdeaAnswerBody, person: SignedIn, parts: PartsOf) -> IdeaOut:
    """Answer: shown on the page and at kiosks, and mailed to whoever wanted that."""
    _office(person)
    return idea_out(await parts.participation.ideas.answer(idea, body.answer, done=body.done, person=person.id), parts)


@router.post("/{idea}/merge")
async def merge(idea: Idea, body: IdeaMergeBody, person: SignedIn, parts: PartsOf) -> IdeaOut:
    """Say that an idea says the same as another."""
    _office(person)
    return idea_out(await parts.participation.ideas.merge(idea, body.into), parts)


@router.post("/{idea}/pass")
async def hand_on(idea: Idea, body: IdeaPassBody, person: SignedIn, parts: PartsOf) -> IdeaOut:
    """Hand an idea on to whoever decides."""
    _office(person)
    return idea_out(await parts.participation.handing.hand_on(idea, Way(body.way)), parts)
