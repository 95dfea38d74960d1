"""`/api/places`: everything about places, and what the office changes in them."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from hallenwart_backend.accounts.rules import Person, Role
from hallenwart_backend.halls.place_answers import PlacesOut, places_out
from hallenwart_backend.web.parts import PartsOf, SignedIn

router = APIRouter(prefix="/api/places", tags=["places"])
EDITORS: Final = frozenset({Role.ADMIN, Role.OFFICE})


def may_edit(person: Person) -> bool:
    return person.has(EDITORS)


@router.get("")
async def places(person: SignedIn, parts: PartsOf) -> PlacesOut:
    """Return sites with halls and rooms, their parts, facts and hours, the holidays, the closures."""
    return places_out(parts.places.current, staff=person.is_manager, may_edit=may_edit(person))
