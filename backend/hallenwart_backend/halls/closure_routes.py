"""`/api/closures`: when places are shut although they would be open."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from fastapi import Path
from pydantic import Field, StringConstraints, field_validator

from hallenwart_backend.halls.closures import Closure
from hallenwart_backend.halls.place_answers import ClosureOut, closure_out
from hallenwart_backend.halls.place_bodies import Sections
from hallenwart_backend.halls.place_routes import Editor, OutsideOut, outside_out
from hallenwart_backend.web.fields import Body, Id, Shape
from hallenwart_backend.web.parts import PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/closures", tags=["places"])


class ClosureBody(Body):
    """Local wall time of the site, without a zone. `dry`: only say whom it would meet."""

    site: Id
    hall: Annotated[str, StringConstraints(max_length=64)] = ""
    sections: Sections = Field(default_factory=list)
    why: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    first: dt.datetime
    last: dt.datetime
    every: Literal["", "week", "month", "year"] = ""
    step: Annotated[int, Field(strict=True, ge=1, le=52)] = 1
    until: dt.date | None = None
    dry: bool = False

    @field_validator("first", "last")
    @classmethod
    def _local(cls, moment: dt.datetime) -> dt.datetime:
        if moment.tzinfo is not None or not 2000 <= moment.year < 2100:
            raise ValueError("local wall time without a zone, as 2026-12-24T08:00")
        return moment.replace(second=0, microsecond=0)


class ClosuresOut(Shape):
    closures: list[ClosureOut]


class ClosedOut(Shape):
    """`affected`: coming bookings it meets; they stay until somebody moves or cancels them."""

    closure: ClosureOut
    affected: list[OutsideOut]
    applied: bool


@router.get("")
async def closures(_person: SignedIn, parts: PartsOf) -> ClosuresOut:
    current = parts.places.current
    return ClosuresOut(closures=[closure_out(one, current) for one in current.closures])


@router.post("", status_code=201)
async def close(body: ClosureBody, person: Editor, parts: PartsOf) -> ClosedOut:
    """Shut a place; say whom it meets."""
    wish = Closure(
        "",
        body.site,
        body.hall,
        tuple(sorted(set(body.sections))),
        body.why,
        body.first,
        body.last,
        body.every,
        body.step if body.every == "week" else 1,
        body.until if body.every else None,
    )
    made, met = await parts.place_room.closures.close(wish, who=parts.access.pseudonym(person.id), dry=body.dry)
    if not body.dry:
        await parts.access.note_deed(person, "place.closed", made.hall or made.site)
    current = parts.places.current
    return ClosedOut(closure=closure_out(made, current), affected=outside_out(met, current), applied=not body.dry)


@router.delete("/{closure}", status_code=204)
async def reopen(closure: Annotated[Id, Path()], person: Editor, parts: PartsOf) -> None:
    await parts.place_room.closures.reopen(closure)
    await parts.access.note_deed(person, "place.reopened", closure)
