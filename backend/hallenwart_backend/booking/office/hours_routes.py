"""`/api/hours.csv`: hours to bill, for spreadsheets."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from fastapi import Query
from fastapi.responses import Response

from hallenwart_backend.accounts.rules import CLUB_ADMINS, OFFICE_HANDS, Person
from hallenwart_backend.booking.model import State
from hallenwart_backend.booking.office import hours, store
from hallenwart_backend.booking.office.hours import HallOf, Mark, Names
from hallenwart_backend.booking.refusals import bad_span, no_such_club, not_yours
from hallenwart_backend.booking.rules import local_ms
from hallenwart_backend.booking.slot_routes import checked_day
from hallenwart_backend.halls.model import Places
from hallenwart_backend.web.fields import Id
from hallenwart_backend.web.parts import PartsOf, SignedIn
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api", tags=["office"])
_MOST_DAYS = 400


@router.get("/hours.csv", responses={200: {"content": {"text/csv": {}}}}, response_class=Response)
async def hours_csv(
    from_: Annotated[dt.date, Query(alias="from")],
    to: dt.date,
    person: SignedIn,
    parts: PartsOf,
    club: Id | None = None,
    hall: Id | None = None,
    by: Literal["booking", "club"] = "booking",
    decimal: Mark = "comma",
    late_hours: Annotated[int, Query(ge=0, le=720)] = 24,
) -> Response:
    """Return the hours of dates that begin from the first to the last day: of all clubs to the office, of its own to a club.

    A date cancelled less than `late_hours` before its begin is billed; a lent one to the borrower; blocks to nobody.
    """
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
    found = await parts.records.read(
        lambda connection: store.of_clubs(
            connection, *span, club=club, halls=[one.id for one in halls], states=(State.BOOKED, State.CANCELLED)
        )
    )
    rows = hours.billed(found, late_ms=late_hours * 3_600_000)
    if club is not None:
        rows = [row for row in rows if club in {row.club, row.booking.club}]
    names = Names(places.clubs, places.club_groups, {one.id: HallOf(one.name, one.zone) for one in places.halls.values()})
    text = hours.by_club(rows, names, decimal) if by == "club" else hours.by_booking(rows, names, decimal)
    name = f'attachment; filename="stunden-{from_}-{to}.csv"'
    return Response(text.encode("utf-8-sig"), media_type="text/csv; charset=utf-8", headers={"Content-Disposition": name})


def _check(person: Person, club: str | None, places: Places) -> None:
    if club is not None and club not in places.clubs:
        raise no_such_club()
    if not person.has(OFFICE_HANDS) and (club is None or not person.has_at(CLUB_ADMINS, club)):
        raise not_yours()
