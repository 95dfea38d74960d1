"""`/hallen`, `/hallen/{id}`, `/frei` for everybody, without script; `.json` for programs. `/api/public`: what is shown."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field, StringConstraints

from hallenwart_backend.accounts.throttle import paused
from hallenwart_backend.booking.feeds.routes import calendar_answer
from hallenwart_backend.booking.feeds.rules import etag, fits
from hallenwart_backend.booking.finding.fitting import Need
from hallenwart_backend.booking.finding.service import Window
from hallenwart_backend.booking.finding.sports import WORDS as SPORTS
from hallenwart_backend.booking.public import page
from hallenwart_backend.booking.public.page import Ask, Frame
from hallenwart_backend.booking.public.rules import DAY_MIN, Shown
from hallenwart_backend.booking.rules import local_day
from hallenwart_backend.booking.service import OFFICE
from hallenwart_backend.booking.wall import minute_of
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.web.fields import Body
from hallenwart_backend.web.parts import Parts, PartsOf, SignedIn, forbidden

router = APIRouter()
_CACHED: Final = "public, max-age=60"
_OPEN: Final = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):(00|15|30|45)")
_YEARS_DAYS: Final = 800
_LENGTHS: Final = (30, 240)


async def _calm(request: Request, parts: PartsOf) -> None:
    """Everybody may look, nobody may empty the database. Raises RefusedError 429."""
    if (wait_ms := parts.booking.public_rate.take(request.client.host if request.client else "", parts.clock.mono_ms())) > 0:
        raise paused(wait_ms)


_CALM: Final = [Depends(_calm)]


def _frame(request: Request, parts: Parts, contact: str, path: str) -> Frame:
    lang = "en" if request.query_params.get("lang") == "en" else "de"
    return Frame(lang, parts.clock.now_ms(), ZoneInfo(parts.places.current.zone), contact, path)


def _answer(request: Request, content: bytes, kind: str, headers: dict[str, str], status: int = 200) -> Response:
    """Return content, or 304 to who has it; the page says itself how old it is."""
    tag = etag(content)
    named = {"ETag": tag, "Cache-Control": _CACHED} | headers
    if status == 200 and fits(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=named)
    return Response(content, status, media_type=kind, headers=named)


def _html(request: Request, text: str, status: int = 200) -> Response:
    headers = {"Content-Security-Policy": page.csp(), "Referrer-Policy": "same-origin"}
    return _answer(request, text.encode(), "text/html; charset=utf-8", headers, status)


def _json(request: Request, told: Any) -> Response:
    return _answer(request, json.dumps(told, ensure_ascii=False).encode(), "application/json", _OPEN)


def _day(text: str, parts: Parts) -> dt.date | None:
    """Return a day within reach, None for what is none."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    today = local_day(parts.clock.now_ms(), ZoneInfo(parts.places.current.zone))
    return day if abs((day - today).days) <= _YEARS_DAYS else None


@router.get("/hallen", include_in_schema=False, dependencies=_CALM)
async def halls(request: Request, parts: PartsOf) -> Response:
    _, contact = await parts.booking.public.settings()
    found = await parts.booking.public.halls()
    return _html(request, page.halls_page(_frame(request, parts, contact, "/hallen"), found))


@router.get("/hallen.json", include_in_schema=False, dependencies=_CALM)
async def halls_json(request: Request, parts: PartsOf) -> Response:
    told = [
        {
            "id": one.hall.id,
            "name": one.hall.name,
            "site": one.hall.site.name,
            "address": one.hall.site.address,
            "sections": one.hall.sections,
            "open_now": one.open_now,
            "free_now": list(one.now),
            "free_tonight": one.evening,
            "calendar": f"/hallen/{one.hall.id}.ics" if one.feed else None,
            "accessibility": {
                name: getattr(one.hall.facts.access, name) for name in ("step_free", "lift", "toilet", "parking")
            },
        }
        for one in await parts.booking.public.halls()
    ]
    return _json(request, {"now_ms": parts.clock.now_ms(), "halls": told})


@router.get("/hallen/{hall}.ics", include_in_schema=False, dependencies=_CALM)
async def calendar(hall: str, request: Request, parts: PartsOf) -> Response:
    return calendar_answer(await parts.booking.public.calendar(hall), request, f"{hall}.ics", "public, max-age=300")


@router.get("/hallen/{hall}", include_in_schema=False, dependencies=_CALM)
async def week(hall: str, request: Request, parts: PartsOf) -> Response:
    asked = request.query_params.get("week", "")
    day = _day(asked, parts)
    _, contact = await parts.booking.public.settings()
    try:
        found = await parts.booking.public.week(hall, day)
    except RefusedError:
        return _html(request, page.nowhere(_frame(request, parts, contact, "/hallen")), 404)
    path = f"/hallen/{found.hall.id}" + (f"?week={day}" if day else "")
    return _html(request, page.week_page(_frame(request, parts, contact, path), found))


def _ask(request: Request, parts: Parts) -> Ask:
    """Return what is asked, the next full quarter of today where nothing is; nonsense counts as nothing."""
    query, zone = request.query_params, ZoneInfo(parts.places.current.zone)
    now = dt.datetime.fromtimestamp(-(-parts.clock.now_ms() // 900_000) * 900, zone)
    clock, minutes = query.get("from", ""), query.get("minutes", "")
    day = _day(query.get("date", ""), parts)
    default = f"{now:%H:%M}" if day in {None, now.date()} else "06:00"
    length = int(minutes) if minutes.isascii() and minutes.isdigit() and len(minutes) < 4 else 60
    sport = query.get("sport", "")
    return Ask(
        day or now.date(),
        clock if _CLOCK.fullmatch(clock) else default,
        min(max(length // 15 * 15, _LENGTHS[0]), _LENGTHS[1]),
        sport if sport in SPORTS else "",
        query.get("accessible") == "1",
    )


async def _free(ask: Ask, parts: Parts) -> list[Any]:
    need = Need(sections=1, sport=ask.sport, accessible=ask.accessible)
    window = Window((ask.day,), minute_of(ask.from_clock), DAY_MIN)
    return await parts.booking.public.free(need, window, ask.minutes * 60_000)


@router.get("/frei", include_in_schema=False, dependencies=_CALM)
async def free(request: Request, parts: PartsOf) -> Response:
    ask = _ask(request, parts)
    _, contact = await parts.booking.public.settings()
    kept = f"date={ask.day}&from={ask.from_clock}&minutes={ask.minutes}&sport={ask.sport}&accessible={int(ask.accessible)}"
    frame = _frame(request, parts, contact, f"/frei?{kept}")
    return _html(request, page.free_page(frame, ask, await _free(ask, parts), local_day(frame.now_ms, frame.zone)))


@router.get("/frei.json", include_in_schema=False, dependencies=_CALM)
async def free_json(request: Request, parts: PartsOf) -> Response:
    ask = _ask(request, parts)
    told = [
        {
            "hall": one.hall.id,
            "name": one.hall.name,
            "start_ms": one.start_ms,
            "end_ms": one.end_ms,
            "sections": one.free_sections,
        }
        for one in await _free(ask, parts)
    ]
    return _json(request, {"now_ms": parts.clock.now_ms(), "date": str(ask.day), "minutes": ask.minutes, "free": told})


class PublicHall(BaseModel):
    """`shown`: on the public pages at all; `names`: with club and group, else "taken"; `feed`: as a calendar for everybody."""

    shown: bool
    names: bool
    feed: bool


class PublicBody(Body):
    halls: Annotated[dict[Annotated[str, StringConstraints(max_length=64)], PublicHall], Field(max_length=500)]
    contact: Annotated[str, StringConstraints(max_length=400)] = ""


class PublicOut(BaseModel):
    halls: dict[str, PublicHall]
    contact: str


@router.get("/api/public", tags=["exchange"])
async def shown(person: SignedIn, parts: PartsOf) -> PublicOut:
    if not person.has(OFFICE):
        raise forbidden()
    found, contact = await parts.booking.public.settings()
    halls = {hall: PublicHall(shown=one.shown, names=one.names, feed=one.feed) for hall, one in found.items()}
    return PublicOut(halls=halls, contact=contact)


@router.put("/api/public", tags=["exchange"])
async def show(body: PublicBody, person: SignedIn, parts: PartsOf) -> PublicOut:
    """Say what everybody may see; halls that are not named stay as they are."""
    if not person.has(OFFICE):
        raise forbidden()
    await parts.booking.public.show({hall: Shown(**one.model_dump()) for hall, one in body.halls.items()}, body.contact)
    return await shown(person, parts)
