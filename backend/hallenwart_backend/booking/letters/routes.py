"""`/api/me/messages`: how who asks is told, and what they were told. `/m/…`: end e-mails of a kind without signing in."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from fastapi.responses import HTMLResponse, Response
from pydantic import Field

from hallenwart_backend.accounts.rules import MANAGERS
from hallenwart_backend.booking.letters import page, words
from hallenwart_backend.booking.letters.rules import ESSENTIAL, GROUPS, Channel, Choices, Group
from hallenwart_backend.booking.letters.store import Sent
from hallenwart_backend.booking.letters.words import Line
from hallenwart_backend.booking.refusals import gone, not_yours
from hallenwart_backend.booking.service import may_change
from hallenwart_backend.web.fields import Body, Id, Shape, Words
from hallenwart_backend.web.parts import InBrowser, PartsOf, SignedIn
from hallenwart_backend.web.plain import answer
from hallenwart_backend.web.routing import Router

router = Router(tags=["messages"])
Lead = Annotated[int, Field(strict=True, ge=0, le=7 * 1_440, description="minutes before a date; 0: no reminder")]
Minute = Annotated[int, Field(strict=True, ge=0, le=1_439, description="minutes after local midnight")]
Language = Annotated[str, Field(pattern="^(de|en)$")]


class ChosenBody(Body):
    group: Group
    channels: Annotated[list[Channel], Field(max_length=3)]


class MessagesBody(Body):
    """`digest_min`: e-mails come together at that time, null: at once. Groups left out stay as they are."""

    language: Language
    lead_min: Lead
    digest_min: Minute | None = None
    own: bool = False
    town: bool = False
    code_in_mail: bool = False
    groups: Annotated[list[ChosenBody], Field(max_length=len(Group))]


class GroupOut(Shape):
    """`essential`: some of these come by e-mail even if every channel is off."""

    group: Group
    name: Words
    channels: list[Channel]
    essential: bool


class MessagesOut(Shape):
    """`there` are the channels that reach who asks now; `office`: the town's own bookings can be told, too."""

    language: str
    lead_min: int
    digest_min: int | None
    own: bool
    town: bool
    code_in_mail: bool
    groups: list[GroupOut]
    there: list[Channel]
    office: bool


class SentOut(Shape):
    """`state`: planned (comes collected at `state_ms`), nowhere (no way), waiting, retrying, handed_over, delivered,
    opened, acked, withdrawn, failed (`error` says why).
    """

    kind: str
    title: str
    booking: str
    t_ms: int
    way: str
    state: str
    state_ms: int | None
    error: str


class SentListOut(Shape):
    letters: list[SentOut]


class ToldOut(SentOut):
    person: str


class ToldListOut(Shape):
    letters: list[ToldOut]


def _words(line: Line) -> Words:
    return Words(de=line.de, en=line.en)


def _sent(one: Sent) -> dict[str, object]:
    return {
        "kind": one.kind,
        "title": one.title,
        "booking": one.booking or "",
        "t_ms": one.t_ms,
        "way": one.way,
        "state": one.state,
        "state_ms": one.state_ms,
        "error": one.error,
    }


@router.get("/api/me/messages")
async def messages(person: InBrowser, parts: PartsOf) -> MessagesOut:
    chosen, there = await parts.letters.choices_of(person)
    essential = {GROUPS[kind] for kind in ESSENTIAL}
    groups = [
        GroupOut(
            group=group,
            name=_words(words.GROUP_NAMES[group]),
            channels=sorted(chosen.channels.get(group, frozenset())),
            essential=group in essential,
        )
        for group in Group
    ]
    return MessagesOut(
        language=chosen.language,
        lead_min=chosen.lead_min,
        digest_min=chosen.digest_min,
        own=chosen.own,
        town=chosen.town,
        code_in_mail=chosen.code_in_mail,
        groups=groups,
        there=sorted(there),
        office=person.has(MANAGERS),
    )


@router.put("/api/me/messages")
async def choose(body: MessagesBody, person: InBrowser, parts: PartsOf) -> MessagesOut:
    before, _ = await parts.letters.choices_of(person)
    wanted = Choices(
        language=body.language,
        lead_min=body.lead_min,
        digest_min=body.digest_min,
        own=body.own,
        town=body.town and person.has(MANAGERS),
        code_in_mail=body.code_in_mail,
        channels={**before.channels, **{one.group: frozenset(one.channels) for one in body.groups}},
    )
    await parts.letters.choose(person, wanted)
    return await messages(person, parts)


@router.get("/api/me/messages/sent")
async def sent(person: InBrowser, parts: PartsOf) -> SentListOut:
    """Return what who asks was told, by which way, and what became of it; newest first."""
    return SentListOut(letters=[SentOut.model_validate(_sent(one)) for one in await parts.letters.sent_to(person)])


@router.get("/api/bookings/{booking}/told")
async def told(booking: Annotated[Id, Path()], person: SignedIn, parts: PartsOf) -> ToldListOut:
    """Return who was told what of a booking. For staff, and for who books for the club that has it."""
    found = await parts.bookings.one(booking)
    if found is None:
        raise gone()
    if not may_change(person, found):
        raise not_yours()
    letters = await parts.letters.told_of(booking)
    return ToldListOut(letters=[ToldOut.model_validate(_sent(one) | {"person": one.name}) for one in letters])


# --- the link in an e-mail ---------------------------------------------------------------------------------------------


@router.get("/m/{person}/{token}", response_class=HTMLResponse, include_in_schema=False)
async def ask(person: str, token: str, parts: PartsOf) -> HTMLResponse:
    """Show the button; whatever fetches the link changes nothing."""
    group = _group(person, token, parts)
    return answer(page.ask(group, f"/m/{person}/{token}") if group else page.unknown(), 200 if group else 404)


@router.post("/m/{person}/{token}", include_in_schema=False)
async def leave(person: str, token: str, parts: PartsOf) -> Response:
    """End such e-mails: by the page's button, or by the mail program's own (RFC 8058)."""
    group = _group(person, token, parts)
    if group is None:
        return answer(page.unknown(), 404)
    await parts.letters.leave(person, group)
    return answer(page.done(group))


def _group(person: str, token: str, parts: PartsOf) -> Group | None:
    name, _, proof = token.partition(".")
    known = name in set(Group) and parts.people.links.proves(f"/m/{person}/{name}", proof)
    return Group(name) if known else None
