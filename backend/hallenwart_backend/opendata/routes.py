"""`/daten`, `/daten/katalog…`, `/daten/datensatz/…`: what there is, for people and for other catalogues."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Path, Request
from fastapi.responses import RedirectResponse, Response

from hallenwart_backend.opendata import page
from hallenwart_backend.opendata.catalogue.service import asked
from hallenwart_backend.opendata.registry import nowhere
from hallenwart_backend.public.answers import CALM, OPEN, answer, frame_of, html
from hallenwart_backend.web.parts import PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/daten", include_in_schema=False, dependencies=CALM)
_CACHE: Final = "public, max-age=300"
_VARY: Final = OPEN | {"Vary": "Accept"}


@router.get("")
async def explained(request: Request, parts: PartsOf) -> Response:
    """Return the page that explains every dataset."""
    frame, teller = await frame_of(request, parts, page.HERE), await parts.exchange.feeds.teller()
    return html(request, page.page(frame, await parts.opendata.registry.listed(), teller), csp=page.csp())


@router.get("/katalog")
async def catalogue(request: Request, parts: PartsOf) -> Response:
    """Return the catalogue in the format that is accepted, or lead people to the page."""
    ending = asked(request.headers.get("accept", ""))
    if not ending:
        return RedirectResponse(page.HERE, 303, headers=_VARY)
    content, kind = await parts.opendata.catalogue.whole(ending)
    return answer(request, content, kind, _VARY, cache=_CACHE)


@router.get("/katalog.{ending}")
async def catalogue_file(ending: Annotated[str, Path(max_length=8)], request: Request, parts: PartsOf) -> Response:
    content, kind = await parts.opendata.catalogue.whole(ending)
    return answer(request, content, kind, OPEN, cache=_CACHE)


@router.get("/datensatz/{dataset}")
async def dataset(dataset: Annotated[str, Path(max_length=40)], request: Request, parts: PartsOf) -> Response:
    """Return what the catalogue says of a dataset, or lead people to where the page explains it."""
    ending = asked(request.headers.get("accept", ""))
    if ending:
        content, kind = await parts.opendata.catalogue.one(dataset, ending)
        return answer(request, content, kind, _VARY, cache=_CACHE)
    if all(one.dataset.id != dataset for one in await parts.opendata.registry.listed()):
        raise nowhere()
    return RedirectResponse(f"{page.HERE}#{dataset}", 303, headers=_VARY)
