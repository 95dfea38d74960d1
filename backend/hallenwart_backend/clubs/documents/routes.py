"""`/api/clubs/{club}/documents`: what a club keeps for its members. Other clubs get 404, and so does the office."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import Query, Request
from fastapi.responses import Response

from hallenwart_backend.accounts.rules import CLUB_ADMINS
from hallenwart_backend.clubs.documents.rules import MIME, Readers, file_name
from hallenwart_backend.clubs.documents.service import Document
from hallenwart_backend.web.fields import Id, Line, Shape
from hallenwart_backend.web.parts import InBrowser, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/clubs/{club}/documents", tags=["clubs"])


class ClubDocumentOut(Shape):
    id: str
    title: str
    kind: str
    size: int
    readers: Readers
    made_ms: int


class ClubDocumentsOut(Shape):
    documents: list[ClubDocumentOut]
    may_write: bool


def _out(one: Document) -> ClubDocumentOut:
    return ClubDocumentOut(**{name: getattr(one, name) for name in ClubDocumentOut.model_fields})


@router.get("")
async def listed(club: Id, person: InBrowser, parts: PartsOf) -> ClubDocumentsOut:
    found = await parts.clubs.documents.of(person, club)
    leads = any(club in person.roles.get(role, ()) for role in CLUB_ADMINS)
    return ClubDocumentsOut(documents=[_out(one) for one in found], may_write=leads)


@router.put("", status_code=201)
async def add(
    club: Id,
    request: Request,
    person: InBrowser,
    parts: PartsOf,
    title: Annotated[Line, Query()],
    readers: Readers = Readers.ALL,
) -> ClubDocumentOut:
    """Take a PDF, PNG or text of up to 10 MB in; its bytes are the body."""
    return _out(await parts.clubs.documents.add(person, club, title, readers, await request.body()))


@router.get("/{document}/file", response_class=Response)
async def content(club: Id, document: Id, person: InBrowser, parts: PartsOf) -> Response:
    """Return the document as an attachment: no browser shows it in this server's name."""
    found, body = await parts.clubs.documents.content(person, club, document)
    named = file_name(found.title, found.kind)
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(named)}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "no-store",
    }
    return Response(body, media_type=MIME[found.kind], headers=headers)


@router.delete("/{document}", status_code=204)
async def remove(club: Id, document: Id, person: InBrowser, parts: PartsOf) -> None:
    await parts.clubs.documents.remove(person, club, document)
