"""`/veranstaltungen/{event}/karten` asks for tickets, `/karten/{token}` is each order's own page."""

from __future__ import annotations

import re
from typing import Annotated, Final

from fastapi import Path, Request
from fastapi.responses import RedirectResponse, Response

from hallenwart_backend.accounts.page import form_of
from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.events.public.routes import Event, one_shown, show
from hallenwart_backend.events.tickets.letters import PATH
from hallenwart_backend.events.tickets.public import page
from hallenwart_backend.events.tickets.public.words import WORDS
from hallenwart_backend.events.tickets.rules import MOST_EACH
from hallenwart_backend.events.tickets.service import Held
from hallenwart_backend.public.answers import CALM, frame_of, html
from hallenwart_backend.public.frame import Frame, Said, nowhere
from hallenwart_backend.web.parts import Parts, PartsOf, session_token
from hallenwart_backend.web.routing import Router

router = Router(include_in_schema=False, dependencies=CALM)
Token = Annotated[str, Path(pattern="^[A-Za-z0-9_-]{32}$")]
_EMAIL: Final = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s]+")
NO_STORE: Final = "no-store"


async def _member(request: Request, parts: Parts) -> Person | None:
    return await parts.accounts.who(session_token(request, parts))


@router.post(f"{page.LIST}/{{event}}/karten")
async def ask(event: Event, request: Request, parts: PartsOf) -> Response:
    """Take a wish for tickets: members get them at once, others a letter with a link."""
    frame, found = await frame_of(request, parts, f"{page.LIST}/{event}"), await one_shown(event, parts)
    if found is None:
        return html(request, nowhere(frame), 404)
    room, words, form = parts.events.tickets, WORDS[frame.lang], await form_of(request)
    email, places = form.get("email", "").strip().lower()[:254], _number(form.get("places", "1"))
    person = await _member(request, parts)
    if not places or (person is None and not _EMAIL.fullmatch(email)):
        return await show(request, parts, frame, found, Said("error", str(words["missing"])), 422, email)
    sender = request.client.host if request.client else ""
    if person is None and room.ask_rate.take(sender, parts.clock.mono_ms()) > 0:
        return await show(request, parts, frame, found, Said("error", str(words["too_often"])), 429, email)
    try:
        if person is None:
            await room.tickets.ask(event, email, places, frame.lang)
            return _see(f"{page.LIST}/{event}?lang={frame.lang}&said=tickets")
        order = await room.tickets.take(event, person, places, frame.lang)
    except RefusedError as error:
        return await show(request, parts, frame, found, _error(error, frame), error.status, email)
    return _see(f"{PATH}{room.tickets.token(order.id)}?lang={frame.lang}")


def _number(text: str) -> int:
    """Return how many tickets somebody wants, 0 for what is no number of tickets."""
    return int(text) if text.isascii() and text.isdigit() and len(text) == 1 and 1 <= int(text) <= MOST_EACH else 0


@router.get(f"{PATH}{{token}}")
async def mine(token: Token, request: Request, parts: PartsOf) -> Response:
    return await _mine(token, request, parts, said=request.query_params.get("said", ""))


@router.post(f"{PATH}{{token}}")
async def act(token: Token, request: Request, parts: PartsOf) -> Response:
    """Confirm, give back, move onto the badge or back onto a code."""
    room, form = parts.events.tickets, await form_of(request)
    wanted, ticket = form.get("act", ""), form.get("ticket", "")[:16]
    lang = "en" if request.query_params.get("lang") == "en" else "de"
    try:
        if wanted == "confirm":
            await room.tickets.confirm(token)
        elif wanted == "back":
            await room.holding.give_back(token, ticket)
        elif wanted == "code":
            await room.holding.on_badge(token, None)
        elif wanted == "badge" and (person := await _member(request, parts)) is not None:
            await room.holding.on_badge(token, person)
        else:
            return await _mine(token, request, parts, status=422)
    except RefusedError as error:
        return await _mine(token, request, parts, error=error.en if lang == "en" else error.de, status=error.status)
    said = {"confirm": "confirmed", "back": "returned"}.get(wanted, "moved_badge")
    return _see(f"{PATH}{token}?lang={lang}&said={said}")


async def _mine(token: str, request: Request, parts: Parts, *, said: str = "", error: str = "", status: int = 200) -> Response:
    frame = await frame_of(request, parts, f"{PATH}{token}")
    try:
        held: Held = await parts.events.tickets.tickets.held(token)
    except RefusedError:
        return html(request, page.no_link(frame), 404, csp=page.csp(), cache=NO_STORE)
    hall, phase = parts.places.hall(held.found.date.hall), parts.events.events.phase(held.found)
    person = await _member(request, parts)
    has_badge = person is not None and await parts.events.tickets.tickets.has_badge(person)
    text = page.page(frame, held, hall, phase, has_badge=has_badge, said=said, error=error)
    return html(request, text, status, csp=page.csp(), cache=NO_STORE)


def _error(error: RefusedError, frame: Frame) -> Said:
    return Said("error", error.en if frame.lang == "en" else error.de)


def _see(path: str) -> Response:
    return RedirectResponse(path, 303, headers={"Cache-Control": NO_STORE})
