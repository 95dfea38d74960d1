"""`/parken` for everybody; `/parken/gast/…` and `/parken/aufsicht/…` for whoever has the link. Without script and account."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Path, Request
from fastapi.responses import RedirectResponse, Response

from hallenwart_backend.accounts.page import form_of
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.parking import page
from hallenwart_backend.parking.model import ParkState
from hallenwart_backend.parking.page import PATH
from hallenwart_backend.parking.words import WORDS
from hallenwart_backend.public.answers import CALM, frame_of, html, told
from hallenwart_backend.public.frame import Said
from hallenwart_backend.web.parts import Parts, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(include_in_schema=False, dependencies=CALM)
_KEPT_NOWHERE: Final = "no-store"
_MOST_FORM_BYTES: Final = 2_048
Token = Annotated[str, Path(pattern="^[0-9A-Za-z_-]{20,64}$")]


def _public(parts: Parts) -> list[ParkState]:
    return [state for state in parts.parking.board.states() if state.park.public]


@router.get(PATH)
async def car_parks(request: Request, parts: PartsOf) -> Response:
    frame = await frame_of(request, parts, PATH)
    return html(request, page.list_page(frame, _public(parts), parts.places.current), csp=page.csp(), cache="no-cache")


@router.get(f"{PATH}.json")
async def car_parks_json(request: Request, parts: PartsOf) -> Response:
    content = {"now_ms": parts.clock.now_ms(), "car_parks": page.rows(_public(parts))}
    return told(request, content, cache="public, max-age=30")


# --- guests ---


@router.get(PATH + "/gast/{token}")
async def guest(token: Token, request: Request, parts: PartsOf) -> Response:
    return await _guest(token, request, parts, entered=request.query_params.get("gesagt") == "eingetragen")


@router.post(PATH + "/gast/{token}")
async def enter(token: Token, request: Request, parts: PartsOf) -> Response:
    """Take a guest's plate. Only what was said of it comes back, never the plate."""
    plate = (await form_of(request, _MOST_FORM_BYTES)).get("plate", "")[:40]
    if parts.parking.rate.take(f"g {_sender(request)}", parts.clock.mono_ms()) > 0:
        return await _guest(token, request, parts, status=429)
    lang = "en" if request.query_params.get("lang") == "en" else "de"
    try:
        await parts.parking.permits.enter(token, plate)
    except RefusedError as error:
        if error.status in {404, 410}:
            return await _guest(token, request, parts, status=error.status)
        said = Said("error", error.en if lang == "en" else error.de)
        return await _guest(token, request, parts, said=said, status=error.status)
    where = f"{PATH}/gast/{token}?gesagt=eingetragen&lang={lang}"
    return RedirectResponse(where, status_code=303, headers={"Cache-Control": _KEPT_NOWHERE})


async def _guest(
    token: str, request: Request, parts: Parts, *, said: Said | None = None, entered: bool = False, status: int = 200
) -> Response:
    frame = await frame_of(request, parts, f"{PATH}/gast/{token}")
    try:
        invited = await parts.parking.permits.invited(token)
    except RefusedError as error:
        return html(request, page.guest_gone(frame), error.status, csp=page.csp(), cache=_KEPT_NOWHERE)
    if entered:
        said = Said("note", WORDS[frame.lang]["guest_done"].format(span=page.span_words(frame, invited)))
    return html(request, page.guest_page(frame, invited, said), status, csp=page.csp(), cache=_KEPT_NOWHERE)


# --- wardens ---


@router.get(PATH + "/aufsicht/{token}")
async def warden(token: Token, request: Request, parts: PartsOf) -> Response:
    return await _warden(token, request, parts)


@router.post(PATH + "/aufsicht/{token}")
async def check(token: Token, request: Request, parts: PartsOf) -> Response:
    """Check a plate. It stands in no address, no log and no table."""
    plate = (await form_of(request, _MOST_FORM_BYTES)).get("plate", "")[:40]
    return await _warden(token, request, parts, plate)


async def _warden(token: str, request: Request, parts: Parts, plate: str | None = None) -> Response:
    frame = await frame_of(request, parts, f"{PATH}/aufsicht/{token}")
    try:
        link = await parts.parking.wardens.link(token)
    except RefusedError as error:
        return html(request, page.guest_gone(frame), error.status, csp=page.csp(), cache=_KEPT_NOWHERE)
    park = parts.parking.board.parks.get(link.car_park or "")
    where, checked = park.name if park else "", None
    if plate is not None:
        if parts.parking.rate.take(f"w {link.id}", parts.clock.mono_ms()) > 0:
            text = page.warden_page(frame, where, link.until_ms, calm=True)
            return html(request, text, 429, csp=page.csp(), cache=_KEPT_NOWHERE)
        checked = await parts.parking.wardens.check(
            plate, [link.car_park] if link.car_park else list(parts.parking.board.parks)
        )
    return html(request, page.warden_page(frame, where, link.until_ms, checked), csp=page.csp(), cache=_KEPT_NOWHERE)


def _sender(request: Request) -> str:
    return request.client.host if request.client else ""
