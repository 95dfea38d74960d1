"""`/api/clubs/{club}/list`: the list of members from the club's own software."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import Query, Request
from pydantic import Field as Bounded

from hallenwart_backend.clubs.members.rules import Columns, Field, Member, Why, guess_role
from hallenwart_backend.web.fields import Body, Id, Line, Shape
from hallenwart_backend.web.parts import InBrowser, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/clubs/{club}/list", tags=["clubs"])
ListRole = Literal["club_admin", "trainer", "member", ""]
_MOST_TOLD = 200


class ListBody(Body):
    """Which column is what, by its heading; `roles`: what words of the list mean here, "" for: stays out."""

    columns: dict[Field, Line]
    roles: Annotated[dict[Line, ListRole], Bounded(max_length=200)] = {}  # noqa: RUF012 - never changed


class ListOut(Shape):
    """`people`: how many came by the list. `new`, `changed`, `gone`: at the last run."""

    columns: dict[Field, str]
    roles: dict[str, str]
    run_ms: int | None
    people: int
    new: int
    changed: int
    gone: int


class ListedOut(Shape):
    name: str
    email: str
    role: str


class BadRowOut(Shape):
    line: int
    why: Why


class LookOut(Shape):
    """What a file would change; at most 200 of each kind are named. `stops`: so many would go that it has to be confirmed."""

    head: list[str]
    columns: dict[Field, str]
    guessed: bool
    ready: bool
    roles: dict[str, str]
    new: list[ListedOut]
    changed: list[ListedOut]
    gone: list[ListedOut]
    new_count: int
    changed_count: int
    gone_count: int
    same: int
    bad: list[BadRowOut]
    bad_count: int
    stops: bool
    digest: str


class DoneOut(Shape):
    new: int
    changed: int
    gone: int


def _members(some: Sequence[Member]) -> list[ListedOut]:
    return [ListedOut(name=one.name, email=one.email, role=one.role) for one in some[:_MOST_TOLD]]


@router.get("")
async def last(club: Id, person: InBrowser, parts: PartsOf) -> ListOut:
    mapping, run_ms, (new, changed, gone), count = await parts.clubs.members.last(person, club)
    return ListOut(
        columns=dict(mapping.columns),
        roles=dict(mapping.roles),
        run_ms=run_ms,
        people=count,
        new=new,
        changed=changed,
        gone=gone,
    )


@router.put("")
async def keep(club: Id, body: ListBody, person: InBrowser, parts: PartsOf) -> ListOut:
    """Say once what the columns are; it is kept for the next list."""
    await parts.clubs.members.keep(person, club, Columns(dict(body.columns), dict(body.roles)))
    return await last(club, person, parts)


@router.post("/look")
async def look(club: Id, request: Request, person: InBrowser, parts: PartsOf) -> LookOut:
    """Say what a file would change. Nothing changes, and nothing of the file is kept."""
    found = await parts.clubs.members.look(person, club, await request.body())
    plan = found.plan
    return LookOut(
        head=[one for one in found.head if one],
        columns=dict(found.mapping.columns),
        guessed=found.guessed,
        ready=found.mapping.whole,
        roles={word: found.mapping.roles.get(word, guess_role(word)) for word in found.read.words},
        new=_members(plan.new),
        changed=_members(plan.changed),
        gone=_members(plan.gone),
        new_count=len(plan.new),
        changed_count=len(plan.changed),
        gone_count=len(plan.gone),
        same=plan.same,
        bad=[BadRowOut(line=one.line, why=one.why) for one in found.bad[:_MOST_TOLD]],
        bad_count=len(found.bad),
        stops=plan.stops,
        digest=plan.digest,
    )


@router.post("/apply")
async def apply(
    club: Id,
    request: Request,
    person: InBrowser,
    parts: PartsOf,
    digest: Annotated[str, Query(pattern="^[0-9a-f]{32}$")] = "0" * 32,
    gone: Annotated[int | None, Query(ge=0, le=100_000)] = None,
    invite: bool = True,
) -> DoneOut:
    """Do what was looked at. `gone`: how many may lose their access, where the look says that it stops."""
    done = await parts.clubs.members.apply(person, club, await request.body(), digest, gone=gone, invite=invite)
    return DoneOut(new=len(done.new), changed=len(done.changed), gone=len(done.gone))
