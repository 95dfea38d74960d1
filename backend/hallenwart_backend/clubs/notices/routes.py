"""`/api/notices`: the board between clubs."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from hallenwart_backend.accounts.fields import Text
from hallenwart_backend.accounts.rules import BOOKERS
from hallenwart_backend.clubs.notices.rules import NoticeKind, NoticeState, stands
from hallenwart_backend.web.fields import Body, Id, Line, Ms, Shape
from hallenwart_backend.web.parts import InBrowser, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/notices", tags=["clubs"])
Written = Annotated[Text, StringConstraints(min_length=1, strip_whitespace=True)]


class NoticeBody(Body):
    kind: NoticeKind
    title: Line
    text: Written
    until_ms: Ms


class WrittenBody(Body):
    text: Written


class NoticeHiddenBody(Body):
    hidden: bool
    why: Text = ""


class NoticeAnswerOut(Shape):
    """Who answered: the club, never an address. `mine`: that was who asks."""

    id: str
    club: str
    club_name: str
    last_ms: int
    mine: bool


class NoticeOut(Shape):
    """`own`: of a club of who asks. `stands`: other clubs see it. `reported`: the office has to look at it."""

    id: str
    club: str
    club_name: str
    kind: NoticeKind
    title: str
    text: str
    until_ms: int
    made_ms: int
    state: NoticeState
    stands: bool
    own: bool
    reported: bool
    why: str
    answers: list[NoticeAnswerOut]


class NoticesOut(Shape):
    """`may_write`: who asks may post and answer for their club."""

    notices: list[NoticeOut]
    may_write: bool


class NoticeMadeOut(Shape):
    id: str


@router.get("")
async def board(person: InBrowser, parts: PartsOf) -> NoticesOut:
    found, names, now = await parts.clubs.notices.board(person), parts.places.current.clubs, parts.clock.now_ms()
    told = [
        NoticeOut(
            id=one.id,
            club=one.club,
            club_name=names.get(one.club, one.club),
            kind=one.kind,
            title=one.title,
            text=one.body,
            until_ms=one.until_ms,
            made_ms=one.made_ms,
            state=one.state,
            stands=stands(one, now),
            own=one.club in person.clubs,
            reported=one.reported_ms is not None and person.is_manager,
            why=one.why,
            answers=[
                NoticeAnswerOut(
                    id=each.id,
                    club=each.club,
                    club_name=names.get(each.club, each.club),
                    last_ms=each.last_ms,
                    mine=each.person == person.id,
                )
                for each in found.answers.get(one.id, ())
            ],
        )
        for one in found.notices
    ]
    return NoticesOut(notices=told, may_write=person.club is not None and person.has_at(BOOKERS, person.club))


@router.post("", status_code=201)
async def add(body: NoticeBody, person: InBrowser, parts: PartsOf) -> NoticeMadeOut:
    made = await parts.clubs.notices.add(person, body.kind, body.title, body.text, body.until_ms)
    return NoticeMadeOut(id=made.id)


@router.delete("/{notice}", status_code=204)
async def end(notice: Id, person: InBrowser, parts: PartsOf) -> None:
    await parts.clubs.notices.end(person, notice)


@router.put("/{notice}/hidden", status_code=204)
async def hide(notice: Id, body: NoticeHiddenBody, person: InBrowser, parts: PartsOf) -> None:
    await parts.clubs.notices.hide(person, notice, body.why, hidden=body.hidden)


@router.post("/{notice}/answers", status_code=204)
async def answer(notice: Id, body: WrittenBody, person: InBrowser, parts: PartsOf) -> None:
    """Answer a notice; the text goes by e-mail to who posted it, without an address."""
    await parts.clubs.notices.answer(person, notice, body.text)


@router.post("/{notice}/answers/{answer_id}", status_code=204)
async def reply(notice: Id, answer_id: Id, body: WrittenBody, person: InBrowser, parts: PartsOf) -> None:
    """Write back to who answered, the same way."""
    await parts.clubs.notices.reply(person, notice, answer_id, body.text)


@router.post("/{notice}/report", status_code=204)
async def report(notice: Id, body: WrittenBody, person: InBrowser, parts: PartsOf) -> None:
    """Tell the office that this notice should not stand there."""
    await parts.clubs.notices.report(person, notice, body.text)
