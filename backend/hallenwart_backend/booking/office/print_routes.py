"""What goes on paper: `/plan/{hall}`, `/api/plan.pdf`, `/api/bookings/{id}/confirmation.pdf`."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Final

from fastapi import Path, Query
from fastapi.responses import HTMLResponse, Response

from hallenwart_backend.access.grants.service import NO_CODE
from hallenwart_backend.accounts.rules import CLUB_ROLES, Person
from hallenwart_backend.booking import store
from hallenwart_backend.booking.answers import may_look
from hallenwart_backend.booking.model import HOLDING, Booking
from hallenwart_backend.booking.office.confirmation import Names, confirmation
from hallenwart_backend.booking.office.plan_html import STYLE, plan_html
from hallenwart_backend.booking.office.week_plan import WeekPlan, monday_of, span_of, week_plan
from hallenwart_backend.booking.refusals import bad_span, gone, no_code, not_yours
from hallenwart_backend.booking.slot_routes import checked_day
from hallenwart_backend.halls.parts import Language
from hallenwart_backend.pdf_font import font_files
from hallenwart_backend.web.fields import Id
from hallenwart_backend.web.parts import Parts, PartsOf, SignedIn
from hallenwart_backend.web.plain import csp_of
from hallenwart_backend.web.routing import Router

router = Router(tags=["office"])
Week = Annotated[str, Query(pattern=r"^\d{4}-W\d{2}$", description="ISO week, as 2026-W48")]
_PDF: Final[dict[int | str, dict[str, Any]]] = {200: {"content": {"application/pdf": {}}}}


@router.get("/plan/{hall}", response_class=HTMLResponse)
async def printed(
    hall: Annotated[Id, Path()], week: Week, _person: SignedIn, parts: PartsOf, lang: Language = "de"
) -> Response:
    """Return a hall's week as a page to print. It names clubs, never people."""
    plan = await _plan(parts, hall, week, lang)
    return HTMLResponse(plan_html(plan, lang), headers={"Content-Security-Policy": csp_of(STYLE)})


@router.get("/api/plan.pdf", responses=_PDF, response_class=Response)
async def as_pdf(hall: Id, week: Week, _person: SignedIn, parts: PartsOf, lang: Language = "de") -> Response:
    """Return a hall's week on A4 across."""
    from hallenwart_backend.booking.office.sheets import plan_pdf  # fpdf takes 40 MB; who makes PDFs loads it

    plan, now = await _plan(parts, hall, week, lang), parts.clock.now_ms()
    made = await asyncio.to_thread(plan_pdf, plan, lang, made_ms=now, fonts=font_files())
    return _pdf(made, f"hallenplan-{hall}-{week}")


async def _plan(parts: Parts, hall: str, week: str, language: Language) -> WeekPlan:
    found = parts.places.hall(hall)
    try:
        monday = checked_day(monday_of(week))
    except ValueError as error:
        raise bad_span() from error
    span = span_of(monday, found.zone)
    booked = await parts.records.read(lambda connection: store.of_halls(connection, [hall], *span, states=HOLDING))
    return week_plan(found, monday, booked, parts.places.current.clubs, language, now_ms=parts.clock.now_ms())


@router.get("/api/bookings/{booking}/confirmation.pdf", responses=_PDF, response_class=Response)
async def confirmed(
    booking: Annotated[Id, Path()],
    person: SignedIn,
    parts: PartsOf,
    lang: Language = "de",
    *,
    code: bool = False,
) -> Response:
    """Return a sheet for the club. The code stands on it only with `code=1`, for who may print it. That is noted."""
    found = await parts.bookings.one(booking)
    if found is None:
        raise gone()
    may_print = may_look(person, found, parts.places.current)
    if not may_print and (code or not _of_club(person, found)):
        raise not_yours()
    told = (await parts.access.codes([booking])).get(booking, NO_CODE).code if code else None
    if code and (not told or found.state != "booked"):
        raise no_code()
    if told:
        await parts.access.note_deed(person, "slip.printed", booking)
    places, now = parts.places.current, parts.clock.now_ms()
    names = Names(
        club=places.clubs.get(found.holder or "", ""),
        owner=places.clubs.get(found.club or "", "") if found.borrower else "",
        rooms=[places.halls[room].name for room in found.rooms if room in places.halls],
    )
    from hallenwart_backend.booking.office.sheets import confirmation_pdf

    what = confirmation(found, parts.places.hall(found.hall), names, lang, code=told or "", made_ms=now)
    made = await asyncio.to_thread(confirmation_pdf, what, lang, made_ms=now, fonts=font_files())
    return _pdf(made, f"belegung-{booking}")


def _of_club(person: Person, booking: Booking) -> bool:
    return any(club and person.has_at(CLUB_ROLES, club) for club in (booking.club, booking.borrower))


def _pdf(made: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "no-store"}
    return Response(made, media_type="application/pdf", headers=headers)
