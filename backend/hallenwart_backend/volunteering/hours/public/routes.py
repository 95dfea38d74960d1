"""`/nachweis/{id}`: whether a certificate still holds, without names; and the sheet behind a helper's own link."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import Path, Request
from fastapi.responses import Response

from hallenwart_backend.accounts.page import form_of
from hallenwart_backend.public.answers import CALM, frame_of, html, told
from hallenwart_backend.public.frame import Frame, Said, nowhere, render
from hallenwart_backend.volunteering.hours import telling
from hallenwart_backend.volunteering.hours.papers import PATH, Checked
from hallenwart_backend.volunteering.hours.public.answers import pdf
from hallenwart_backend.volunteering.hours.rules import hours_text
from hallenwart_backend.volunteering.hours.words import CHECK
from hallenwart_backend.web.parts import PartsOf
from hallenwart_backend.web.routing import Router
from hallenwart_contract.clock import utc

router = Router(include_in_schema=False, dependencies=CALM)
_PACKAGE: Final = "hallenwart_backend.volunteering.hours.public"
_NAME_CHARS: Final = 80
Number = Annotated[str, Path(pattern="^[0-9a-f]{20}$")]
Token = Annotated[str, Path(pattern="^[A-Za-z0-9_-]{20,80}$")]


@router.get("/nachweis/{paper}.json")
async def for_programs(paper: Number, request: Request, parts: PartsOf) -> Response:
    """Return the signed records and the key that proves them; no name is in them."""
    papers = parts.volunteering.hours.papers
    found = await papers.check(paper)
    if found is None:
        return Response("{}", 404, media_type="application/json")
    records = [telling.record_out(one).model_dump() for one in found.hours]
    content = {"id": paper, "state": _word(found), "records": records, "public_key": papers.public_key()}
    return told(request, content, cache="no-store")


@router.get("/nachweis/{paper}")
async def check(paper: Number, request: Request, parts: PartsOf) -> Response:
    frame = await frame_of(request, parts, f"{PATH}{paper}")
    found = await parts.volunteering.hours.papers.check(paper)
    if found is None:
        return html(request, nowhere(frame), 404)
    return html(request, _page(frame, found), cache="no-store")


@router.post("/nachweis/{paper}")
async def check_name(paper: Number, request: Request, parts: PartsOf) -> Response:
    """Say whether a certificate belongs to a name that somebody has before them."""
    frame = await frame_of(request, parts, f"{PATH}{paper}")
    papers = parts.volunteering.hours.papers
    found = await papers.check(paper)
    if found is None:
        return html(request, nowhere(frame), 404)
    name = (await form_of(request)).get("name", "")[:_NAME_CHARS]
    fits = await papers.fits(paper, name)
    word = "erased" if fits is None else "yes" if fits else "no"
    said = Said("note" if fits else "error", CHECK[frame.lang][word])
    return html(request, _page(frame, found, said), cache="no-store")


@router.get("/mitmachen/meine/{token}/bescheinigung.pdf")
async def certificate(token: Token, request: Request, parts: PartsOf) -> Response:
    """Return the certificate of all hours of the helper behind a link."""
    helper, _ = await parts.volunteering.signups.mine(token)
    lang = "en" if request.query_params.get("lang") == "en" else "de"
    return pdf(*await parts.volunteering.hours.papers.certificate(helper.id, lang))


def _word(found: Checked) -> str:
    return found.standing.word if found.intact else "broken"


def _page(frame: Frame, found: Checked, said: Said | None = None) -> str:
    words, word, standing = CHECK[frame.lang], _word(found), found.standing

    def day(t_ms: int) -> str:
        return f"{utc(t_ms).astimezone(frame.zone):%d.%m.%Y}"

    first, last = day(found.from_ms), day(found.to_ms)
    return render(
        frame,
        words["title"],
        package=_PACKAGE,
        template="check.html",
        sub=words["sub"].format(id=found.id),
        said=said,
        t=words,
        word=word,
        holds=word == "valid",
        verdict=words[word],
        sum=words["sum"].format(hours=hours_text(standing.minutes), n=standing.valid),
        gone=words["gone"].format(n=standing.withdrawn) if standing.withdrawn else "",
        clubs=", ".join(found.clubs),
        span=first if first == last else f"{first}\u2013{last}",
        made=day(found.made_ms),
        here=f"{frame.path}?lang={frame.lang}",
        programs=f"{frame.path}.json",
    )
