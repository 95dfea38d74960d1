"""`/api/rounds/{round}/letters/{club}.pdf`: what a club gets and does not get, on paper."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query
from fastapi.responses import Response

from hallenwart_backend.rounds.letters.rules import file_name
from hallenwart_backend.web.fields import Id
from hallenwart_backend.web.parts import InBrowser, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/rounds/{season}/letters", tags=["rounds"])
Lang = Annotated[Literal["de", "en"], Query()]


@router.get("/{club}.pdf", response_class=Response)
async def letter(season: Id, club: Id, person: InBrowser, parts: PartsOf, lang: Lang = "de") -> Response:
    """Return the letter of a club; the office reads it before the club does."""
    made = await parts.rounds.letters.pdf(person, season, club, lang)
    named = {"Content-Disposition": f'inline; filename="{file_name(lang)}"', "Cache-Control": "no-store"}
    return Response(made, media_type="application/pdf", headers=named)
