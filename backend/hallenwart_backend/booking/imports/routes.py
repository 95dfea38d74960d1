"""`/api/imports`: plans from files, looked at first, then taken in; undone as a whole."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from fastapi import Depends, Query, Request
from pydantic import Field, StringConstraints

from hallenwart_backend.accounts.rules import OFFICE_HANDS, Person
from hallenwart_backend.booking.imports.answers import (
    PlanImportDetail,
    PlanImportOut,
    PlanImportRowsOut,
    PlanImportsOut,
    detail_out,
    import_out,
    rows_out,
)
from hallenwart_backend.booking.imports.columns import FIELDS
from hallenwart_backend.booking.imports.model import Settings
from hallenwart_backend.booking.imports.refusals import refused
from hallenwart_backend.booking.imports.sheet import MOST_COLUMNS
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.web.fields import Body, Id
from hallenwart_backend.web.parts import Parts, PartsOf, SignedIn, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/imports", tags=["exchange"])
_MOST_NAMES = 2_000
_FILE = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}, "required": True}
Text = Annotated[str, StringConstraints(max_length=2_000)]
Names = Annotated[dict[Text, Annotated[str, StringConstraints(max_length=64)]], Field(max_length=_MOST_NAMES)]


async def _office(person: SignedIn) -> Person:
    if not person.has(OFFICE_HANDS):
        raise forbidden()
    return person


Office = Annotated[Person, Depends(_office)]


class PlanImportSettingsBody(Body):
    """`mapping`: what each column means, empty for nothing.

    Names: an id (sections as `1,2` for parts), `+` makes a club, `-` leaves rows out. `parts` by `hall|text`.
    """

    mapping: Annotated[list[Literal["", *FIELDS]], Field(max_length=MOST_COLUMNS)]  # type: ignore[valid-type]  # its words are known
    season_from: dt.date | None = None
    season_to: dt.date | None = None
    hall: Annotated[str, StringConstraints(max_length=64)] = ""
    club: Annotated[str, StringConstraints(max_length=120)] = ""
    halls: Names = Field(default_factory=dict)
    clubs: Names = Field(default_factory=dict)
    parts: Names = Field(default_factory=dict)


class PlanImportApplyBody(Body):
    """`refuse`: enter nothing when anything is taken."""

    on_conflict: Literal["skip", "refuse"] = "skip"


@router.post("", status_code=201, openapi_extra={"requestBody": _FILE})
async def take_in(
    request: Request,
    person: Office,
    parts: PartsOf,
    name: Annotated[str, Query(max_length=120)] = "",
) -> PlanImportDetail:
    """Take a file in, its bytes as the body: .xlsx, .csv or .ics. Nothing is entered; ask for `counts` until they are there."""
    named = "".join(sign for sign in name if sign.isprintable()).strip() or "Plan"
    stored = await parts.booking.imports.take_in(person, named, await request.body())
    return await _detail(stored.id, person, parts)


@router.get("")
async def listed(_person: Office, parts: PartsOf) -> PlanImportsOut:
    desk = parts.booking.imports
    return PlanImportsOut(imports=[import_out(one, desk.jobs.of(one.id)) for one in await desk.listed()])


@router.get("/{one}")
async def show(one: Id, person: Office, parts: PartsOf) -> PlanImportDetail:
    return await _detail(one, person, parts)


async def _detail(one: str, person: Person, parts: Parts) -> PlanImportDetail:
    desk = parts.booking.imports
    stored = await desk.one(one)
    try:
        sheet = await desk.sheet(one)
    except RefusedError:
        return detail_out(stored, desk.jobs.of(one), None, None)
    plan = await desk.plan(stored, person)
    return detail_out(stored, desk.jobs.of(one), sheet, plan)


@router.get("/{one}/rows")
async def rows(
    one: Id,
    person: Office,
    parts: PartsOf,
    show: Literal["all", "problems"] = "problems",
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> PlanImportRowsOut:
    """Return what each row does, one page of them; nothing while that is worked out."""
    desk = parts.booking.imports
    plan = await desk.plan(await desk.one(one), person)
    return rows_out(plan, parts.places.current, show, offset, limit) if plan else PlanImportRowsOut(rows=[], total=0)


@router.put("/{one}")
async def change(one: Id, body: PlanImportSettingsBody, person: Office, parts: PartsOf) -> PlanImportDetail:
    """Say what columns and names mean; what the file would change is worked out anew."""
    if body.hall and body.hall not in parts.places.current.halls:
        raise refused("bad_mapping")
    settings = Settings(**body.model_dump() | {"mapping": tuple(body.mapping)})
    await parts.booking.imports.change(person, one, settings)
    return await _detail(one, person, parts)


@router.post("/{one}/apply", status_code=202)
async def apply(one: Id, body: PlanImportApplyBody, person: Office, parts: PartsOf) -> PlanImportOut:
    """Begin to enter what is free; ask for the progress."""
    desk = parts.booking.imports
    job = await desk.apply(person, one, refuse=body.on_conflict == "refuse")
    return import_out(await desk.one(one), job)


@router.post("/{one}/undo", status_code=202)
async def undo(one: Id, person: Office, parts: PartsOf) -> PlanImportOut:
    """Begin to cancel what the import entered, as far as nobody changed it since."""
    desk = parts.booking.imports
    job = await desk.undo(person, one)
    return import_out(await desk.one(one), job)


@router.post("/{one}/stop", status_code=204)
async def stop(one: Id, _person: Office, parts: PartsOf) -> None:
    """End what runs after the present step; what was entered stays, and can be undone or gone on with."""
    await parts.booking.imports.stop(one)


@router.delete("/{one}", status_code=204)
async def drop(one: Id, _person: Office, parts: PartsOf) -> None:
    """Forget an import that entered nothing."""
    await parts.booking.imports.drop(one)
