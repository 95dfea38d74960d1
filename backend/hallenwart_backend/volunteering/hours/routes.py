"""`/api/volunteering`: who was there, hours, whom a club knows, for those who book for it; `/api/me` for oneself."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query
from fastapi.responses import Response

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.accounts.store import everybody
from hallenwart_backend.volunteering.hours import export, telling
from hallenwart_backend.volunteering.hours.fields import (
    AttendanceOut,
    AttendancesOut,
    ConfirmBody,
    HoursYearOut,
    KnownBody,
    MarkBody,
    PersonYearOut,
    SeenBody,
    WhyBody,
)
from hallenwart_backend.volunteering.hours.model import Attendance
from hallenwart_backend.volunteering.hours.public.answers import pdf
from hallenwart_backend.volunteering.hours.refusals import refusal
from hallenwart_backend.volunteering.offering import may_name
from hallenwart_backend.web.fields import LATEST_MS, Id
from hallenwart_backend.web.parts import InBrowser, Parts, PartsOf, SignedIn
from hallenwart_backend.web.routing import Router
from hallenwart_contract.clock import utc

router = Router(prefix="/api/volunteering", tags=["volunteering"])
me_router = Router(prefix="/api/me/volunteering", tags=["volunteering"])
Club = Annotated[Id | None, Query(description="without one: the town")]
Moment = Annotated[int, Query(ge=0, le=LATEST_MS, description="milliseconds since the epoch, UTC")]
Year = Annotated[int, Query(ge=2000, le=2099)]
Which = Annotated[Id, Path()]


def _check(person: Person, club: str | None) -> None:
    """Raises RefusedError 403."""
    if not may_name(person, club):
        raise refusal("not_yours_to_confirm")


async def _own(signup: str, person: Person, parts: Parts) -> Attendance:
    """Return a place that this person may speak of. Raises RefusedError 403, 404."""
    found = await parts.volunteering.hours.desk.one(signup)
    _check(person, found.placed.offer.club)
    return found


async def _names(parts: Parts) -> dict[str, str]:
    known = await parts.records.read(everybody)
    return {parts.access.pseudonym(one.id): one.name for one in known}


async def _told(signup: str, parts: Parts) -> AttendanceOut:
    found = await parts.volunteering.hours.desk.one(signup)
    return telling.attendance_out(found, await _names(parts), parts.volunteering.words.where(found.placed.offer))


@router.get("/attendance")
async def attendance(person: SignedIn, parts: PartsOf, from_ms: Moment, to_ms: Moment, club: Club = None) -> AttendancesOut:
    """Return who is down for a club's shifts of a time, what was seen of them, and what was confirmed."""
    _check(person, club)
    room, now = parts.volunteering, parts.clock.now_ms()
    found = await room.hours.desk.attendance(club, from_ms, to_ms)
    names, zone = await _names(parts), room.hours.zone()
    return AttendancesOut(
        now_ms=now,
        zone=zone.key,
        rows=[telling.attendance_out(one, names, room.words.where(one.placed.offer)) for one in found],
        minutes_of_year=await room.hours.desk.hours_of(club, utc(now).astimezone(zone).year),
    )


@router.post("/signups/{signup}/there")
async def was_there(signup: Which, person: InBrowser, parts: PartsOf) -> AttendanceOut:
    """Say that one saw the helper."""
    await _own(signup, person, parts)
    await parts.volunteering.hours.desk.was_there(person, signup)
    return await _told(signup, parts)


@router.post("/signups/{signup}/absent")
async def was_absent(signup: Which, person: InBrowser, parts: PartsOf) -> AttendanceOut:
    """Say that the helper did not come."""
    await _own(signup, person, parts)
    await parts.volunteering.hours.desk.was_absent(signup)
    return await _told(signup, parts)


@router.post("/marks")
async def mark(body: MarkBody, person: InBrowser, parts: PartsOf) -> AttendanceOut:
    """Take the mark that a helper shows as seen by this person."""
    _check(person, body.club)
    desk = parts.volunteering.hours.desk
    signup = await desk.signup_of_mark(body.club, body.text)
    await desk.was_there(person, signup)
    return await _told(signup, parts)


@router.post("/signups/{signup}/hours", status_code=201)
async def confirm(signup: Which, body: ConfirmBody, person: InBrowser, parts: PartsOf) -> AttendanceOut:
    """Confirm hours, or correct those that stand: other minutes than what was seen need a reason."""
    await _own(signup, person, parts)
    await parts.volunteering.hours.desk.confirm(person, signup, body.minutes, body.reason)
    return await _told(signup, parts)


@router.post("/hours/{hours}/withdraw", status_code=204)
async def withdraw(hours: Which, body: WhyBody, person: InBrowser, parts: PartsOf) -> None:
    """Take hours back. Papers that list them say so from now on."""
    desk = parts.volunteering.hours.desk
    _check(person, (await desk.hours(hours)).club)
    await desk.withdraw(person, hours, body.reason)


@router.put("/helpers/{helper}/known", status_code=204)
async def know(helper: Which, body: KnownBody, person: InBrowser, parts: PartsOf) -> None:
    """Confirm a helper by name: shifts that carry a key give them one."""
    _check(person, body.club)
    await parts.volunteering.hours.trusting.confirm(person, body.club, helper, body.until_ms)


@router.delete("/helpers/{helper}/known", status_code=204)
async def know_no_more(helper: Which, person: InBrowser, parts: PartsOf, club: Club = None) -> None:
    """Take that back; their keys for the club's shifts end at once."""
    _check(person, club)
    await parts.volunteering.hours.trusting.end(club, helper)


@router.put("/helpers/{helper}/certificate", status_code=204)
async def see(helper: Which, body: SeenBody, person: InBrowser, parts: PartsOf) -> None:
    """Note that a certificate of good conduct was seen; it is never kept."""
    _check(person, body.club)
    await parts.volunteering.hours.trusting.see(person, body.club, helper, body.seen_on, body.until_ms)


@router.delete("/helpers/{helper}/certificate", status_code=204)
async def unsee(helper: Which, person: InBrowser, parts: PartsOf, club: Club = None) -> None:
    _check(person, club)
    await parts.volunteering.hours.trusting.unsee(club, helper)


@router.get("/hours")
async def year(person: SignedIn, parts: PartsOf, year: Year, club: Club = None) -> HoursYearOut:
    """Return a club's confirmed hours of a year: sums by person, and the signed records."""
    _check(person, club)
    room = parts.volunteering.hours
    rows = await room.desk.of_year(club, year)
    return HoursYearOut(
        club=room.club_name(club),
        year=year,
        minutes=sum(one.hours.minutes for one in rows),
        people=[
            PersonYearOut(
                name=one.name,
                minutes=one.minutes,
                shifts=one.shifts,
                roles=list(one.roles),
                first_ms=one.first_ms,
                last_ms=one.last_ms,
            )
            for one in export.sums(rows)
        ],
        records=[telling.record_out(one.hours) for one in rows],
        public_key=room.papers.public_key(),
    )


@router.get("/hours.csv", response_class=Response)
async def year_csv(person: SignedIn, parts: PartsOf, year: Year, club: Club = None) -> Response:
    """Return the same for a spreadsheet, a row a shift, as an application for a volunteer card needs it."""
    _check(person, club)
    room = parts.volunteering.hours
    rows = await room.desk.of_year(club, year)
    text = export.rendered(rows, club=room.club_name(club), zone=room.zone(), base=room.base())
    headers = {"Content-Disposition": f'attachment; filename="stunden-{year}.csv"', "Cache-Control": "no-store"}
    return Response(text.encode(), media_type="text/csv; charset=utf-8", headers=headers)


@me_router.get("/certificate.pdf", response_class=Response)
async def certificate(person: InBrowser, parts: PartsOf, lang: Annotated[str, Query(pattern="^(de|en)$")] = "de") -> Response:
    """Return the certificate of one's own hours. Raises RefusedError 404 without any."""
    helper, _ = await parts.volunteering.signups.of_person(person)
    return pdf(*await parts.volunteering.hours.papers.certificate(helper.id if helper else "", lang))
