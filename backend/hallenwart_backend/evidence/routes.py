"""`/api/evidence`: the log for whoever must prove something, and whether it was tampered with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import Path, Query, Response
from pydantic import StringConstraints

from hallenwart_backend.accounts.rules import ADMINS, EVIDENCE_READERS, Person
from hallenwart_backend.evidence.store import Filter, Found
from hallenwart_backend.web.fields import LATEST_MS, Id, Shape
from hallenwart_backend.web.parts import PartsOf, SignedIn, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/evidence", tags=["evidence"])


class LinkOut(Shape):
    """`said` is null where it was erased; hashes in hex. `name`: whose pseudonym `who` is, while the account exists."""

    number: int
    t_ms: int
    kind: str
    about: str
    who: str
    name: str
    site: str
    device: str
    zone: str
    c: str
    said: str | None
    hash: str


class EvidenceOut(Shape):
    """Newest first; `before` begins the next page, null at the end."""

    links: list[LinkOut]
    before: int | None


class ProofOut(Shape):
    """`fault_at`: the first link that does not fit. `head`: the newest hash, to be noted elsewhere."""

    whole: bool
    links: int
    fault_at: int | None
    head: str


def _check(person: Person) -> None:
    if not person.has(EVIDENCE_READERS):
        raise forbidden()


Year = Annotated[int, Query(ge=2000, le=2099)]
AskedMs = Annotated[int | None, Query(ge=0, le=LATEST_MS, description="milliseconds since the epoch, UTC")]
Word = Annotated[str, StringConstraints(max_length=64)]


@router.get("")
async def evidence(
    person: SignedIn,
    parts: PartsOf,
    *,
    site: Word = "",
    device: Word = "",
    zone: Word = "",
    c: Word = "",
    about: Word = "",
    kind: Annotated[list[Word] | None, Query(max_length=20)] = None,
    from_ms: AskedMs = None,
    to_ms: AskedMs = None,
    before: Annotated[int | None, Query(ge=1, le=2**53)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> EvidenceOut:
    """Return links that fit. A `kind` that ends with a dot stands for all that begin so, as `walk.`."""
    _check(person)
    wanted = Filter(site, device, zone, c, about, tuple(kind or ()), from_ms, to_ms)
    page = await parts.fire.export.page(wanted, before=before, limit=limit)
    return EvidenceOut(links=[_link(one, page.people) for one in page.found], before=page.before)


def _link(found: Found, people: Mapping[str, str]) -> LinkOut:
    link = found.link
    return LinkOut(
        number=link.number,
        t_ms=link.t_ms,
        kind=link.kind,
        about=link.about,
        who=link.who,
        name=people.get(link.who, ""),
        site=found.at.site,
        device=found.at.device,
        zone=found.at.zone,
        c=found.at.c,
        said=found.said,
        hash=link.hash.hex(),
    )


@router.get("/export.csv", responses={200: {"content": {"text/csv": {}}}}, response_class=Response)
async def as_csv(person: SignedIn, parts: PartsOf, site: Id, year: Year) -> Response:
    """Return a year of a site as a spreadsheet: UTF-8 with mark, semicolons, no cell a formula."""
    _check(person)
    from_ms, to_ms = parts.fire.export.span(site, year)
    text = await parts.fire.export.csv(Filter(site=site, from_ms=from_ms, to_ms=to_ms), site)
    return Response(text.encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers=_file(site, year, "csv"))


@router.get("/export.pdf", responses={200: {"content": {"application/pdf": {}}}}, response_class=Response)
async def as_pdf(person: SignedIn, parts: PartsOf, site: Id, year: Year) -> Response:
    """Return the yearly record of a site for its inspection."""
    _check(person)
    return Response(await parts.fire.export.pdf(site, year), media_type="application/pdf", headers=_file(site, year, "pdf"))


def _file(site: str, year: int, ending: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="nachweis-{site}-{year}.{ending}"'}


@router.delete("/{number}/said", status_code=204)
async def erase(number: Annotated[int, Path(ge=1, le=2**53)], person: SignedIn, parts: PartsOf) -> None:
    """Forget what a link stands for, with the names in it; the chain stays valid."""
    if not person.has(ADMINS):
        raise forbidden()
    who = parts.lockers.keys.pseudonym(person.id)
    await parts.lockers.evidence.erase(number, who=who, now_ms=parts.clock.now_ms())


@router.get("/verify")
async def verify(person: SignedIn, parts: PartsOf) -> ProofOut:
    _check(person)
    proof = await parts.lockers.evidence.verify()
    return ProofOut(whole=proof.fault_at is None, links=proof.links, fault_at=proof.fault_at, head=proof.head.hex())
