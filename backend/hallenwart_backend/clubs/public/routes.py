"""`/vereine` for everybody, without script; `.jsonld` and `.ics` for programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Request
from fastapi.responses import Response

from hallenwart_backend.booking.feeds.routes import calendar_answer
from hallenwart_backend.clubs.public import page
from hallenwart_backend.clubs.public.page import LIST, Ask
from hallenwart_backend.public import answers, frame
from hallenwart_backend.public.answers import CALM
from hallenwart_backend.web.parts import PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix=LIST, include_in_schema=False, dependencies=CALM)
Club = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,64}$")]
_MOST_PAGES = 999


def _whole(text: str, most: int) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 and int(text) <= most else None


def _ask(request: Request) -> Ask:
    """Return what is asked; nonsense counts as nothing."""
    query = request.query_params
    page_number = _whole(query.get("seite", ""), _MOST_PAGES) or 1
    return Ask(query.get("sport", "")[:40], _whole(query.get("age", ""), 120), query.get("trial") == "1", page_number)


@router.get("")
async def listed(request: Request, parts: PartsOf) -> Response:
    ask, shown = _ask(request), await parts.clubs.profiles.shown()
    path = LIST + (f"?{request.url.query}" if request.url.query else "")
    made = await answers.frame_of(request, parts, _without_language(path))
    return answers.html(request, page.list_page(made, shown, ask, parts.places.current.halls), csp=page.csp())


def _without_language(path: str) -> str:
    head, _, query = path.partition("?")
    kept = "&".join(one for one in query.split("&") if one and not one.startswith("lang="))
    return f"{head}?{kept}" if kept else head


@router.get("/{club}.ics")
async def calendar(club: Club, request: Request, parts: PartsOf) -> Response:
    found = await parts.clubs.profiles.calendar(club)
    if found is None:
        return answers.html(request, frame.nowhere(await answers.frame_of(request, parts, LIST)), 404)
    return calendar_answer(found, request, f"{club}.ics", "public, max-age=300")


@router.get("/{club}.jsonld")
async def linked(club: Club, request: Request, parts: PartsOf) -> Response:
    found = await parts.clubs.profiles.one(club)
    if found is None:
        return answers.html(request, frame.nowhere(await answers.frame_of(request, parts, LIST)), 404)
    base = parts.account_room.public_url.rstrip("/")
    return answers.told(request, page.told(base, found, parts.places.current.halls), "application/ld+json")


@router.get("/{club}")
async def shown(club: Club, request: Request, parts: PartsOf) -> Response:
    found, made = await parts.clubs.profiles.one(club), await answers.frame_of(request, parts, f"{LIST}/{club}")
    if found is None:
        return answers.html(request, frame.nowhere(made), 404)
    return answers.html(request, page.club_page(made, found, parts.places.current.halls), csp=page.csp())
