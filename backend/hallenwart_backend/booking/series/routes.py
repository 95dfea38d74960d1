"""`/api/series`: weekly rights over a season. Each writing route shows with `dry` what it would do."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Final, Literal

from fastapi import Path, Query, Response
from pydantic import Field

from hallenwart_backend.booking.model import Kind
from hallenwart_backend.booking.routes import Effects, Note, Rooms, Why
from hallenwart_backend.booking.series.answers import (
    SeriesDetailOut,
    SeriesListOut,
    SeriesPlanOut,
    detail_out,
    listed,
    plan_out,
    plan_told,
)
from hallenwart_backend.booking.series.changing import SeriesChange
from hallenwart_backend.booking.series.planning import Exceptions, Instead
from hallenwart_backend.booking.series.rules import MOST_WEEKS, Rhythm
from hallenwart_backend.booking.series.service import SeriesWish
from hallenwart_backend.booking.slot_routes import checked_day
from hallenwart_backend.booking.wall import DAY_MIN, clock_of, minute_of
from hallenwart_backend.web.fields import Body, Id, Line, Ms, Section, WallTime
from hallenwart_backend.web.parts import PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/series", tags=["series"])

_MOST_DATES: Final = 420
Sections = Annotated[list[Section], Field(min_length=1, max_length=16)]
Dates = Annotated[list[dt.date], Field(max_length=_MOST_DATES)]
Weekday = Annotated[int, Field(ge=0, le=6, description="0 is Monday")]
Weeks = Annotated[int, Field(ge=1, le=MOST_WEEKS)]


class InsteadBody(Body):
    """Another time or place for one date; what is missing is as in the series."""

    start_ms: Ms | None = None
    hall: Id | None = None
    sections: Sections | None = None


class ExceptionsBody(Body):
    """`instead` by date: another start, another time or place, or null to leave the date out.

    `on_conflict`: what is not free is left out (`skip`), or nothing is done at all (`refuse`). `dry`: only show.
    """

    instead: Annotated[dict[dt.date, Ms | InsteadBody | None], Field(max_length=_MOST_DATES, default_factory=dict)]
    skip: Dates = Field(default_factory=list)
    on_conflict: Literal["skip", "refuse"] = "skip"
    dry: bool = False
    why: Why = ""

    def exceptions(self, add: list[dt.date] | None = None) -> Exceptions:
        return Exceptions(
            {day: _instead(wish) for day, wish in self.instead.items()}, frozenset(self.skip), frozenset(add or [])
        )


class SeriesBody(ExceptionsBody):
    """`end` not after `start` is on the next day. `club`: see bookings. `skip`: dates without a booking, such as holidays."""

    hall: Id
    sections: Sections
    title: Line
    weekday: Weekday
    start: WallTime
    end: WallTime
    from_date: dt.date
    to_date: dt.date
    every_weeks: Weeks = 1
    club: Id | None = None
    kind: Kind = Kind.TRAINING
    rooms: Rooms = ()
    note: Note = ""
    effects: Effects = ()


class ChangeBody(ExceptionsBody):
    """What is missing stays as it is. `from_date`: the first day that is different; without it from the next date on.

    `skip` leaves dates out, `add` takes them in again; both alone change no other date. A new `start` without `end` keeps the
    length.
    """

    from_date: dt.date | None = None
    to_date: dt.date | None = None
    weekday: Weekday | None = None
    start: WallTime | None = None
    end: WallTime | None = None
    every_weeks: Weeks | None = None
    hall: Id | None = None
    sections: Sections | None = None
    rooms: Rooms | None = None
    title: Line | None = None
    kind: Kind | None = None
    effects: Effects | None = None
    add: Dates = Field(default_factory=list)


class NextBody(ExceptionsBody):
    """The next season: a year later, or as named. Nothing is booked before it is asked for with `dry` false."""

    from_date: dt.date | None = None
    to_date: dt.date | None = None
    dry: bool = True


def _instead(wish: int | InsteadBody | None) -> Instead | None:
    if wish is None:
        return None
    if isinstance(wish, int):
        return Instead(wish)
    return Instead(wish.start_ms, wish.hall, tuple(sorted(wish.sections)) if wish.sections else None)


def minutes_of(start: str, end: str) -> tuple[int, int]:
    """Return both in minutes after midnight; an end not after its start is on the next day."""
    begins, ends = minute_of(start), minute_of(end)
    return begins, ends if ends > begins else ends + DAY_MIN


@router.post("", status_code=201)
async def make(body: SeriesBody, person: SignedIn, parts: PartsOf, response: Response) -> SeriesPlanOut:
    """Book a series, or show with `dry` what each date would become. 409 `series_taken` carries the `plan`."""
    start, end = minutes_of(body.start, body.end)
    rhythm = Rhythm(body.weekday, start, end, checked_day(body.from_date), checked_day(body.to_date), body.every_weeks)
    wish = SeriesWish(
        hall=body.hall,
        sections=tuple(body.sections),
        title=body.title,
        rhythm=rhythm,
        club=body.club,
        kind=body.kind,
        rooms=tuple(dict.fromkeys(body.rooms)),
        effects=tuple(dict.fromkeys(body.effects)),
        note=body.note,
        why=body.why,
    )
    refuse = body.on_conflict == "refuse"
    async with plan_told(parts):
        outcome = await parts.booking.series.make(person, wish, body.exceptions(), refuse=refuse, dry=body.dry)
    if not outcome.written:
        response.status_code = 200
    return await plan_out(outcome, parts)


@router.get("")
async def series(
    person: SignedIn,
    parts: PartsOf,
    club: Id | None = None,
    hall: Id = "",
    *,
    everybody: Annotated[bool, Query(alias="all")] = False,
) -> SeriesListOut:
    """Return the series of a club that have not ended; `all` those of everybody, for the offices."""
    return listed(await parts.booking.series.of_club(person, club, hall=hall, everybody=everybody), parts)


@router.get("/{series}")
async def one(series: Annotated[Id, Path()], person: SignedIn, parts: PartsOf) -> SeriesDetailOut:
    return detail_out(await parts.booking.series.one(person, series), parts, parts.clock.now_ms())


@router.patch("/{series}")
async def change(series: Annotated[Id, Path()], body: ChangeBody, person: SignedIn, parts: PartsOf) -> SeriesPlanOut:
    """Change a series from a date on; codes stay. Lent and moved dates stay as they are, and are listed."""
    before = (await parts.booking.series.one(person, series)).series
    start, end = before.start_min, before.end_min
    if body.start or body.end:
        start = minute_of(body.start) if body.start else start
        end = (
            minutes_of(body.start or clock_of(before.start_min), body.end)[1]
            if body.end
            else start + before.end_min - before.start_min
        )
    wish = SeriesChange(
        from_date=body.from_date and checked_day(body.from_date),
        to_date=body.to_date and checked_day(body.to_date),
        weekday=body.weekday,
        start_min=start,
        end_min=end,
        every_weeks=body.every_weeks,
        hall=body.hall,
        sections=tuple(body.sections) if body.sections else None,
        rooms=None if body.rooms is None else tuple(dict.fromkeys(body.rooms)),
        title=body.title,
        kind=body.kind,
        effects=None if body.effects is None else tuple(dict.fromkeys(body.effects)),
        why=body.why,
    )
    refuse = body.on_conflict == "refuse"
    async with plan_told(parts):
        outcome = await parts.booking.series_changes.change(
            person, series, wish, body.exceptions(body.add), refuse=refuse, dry=body.dry
        )
    return await plan_out(outcome, parts)


@router.delete("/{series}")
async def end(
    series: Annotated[Id, Path()],
    person: SignedIn,
    parts: PartsOf,
    from_date: dt.date | None = None,
    why: Why = "",
    *,
    dry: bool = False,
) -> SeriesPlanOut:
    """Give a series back from a date on, at once without one. Lent dates stay with their borrowers."""
    day = from_date and checked_day(from_date)
    return await plan_out(await parts.booking.series_changes.end(person, series, day, why, dry=dry), parts)


@router.post("/{series}/next", status_code=201)
async def roll_on(
    series: Annotated[Id, Path()], body: NextBody, person: SignedIn, parts: PartsOf, response: Response
) -> SeriesPlanOut:
    """Show the same right in the next season; book it, as a series of its own, when confirmed with `dry` false."""
    async with plan_told(parts):
        outcome = await parts.booking.series.roll_on(
            person,
            series,
            body.exceptions(),
            from_date=body.from_date and checked_day(body.from_date),
            to_date=body.to_date and checked_day(body.to_date),
            refuse=body.on_conflict == "refuse",
            dry=body.dry,
            why=body.why,
        )
    if not outcome.written:
        response.status_code = 200
    return await plan_out(outcome, parts)
