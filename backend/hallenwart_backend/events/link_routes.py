"""`/z/{token}`: a visiting team agrees to a stream, or takes that back. Only a press acts; no account is needed."""

from __future__ import annotations

from typing import Final

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from hallenwart_backend.accounts.page import form_of
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.events import link_page
from hallenwart_backend.web.parts import Parts, PartsOf
from hallenwart_backend.web.plain import answer
from hallenwart_backend.web.routing import Router

router = Router(include_in_schema=False)
_ACTS: Final = {"yes": True, "no": False}


@router.get("/z/{token}", response_class=HTMLResponse)
async def show(token: str, request: Request, parts: PartsOf) -> HTMLResponse:
    if _too_often(request, parts):
        return answer(link_page.calm(), 429)
    return await _shown(token, parts)


@router.post("/z/{token}", response_class=HTMLResponse)
async def say(token: str, request: Request, parts: PartsOf) -> Response:
    """Agree or take back."""
    if _too_often(request, parts):
        return answer(link_page.calm(), 429)
    form = await form_of(request)
    given = _ACTS.get(form.get("act", ""))
    before = await parts.events.consents.look(token)
    if given is None:
        return await _shown(token, parts, status=422)
    if {"open": True, "given": False}.get(before.state) is not given:
        return await _shown(token, parts, status=409)
    try:
        await parts.events.consents.say_by_link(token, given=given, version=form.get("version", ""))
    except RefusedError as error:
        return await _shown(token, parts, status=error.status)
    return RedirectResponse(f"/z/{token}", status_code=303, headers={"Cache-Control": "no-store"})


async def _shown(token: str, parts: Parts, status: int | None = None) -> HTMLResponse:
    looked = await parts.events.consents.look(token)
    if looked.found is None:
        return answer(link_page.unknown(), 404)
    hall = parts.places.hall(looked.found.date.hall)
    club = parts.places.current.clubs.get(looked.found.event.club or "", "")
    return answer(link_page.page(looked, looked.found, hall, club), status or 200)


def _too_often(request: Request, parts: Parts) -> bool:
    sender = request.client.host if request.client else ""
    return parts.booking.tap_rate.take(f"z {sender}", parts.clock.mono_ms()) > 0
