"""`/api/export.{csv,xlsx,ics}`: the plan of halls and clubs as a file."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Annotated, Final, Literal

from fastapi import Query
from fastapi.responses import Response
from sqlalchemy import ColumnElement, and_, true

from hallenwart_backend.accounts.rules import CLUB_ROLES, OFFICE_HANDS, Person
from hallenwart_backend.booking.exports import rules
from hallenwart_backend.booking.feeds import store as feed_store
from hallenwart_backend.booking.feeds.rules import calendar
from hallenwart_backend.booking.feeds.service import View
from hallenwart_backend.booking.model import State
from hallenwart_backend.booking.office.store import of_clubs
from hallenwart_backend.booking.refusals import bad_span, no_such_club, not_yours
from hallenwart_backend.booking.rules import local_ms
from hallenwart_backend.booking.slot_routes import checked_day
from hallenwart_backend.halls.model import Places
from hallenwart_backend.web.fields import Id
from hallenwart_backend.web.parts import PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api", tags=["exchange"])
_MOST_DAYS: Final = 800
_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
}
_CONTENT: Final = {kind.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}} for kind in _TYPES.values()}


@router.get("/export.{kind}", responses={200: {"content": _CONTENT}}, response_class=Response)
async def export(
    kind: Literal["csv", "xlsx", "ics"],
    from_: Annotated[dt.date, Query(alias="from")],
    to: dt.date,
    person: SignedIn,
    parts: PartsOf,
    hall: Id | None = None,
    club: Id | None = None,
    cancelled: Annotated[bool, Query()] = False,
) -> Response:
    """Return dates that begin from the first to the last day: all to the office, their own to a club. Never a person."""
    if not 0 <= (checked_day(to) - checked_day(from_)).days <= _MOST_DAYS:
        raise bad_span()
    places = parts.places.current
    _check(person, club, places)
    halls = [parts.places.hall(hall)] if hall else list(places.halls.values())
    zones = {one.zone for one in halls}
    span = (
        min((local_ms(from_, 0, zone) for zone in zones), default=0),
        max((local_ms(to, 1440, zone) for zone in zones), default=0),
    )
    if kind == "ics":
        here: ColumnElement[bool] = feed_store.of_hall(hall) if hall else true()
        theirs: ColumnElement[bool] = feed_store.of_club(club) if club else true()
        entries = await parts.booking.feeds.entries(and_(here, theirs), View(club=club or ""), span)
        shown = [one for one in entries if cancelled or not one.cancelled]
        content = await asyncio.to_thread(calendar, "Hallenplan", shown)
    else:
        states = (State.BOOKED, State.ASKED, *((State.CANCELLED,) if cancelled else ()))
        names = [one.id for one in halls]
        found = await parts.records.read(lambda connection: of_clubs(connection, *span, club=club, halls=names, states=states))
        lines = rules.rows(found, rules.Names(places.halls, places.clubs))
        content = await asyncio.to_thread(rules.as_csv if kind == "csv" else rules.as_xlsx, lines)
    name = f'attachment; filename="hallenplan-{from_}-{to}.{kind}"'
    return Response(content, media_type=_TYPES[kind], headers={"Content-Disposition": name})


def _check(person: Person, club: str | None, places: Places) -> None:
    if club is not None and club not in places.clubs:
        raise no_such_club()
    if not person.has(OFFICE_HANDS) and (club is None or not person.has_at(CLUB_ROLES, club)):
        raise not_yours()
