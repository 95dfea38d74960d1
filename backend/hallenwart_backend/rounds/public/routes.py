"""`/vergabe` for everybody, without script; the plan as CSV for programs."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Request
from fastapi.responses import Response

from hallenwart_backend.public import answers, frame
from hallenwart_backend.public.answers import CALM
from hallenwart_backend.rounds.public import page
from hallenwart_backend.rounds.public.page import HERE
from hallenwart_backend.web.parts import PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix=HERE, include_in_schema=False, dependencies=CALM)
Season = Annotated[str, Path(pattern=r"^[a-z0-9-]{1,64}$")]


@router.get("")
async def listed(request: Request, parts: PartsOf) -> Response:
    made = await answers.frame_of(request, parts, HERE)
    return answers.html(request, page.list_page(made, await parts.rounds.public.listed()), csp=page.csp())


@router.get("/{season}.csv")
async def table(season: Season, request: Request, parts: PartsOf) -> Response:
    found = await parts.rounds.public.one(season, "de")
    if found is None:
        return answers.html(request, frame.nowhere(await answers.frame_of(request, parts, HERE)), 404)
    named = {"Content-Disposition": f'attachment; filename="vergabe-{found.from_date}.csv"'}
    content = page.as_csv(found, _names(parts)).encode("utf-8-sig")
    return answers.answer(request, content, "text/csv; charset=utf-8", answers.OPEN | named)


@router.get("/{season}")
async def shown(season: Season, request: Request, parts: PartsOf) -> Response:
    hall, names = request.query_params.get("halle", "")[:64], _names(parts)
    path = f"{HERE}/{season}" + (f"?halle={hall}" if hall in names else "")
    made = await answers.frame_of(request, parts, path)
    found = await parts.rounds.public.one(season, "en" if made.lang == "en" else "de")
    if found is None:
        return answers.html(request, frame.nowhere(made), 404)
    if hall in names and found.plan:
        return answers.html(request, page.hall_page(made, found, hall, names[hall]), csp=page.csp())
    return answers.html(request, page.round_page(made, found, names), csp=page.csp())


def _names(parts: PartsOf) -> dict[str, str]:
    return {one.id: one.name for one in parts.places.current.proper_halls}
