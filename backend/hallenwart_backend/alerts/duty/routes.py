"""`/api/duty`: who is on call where and when. Managers read it, office and administrators edit it, everyone reports away."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from fastapi import Path, Query

from hallenwart_backend.accounts.rules import MANAGERS, Person, Role
from hallenwart_backend.alerts.duty import words
from hallenwart_backend.alerts.duty.ahead import Trouble
from hallenwart_backend.alerts.duty.bodies import ChainBody, ShiftBody, StandInBody, WeeklyFields, shift_of
from hallenwart_backend.alerts.duty.rules import OnCall, Shift, StandIn, Weekly, Who
from hallenwart_backend.alerts.duty.service import Book
from hallenwart_backend.web.fields import Id, Shape, Words
from hallenwart_backend.web.parts import Parts, PartsOf, SignedIn, forbidden
from hallenwart_backend.web.routing import Router

router = Router(prefix="/api/duty", tags=["duty"])
READERS: Final = MANAGERS | {Role.FIRE_OFFICER}
EDITORS: Final = frozenset({Role.ADMIN, Role.OFFICE})
Moment = Annotated[int, Query(ge=0, le=4_102_444_800_000, description="milliseconds since the epoch, UTC")]


class ShiftOut(Shape):
    """`imported`: it came from a calendar and is replaced when that is taken in again."""

    id: str
    person: str
    name: str
    sites: list[str]
    position: int
    from_ms: int | None
    to_ms: int | None
    weekly: WeeklyFields | None
    note: str
    imported: bool


class StandInOut(Shape):
    id: str
    absent: str
    absent_name: str
    person: str | None
    name: str
    from_ms: int
    to_ms: int


class OnCallOut(Shape):
    """`source`: shift, chain, admin (nobody else can be woken)."""

    person: str
    name: str
    position: int
    stand_in_for: str
    until_ms: int | None
    ways: int
    paths: int
    source: Literal["shift", "chain", "admin"]


class StretchOut(Shape):
    """`state`: ok, weak (the first in line has one path alone), nobody (only administrators are left)."""

    from_ms: int
    to_ms: int
    state: Literal["ok", "weak", "nobody"]
    line: list[OnCallOut]


class SiteDuty(Shape):
    site: str
    name: str
    zone: str
    stretches: list[StretchOut]


class TroubleOut(Shape):
    kind: Literal["gap", "no_shift", "conflict", "twice", "absent", "no_way", "one_way"]
    message: Words
    site: str
    from_ms: int | None
    to_ms: int | None
    person: str
    name: str


class PersonOut(Shape):
    """`waking` 0: cannot be put on the roster."""

    person: str
    name: str
    waking: int
    paths: int


class DutyOut(Shape):
    """`may_edit`: whether who asks may change more than the own absences."""

    now_ms: int
    from_ms: int
    to_ms: int
    me: str
    may_edit: bool
    sites: list[SiteDuty]
    shifts: list[ShiftOut]
    chain: list[PersonOut]
    stand_ins: list[StandInOut]
    troubles: list[TroubleOut]
    people: list[PersonOut]


def _on_call_out(one: OnCall) -> OnCallOut:
    return OnCallOut.model_validate(one, from_attributes=True)


def _person_out(person: str, who: Who | None) -> PersonOut:
    return PersonOut(
        person=person, name=who.name if who else "", waking=who.waking if who else 0, paths=who.paths if who else 0
    )


def _weekly_out(weekly: Weekly) -> WeeklyFields:
    return WeeklyFields(
        weekdays=sorted(weekly.weekdays),
        start_min=weekly.start_min,
        end_min=weekly.end_min,
        end_day=weekly.end_day,
        first=weekly.first,
        last=weekly.last,
    )


def shift_out(shift: Shift, name: str) -> ShiftOut:
    weekly = shift.weekly
    return ShiftOut(
        id=shift.id,
        person=shift.person,
        name=name,
        sites=sorted(shift.sites),
        position=shift.position,
        from_ms=None if weekly else shift.from_ms,
        to_ms=None if weekly else shift.to_ms,
        weekly=_weekly_out(weekly) if weekly else None,
        note=shift.note,
        imported=bool(shift.uid),
    )


def _trouble_out(one: Trouble, book: Book, parts: Parts) -> TroubleOut:
    site = parts.places.current.sites.get(one.site)
    de, en = words.of(one, site.name if site else one.site, book.zones.get(one.site))
    return TroubleOut(
        kind=one.kind,
        message=Words(de=de, en=en),
        site=one.site,
        from_ms=one.from_ms,
        to_ms=one.to_ms,
        person=one.person,
        name=one.name,
    )


def _stand_in_out(one: StandIn, book: Book) -> StandInOut:
    people = book.roster.people
    return StandInOut(
        id=one.id,
        absent=one.absent,
        absent_name=people[one.absent].name if one.absent in people else "",
        person=one.person,
        name=people[one.person].name if one.person and one.person in people else "",
        from_ms=one.from_ms,
        to_ms=one.to_ms,
    )


def _site_out(site: str, book: Book, parts: Parts) -> SiteDuty:
    known = parts.places.current.sites.get(site)
    return SiteDuty(
        site=site,
        name=known.name if known else site,
        zone=str(book.zones[site]),
        stretches=[
            StretchOut(from_ms=one.from_ms, to_ms=one.to_ms, state=one.state, line=[_on_call_out(each) for each in one.line])
            for one in book.lines[site]
        ],
    )


def _editor(person: Person) -> None:
    """Raise RefusedError 403."""
    if not person.has(EDITORS):
        raise forbidden()


@router.get("")
async def duty(person: SignedIn, parts: PartsOf, from_ms: Moment | None = None, to_ms: Moment | None = None) -> DutyOut:
    """Return who is on call over time, the next 14 days by default, with gaps and conflicts."""
    if not person.has(READERS):
        raise forbidden()
    book = await parts.people.duty.book(from_ms, to_ms)
    people = book.roster.people
    return DutyOut(
        now_ms=parts.clock.now_ms(),
        from_ms=book.from_ms,
        to_ms=book.to_ms,
        me=person.id,
        may_edit=person.has(EDITORS),
        sites=[_site_out(site, book, parts) for site in book.zones],
        shifts=[shift_out(one, people[one.person].name if one.person in people else "") for one in book.shifts],
        chain=[_person_out(one, people.get(one)) for one in book.roster.chain],
        stand_ins=[_stand_in_out(one, book) for one in book.roster.stand_ins],
        troubles=[_trouble_out(one, book, parts) for one in book.troubles],
        people=[_person_out(one, who) for one, who in sorted(people.items(), key=lambda each: each[1].name)],
    )


@router.post("/shifts", status_code=201)
async def addshift_of(body: ShiftBody, person: SignedIn, parts: PartsOf) -> ShiftOut:
    _editor(person)
    return shift_out(await parts.people.duty.add_shift(shift_of(body), by=person), "")


@router.put("/shifts/{shift}")
async def save_shift(shift: Annotated[Id, Path()], body: ShiftBody, person: SignedIn, parts: PartsOf) -> ShiftOut:
    _editor(person)
    return shift_out(await parts.people.duty.save_shift(shift_of(body, shift), by=person), "")


@router.delete("/shifts/{shift}", status_code=204)
async def drop_shift(shift: Annotated[Id, Path()], person: SignedIn, parts: PartsOf) -> None:
    _editor(person)
    await parts.people.duty.drop_shift(shift, by=person)


@router.put("/chain", status_code=204)
async def set_chain(body: ChainBody, person: SignedIn, parts: PartsOf) -> None:
    """Set the standing order that fills the gaps of the roster."""
    _editor(person)
    await parts.people.duty.set_chain(body.people, by=person)


@router.post("/stand-ins", status_code=201)
async def stand_in(body: StandInBody, person: SignedIn, parts: PartsOf) -> StandInOut:
    """Say that somebody is away and who takes the turn; everybody may for themselves."""
    wanted = StandIn("", body.absent or person.id, body.person, body.from_ms, body.to_ms)
    made = await parts.people.duty.stand_in(wanted, note=body.note, by=person, edits=person.has(EDITORS))
    return _stand_in_out(made, await parts.people.duty.book(None, None))


@router.delete("/stand-ins/{stand_in}", status_code=204)
async def drop_stand_in(stand_in: Annotated[Id, Path()], person: SignedIn, parts: PartsOf) -> None:
    await parts.people.duty.drop_stand_in(stand_in, by=person, edits=person.has(EDITORS))
