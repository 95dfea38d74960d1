"""`/t/{token}`: lend or cancel a date with one tap. Only a press acts; whatever fetches the page changes nothing."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qs

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from hallenwart_backend.booking.tap import page, words
from hallenwart_backend.booking.tap.service import Looked
from hallenwart_backend.booking.tap.words import Line
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.web.parts import Parts, PartsOf
from hallenwart_backend.web.plain import answer
from hallenwart_backend.web.routing import Router

router = Router(include_in_schema=False)
_MOST_FORM_BYTES: Final = 4_096
_NOWHERE: Final = {
    "expired": (words.EXPIRED, words.EXPIRED_HINT, 410),
    "unknown": (words.UNKNOWN, words.UNKNOWN_HINT, 404),
    "not_yours": (words.NOT_YOURS, words.NOT_YOURS_HINT, 403),
}
_SHOWS: Final = {"lend": "offered", "cancel": "cancelled", "withdraw": "own"}
"""What is seen once an act is done; only then the page says so."""


@router.get("/t/{token}", response_class=HTMLResponse)
async def show(token: str, request: Request, parts: PartsOf) -> HTMLResponse:
    if parts.booking.tap_rate.take(_sender(token, request, parts), parts.clock.mono_ms()):
        return answer(page.plain(words.UNKNOWN, words.TOO_MANY), 429)
    looked, said = await parts.booking.taps.look(token), request.query_params.get("said", "")
    notes = (words.DONE[said],) if said in words.DONE and looked.state == _SHOWS.get(said, "lent") else ()
    return _shown(looked, token, parts, notes)


@router.head("/t/{token}")
async def head(token: str) -> Response:
    return Response(status_code=200 if token else 404, headers={"Cache-Control": "no-store"})


@router.post("/t/{token}", response_class=HTMLResponse)
async def act(token: str, request: Request, parts: PartsOf) -> Response:
    """Lend, cancel or take back. The token stands in the body too: the form of this very page was sent."""
    if parts.booking.tap_rate.take(_sender(token, request, parts), parts.clock.mono_ms()):
        return answer(page.plain(words.UNKNOWN, words.TOO_MANY), 429)
    form = await _form(request)
    wanted = form.get("act", "")
    if form.get("token") != token or wanted not in words.DONE:
        return _shown(await parts.booking.taps.look(token), token, parts, (), status=422)
    before = await parts.booking.taps.look(token)
    try:
        looked = await parts.booking.taps.act(token, wanted)
    except RefusedError as error:
        return _shown(await parts.booking.taps.look(token), token, parts, (Line(error.de, error.en),), status=error.status)
    if wanted not in before.acts:
        return _shown(looked, token, parts, (), status=409)
    return RedirectResponse(f"/t/{token}?said={wanted}", status_code=303, headers={"Cache-Control": "no-store"})


def _shown(looked: Looked, token: str, parts: Parts, notes: tuple[Line, ...], status: int | None = None) -> HTMLResponse:
    if looked.booking is None:
        title, hint, code = _NOWHERE[looked.state]
        return answer(page.plain(title, hint), code)
    text = page.date_page(looked, parts.places.hall(looked.booking.hall), token, notes=notes)
    return answer(text, status or 200)


def _sender(token: str, request: Request, parts: Parts) -> str:
    """Return who is slowed down: the token where there is one, so who guesses slows down nobody who has one."""
    return token if parts.booking.taps.read(token) else request.client.host if request.client else ""


async def _form(request: Request) -> dict[str, str]:
    body = await request.body()
    if len(body) > _MOST_FORM_BYTES:
        return {}
    try:
        return {name: values[0] for name, values in parse_qs(body.decode(), max_num_fields=8).items()}
    except ValueError:
        return {}
