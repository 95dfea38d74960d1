"""`/api/retention`, `/api/privacy`: how long what is kept, who answers for it. `/datenschutz` tells everybody."""

from __future__ import annotations

from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Request, Response
from pydantic import Field, StringConstraints

from hallenwart_backend.accounts.rules import Person, Role
from hallenwart_backend.retention import store, telling
from hallenwart_backend.retention.service import Sheet, Standing
from hallenwart_backend.web import plain
from hallenwart_backend.web.fields import Body, Shape, Words
from hallenwart_backend.web.parts import Admin, Manager, Parts, PartsOf, forbidden
from hallenwart_backend.web.routing import Router
from hallenwart_contract.clock import utc

router = Router(tags=["privacy"])
_READERS = frozenset({Role.ADMIN, Role.OFFICE})
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class KindSaid(Shape):
    """`oldest_ms` None: nothing is kept. `left`: rows that are too old and still there after the last run."""

    id: str
    words: Words
    people: bool
    days: int
    least: int
    most: int
    oldest_ms: int | None
    deleted: int
    left: int


class RetentionSaid(Shape):
    """`ok`: the last run was lately and left nothing that is too old."""

    kinds: list[KindSaid]
    ran_ms: int | None
    ok: bool


class DaysBody(Body):
    days: Annotated[dict[str, Annotated[int, Field(strict=True, ge=0, le=40_000)]], Field(min_length=1, max_length=100)]


class SheetBody(Body):
    """`rev` is the revision this was made from."""

    rev: Annotated[int, Field(strict=True, ge=0)]
    controller: Line
    contact: Line
    officer: Line
    authority: Line


class SheetSaid(Shape):
    rev: int
    controller: str
    contact: str
    officer: str
    authority: str
    saved_by: str
    saved_ms: int


@router.get("/api/retention")
async def retention(person: Manager, parts: PartsOf) -> RetentionSaid:
    """Tell what is kept, how long, and whether the deletion proved itself."""
    _reader(person)
    return _said(await parts.retention.standing())


@router.put("/api/retention")
async def set_days(body: DaysBody, person: Admin, parts: PartsOf) -> RetentionSaid:
    await parts.retention.set_days(body.days, by=person.name, person=person.id)
    return _said(await parts.retention.standing())


@router.get("/api/privacy")
async def sheet(person: Manager, parts: PartsOf) -> SheetSaid:
    _reader(person)
    return _sheet_said(await parts.retention.sheet())


@router.put("/api/privacy")
async def save_sheet(body: SheetBody, person: Admin, parts: PartsOf) -> SheetSaid:
    """Save who answers for the data."""
    made = Sheet(body.rev, body.controller, body.contact, body.officer, body.authority, person.name)
    return _sheet_said(await parts.retention.save_sheet(made, person=person.id))


@router.get("/api/privacy/record", response_class=Response, responses={200: {"content": {"text/html": {}}}})
async def record(request: Request, person: Manager, parts: PartsOf) -> Response:
    """Show the record of processing (Art. 30) as a page to print."""
    _reader(person)
    return plain.answer(await _page(request, parts, record=True))


@router.get("/datenschutz", include_in_schema=False)
async def information(request: Request, parts: PartsOf) -> Response:
    """Tell everybody what is kept of them (Art. 13)."""
    return plain.answer(await _page(request, parts, record=False))


async def _page(request: Request, parts: Parts, *, record: bool) -> str:
    sheet = await parts.retention.sheet()
    days = await parts.records.read(store.days_of)
    known = await parts.records.read(telling.recipients)
    lang = "en" if request.query_params.get("lang") == "en" else "de"
    now = utc(parts.clock.now_ms()).astimezone(ZoneInfo(parts.places.current.zone))
    counting = await parts.usage.sheet()
    return telling.page(sheet, days, known, counting, lang=lang, record=record, as_of=f"{now:%d.%m.%Y}")


def _reader(person: Person) -> None:
    if not person.has_at(_READERS, ""):
        raise forbidden()


def _said(standing: Standing) -> RetentionSaid:
    kinds = [
        KindSaid(
            id=held.kind.id,
            words=Words(de=held.kind.de, en=held.kind.en),
            people=held.kind.people,
            days=held.days,
            least=held.kind.least,
            most=held.kind.most,
            oldest_ms=held.oldest_ms,
            deleted=held.deleted,
            left=held.left,
        )
        for held in standing.held
    ]
    return RetentionSaid(kinds=kinds, ran_ms=standing.ran_ms, ok=standing.ok)


def _sheet_said(sheet: Sheet) -> SheetSaid:
    return SheetSaid(**{name: getattr(sheet, name) for name in SheetSaid.model_fields})
