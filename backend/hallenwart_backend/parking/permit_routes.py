"""`/api/bookings/{booking}/permits`: the cars of a date, as its club names them."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from pydantic import Field, StringConstraints

from hallenwart_backend.parking.model import GuestLink, Permit
from hallenwart_backend.parking.permits import Sheet
from hallenwart_backend.parking.refusals import refusal
from hallenwart_backend.parking.routes import Plate
from hallenwart_backend.web.fields import Body, Id, Shape, Words
from hallenwart_backend.web.parts import PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/bookings/{booking}/permits", tags=["parking"])
Booking = Annotated[Id, Path()]
Label = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]


class PermitBody(Body):
    """`label`: a word of one's own, by which the permit is found again; the plate is never shown."""

    car_park: Id
    plate: Plate
    label: Label = ""


class GuestLinkBody(Body):
    """`most`: how many plates guests may enter by the link."""

    car_park: Id
    most: Annotated[int, Field(strict=True, ge=1, le=500)]


class OfferedOut(Shape):
    """A car park as this booking may use it. `left`: permits that can still be given."""

    id: str
    name: str
    text: str
    limit: int
    left: int
    from_ms: int
    to_ms: int


class PermitOut(Shape):
    id: str
    car_park: str
    label: str
    by_guest: bool
    from_ms: int
    to_ms: int
    made_ms: int


class GuestLinkOut(Shape):
    """`url`: told once, when the link is made; else empty."""

    car_park: str
    most: int
    used: int
    until_ms: int
    url: str = ""


class PermitsOut(Shape):
    """`why`: why no plates are taken now; null: they are."""

    booking: str
    title: str
    hall_name: str
    kind: str
    start_ms: int
    end_ms: int
    car_parks: list[OfferedOut]
    permits: list[PermitOut]
    link: GuestLinkOut | None
    why: Words | None


def _permit_out(permit: Permit) -> PermitOut:
    kept = ("id", "car_park", "label", "by_guest", "from_ms", "to_ms", "made_ms")
    return PermitOut(**{name: getattr(permit, name) for name in kept})


def _link_out(link: GuestLink, url: str = "") -> GuestLinkOut:
    return GuestLinkOut(car_park=link.car_park, most=link.most, used=link.used, until_ms=link.until_ms, url=url)


def _why(code: str) -> Words | None:
    if not code:
        return None
    refused = refusal(code)
    return Words(de=refused.de, en=refused.en)


def _sheet_out(sheet: Sheet, hall_name: str, url: str = "") -> PermitsOut:
    date = sheet.booking
    return PermitsOut(
        booking=date.id,
        title=date.title,
        hall_name=hall_name,
        kind=date.kind,
        start_ms=date.start_ms,
        end_ms=date.end_ms,
        car_parks=[
            OfferedOut(
                id=one.park.id,
                name=one.park.name,
                text=one.park.text,
                limit=one.limit,
                left=one.left,
                from_ms=one.from_ms,
                to_ms=one.to_ms,
            )
            for one in sheet.offered
        ],
        permits=[_permit_out(permit) for permit in sheet.permits],
        link=_link_out(sheet.link, url) if sheet.link else None,
        why=_why(sheet.why),
    )


async def _told(person: SignedIn, booking: str, parts: PartsOf, url: str = "") -> PermitsOut:
    sheet = await parts.parking.permits.sheet(person, booking)
    hall = parts.places.current.halls.get(sheet.booking.hall)
    return _sheet_out(sheet, hall.name if hall else "", url)


@router.get("")
async def permits(booking: Booking, person: SignedIn, parts: PartsOf) -> PermitsOut:
    return await _told(person, booking, parts)


@router.post("", status_code=201)
async def give(booking: Booking, body: PermitBody, person: SignedIn, parts: PartsOf) -> PermitOut:
    """Give one car its permit. The plate is hashed at once and never shown."""
    return _permit_out(await parts.parking.permits.give(person, booking, body.car_park, body.plate, body.label))


@router.put("/link")
async def share(booking: Booking, body: GuestLinkBody, person: SignedIn, parts: PartsOf) -> PermitsOut:
    """Make the link by which guests enter their own plates; the one before ends."""
    token = await parts.parking.permits.share(person, booking, body.car_park, body.most)
    return await _told(person, booking, parts, parts.parking.url(f"/parken/gast/{token}"))


@router.delete("/link", status_code=204)
async def unshare(booking: Booking, person: SignedIn, parts: PartsOf) -> None:
    """End the link; what guests entered stays."""
    await parts.parking.permits.unshare(person, booking)


@router.delete("/{permit}", status_code=204)
async def end(booking: Booking, permit: Annotated[Id, Path()], person: SignedIn, parts: PartsOf) -> None:
    """Take a permit back at once."""
    await parts.parking.permits.end(person, booking, permit)
