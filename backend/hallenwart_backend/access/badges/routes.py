"""`/api/me/badge`: one's own badge, for people in a browser alone. `/api/badges`: whoever manages somebody takes theirs back.

The key is in the answer of a POST, is noted each time, and is in no other answer.
"""

from __future__ import annotations

import asyncio
import base64
from typing import Annotated, Any, Final, Literal
from zoneinfo import ZoneInfo

from fastapi import Depends, Path, Query
from fastapi.responses import Response

from hallenwart_backend.access.badges import sheet
from hallenwart_backend.access.badges.rules import Badge
from hallenwart_backend.access.badges.service import Handed
from hallenwart_backend.accounts.refusals import refused as account_refused
from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.web.fields import Id, Shape
from hallenwart_backend.web.parts import InBrowser, Parts, PartsOf
from hallenwart_backend.web.routing import Router
from hallenwart_contract.badges import CODE_DIGITS, STEP_MS

router = Router(prefix="/api/badges", tags=["badges"])
me_router = Router(prefix="/api/me/badge", tags=["badges"])
_PDF: Final[dict[int | str, dict[str, Any]]] = {200: {"content": {"application/pdf": {}}}}
NO_STORE: Final = {"Cache-Control": "no-store"}


class BadgeOut(Shape):
    """`handle` is what readers learn. `why`: made, renewed, or device (a locker that had the key is not trusted any more)."""

    handle: str
    made_ms: int
    key_ms: int
    why: str
    paper_ms: int | None
    used_ms: int | None


class OwnBadgeOut(Shape):
    """`now_ms` is the server's time: a phone whose clock is wrong shows symbols that no reader believes."""

    badge: BadgeOut | None
    now_ms: int


class HandedBadgeOut(Shape):
    """`key` is base64, for HMAC-SHA-256; a new symbol every `step_ms`."""

    badge: BadgeOut
    key: str
    step_ms: int
    digits: int
    now_ms: int


class BadgeOfOut(BadgeOut):
    person: str


class BadgesOut(Shape):
    badges: list[BadgeOfOut]


async def _fit(person: InBrowser, parts: PartsOf) -> Person:
    """Return who asks; staff who still owe a passkey get nothing that opens doors. Raises RefusedError 401, 403."""
    if await parts.account_room.passkeys.held_up(person):
        raise account_refused("passkey_needed")
    return person


Owner = Annotated[Person, Depends(_fit)]


def _out(badge: Badge) -> BadgeOut:
    return BadgeOut(**_fields(badge))


def _fields(badge: Badge) -> dict[str, Any]:
    names = ("made_ms", "key_ms", "why", "paper_ms", "used_ms")
    return {"handle": badge.id, **{name: getattr(badge, name) for name in names}}


def _handed(handed: Handed, parts: Parts) -> HandedBadgeOut:
    key = base64.b64encode(handed.key).decode()
    return HandedBadgeOut(badge=_out(handed.badge), key=key, step_ms=STEP_MS, digits=CODE_DIGITS, now_ms=parts.clock.now_ms())


@me_router.get("")
async def own(person: Owner, parts: PartsOf) -> OwnBadgeOut:
    """Say whether there is a badge, and from when its key is: a phone that holds another one fetches it."""
    badge = await parts.rights.badges.of(person.id)
    return OwnBadgeOut(badge=_out(badge) if badge else None, now_ms=parts.clock.now_ms())


@me_router.post("")
async def hand_out(person: Owner, parts: PartsOf) -> HandedBadgeOut:
    """Hand the key to this phone; the first time a badge is made."""
    return _handed(await parts.rights.badges.hand_out(person), parts)


@me_router.post("/renew")
async def renew(person: Owner, parts: PartsOf) -> HandedBadgeOut:
    """Make another key: what other phones show is worth nothing from then on."""
    return _handed(await parts.rights.badges.renew(person), parts)


@me_router.post("/paper", responses=_PDF, response_class=Response)
async def paper(person: Owner, parts: PartsOf, lang: Annotated[Literal["de", "en"], Query()] = "de") -> Response:
    """Make the sheet of paper, this once; the one before ends."""
    text = await parts.rights.badges.paper(person)
    zone, now = ZoneInfo(parts.places.current.zone), parts.clock.now_ms()
    made = await asyncio.to_thread(sheet.rendered, text, lang, made_ms=now, zone=zone)
    headers = {"Content-Disposition": 'attachment; filename="ausweis.pdf"', **NO_STORE}
    return Response(made, media_type="application/pdf", headers=headers)


@me_router.delete("/paper", status_code=204)
async def end_paper(person: Owner, parts: PartsOf) -> None:
    await parts.rights.badges.end_paper(person)


@me_router.delete("", status_code=204)
async def give_up(person: Owner, parts: PartsOf) -> None:
    """End one's own badge and its sheet."""
    await parts.rights.badges.give_up(person)


@router.get("")
async def badges(person: InBrowser, parts: PartsOf) -> BadgesOut:
    """Return the badges of the people whose credentials the asker may manage: at least their own."""
    people = [one.person.id for one in await parts.rights.credentials.holders(person)]
    found = await parts.rights.badges.of_people(people)
    return BadgesOut(badges=[BadgeOfOut(person=badge.person, **_fields(badge)) for badge in found])


@router.delete("/{badge}", status_code=204)
async def revoke(badge: Annotated[Id, Path()], person: InBrowser, parts: PartsOf) -> None:
    """Take a badge and its sheet back: the phone is lost."""
    await parts.rights.badges.revoke(person, badge)
