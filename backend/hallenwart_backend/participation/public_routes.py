"""`/ideen` for everybody, without script and account: read, leave an idea, say "me too", confirm an address."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Path, Request
from fastapi.responses import RedirectResponse, Response

from hallenwart_backend.accounts.page import form_of
from hallenwart_backend.accounts.throttle import paused
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.participation import page, rules
from hallenwart_backend.participation.data import IDEAS
from hallenwart_backend.participation.page import PATH, PER_PAGE, Shown, Typed
from hallenwart_backend.participation.refusals import EMAIL, refusal
from hallenwart_backend.participation.words import WORDS
from hallenwart_backend.public import frame as frames
from hallenwart_backend.public.answers import CALM, frame_of, html
from hallenwart_backend.public.frame import Said
from hallenwart_backend.web.parts import Parts, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix=PATH, include_in_schema=False, dependencies=CALM)
_MOST_FORM_BYTES: Final = 16_384
_FRESH: Final = "no-cache"
_SAID: Final = {"danke": "thanks", "danke-mail": "thanks_mail", "gezaehlt": "counted", "schon": "counted_before"}
Identity = Annotated[str, Path(pattern="^[0-9A-Za-z]{8,32}$")]
Token = Annotated[str, Path(pattern="^[0-9A-Za-z_-]{20,64}$")]


async def _halls(parts: Parts) -> list[tuple[str, str]]:
    return [(one.hall.id, one.hall.name) for one in await parts.booking.public.halls()]


def _said(request: Request, lang: str) -> Said | None:
    word = _SAID.get(request.query_params.get("gesagt", ""))
    return Said("note", WORDS[lang][word]) if word else None


def _data(parts: Parts) -> bool:
    return parts.opendata.registry.is_public(IDEAS.id)


async def _list(request: Request, parts: Parts, typed: Typed, said: Said | None, status: int = 200) -> Response:
    halls, query = await _halls(parts), request.query_params
    hall = query.get("halle", "") if query.get("halle", "") in dict(halls) else ""
    asked = query.get("seite", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
    room = parts.participation
    ideas = room.ideas.shown(hall)
    frame = await frame_of(request, parts, f"{PATH}?halle={hall}" if hall else PATH)
    shown = Shown(
        ideas[number * PER_PAGE : (number + 1) * PER_PAGE],
        halls,
        hall,
        number,
        len(ideas) > (number + 1) * PER_PAGE,
        typed,
        room.page_lines(frame, hall) if not number else (),
    )
    return html(request, page.list_page(frame, shown, said, data=_data(parts)), status, csp=page.csp(), cache=_FRESH)


@router.get("")
async def ideas(request: Request, parts: PartsOf) -> Response:
    lang = "en" if request.query_params.get("lang") == "en" else "de"
    return await _list(request, parts, Typed(), _said(request, lang))


@router.post("")
async def leave(request: Request, parts: PartsOf) -> Response:
    """Take an idea. A field that nobody sees tells programs apart: what fills it gets thanks and is forgotten."""
    form, lang = await form_of(request, _MOST_FORM_BYTES), "en" if request.query_params.get("lang") == "en" else "de"
    typed = Typed(form.get("text", "")[:2_000], form.get("kind", ""), form.get("hall", ""), form.get("email", "").strip()[:200])
    if form.get("website"):
        return _to(f"{PATH}?gesagt=danke&lang={lang}")
    try:
        _not_too_often(request, parts)
        if typed.email and not EMAIL.fullmatch(typed.email):
            raise refusal("bad_email")
        await parts.participation.ideas.leave(typed.text, typed.kind, typed.hall, email=typed.email, lang=lang)
    except RefusedError as error:
        return await _list(request, parts, typed, Said("error", error.en if lang == "en" else error.de), error.status)
    return _to(f"{PATH}?gesagt={'danke-mail' if typed.email else 'danke'}&lang={lang}")


@router.get("/{idea}")
async def one(idea: Identity, request: Request, parts: PartsOf) -> Response:
    frame = await frame_of(request, parts, f"{PATH}/{idea}")
    try:
        found = await parts.participation.ideas.one(idea)
    except RefusedError:
        found = None
    if found is not None and found.into:
        return _to(f"{PATH}/{found.into}?lang={frame.lang}")
    if found is None or not rules.is_shown(found):
        return html(request, frames.nowhere(frame), 404, cache=_FRESH)
    hall = parts.places.current.halls.get(found.hall)
    text = page.one_page(frame, found, hall.name if hall else "", _said(request, frame.lang), data=_data(parts))
    return html(request, text, csp=page.csp(), cache=_FRESH)


@router.post("/{idea}/unterstuetzen")
async def support(idea: Identity, request: Request, parts: PartsOf) -> Response:
    lang = "en" if request.query_params.get("lang") == "en" else "de"
    counted = await parts.participation.ideas.support(idea, _sender(request))
    return _to(f"{PATH}/{idea}?gesagt={'gezaehlt' if counted else 'schon'}&lang={lang}")


@router.get("/post/{token}")
async def link(token: Token, request: Request, parts: PartsOf) -> Response:
    """Show what a mailed link is for; looking changes nothing."""
    frame = await frame_of(request, parts, f"{PATH}/post/{token}")
    found = await parts.participation.ideas.of_link(token)
    text = page.link_page(frame, token, found)
    return html(request, text, 200 if found else 404, csp=page.csp(), cache="no-store")


@router.post("/post/{token}")
async def say(token: Token, request: Request, parts: PartsOf) -> Response:
    frame = await frame_of(request, parts, f"{PATH}/post/{token}")
    wanted = {"yes": True, "no": False}.get((await form_of(request)).get("act", ""))
    if wanted is None:
        found = await parts.participation.ideas.of_link(token)
    else:
        found = await parts.participation.ideas.confirm(token, wanted=wanted)
    text = page.link_page(frame, token, found, gone=found is not None and wanted is False)
    return html(request, text, 200 if found else 404, csp=page.csp(), cache="no-store")


def _to(path: str) -> Response:
    return RedirectResponse(path, status_code=303, headers={"Cache-Control": "no-store"})


def _sender(request: Request) -> str:
    return request.client.host if request.client else ""


def _not_too_often(request: Request, parts: Parts) -> None:
    if (wait_ms := parts.participation.rate.take(_sender(request), parts.clock.mono_ms())) > 0:
        raise paused(wait_ms)
