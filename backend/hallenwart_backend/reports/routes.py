"""`/api/bookings/{id}/report`: how a group left the hall; `/api/reports`, `/api/halls/{id}/condition`: who reads it."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Literal

from fastapi import Path, Query, Response
from pydantic import StringConstraints

from hallenwart_backend.accounts.rules import MANAGERS, Person
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.reports.store import Report
from hallenwart_backend.web.fields import Body, Id, Shape
from hallenwart_backend.web.guard import MAX_PHOTO_BODY_BYTES
from hallenwart_backend.web.parts import Manager, Parts, PartsOf, SignedIn, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api", tags=["reports"])
Condition = Literal["good", "untidy", "damaged"]


class ReportBody(Body):
    """`photo`: JPEG, PNG or WebP in base64; what it knows of place and time is not kept."""

    condition: Condition
    text: Annotated[str, StringConstraints(max_length=2_000, strip_whitespace=True)] = ""
    photo: Annotated[str, StringConstraints(max_length=MAX_PHOTO_BODY_BYTES)] | None = None


class ReportOut(Shape):
    """`photo`: where the picture is, null without one."""

    id: str
    t_ms: int
    booking: str
    hall: str
    hall_name: str
    club: str
    device: str
    slot: int | None
    condition: str
    text: str
    source: str
    photo: str | None


class ReportsOut(Shape):
    reports: list[ReportOut]


class ConditionOut(Shape):
    """What the group before said, nulls when nobody said anything."""

    condition: str | None
    t_ms: int | None
    text: str


def _out(report: Report, parts: Parts) -> ReportOut:
    hall = parts.places.current.halls.get(report.hall)
    return ReportOut(
        id=report.id,
        t_ms=report.t_ms,
        booking=report.booking,
        hall=report.hall,
        hall_name=hall.name if hall else "",
        club=parts.places.current.clubs.get(report.club, ""),
        device=report.device,
        slot=report.slot,
        condition=report.condition,
        text=report.text,
        source=report.source,
        photo=f"/api/reports/{report.id}/photo" if report.photo else None,
    )


@router.post("/bookings/{booking}/report", status_code=201)
async def report(booking: Annotated[Id, Path()], body: ReportBody, person: SignedIn, parts: PartsOf) -> ReportOut:
    photo = _decoded(body.photo) if body.photo else None
    made = await parts.lockers.reports.make(booking, person, condition=body.condition, text=body.text, photo=photo)
    return _out(made, parts)


def _decoded(photo: str) -> bytes:
    try:
        return base64.b64decode(photo, validate=True)
    except (binascii.Error, ValueError) as error:
        raise RefusedError("bad_photo", "Dieses Bild ist kein Base64.", "This picture is no base64.", status=422) from error


@router.get("/reports")
async def reports(
    person: Manager,
    parts: PartsOf,
    hall: Annotated[Id, Query()] = "",
    device: Annotated[Id, Query()] = "",
    slot: Annotated[int | None, Query(ge=1, le=999)] = None,
) -> ReportsOut:
    """Return the newest 100 reports of a hall or a compartment."""
    found = await parts.lockers.reports.newest(hall=hall, device=device, slot=slot)
    return ReportsOut(reports=[_out(one, parts) for one in found if _manages(person, one, parts)])


@router.get("/halls/{hall}/condition")
async def condition(hall: Annotated[Id, Path()], _person: SignedIn, parts: PartsOf) -> ConditionOut:
    """Return what was said of the hall last, without who said it."""
    parts.places.hall(hall)
    last = next(iter(await parts.lockers.reports.newest(hall=hall, limit=1)), None)
    return ConditionOut(
        condition=last.condition if last else None, t_ms=last.t_ms if last else None, text=last.text if last else ""
    )


@router.get("/reports/{report_id}/photo", responses={200: {"content": {"image/jpeg": {}}}}, response_class=Response)
async def photo(report_id: Annotated[Id, Path()], person: SignedIn, parts: PartsOf) -> Response:
    found, jpeg = await parts.lockers.reports.photo(report_id)
    own = bool(found.club) and person.club == found.club
    if not (own or (person.is_manager and _manages(person, found, parts))):
        raise forbidden()
    return Response(jpeg, media_type="image/jpeg", headers={"Cache-Control": "private, no-store"})


def _manages(person: Person, report: Report, parts: Parts) -> bool:
    hall = parts.places.current.halls.get(report.hall)
    site = hall.site if hall else parts.places.current.site_of_device(report.device)
    return person.has_at(MANAGERS, site.id if site else "")
