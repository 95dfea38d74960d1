"""`/api/help`: for whoever is on call when somebody at a locker asks for help."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Path
from pydantic import Field, StringConstraints

from hallenwart_backend.access.grants.service import NO_CODE
from hallenwart_backend.access.routes import CommandId
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.help.service import Situation
from hallenwart_backend.help.store import Call
from hallenwart_backend.web.fields import Body, Id, Shape
from hallenwart_backend.web.parts import Parts, PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/help", tags=["help"])
Said = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


class AnswerBody(Body):
    """`seen`: somebody knows; `call`: please call the number; `done`: it is settled."""

    word: Literal["seen", "call", "done"]


class HelpOpenBody(Body):
    """What was asked, and what was answered: kept with the name of who opens."""

    slot: Annotated[int, Field(strict=True, ge=1, le=999)]
    question: Said
    answer: Said


class CallOut(Shape):
    id: str
    device: str
    site_name: str
    slot: int | None
    booking: str
    asked_ms: int
    ended_ms: int | None
    word: str
    word_by: str
    word_ms: int | None


class CallsOut(Shape):
    calls: list[CallOut]


class ExpectedOut(Shape):
    """A booking whose people may stand at the locker. `key`: in, out (this booking has it)."""

    booking: str
    title: str
    club: str
    hall_name: str
    start_ms: int
    end_ms: int
    code: str
    key: str
    slots: list[int]


class KeyHolderOut(Shape):
    slot: int
    label: str
    holder: str
    since_ms: int
    due_ms: int | None


class PlaceOut(Shape):
    slot: int
    label: str


class ActOut(Shape):
    t_ms: int
    by: str
    word: str
    slot: int | None
    question: str
    answer: str


class SituationOut(Shape):
    now_ms: int
    call: CallOut
    incident: str
    expected: list[ExpectedOut]
    held: list[KeyHolderOut]
    compartments: list[PlaceOut]
    acts: list[ActOut]


class AnswerOut(Shape):
    """`told`: whether the locker could be told; else the person must be called."""

    told: bool


@router.get("")
async def calls(person: SignedIn, parts: PartsOf) -> CallsOut:
    return CallsOut(calls=[_call(one, parts) for one in await parts.lockers.help.calls(person)])


@router.get("/{help_id}")
async def situation(help_id: Annotated[Id, Path()], person: SignedIn, parts: PartsOf) -> SituationOut:
    """Return who is expected at that locker within an hour, who holds its keys, and what was done."""
    found = await parts.lockers.help.situation(help_id, person)
    codes = await parts.access.codes([one.id for one in found.expected])
    states = {one.id: codes.get(one.id, NO_CODE).state for one in found.expected}
    return _situation(found, states, parts)


@router.post("/{help_id}/answer")
async def answer(help_id: Annotated[Id, Path()], body: AnswerBody, person: SignedIn, parts: PartsOf) -> AnswerOut:
    return AnswerOut(told=await parts.lockers.help.answer(help_id, body.word, person))


@router.post("/{help_id}/open", status_code=202)
async def open_one(help_id: Annotated[Id, Path()], body: HelpOpenBody, person: SignedIn, parts: PartsOf) -> CommandId:
    """Open exactly this compartment; the name, the question and the answer are kept."""
    said = {"question": body.question, "answer": body.answer}
    return CommandId(id=await parts.lockers.help.open(help_id, body.slot, **said, person=person))


def _call(call: Call, parts: Parts) -> CallOut:
    site = parts.places.current.site_of_device(call.device)
    return CallOut(
        id=call.id,
        device=call.device,
        site_name=site.name if site else "",
        slot=call.slot,
        booking=call.booking,
        asked_ms=call.asked_ms,
        ended_ms=call.ended_ms,
        word=call.word,
        word_by=call.word_by,
        word_ms=call.word_ms,
    )


def _situation(found: Situation, codes: dict[str, str], parts: Parts) -> SituationOut:
    labels = {one.number: one.label for one in parts.lockers.help.compartments(found.call.device)}
    titles = {one.id: _line(one.holder, one.title, parts) for one in found.holders.values()}
    return SituationOut(
        now_ms=parts.clock.now_ms(),
        call=_call(found.call, parts),
        incident=found.incident,
        expected=[_expected(one, found, codes[one.id], parts) for one in found.expected],
        held=[
            KeyHolderOut(
                slot=one.slot,
                label=labels.get(one.slot, ""),
                holder=titles.get(one.booking, ""),
                since_ms=one.taken_ms,
                due_ms=one.due_ms,
            )
            for one in found.held
        ],
        compartments=[PlaceOut(slot=number, label=label) for number, label in labels.items()],
        acts=[
            ActOut(t_ms=one.t_ms, by=one.by, word=one.word, slot=one.slot, question=one.question, answer=one.answer)
            for one in found.acts
        ],
    )


def _expected(one: Booking, found: Situation, code: str, parts: Parts) -> ExpectedOut:
    places = parts.places.current
    return ExpectedOut(
        booking=one.id,
        title=one.title,
        club=places.clubs.get(one.holder or "", ""),
        hall_name=places.halls[one.hall].name,
        start_ms=one.start_ms,
        end_ms=one.end_ms,
        code=code,
        key="out" if any(held.booking == one.id for held in found.held) else "in",
        slots=places.slots_for(one.hall, one.sections).get(found.call.device, []),
    )


def _line(club: str | None, title: str, parts: Parts) -> str:
    name = parts.places.current.clubs.get(club or "", "")
    return f"{name} · {title}" if name else title
