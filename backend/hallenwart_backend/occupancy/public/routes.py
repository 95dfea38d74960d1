"""`/belegung` for everybody, without script, and `/api/public/usage` for programs: what is free, what is usual."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel

from hallenwart_backend.accounts.throttle import paused
from hallenwart_backend.occupancy.public.page import csp, page
from hallenwart_backend.occupancy.public.service import HallFree, Typical
from hallenwart_backend.web.parts import PartsOf

router = APIRouter(tags=["usage"])
_CACHED: Final = "public, max-age=60"
_OPEN: Final = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin", "Cache-Control": _CACHED}


async def _calm(request: Request, parts: PartsOf) -> None:
    """Everybody may look, nobody may empty the database. Raises RefusedError 429."""
    if (wait_ms := parts.booking.public_rate.take(request.client.host if request.client else "", parts.clock.mono_ms())) > 0:
        raise paused(wait_ms)


_CALM: Final = [Depends(_calm)]


class HallFreeOut(BaseModel):
    """`state`: free, soon, busy, closed. `from_ms`: from when it is free, `until_ms`: until when at least."""

    hall: str
    name: str
    site: str
    site_name: str
    state: str
    sections: list[int]
    from_ms: int | None
    until_ms: int | None


class TypicalOut(BaseModel):
    """`site` null: all halls together. `cells`: for each weekday (Monday first) one number a bin, null: too few to say."""

    site: str | None
    name: str
    cells: list[list[int | None]]


class PublicUseOut(BaseModel):
    """`k`: no number stands on fewer people, days or is of fewer than three clubs; numbers are whole fives."""

    as_of_ms: int
    halls: list[HallFreeOut]
    k: int
    bin_hours: int
    from_date: str
    to_date: str
    typical: list[TypicalOut]


@router.get("/belegung", dependencies=_CALM, response_class=HTMLResponse)
async def use_page(request: Request, parts: PartsOf) -> Response:
    """Return the page for everybody."""
    lang = "en" if request.query_params.get("lang") == "en" else "de"
    halls, typical = await parts.usage.public.halls(), await parts.usage.public.typical()
    places = parts.places.current
    text = page(lang, halls, typical, places, now_ms=parts.clock.now_ms(), zone=ZoneInfo(places.zone))
    headers = {"Content-Security-Policy": csp(), "Referrer-Policy": "same-origin", "Cache-Control": _CACHED}
    return HTMLResponse(text, headers=headers)


@router.get("/api/public/usage", dependencies=_CALM)
async def public_use(parts: PartsOf, response: Response) -> PublicUseOut:
    """Return what is free now or soon, and what is usual, for everybody."""
    response.headers.update(_OPEN)
    halls, typical = await parts.usage.public.halls(), await parts.usage.public.typical()
    names = {site.id: site.name for site in parts.places.current.sites.values()}
    return PublicUseOut(
        as_of_ms=parts.clock.now_ms(),
        halls=[_hall(one) for one in halls],
        k=typical.k,
        bin_hours=typical.hours,
        from_date=typical.first.isoformat(),
        to_date=typical.last.isoformat(),
        typical=_typical(typical, names),
    )


def _hall(one: HallFree) -> HallFreeOut:
    return HallFreeOut(
        hall=one.hall.id,
        name=one.hall.name,
        site=one.hall.site.id,
        site_name=one.hall.site.name,
        state=one.state,
        sections=list(one.sections),
        from_ms=one.from_ms,
        until_ms=one.until_ms,
    )


def _typical(typical: Typical, names: dict[str, str]) -> list[TypicalOut]:
    sites = [TypicalOut(site=site, name=names.get(site, site), cells=cells) for site, cells in typical.sites.items()]
    return [TypicalOut(site=None, name="", cells=typical.town), *sites]
