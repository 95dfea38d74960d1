"""`/api/closings`: staff block or shut places; `dry` shows who would lose a date, and where they could go."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from fastapi import Path, Response
from pydantic import Field, StringConstraints, field_validator

from hallenwart_backend.booking.closing.model import Closed, Closing, ClosingKind, Decisions, Met
from hallenwart_backend.booking.finding.routes import SpotOut, spot_out
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.routes import Note, Why
from hallenwart_backend.booking.series.answers import SpanOut, span_out
from hallenwart_backend.booking.series.planning import Instead
from hallenwart_backend.booking.series.routes import InsteadBody
from hallenwart_backend.halls.model import Places
from hallenwart_backend.web.fields import Body, Id, Section, Shape
from hallenwart_backend.web.parts import Manager, PartsOf
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/closings", tags=["closing"])

Ids = Annotated[list[Id], Field(max_length=500)]


class ClosingBody(Body):
    """`halls`, or all places of a `site`. `first` and `last` are local wall time without a zone; `every` week, month, year.

    `why` is public, `note` for the office. By booking: `keep` those that stay, `to` where others are moved, `running` those
    that run now and end all the same.
    """

    kind: ClosingKind = ClosingKind.BLOCK
    halls: Annotated[list[Id], Field(max_length=100)] = Field(default_factory=list)
    site: Id | None = None
    sections: Annotated[list[Section], Field(max_length=16)] = Field(default_factory=list)
    why: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    note: Note = ""
    first: dt.datetime
    last: dt.datetime
    every: Literal["", "week", "month", "year"] = ""
    step: Annotated[int, Field(strict=True, ge=1, le=52)] = 1
    until: dt.date | None = None
    keep: Ids = Field(default_factory=list)
    to: Annotated[dict[Id, InsteadBody], Field(max_length=500)] = Field(default_factory=dict)
    running: Ids = Field(default_factory=list)
    dry: bool = False

    @field_validator("first", "last")
    @classmethod
    def _local(cls, moment: dt.datetime) -> dt.datetime:
        if moment.tzinfo is not None or not 2000 <= moment.year < 2100:
            raise ValueError("local wall time without a zone, as 2026-12-24T08:00")
        return moment.replace(second=0, microsecond=0)


class ClosingOut(Shape):
    id: str
    kind: str
    halls: list[str]
    hall_names: list[str]
    sections: list[int]
    why: str
    note: str
    first: dt.datetime
    last: dt.datetime
    every: str
    step: int
    until: dt.date | None


class MetOut(Shape):
    """A date that is met. `lot`: cancelled, moved, kept, keeps_hall (it only loses a room). `elsewhere`: who leads it and is
    to be told there. `people` of the club are told. `substitutes`: the best first.
    """

    booking: str
    at: SpanOut
    title: str
    club: str
    club_id: str
    series: str
    elsewhere: str
    running: bool
    lot: str
    people: int
    to: SpanOut | None
    substitutes: list[SpotOut]


class ClosedOut(Shape):
    """`times` are those taken, from now on. `clubs` lose a date, `people` are told of it."""

    closing: ClosingOut
    written: bool
    times: list[SpanOut]
    clubs: int
    people: int
    met: list[MetOut]


class ClosingsOut(Shape):
    closings: list[ClosingOut]


def _closing_out(closing: Closing, places: Places) -> ClosingOut:
    return ClosingOut(
        id=closing.id,
        kind=closing.kind,
        halls=list(closing.halls),
        hall_names=[places.halls[hall].name for hall in closing.halls if hall in places.halls],
        sections=list(closing.sections),
        why=closing.why,
        note=closing.note,
        first=closing.first,
        last=closing.last,
        every=closing.every,
        step=closing.step,
        until=closing.until,
    )


def _met_out(one: Met, places: Places) -> MetOut:
    booking: Booking = one.booking
    return MetOut(
        booking=booking.id,
        at=span_out(booking, places),
        title=booking.title,
        club=places.clubs.get(booking.holder or "", ""),
        club_id=booking.holder or "",
        series=booking.series or "",
        elsewhere=booking.partner or "",
        running=one.running,
        lot=one.lot,
        people=one.people,
        to=span_out(one.after, places) if one.after else None,
        substitutes=[spot_out(other.spot, other.matches, other.km) for other in one.substitutes],
    )


def _closed_out(closed: Closed, places: Places) -> ClosedOut:
    lost = {one.booking.holder: one.people for one in closed.met if one.lot in {"cancelled", "moved"}}
    return ClosedOut(
        closing=_closing_out(closed.closing, places),
        written=closed.written,
        times=[span_out(one, places) for one in closed.blocks],
        clubs=len(lost),
        people=sum(lost.values()),
        met=[_met_out(one, places) for one in closed.met],
    )


@router.post("", status_code=201)
async def close(body: ClosingBody, person: Manager, parts: PartsOf, response: Response) -> ClosedOut:
    """Block or shut places; caretakers those of their sites. Who loses a date is told, with substitutes."""
    places = parts.places.current
    halls = [*body.halls, *(hall.id for hall in places.halls.values() if hall.site.id == body.site)]
    wish = Closing(
        "",
        body.kind,
        tuple(dict.fromkeys(halls)),
        tuple(sorted(set(body.sections))),
        body.why,
        body.first,
        body.last,
        body.every,
        body.step if body.every == "week" else 1,
        body.until if body.every else None,
        body.note,
    )
    to = {
        booking: Instead(one.start_ms, one.hall, tuple(sorted(one.sections)) if one.sections else None)
        for booking, one in body.to.items()
    }
    for one in to.values():
        if one.hall is not None:
            parts.places.hall(one.hall)
    decisions = Decisions(frozenset(body.keep), to, frozenset(body.running))
    closed = await parts.booking.closings.close(person, wish, decisions, dry=body.dry)
    if not closed.written:
        response.status_code = 200
    else:
        await parts.access.note_deed(person, "place.closed", closed.closing.id)
    return _closed_out(closed, places)


@router.get("")
async def closings(person: Manager, parts: PartsOf) -> ClosingsOut:
    found = await parts.booking.closings.standing(person)
    return ClosingsOut(closings=[_closing_out(one, parts.places.current) for one in found])


@router.delete("/{closing}", status_code=204)
async def lift(closing: Annotated[Id, Path()], person: Manager, parts: PartsOf, why: Why = "") -> None:
    """Open again what was closed; who lost a date is told that the time is free."""
    await parts.booking.closings.lift(person, closing, why)
    await parts.access.note_deed(person, "place.reopened", closing)
