"""`/wirkung` for everybody, the same as CSV and JSON, and `/api/impact` for whoever sees the manager's page."""

from __future__ import annotations

import csv
import io
import math
from typing import Annotated, Any, Final

from fastapi import Query, Request
from fastapi.responses import Response

from hallenwart_backend.impact import page
from hallenwart_backend.impact.data import IMPACT
from hallenwart_backend.impact.model import Measure
from hallenwart_backend.impact.service import Told
from hallenwart_backend.impact.words import ABOUT
from hallenwart_backend.opendata.reader import Reading
from hallenwart_backend.public.answers import CALM, OPEN, answer, frame_of, html
from hallenwart_backend.public.answers import told as tell
from hallenwart_backend.web.fields import Shape
from hallenwart_backend.web.parts import Manager, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(tags=["impact"])
WantedYear = Annotated[int | None, Query(ge=2000, le=2100)]
_HEAD: Final = (
    "measure", "level", "unit", "value", "low", "high", "cases", "unknown", "why", "name", "method", "certainty", "limits",
)  # fmt: skip


class WordsOfMeasure(Shape):
    name: str
    method: str
    certainty: str
    limits: str


class MeasureOut(Shape):
    """`high` null with a `value`: nobody can say how much more. `why`: unknown, few; then there is no figure."""

    id: str
    level: str
    unit: str
    value: float | None
    low: float | None
    high: float | None
    cases: int | None
    unknown: int | None
    why: str
    de: WordsOfMeasure
    en: WordsOfMeasure


class ImpactOut(Shape):
    year: int
    years: list[int]
    from_date: str
    to_date: str | None
    smallest: int
    interval: str = "95 %"
    measures: list[MeasureOut]


@router.get("/wirkung", include_in_schema=False, dependencies=CALM)
async def impact_page(request: Request, parts: PartsOf, jahr: WantedYear = None) -> Response:
    frame = await frame_of(request, parts, f"/wirkung?jahr={jahr}" if jahr else "/wirkung")
    data = parts.opendata.registry.is_public(IMPACT.id)
    return html(request, page.page(frame, await parts.impact.told(jahr), data=data), csp=page.csp())


@router.get("/wirkung.json", include_in_schema=False, dependencies=CALM)
async def impact_json(request: Request, parts: PartsOf, reader: Reading, jahr: WantedYear = None) -> Response:
    reader.need(IMPACT.id)
    return tell(request, _out(await parts.impact.told(jahr)).model_dump(), headers=reader.headers(IMPACT.id))


@router.get("/wirkung.csv", include_in_schema=False, dependencies=CALM)
async def impact_csv(request: Request, parts: PartsOf, reader: Reading, jahr: WantedYear = None) -> Response:
    reader.need(IMPACT.id)
    found = await parts.impact.told(jahr)
    named = {"Content-Disposition": f'attachment; filename="wirkung-{found.year}.csv"'}
    return answer(request, _csv(found).encode("utf-8-sig"), "text/csv; charset=utf-8", OPEN | named | reader.headers(IMPACT.id))


@router.get("/api/impact")
async def impact(_: Manager, parts: PartsOf, year: WantedYear = None) -> ImpactOut:
    """Return the measures of a year for the office: to the day, small numbers too."""
    return _out(await parts.impact.told(year, everybody=False))


def _out(found: Told) -> ImpactOut:
    return ImpactOut(
        year=found.year,
        years=list(found.years),
        from_date=found.first.isoformat(),
        to_date=found.last.isoformat() if found.last else None,
        smallest=found.k,
        measures=[_measure(one) for one in found.measures],
    )


def _measure(one: Measure) -> MeasureOut:
    found = one.estimate
    return MeasureOut(
        id=one.id,
        level=one.level,
        unit=one.unit,
        value=_finite(found.value) if found else None,
        low=_finite(found.low) if found else None,
        high=_finite(found.high) if found else None,
        cases=found.n if found else None,
        unknown=found.unknown if found else None,
        why=one.why or "",
        de=_words(one.id, "de"),
        en=_words(one.id, "en"),
    )


def _words(measure: str, lang: str) -> WordsOfMeasure:
    about = ABOUT[measure][lang]
    return WordsOfMeasure(name=about.name, method=about.method, certainty=about.sure, limits=about.limits)


def _finite(x: float) -> float | None:
    return None if math.isinf(x) else round(x, 2)


def _csv(found: Told) -> str:
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\r\n")
    rows.writerow(_HEAD)
    for one in _out(found).measures:
        row: dict[str, Any] = one.model_dump()
        rows.writerow([row[name] for name in ("id", *_HEAD[1:9])] + list(row["de"].values()))
    return out.getvalue()
