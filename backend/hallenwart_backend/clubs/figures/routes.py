"""`/api/clubs/{club}/figures`: a club's year, and the same as PDF."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Query
from fastapi.responses import Response

from hallenwart_backend import pdf_font
from hallenwart_backend.clubs.figures.rules import Month
from hallenwart_backend.web.fields import Id, Shape
from hallenwart_backend.web.parts import Parts, PartsOf, SignedIn
from hallenwart_backend.web.routing import Router
from hallenwart_contract.clock import utc

router = Router(prefix="/api/clubs/{club}", tags=["clubs"])
Asked = Annotated[int | None, Query(alias="year", ge=2000, le=2099)]


class MonthOut(Shape):
    """Dates are counts, `*_min` are minutes. `month` 0: the whole year. `volunteer_min` null: nobody counts them here."""

    month: int
    dates: int
    booked_min: int
    used: int
    empty: int
    explained: int
    unknown: int
    lent: int
    lent_min: int
    borrowed: int
    cancelled_late: int
    volunteer_min: int | None


class ClubYearOut(Shape):
    """`words`: how often which explanation was given."""

    year: int
    months: list[MonthOut]
    total: MonthOut
    words: dict[str, int]


def _now(parts: Parts) -> datetime:
    return utc(parts.clock.now_ms()).astimezone(ZoneInfo(parts.places.current.zone))


def _month(one: Month) -> MonthOut:
    return MonthOut(**{name: getattr(one, name) for name in MonthOut.model_fields})


@router.get("/figures")
async def figures(club: Id, person: SignedIn, parts: PartsOf, year: Asked = None) -> ClubYearOut:
    _, found = await parts.clubs.figures.year(person, club, year or _now(parts).year)
    return ClubYearOut(
        year=found.year, months=[_month(one) for one in found.months], total=_month(found.total), words=dict(found.words)
    )


@router.get("/year-report.pdf", response_class=Response)
async def report(club: Id, person: SignedIn, parts: PartsOf, year: Asked = None) -> Response:
    """Return the year on paper."""
    from hallenwart_backend.clubs.figures import pdf  # fpdf2 takes 40 MB; who prints loads it

    now = _now(parts)
    name, found = await parts.clubs.figures.year(person, club, year or now.year)
    made = await asyncio.to_thread(
        pdf.rendered, name, found, f"{now:%d.%m.%Y %H:%M}", parts.clock.now_ms(), pdf_font.font_files()
    )
    headers = {"Content-Disposition": f'inline; filename="jahresbericht-{club}-{found.year}.pdf"', "Cache-Control": "no-store"}
    return Response(made, media_type="application/pdf", headers=headers)
