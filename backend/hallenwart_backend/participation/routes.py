"""`/api/ideas`: the office reads what citizens said, decides what everybody may read, and answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Path

from hallenwart_backend.accounts.rules import OFFICE_HANDS, Person
from hallenwart_backend.participation.fields import (
    IdeaAnswerBody,
    IdeaBody,
    IdeaMergeBody,
    IdeaOut,
    IdeasOut,
    idea_out,
)
from hallenwart_backend.web.fields import Id
from hallenwart_backend.web.parts import Manager, PartsOf, SignedIn, forbidden

router = APIRouter(prefix="/api/ideas", tags=["participation"])
Idea = Annotated[Id, Path()]


def _office(person: Person) -> None:
    if not person.has(OFFICE_HANDS):
        raise forbidden()


@router.get("")
async def ideas(person: Manager, parts: PartsOf) -> IdeasOut:
    """Return every idea, the newest first; caretakers read, the office decides."""
    found = await parts.participation.ideas.every()
    return IdeasOut(ideas=[idea_out(one, parts) for one in found], may=person.has(OFFICE_HANDS))


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
