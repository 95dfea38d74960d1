"""`/hallen`, `/hallen/{id}`, `/frei` for everybody, without script; `.json` for programs. `/api/public`: what is shown."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo

from fastapi import Request
from fastapi.responses import Response
from pydantic import Field, StringConstraints

from hallenwart_backend.accounts.rules import OFFICE_HANDS
from hallenwart_backend.booking.feeds.routes import calendar_answer
from hallenwart_backend.booking.finding.fitting import Need
from hallenwart_backend.booking.finding.service import Window
from hallenwart_backend.booking.finding.sports import WORDS as SPORTS
from hallenwart_backend.booking.public import page
from hallenwart_backend.booking.public.page import Ask
from hallenwart_backend.booking.public.rules import DAY_MIN, Shown
from hallenwart_backend.booking.rules import local_day
from hallenwart_backend.booking.wall import minute_of
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.public.answers import CALM, frame_of, html, told
from hallenwart_backend.public.frame import nowhere
from hallenwart_backend.web.fields import Body, Shape
from hallenwart_backend.web.parts import Parts, PartsOf, SignedIn, forbidden
from hallenwart_backend.web.routing import Router

router = Router()
_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):(00|15|30|45)")
_YEARS_DAYS: Final = 800
_LENGTHS: Final = (30, 240)


def _day(text: str, parts: Parts) -> dt.date | None:
    """Return a day within reach, None for what is none."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    today = local_day(parts.clock.now_ms(), ZoneInfo(parts.places.current.zone))
    return day if abs((day - today).days) <= _YEARS_DAYS else None


@router.get("/hallen", include_in_schema=False, dependencies=CALM)
async def halls(request: Request, parts: PartsOf) -> Response:
    found, frame = await parts.booking.public.halls(), await frame_of(request, parts, "/hallen")
    return html(request, page.halls_page(frame, found, parking=parts.parking.has_public))


@router.get("/hallen.json", include_in_schema=False, dependencies=CALM)
async def halls_json(request: Request, parts: PartsOf) -> Response:
    rows = [
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
    return told(request, {"now_ms": parts.clock.now_ms(), "halls": rows})


@router.get("/hallen/{hall}.ics", include_in_schema=False, dependencies=CALM)
async def calendar(hall: str, request: Request, parts: PartsOf) -> Response:
    return calendar_answer(await parts.booking.public.calendar(hall), request, f"{hall}.ics", "public, max-age=300")


@router.get("/hallen/{hall}", include_in_schema=False, dependencies=CALM)
async def week(hall: str, request: Request, parts: PartsOf) -> Response:
    asked = request.query_params.get("week", "")
    day = _day(asked, parts)
    try:
        found = await parts.booking.public.week(hall, day)
    except RefusedError:
        return html(request, nowhere(await frame_of(request, parts, "/hallen")), 404)
    path = f"/hallen/{found.hall.id}" + (f"?week={day}" if day else "")
    frame = await frame_of(request, parts, path)
    beside = parts.parking.beside(frame, found.hall.site.id) + parts.participation.beside(frame, found.hall.id)
    return html(request, page.week_page(frame, found, beside))


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


@router.get("/frei", include_in_schema=False, dependencies=CALM)
async def free(request: Request, parts: PartsOf) -> Response:
    ask = _ask(request, parts)
    kept = f"date={ask.day}&from={ask.from_clock}&minutes={ask.minutes}&sport={ask.sport}&accessible={int(ask.accessible)}"
    frame = await frame_of(request, parts, f"/frei?{kept}")
    return html(request, page.free_page(frame, ask, await _free(ask, parts), local_day(frame.now_ms, frame.zone)))


@router.get("/frei.json", include_in_schema=False, dependencies=CALM)
async def free_json(request: Request, parts: PartsOf) -> Response:
    ask = _ask(request, parts)
    rows = [
        {
            "hall": one.hall.id,
            "name": one.hall.name,
            "start_ms": one.start_ms,
            "end_ms": one.end_ms,
            "sections": one.free_sections,
        }
        for one in await _free(ask, parts)
    ]
    return told(request, {"now_ms": parts.clock.now_ms(), "date": str(ask.day), "minutes": ask.minutes, "free": rows})


class PublicHall(Shape):
    """`shown`: on the public pages at all; `names`: with club and group, else "taken"; `feed`: as a calendar for everybody."""

    shown: bool
    names: bool
    feed: bool


class PublicBody(Body):
    halls: Annotated[dict[Annotated[str, StringConstraints(max_length=64)], PublicHall], Field(max_length=500)]
    contact: Annotated[str, StringConstraints(max_length=400)] = ""


class PublicOut(Shape):
    halls: dict[str, PublicHall]
    contact: str


@router.get("/api/public", tags=["exchange"])
async def shown(person: SignedIn, parts: PartsOf) -> PublicOut:
    if not person.has(OFFICE_HANDS):
        raise forbidden()
    found, contact = await parts.booking.public.settings()
    halls = {hall: PublicHall(shown=one.shown, names=one.names, feed=one.feed) for hall, one in found.items()}
    return PublicOut(halls=halls, contact=contact)


@router.put("/api/public", tags=["exchange"])
async def show(body: PublicBody, person: SignedIn, parts: PartsOf) -> PublicOut:
    """Say what everybody may see; halls that are not named stay as they are."""
    if not person.has(OFFICE_HANDS):
        raise forbidden()
    await parts.booking.public.show({hall: Shown(**one.model_dump()) for hall, one in body.halls.items()}, body.contact)
    return await shown(person, parts)
