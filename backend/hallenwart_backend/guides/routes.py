"""`/anleitungen` for everybody: one page of all guides, one page for each."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request
from fastapi.responses import Response

from hallenwart_backend.guides import page
from hallenwart_backend.public.answers import CALM, frame_of, html
from hallenwart_backend.public.frame import nowhere
from hallenwart_backend.web.parts import PartsOf
from hallenwart_backend.web.routing import Router
from hallenwart_contract.guides import guide_of

router = Router()


@router.get("/anleitungen", include_in_schema=False, dependencies=CALM)
async def all_guides(request: Request, parts: PartsOf, seite: Annotated[str, Query(max_length=80)] = "") -> Response:
    """Return the list; `seite` is the page somebody comes from."""
    frame = await frame_of(request, parts, "/anleitungen")
    return html(request, page.list_page(frame, seite), csp=page.csp())


@router.get("/anleitungen/{task}", include_in_schema=False, dependencies=CALM)
async def one_guide(request: Request, parts: PartsOf, task: str, leicht: bool = False) -> Response:
    """Return one guide, for screen and paper."""
    guide = guide_of(task)
    frame = await frame_of(request, parts, f"/anleitungen/{task}" if guide else "/anleitungen")
    if guide is None:
        return html(request, nowhere(frame), 404)
    return html(request, page.guide_page(frame, guide, easy=leicht and frame.lang == "de"), csp=page.csp())
