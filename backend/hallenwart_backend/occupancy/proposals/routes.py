"""`/api/usage/rights` and `/api/usage/proposals`: weekly rights of which dates stay empty, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Final

from fastapi import Path
from pydantic import Field, StringConstraints
from sqlalchemy import Connection, Row

from hallenwart_backend.halls.model import Places
from hallenwart_backend.occupancy.answers_more import RightsUseOut, RightUseOut, UseProposalOut, UseProposalsOut
from hallenwart_backend.occupancy.policy.rules import UsageRules
from hallenwart_backend.occupancy.policy.service import newest
from hallenwart_backend.occupancy.proposals import store
from hallenwart_backend.occupancy.proposals.rules import ProposalKind, look
from hallenwart_backend.occupancy.proposals.service import Proposals, wall
from hallenwart_backend.occupancy.proposals.words import said_of
from hallenwart_backend.occupancy.sight import ClubSight, OfficeSight, Sight, VerdictSight
from hallenwart_backend.occupancy.slots.model import Verdict
from hallenwart_backend.web.fields import Body, Words
from hallenwart_backend.web.parts import PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/usage", tags=["usage"])
Name = Annotated[str, Path(max_length=64)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)]
_TOWN: Final = "Stadt"


class UseProposalBody(Body):
    """`from` and `to` are local dates, both included."""

    kind: ProposalKind
    from_: Annotated[date, Field(alias="from")]
    to: date
    text: Text = ""


class UseAnswerBody(Body):
    accept: bool
    text: Text = ""


@router.get("/rights")
async def rights(sight: VerdictSight, parts: PartsOf) -> RightsUseOut:
    """Return weekly rights with dates nobody came to, the likeliest to stay empty first."""
    now, places = parts.clock.now_ms(), parts.places.current

    def read(connection: Connection) -> list[RightUseOut]:
        found = store.rights(connection, now, own=sight.club)
        names = [one.series for one in found]
        rules, coming = newest(connection).policy, store.coming(connection, names, now)
        asked = store.open_of(connection, names)
        said = _proposals(connection, list(asked.values()), parts.usage.proposals, places)
        told = {one.series: one for one in said}
        return [_right(one, rules, coming.get(one.series), told.get(one.series), places) for one in found]

    found = await parts.records.read(read)
    return RightsUseOut(rights=sorted(found, key=lambda one: (-one.p_next, one.title)))


def _right(
    one: store.Right, rules: UsageRules, next_ms: int | None, proposal: UseProposalOut | None, places: Places
) -> RightUseOut:
    said = look(one.dates, rules)
    hall = places.halls.get(one.hall)
    last = max((date.start_ms for date in one.dates if date.verdict == Verdict.NO_SHOW), default=None)
    return RightUseOut(
        series=one.series,
        club=one.club,
        club_name=places.clubs.get(one.club, one.club) if one.club else _TOWN,
        hall=one.hall,
        hall_name=hall.name if hall else one.hall,
        title=one.title,
        weekday=one.weekday,
        start=wall(one.start_min),
        slots=len(one.dates),
        of=said.of,
        no_shows=said.no_shows,
        explained=said.explained,
        last_ms=last,
        next_ms=next_ms,
        p_next=said.p_next,
        suggested=said.suggested,
        proposal=proposal,
    )


@router.post("/rights/{series}/proposal")
async def propose(series: Name, body: UseProposalBody, sight: OfficeSight, person: SignedIn, parts: PartsOf) -> UseProposalsOut:
    """Propose to lend or release dates of a right; its club hears of it."""
    made = await parts.usage.proposals.make(person, series, body.kind, body.from_, body.to, body.text)
    return await _listed(parts, sight, only=made)


@router.get("/proposals")
async def proposals(sight: VerdictSight, parts: PartsOf) -> UseProposalsOut:
    """Return proposals, the newest first; a club its own."""
    return await _listed(parts, sight)


@router.post("/proposals/{proposal}/answer")
async def answer(proposal: Name, body: UseAnswerBody, sight: ClubSight, person: SignedIn, parts: PartsOf) -> UseProposalsOut:
    """Say yes or no to a proposal about the own club's right."""
    await parts.usage.proposals.answer(person, sight.club or "", proposal, accept=body.accept, text=body.text)
    return await _listed(parts, sight, only=proposal)


@router.post("/proposals/{proposal}/carry_out")
async def carry_out(proposal: Name, sight: OfficeSight, person: SignedIn, parts: PartsOf) -> UseProposalsOut:
    """Lend or release the coming dates it is about."""
    await parts.usage.proposals.carry_out(person, proposal)
    return await _listed(parts, sight, only=proposal)


@router.post("/proposals/{proposal}/withdraw")
async def withdraw(proposal: Name, sight: OfficeSight, parts: PartsOf) -> UseProposalsOut:
    """Take a proposal back."""
    await parts.usage.proposals.withdraw(proposal)
    return await _listed(parts, sight, only=proposal)


async def _listed(parts: PartsOf, sight: Sight, only: str = "") -> UseProposalsOut:
    places = parts.places.current

    def read(connection: Connection) -> list[UseProposalOut]:
        rows = store.proposals(connection, own=sight.club)
        shown = [row for row in rows if not only or row.id == only]
        return _proposals(connection, shown, parts.usage.proposals, places)

    return UseProposalsOut(proposals=await parts.records.read(read))


def _proposals(connection: Connection, rows: Sequence[Row[Any]], desk: Proposals, places: Places) -> list[UseProposalOut]:
    named = store.series_rows(connection, [row.series for row in rows])
    return [_proposal(connection, row, named.get(row.series), desk, places) for row in rows]


def _proposal(connection: Connection, row: Row[Any], right: Row[Any] | None, desk: Proposals, places: Places) -> UseProposalOut:
    hall = places.halls.get(right.hall) if right is not None else None
    de, en = said_of(row.kind, row.state, row.no_shows, row.of)
    return UseProposalOut(
        id=row.id,
        series=row.series,
        club=row.club,
        club_name=places.clubs.get(row.club, row.club),
        hall=right.hall if right is not None else "",
        hall_name=hall.name if hall else "",
        title=right.title if right is not None else "",
        kind=row.kind,
        from_date=row.from_date.isoformat(),
        to_date=row.to_date.isoformat(),
        text=row.text,
        no_shows=row.no_shows,
        of=row.of,
        p_next=row.p_next,
        state=row.state,
        made_ms=row.made_ms,
        answer=row.answer,
        answered_ms=row.answered_ms,
        ended_ms=row.ended_ms,
        dates=len(desk.dates(connection, row)) if hall is not None else 0,
        done=len(row.carried_out),
        words=Words(de=de, en=en),
    )
