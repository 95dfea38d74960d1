"""`/api/places`: everything about places, and what the office changes in them."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Depends, Path

from hallenwart_backend.accounts.rules import Person, Role
from hallenwart_backend.booking.answers import ConflictOut, conflict_out
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.halls.editing import HallWish, HoursWish
from hallenwart_backend.halls.model import Places
from hallenwart_backend.halls.place_answers import PlacesOut, places_out
from hallenwart_backend.halls.place_bodies import (
    DoorsBody,
    FactsBody,
    HallBody,
    HoursBody,
    NewHallBody,
    PartsBody,
    SiteBody,
    doors_of,
    facts_of,
    named_of,
    parts_of_body,
    rules_of,
    seasons_of,
)
from hallenwart_backend.web.fields import Id, Shape
from hallenwart_backend.web.parts import Parts, PartsOf, SignedIn, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/places", tags=["places"])
EDITORS: Final = frozenset({Role.ADMIN, Role.OFFICE})
Named = Annotated[Id, Path()]


class OutsideOut(ConflictOut):
    """A coming booking that a change leaves outside; it stays until somebody moves or cancels it."""

    id: str
    hall_name: str


class ChangedOut(Shape):
    """`outside`: coming bookings that are not within the hours any more. `applied` False: nothing was written."""

    outside: list[OutsideOut]
    applied: bool


class MadeOut(Shape):
    id: str


async def editor(person: SignedIn) -> Person:
    """Return who asks, when it is somebody who may change places. Raises RefusedError 401, 403."""
    if not person.has(EDITORS):
        raise forbidden()
    return person


Editor = Annotated[Person, Depends(editor)]


def outside_out(found: list[Booking], places: Places) -> list[OutsideOut]:
    return [
        OutsideOut(**conflict_out(one, places).model_dump(), id=one.id, hall_name=places.halls[one.hall].name)
        for one in found
        if one.hall in places.halls
    ]


async def _note(parts: Parts, person: Person, act: str, place: str) -> None:
    await parts.access.note_deed(person, f"place.{act}", place)


@router.get("")
async def places(person: SignedIn, parts: PartsOf) -> PlacesOut:
    """Return sites with halls and rooms, their parts, facts and hours, the holidays, the closures."""
    return places_out(parts.places.current, staff=person.is_manager, may_edit=person.has(EDITORS))


@router.put("/sites/{site}", status_code=204)
async def put_site(site: Named, body: SiteBody, person: Editor, parts: PartsOf) -> None:
    await parts.place_room.desk.put_site(site, body.model_dump())
    await _note(parts, person, "site", site)


@router.put("/sites/{site}/doors", status_code=204)
async def put_doors(site: Named, body: DoorsBody, person: Editor, parts: PartsOf) -> None:
    await parts.place_room.desk.put_doors(site, doors_of(site, body))
    await _note(parts, person, "doors", site)


def _wish(body: HallBody) -> HallWish:
    only = tuple(dict.fromkeys(body.only_halls)) if body.kind != "hall" else ()
    alone = body.alone and body.kind != "hall"
    return HallWish(body.name, body.kind, body.sections, body.capacity, body.buffer_min, alone, only)


@router.post("/halls", status_code=201)
async def add_hall(body: NewHallBody, person: Editor, parts: PartsOf) -> MadeOut:
    made = await parts.place_room.desk.add_hall(body.site, _wish(body))
    await _note(parts, person, "added", made)
    return MadeOut(id=made)


@router.put("/halls/{hall}", status_code=204)
async def put_hall(hall: Named, body: HallBody, person: Editor, parts: PartsOf) -> None:
    """Refused with `outside` when coming bookings take sections that are to go."""
    try:
        await parts.place_room.desk.put_hall(hall, _wish(body))
    except RefusedError as refusal:
        if isinstance(late := refusal.extra.get("outside"), list):
            refusal.extra["outside"] = [one.model_dump() for one in outside_out(late, parts.places.current)]
        raise
    await _note(parts, person, "changed", hall)


@router.delete("/halls/{hall}", status_code=204)
async def drop_hall(hall: Named, person: Editor, parts: PartsOf) -> None:
    """Delete a hall that nothing belongs to; others can be closed."""
    await parts.place_room.desk.drop_hall(hall)
    await _note(parts, person, "deleted", hall)


@router.put("/halls/{hall}/parts", status_code=204)
async def put_parts(hall: Named, body: PartsBody, person: Editor, parts: PartsOf) -> None:
    await parts.place_room.desk.put_parts(hall, parts_of_body(body))
    await _note(parts, person, "parts", hall)


@router.put("/halls/{hall}/facts", status_code=204)
async def put_facts(hall: Named, body: FactsBody, person: Editor, parts: PartsOf) -> None:
    await parts.place_room.desk.put_facts(hall, facts_of(body))
    await _note(parts, person, "facts", hall)


@router.put("/halls/{hall}/hours")
async def put_hours(hall: Named, body: HoursBody, person: Editor, parts: PartsOf) -> ChangedOut:
    """Set the hours by season, the times with a meaning, and what holidays do; say which bookings are outside then."""
    wish = HoursWish(seasons_of(body), named_of(body), rules_of(body))
    left = await parts.place_room.desk.put_hours(hall, wish, dry=body.dry)
    if not body.dry:
        await _note(parts, person, "hours", hall)
    return ChangedOut(outside=outside_out(left, parts.places.current), applied=not body.dry)
