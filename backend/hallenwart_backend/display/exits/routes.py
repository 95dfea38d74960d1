"""`/api/displays/{device}/exit`: the release of an arrow, its protocol, and ways that are blocked."""

from __future__ import annotations

import asyncio
from typing import Annotated, Literal

from fastapi import Path, Query, Response
from pydantic import Field

from hallenwart_backend import pdf_font
from hallenwart_backend.accounts.rules import EXIT_BLOCKERS, EXIT_RELEASERS, RELEASERS
from hallenwart_backend.display.exits.refusals import needs_passkey
from hallenwart_backend.display.exits.rules import BLOCKED, RELEASED, STATEMENT, STATEMENTS, WHYS, Release
from hallenwart_backend.display.exits.service import Wish
from hallenwart_backend.display.screens.routes import check
from hallenwart_backend.web.fields import Body, Id, Line, Ms, Shape, Words
from hallenwart_backend.web.parts import InBrowser, PageReader, PartsOf
from hallenwart_backend.web.routing import Router
from hallenwart_contract.view import Way

router = Router(prefix="/api/displays/{device}/exit", tags=["displays"])
Device = Annotated[Id, Path()]


class ReleaseExitBody(Body):
    """`way` as seen by somebody who stands before the screen; `place`: where it hangs. `until_ms`: two years from now at most.

    `statement`: the version of the words that were read and confirmed; `GET` says them.
    """

    way: Literal[Way.LEFT, Way.RIGHT, Way.STRAIGHT, Way.BLOCKED]
    place: Line
    until_ms: Ms
    statement: Annotated[str, Field(max_length=16)]


class BlockExitBody(Body):
    """`until_ms`: 31 days from now at most."""

    place: Line
    until_ms: Ms


class StatementOut(Words):
    version: str


class ExitOut(Shape):
    """`kind`: released or blocked. `holds`: it stands now. `digest`: SHA-256 of what was signed, as in the evidence log."""

    protocol: str
    kind: str
    way: str
    place: str
    statement: str
    given_by: str
    given_ms: int
    from_ms: int
    until_ms: int
    holds: bool
    ended_ms: int | None
    ended_by: str
    ended_why: Words | None
    digest: str
    signature: str


class ExitsOut(Shape):
    """`now`: what its screen is told. `past`: the newest first, what holds among them."""

    now: ExitOut | None
    statement: StatementOut
    past: list[ExitOut]


@router.get("")
async def exits(device: Device, person: PageReader, parts: PartsOf) -> ExitsOut:
    check(device, person, parts)
    now_ms, now = parts.clock.now_ms(), parts.displays.exits.now(device)
    de, en = STATEMENTS[STATEMENT]
    return ExitsOut(
        now=_out(now, now_ms) if now else None,
        statement=StatementOut(version=STATEMENT, de=de, en=en),
        past=[_out(one, now_ms) for one in await parts.displays.exits.all_of(device)],
    )


@router.post("", status_code=201)
async def release(device: Device, body: ReleaseExitBody, person: InBrowser, parts: PartsOf) -> ExitOut:
    """Release the arrow of this screen in a signed protocol: the fire-safety officer alone."""
    check(device, person, parts, EXIT_RELEASERS)
    if await parts.account_room.passkeys.lacks(person):
        raise needs_passkey()
    wish = Wish(body.way, body.place, body.until_ms, body.statement)
    return _out(await parts.displays.exits.release(device, wish, person), parts.clock.now_ms())


@router.delete("", status_code=204)
async def withdraw(device: Device, person: InBrowser, parts: PartsOf) -> None:
    """Withdraw the release: the screen says the way in words from now on."""
    check(device, person, parts, RELEASERS)
    await parts.displays.exits.withdraw(device, RELEASED, person)


@router.post("/blocked", status_code=201)
async def block(device: Device, body: BlockExitBody, person: InBrowser, parts: PartsOf) -> ExitOut:
    """Say that the way out before this screen is blocked: whoever sees it. The fire-safety officers are told."""
    check(device, person, parts, EXIT_BLOCKERS)
    given = await parts.displays.exits.block(device, Wish(Way.BLOCKED, body.place, body.until_ms), person)
    return _out(given, parts.clock.now_ms())


@router.delete("/blocked", status_code=204)
async def unblock(device: Device, person: InBrowser, parts: PartsOf) -> None:
    """Say that it is free again before its end: the arrow that was released stands again."""
    check(device, person, parts, RELEASERS)
    await parts.displays.exits.withdraw(device, BLOCKED, person)


@router.get("/protocol.pdf", responses={200: {"content": {"application/pdf": {}}}}, response_class=Response)
async def protocol(
    device: Device, person: PageReader, parts: PartsOf, one: Annotated[Id | None, Query(alias="protocol")] = None
) -> Response:
    """Return a protocol on paper, without `protocol` the one of the newest release."""
    check(device, person, parts)
    from hallenwart_backend.display.exits.pdf import rendered  # fpdf takes 40 MB; who makes PDFs loads it

    kept = await parts.displays.exits.one(device, one or "")
    display, site = parts.displays.screens.display(device)
    known = parts.places.current.halls
    halls = [known[hall].name if hall in known else hall for hall in kept.halls]
    fonts = pdf_font.font_files()
    content = await asyncio.to_thread(rendered, kept, display.title or device, site.name, halls, site.zone, fonts)
    headers = {"Content-Disposition": f'attachment; filename="pfeil-{device}-{kept.id}.pdf"'}
    return Response(content, media_type="application/pdf", headers=headers)


def _out(kept: Release, now_ms: int) -> ExitOut:
    why = WHYS.get(kept.ended_why)
    return ExitOut(
        protocol=kept.id,
        kind=kept.kind,
        way=kept.way,
        place=kept.place,
        statement=kept.statement,
        given_by=kept.given_by,
        given_ms=kept.given_ms,
        from_ms=kept.from_ms,
        until_ms=kept.until_ms,
        holds=kept.holds(now_ms),
        ended_ms=kept.ended_ms,
        ended_by=kept.ended_by,
        ended_why=Words(de=why[0], en=why[1]) if why else None,
        digest=kept.digest,
        signature=kept.signature.hex(),
    )
