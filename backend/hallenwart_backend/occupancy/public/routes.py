"""`/belegung` for everybody, without script, and `/api/public/usage` for programs: what is free, what is usual."""

from __future__ import annotations

from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from hallenwart_backend.occupancy.public.data import API
from hallenwart_backend.occupancy.public.page import HERE, csp, page
from hallenwart_backend.occupancy.public.service import HallFree, Typical
from hallenwart_backend.opendata.reader import Reading
from hallenwart_backend.opendata.subjects import OCCUPANCY
from hallenwart_backend.public.answers import CACHED, CALM, OPEN, frame_of, html
from hallenwart_backend.web.fields import Shape
from hallenwart_backend.web.parts import PartsOf
from hallenwart_backend.web.routing import Router

router = Router(tags=["usage"])


class HallFreeOut(Shape):
    """`state`: free, soon, busy, closed. `from_ms`: from when it is free, `until_ms`: until when at least."""

    hall: str
    name: str
    site: str
    site_name: str
    state: str
    sections: list[int]
    from_ms: int | None
    until_ms: int | None


class TypicalOut(Shape):
    """`site` null: all halls together. `cells`: for each weekday (Monday first) one number a bin, null: too few to say."""

    site: str | None
    name: str
    cells: list[list[int | None]]


class PublicUseOut(Shape):
    """`k`: no number stands on fewer people, days or is of fewer than three clubs; numbers are whole fives."""

    as_of_ms: int
    halls: list[HallFreeOut]
    k: int
    bin_hours: int
    from_date: str
    to_date: str
    typical: list[TypicalOut]


@router.get(HERE, dependencies=CALM, response_class=HTMLResponse)
async def use_page(request: Request, parts: PartsOf) -> Response:
    """Return the page for everybody."""
    halls, typical = await parts.usage.public.halls(), await parts.usage.public.typical()
    text = page(await frame_of(request, parts, HERE), halls, typical, parts.places.current)
    return html(request, text, csp=csp())


@router.get(API, dependencies=CALM)
async def public_use(parts: PartsOf, response: Response, reader: Reading) -> PublicUseOut:
    """Return what is free now or soon, and what is usual, for everybody."""
    reader.need(OCCUPANCY.id)
    response.headers.update(OPEN | {"Cache-Control": CACHED} | reader.headers(OCCUPANCY.id))
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
