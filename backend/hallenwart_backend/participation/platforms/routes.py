"""`/api/platforms`: which participation platforms are read, and where their projects belong."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Response
from pydantic import Field, StringConstraints

from hallenwart_backend import webhook_rules
from hallenwart_backend.accounts.rules import OFFICE_HANDS, Person
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.participation.platforms import rules
from hallenwart_backend.participation.platforms.model import Platform, PlatformKind, Rule
from hallenwart_backend.participation.platforms.service import Shown
from hallenwart_backend.participation.platforms.words import READING
from hallenwart_backend.web.fields import Body, Id, Line, Shape, Words
from hallenwart_backend.web.parts import Manager, Parts, PartsOf, SignedIn, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/platforms", tags=["participation"])
_Word = Annotated[str, StringConstraints(max_length=64)]
MOST: int = 20


class PlatformRuleBody(Body):
    """What tells of `words` concerns this hall; with an empty `hall` the whole `site`."""

    words: Annotated[str, StringConstraints(min_length=3, max_length=60, strip_whitespace=True)]
    hall: _Word = ""
    site: _Word = ""


class PlatformBody(Body):
    """`url` is the platform's first page. `token` null: as it was; empty: none."""

    kind: PlatformKind
    name: Line
    url: Annotated[str, StringConstraints(max_length=300, strip_whitespace=True)]
    every_min: Annotated[int, Field(strict=True, ge=5, le=1440)] = 30
    running: bool = True
    rules: Annotated[list[PlatformRuleBody], Field(max_length=50)] = Field(default_factory=list)
    token: Annotated[str, StringConstraints(max_length=400, strip_whitespace=True)] | None = None


class PlatformOut(Shape):
    """`current` false: it was not read lately, so what it told may be out of date."""

    id: str
    kind: PlatformKind
    name: str
    url: str
    every_min: int
    running: bool
    rules: list[PlatformRuleBody]
    has_token: bool
    current: bool
    read_ms: int | None
    tried_ms: int | None
    fault: Words | None


class ProjectPlace(Shape):
    hall: str
    site: str


class ProjectOut(Shape):
    """`by_hand`: somebody said where it belongs. `shown`: people are told of it now. `old`: read more than a day ago."""

    id: str
    platform: str
    title: str
    text: str
    area: str
    link: str
    to_ms: int | None
    support: int | None
    places: list[ProjectPlace]
    by_hand: bool
    hidden: bool
    shown: bool
    gone: bool
    old: bool
    read_ms: int


class PlatformsOut(Shape):
    platforms: list[PlatformOut]
    projects: list[ProjectOut]
    may: bool


class ProjectPlaceBody(Body):
    """`halls` and `sites` null: the rules of the platform say it."""

    halls: Annotated[list[_Word], Field(max_length=50)] | None = None
    sites: Annotated[list[_Word], Field(max_length=50)] | None = None
    hidden: bool = False


def _office(person: Person) -> None:
    if not person.has(OFFICE_HANDS):
        raise forbidden()


@router.get("")
async def platforms(person: Manager, parts: PartsOf) -> PlatformsOut:
    return _all(parts, person)


@router.post("", status_code=201)
async def add(body: PlatformBody, person: SignedIn, parts: PartsOf) -> PlatformsOut:
    """Read another platform from now on."""
    _office(person)
    if len(parts.participation.platforms.platforms()) >= MOST:
        raise RefusedError("too_many", "Mehr Plattformen gehen nicht.", "No more platforms are possible.", status=409)
    await parts.participation.platforms.put(_wanted("", body, parts), body.token)
    return _all(parts, person)


@router.put("/{platform}")
async def change(platform: Annotated[Id, Path()], body: PlatformBody, person: SignedIn, parts: PartsOf) -> PlatformsOut:
    _office(person)
    _known(platform, parts)
    await parts.participation.platforms.put(_wanted(platform, body, parts), body.token)
    return _all(parts, person)


@router.delete("/{platform}", status_code=204)
async def remove(platform: Annotated[Id, Path()], person: SignedIn, parts: PartsOf) -> Response:
    """Read it no longer; its projects go with it."""
    _office(person)
    _known(platform, parts)
    await parts.participation.platforms.remove(platform)
    return Response(status_code=204)


@router.post("/{platform}/read")
async def read(platform: Annotated[Id, Path()], person: SignedIn, parts: PartsOf) -> PlatformsOut:
    """Read it now."""
    _office(person)
    await parts.participation.platforms.read(_known(platform, parts))
    return _all(parts, person)


@router.put("/projects/{project}")
async def place(project: Annotated[Id, Path()], body: ProjectPlaceBody, person: SignedIn, parts: PartsOf) -> PlatformsOut:
    """Say which halls and sites a project concerns, and whether it is shown at all."""
    _office(person)
    places = parts.places.current
    placed = None
    if body.halls is not None or body.sites is not None:
        halls = [parts.places.hall(hall) for hall in body.halls or []]
        placed = [(hall.id, hall.site.id) for hall in halls] + [("", site) for site in body.sites or [] if site in places.sites]
    if not await parts.participation.platforms.place(project, placed, hidden=body.hidden):
        raise RefusedError(
            "no_such_project", "Dieses Vorhaben gibt es nicht mehr.", "This project no longer exists.", status=404
        )
    return _all(parts, person)


def _known(platform: str, parts: Parts) -> Platform:
    found = next((one for one in parts.participation.platforms.platforms() if one.id == platform), None)
    if found is None:
        raise RefusedError("no_such_platform", "Diese Plattform gibt es nicht.", "There is no such platform.", status=404)
    return found


def _wanted(platform: str, body: PlatformBody, parts: Parts) -> Platform:
    """Raise RefusedError 422 for an address that is never read, and for a hall nobody knows."""
    if fault := webhook_rules.fault_of_url(body.url, loopback=parts.participation.loopback):
        de, en = READING[fault]
        raise RefusedError(fault, f"{de}.", f"{en}.", status=422)
    for rule in body.rules:
        if rule.hall:
            parts.places.hall(rule.hall)
        elif rule.site not in parts.places.current.sites:
            raise RefusedError("no_such_site", "Diesen Standort gibt es nicht.", "There is no such site.", status=422)
    found = tuple(Rule(rule.words, rule.hall, rule.site) for rule in body.rules)
    return Platform(platform, body.kind, body.name, body.url.rstrip("/"), body.every_min, body.running, found)


def _all(parts: Parts, person: Person) -> PlatformsOut:
    desk, now = parts.participation.platforms, parts.clock.now_ms()
    return PlatformsOut(
        platforms=[_platform(one, parts) for one in desk.platforms()],
        projects=[_project(one, now) for one in desk.listed()],
        may=person.has(OFFICE_HANDS),
    )


def _platform(one: Platform, parts: Parts) -> PlatformOut:
    words = READING.get(one.fault, READING["unreachable"]) if one.fault else None
    return PlatformOut(
        id=one.id,
        kind=one.kind,
        name=one.name,
        url=one.url,
        every_min=one.every_min,
        running=one.running,
        rules=[PlatformRuleBody(words=rule.words, hall=rule.hall, site=rule.site) for rule in one.rules],
        has_token=bool(one.token),
        current=parts.participation.platforms.is_current(one),
        read_ms=one.read_ms,
        tried_ms=one.tried_ms,
        fault=Words(de=words[0], en=words[1]) if words else None,
    )


def _project(one: Shown, now_ms: int) -> ProjectOut:
    project, told = one.project, one.project.told
    return ProjectOut(
        id=project.id,
        platform=project.platform,
        title=told.title,
        text=told.text,
        area=told.area,
        link=told.link,
        to_ms=told.to_ms,
        support=told.support,
        places=[ProjectPlace(hall=hall, site=site) for hall, site in one.places],
        by_hand=project.placed is not None,
        hidden=project.hidden,
        shown=bool(one.places) and rules.is_shown(project, one.platform, now_ms),
        gone=project.gone_ms is not None,
        old=rules.is_old(project.read_ms, now_ms),
        read_ms=project.read_ms,
    )
