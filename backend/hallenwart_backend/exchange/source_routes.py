"""`/api/exchange`: the office sets licence and sources, and sees what came."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from hallenwart_backend.accounts.rules import OFFICE_HANDS, Person
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.exchange.catalog import FILES
from hallenwart_backend.exchange.desk import Came, SourceWish
from hallenwart_backend.exchange.model import ItemKind
from hallenwart_backend.exchange.openactive import FEEDS
from hallenwart_backend.exchange.polling import FAULTS
from hallenwart_backend.exchange.reading.anything import Format
from hallenwart_backend.exchange.teller import LICENSES, Terms
from hallenwart_backend.web.fields import Body, Shape
from hallenwart_backend.web.parts import Parts, PartsOf, SignedIn, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/exchange", tags=["exchange"])
_LONGEST_FILE = 2_000_000


class ExchangeTermsBody(Body):
    """`price_ct`: of an hour of a section in cents, null: nobody says."""

    license: str
    publisher: Annotated[str, StringConstraints(max_length=120, strip_whitespace=True)] = ""
    price_ct: Annotated[int, Field(strict=True, ge=0, le=1_000_000)] | None = None


class LicenseOut(Shape):
    id: str
    name: str
    url: str


class ExchangeSourceBody(Body):
    """Without `url`, files are put in by hand."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]
    url: Annotated[str, StringConstraints(max_length=1_000, strip_whitespace=True)] = ""
    format: Format = Format.AUTO
    every_min: Annotated[int, Field(strict=True, ge=5, le=10_080)] = 60
    license: Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)] = ""
    paused: bool = False

    @property
    def wish(self) -> SourceWish:
        return SourceWish(self.name, self.url, self.format, self.every_min, self.license, self.paused)


class SourceFileBody(Body):
    text: Annotated[str, StringConstraints(min_length=1, max_length=_LONGEST_FILE)]


class ReadFaultOut(Shape):
    code: str
    de: str
    en: str


class SourceFromOut(Shape):
    """`read_ms`: when it was read last without a fault. `merged`: told by others or us too; `ours`: ours, and came back."""

    id: str
    name: str
    url: str
    format: Format
    every_min: int
    license: str
    paused: bool
    tried_ms: int | None
    read_ms: int | None
    fault: ReadFaultOut | None
    broken: int
    counts: dict[str, int]
    merged: int
    ours: int


class CameOut(Shape):
    """A thing of others that is shown, with all who tell it."""

    kind: str
    title: str
    url: str
    by: str
    place: str
    from_ms: int | None
    sources: list[str]


class ExchangeOut(Shape):
    license: str
    publisher: str
    price_ct: int | None
    licenses: list[LicenseOut]
    told: dict[str, int]
    feeds: list[str]
    sources: list[SourceFromOut]
    came: list[CameOut]


def _office(person: Person) -> None:
    if not person.has(OFFICE_HANDS):
        raise forbidden()


def _source(came: Came) -> SourceFromOut:
    one = came.source
    words = FAULTS.get(one.fault)
    return SourceFromOut(
        id=one.id,
        name=one.name,
        url=one.url,
        format=Format(one.format),
        every_min=one.every_min,
        license=one.license,
        paused=one.paused,
        tried_ms=one.tried_ms,
        read_ms=one.read_ms,
        fault=ReadFaultOut(code=one.fault, de=words[0], en=words[1]) if words else None,
        broken=one.broken,
        counts=dict(came.counts),
        merged=came.merged,
        ours=came.ours,
    )


async def _whole(parts: Parts) -> ExchangeOut:
    feeds, desk = parts.exchange.feeds, parts.exchange.desk
    terms = await feeds.terms()
    came = [one for kind in (ItemKind.OFFER, ItemKind.EVENT, ItemKind.SESSION, ItemKind.CLUB) for one in await desk.shown(kind)]
    return ExchangeOut(
        license=terms.license,
        publisher=terms.publisher,
        price_ct=terms.price_ct,
        licenses=[LicenseOut(id=one, name=name, url=url) for one, (name, url) in LICENSES.items()],
        told=await feeds.counts(),
        feeds=[*(f"/daten/{file}" for file in FILES), *(f"/openactive/feeds/{name}" for name in FEEDS)],
        sources=[_source(one) for one in await desk.every()],
        came=[
            CameOut(
                kind=one.item.kind,
                title=one.item.title,
                url=one.item.url,
                by=one.item.by,
                place=one.item.spot.name,
                from_ms=one.item.from_ms,
                sources=one.sources,
            )
            for one in came[:200]
        ],
    )


@router.get("")
async def whole(person: SignedIn, parts: PartsOf) -> ExchangeOut:
    _office(person)
    return await _whole(parts)


@router.put("")
async def set_terms(body: ExchangeTermsBody, person: SignedIn, parts: PartsOf) -> ExchangeOut:
    """Say under which licence data is told, and by whom."""
    _office(person)
    if body.license not in LICENSES:
        raise RefusedError("no_such_license", "Diese Lizenz kennen wir nicht.", "We do not know this licence.", status=422)
    await parts.exchange.feeds.set_terms(Terms(body.license, body.publisher, body.price_ct))
    return await _whole(parts)


@router.post("/sources", status_code=201)
async def add(body: ExchangeSourceBody, person: SignedIn, parts: PartsOf) -> ExchangeOut:
    """Read from another address from now on, or get ready for files."""
    _office(person)
    await parts.exchange.desk.add(body.wish)
    return await _whole(parts)


@router.put("/sources/{source}")
async def change(source: str, body: ExchangeSourceBody, person: SignedIn, parts: PartsOf) -> ExchangeOut:
    _office(person)
    await parts.exchange.desk.change(source, body.wish)
    return await _whole(parts)


@router.delete("/sources/{source}", status_code=204)
async def remove(source: str, person: SignedIn, parts: PartsOf) -> None:
    """Read from there no more, and forget all that came."""
    _office(person)
    await parts.exchange.desk.remove(source)


@router.post("/sources/{source}/read")
async def read_now(source: str, person: SignedIn, parts: PartsOf) -> ExchangeOut:
    """Read an address now."""
    _office(person)
    await parts.exchange.desk.read_now(source)
    return await _whole(parts)


@router.post("/sources/{source}/file")
async def put_file(source: str, body: SourceFileBody, person: SignedIn, parts: PartsOf) -> ExchangeOut:
    """Take a file instead of what came before."""
    _office(person)
    await parts.exchange.desk.put(source, body.text)
    return await _whole(parts)
