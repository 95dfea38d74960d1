"""`/api/warnings`: official warnings that hold, and the feeds they are read from."""

from __future__ import annotations

import re
from typing import Annotated, Final

from pydantic import Field, StringConstraints

from hallenwart_backend import webhook_rules
from hallenwart_backend.accounts.rules import ADMINS, PAGE_READERS
from hallenwart_backend.display.warnings.service import FILE, Listed
from hallenwart_backend.display.warnings.store import Source
from hallenwart_backend.display.warnings.words import READING
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.web.fields import Body, Id, Line, Shape, Words
from hallenwart_backend.web.parts import Admin, PageReader, Parts, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/warnings", tags=["displays"])
MOST_SOURCES: Final = 10
_NAME: Final = re.compile(r"file:[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")
Code = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^([^=\s]+=)?[^=\s]+$")]


class WarningSourceBody(Body):
    """`id` empty: a new one. `url`: https, or `file:NAME` for a file in the folder `warnings` of the server's state."""

    id: Annotated[str, StringConstraints(max_length=16)] = ""
    name: Line
    url: Annotated[str, StringConstraints(min_length=1, max_length=400)]
    every_min: Annotated[int, Field(strict=True, ge=1, le=60)] = 5
    running: bool = True


class WarningSourcesBody(Body):
    """All sources and codes there are to be. `codes`: per site how warnings name its area, `VALUE` or `NAME=VALUE`."""

    sources: Annotated[list[WarningSourceBody], Field(max_length=MOST_SOURCES)]
    codes: Annotated[dict[Id, Annotated[list[Code], Field(max_length=20)]], Field(max_length=500)]


class WarningSourceOut(Shape):
    """`current`: read well lately. `fault`: why it was not the last time."""

    id: str
    name: str
    url: str
    every_min: int
    running: bool
    current: bool
    read_ms: int | None
    tried_ms: int | None
    fault: Words | None


class WarningSiteOut(Shape):
    """`found`: it has a position or a code, so that warnings can find it."""

    site: str
    name: str
    codes: list[str]
    found: bool


class WarningSourcesOut(Shape):
    sources: list[WarningSourceOut]
    sites: list[WarningSiteOut]
    may_edit: bool


class WarningOut(Shape):
    """`holds`: displays of `sites` show it. `current` false: its feed was not read lately, so it may be out of date.

    `ended_ms`: cancelled or replaced before its end.
    """

    id: str
    source: str
    by: str
    level: str
    title: str
    text: str
    texts: dict[str, dict[str, str]]
    link: str
    sent_ms: int
    from_ms: int
    to_ms: int
    ended_ms: int | None
    holds: bool
    current: bool
    sites: list[str]
    areas: list[str]


class WarningsOut(Shape):
    """What holds first; then what was over lately. `current` false: a feed is not read, so something may be missing."""

    current: bool
    warnings: list[WarningOut]


@router.get("")
async def warnings(person: PageReader, parts: PartsOf) -> WarningsOut:
    """Return the warnings for your sites, and those that name none of them."""
    mine = {site for site in parts.places.current.sites if person.has_at(PAGE_READERS, site)}
    desk = parts.displays.warnings
    running = [one for one in await desk.sources() if one.running]
    shown = [one for one in await desk.listed() if not one.sites or mine & set(one.sites)]
    return WarningsOut(current=all(desk.is_current(one) for one in running), warnings=[_out(one, mine) for one in shown])


@router.get("/sources")
async def sources(person: PageReader, parts: PartsOf) -> WarningSourcesOut:
    return await _sources(parts, may_edit=person.has_at(ADMINS, "") and not person.key)


@router.put("/sources")
async def put_sources(body: WarningSourcesBody, _person: Admin, parts: PartsOf) -> WarningSourcesOut:
    """Set the feeds and the codes of sites; what a feed told goes when it is taken out."""
    places = parts.places.current
    for one in body.sources:
        _check(one.url)
    if unknown := sorted(set(body.codes) - set(places.sites)):
        raise RefusedError(
            "no_such_site", f"Diesen Standort gibt es nicht: {unknown[0]}", f"There is no such site: {unknown[0]}", status=422
        )
    wanted = [Source(one.id, one.name, one.url, one.every_min, one.running) for one in body.sources]
    await parts.displays.warnings.put(wanted, {site: list(dict.fromkeys(mine)) for site, mine in body.codes.items()})
    return await _sources(parts, may_edit=True)


@router.post("/sources/{source}/read")
async def read(source: Id, _person: Admin, parts: PartsOf) -> WarningSourcesOut:
    """Read a feed now."""
    known = next((one for one in await parts.displays.warnings.sources() if one.id == source), None)
    if known is None:
        raise RefusedError("no_such_source", "Diese Quelle gibt es nicht.", "There is no such source.", status=404)
    await parts.displays.warnings.read(known)
    return await _sources(parts, may_edit=True)


def _check(url: str) -> None:
    """Raise RefusedError 422 for an address that is never read. What a name leads to is looked at with every call."""
    if url.startswith(FILE):
        fault = None if _NAME.fullmatch(url) else "bad_url"
    else:
        fault = webhook_rules.fault_of_url(url, loopback=True)
    if fault:
        de, en = READING[fault]
        raise RefusedError(fault, f"{de}: {url}", f"{en}: {url}", status=422)


async def _sources(parts: Parts, *, may_edit: bool) -> WarningSourcesOut:
    desk, codes = parts.displays.warnings, parts.displays.warnings.codes()
    told = [
        WarningSourceOut(
            id=one.id,
            name=one.name,
            url=one.url,
            every_min=one.every_min,
            running=one.running,
            current=desk.is_current(one),
            read_ms=one.read_ms,
            tried_ms=one.tried_ms,
            fault=_words(one.fault) if one.fault else None,
        )
        for one in await desk.sources()
    ]
    sites = [
        WarningSiteOut(
            site=site.id,
            name=site.name,
            codes=codes.get(site.id, []),
            found=site.position is not None or bool(codes.get(site.id)),
        )
        for site in parts.places.current.sites.values()
    ]
    return WarningSourcesOut(sources=told, sites=sites, may_edit=may_edit)


def _words(code: str) -> Words:
    de, en = READING.get(code, READING["unreachable"])
    return Words(de=de, en=en)


def _out(one: Listed, mine: set[str]) -> WarningOut:
    message, post = one.kept.message, one.post
    info = message.infos[0] if message.infos else None
    return WarningOut(
        id=one.kept.id,
        source=one.kept.source,
        by=post.by if post else message.sender,
        level=post.level if post else info.severity if info else "",
        title=post.title if post else (info.headline or info.event) if info else "",
        text=post.text if post else "",
        texts={language: {"title": text.title, "text": text.text} for language, text in (post.texts if post else {}).items()},
        link=post.link if post else "",
        sent_ms=message.sent_ms,
        from_ms=post.from_ms if post else info.from_ms if info else message.sent_ms,
        to_ms=post.to_ms if post else message.expires_ms,
        ended_ms=one.kept.ended_ms,
        holds=one.holds,
        current=one.current,
        sites=sorted(mine & set(one.sites)),
        areas=[area.name for info in message.infos[:1] for area in info.areas[:20] if area.name],
    )
