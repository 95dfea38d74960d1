"""Makes series of a proposal: all of them in one transaction, or none."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.booking.model import Booking, Kind, State
from hallenwart_backend.booking.ports import PlanChanged
from hallenwart_backend.booking.series.bulk import clashes, enter_many
from hallenwart_backend.booking.series.model import Series
from hallenwart_backend.booking.series.planning import Exceptions, Fate, Ground, day_of, plan
from hallenwart_backend.booking.series.rules import fault_of_rhythm
from hallenwart_backend.rounds import store
from hallenwart_backend.rounds.desk import RoundDesk, Told, check_office
from hallenwart_backend.rounds.model import Assignment, Book, Deed, ObjectionState, Round, RoundState, Wish
from hallenwart_backend.rounds.proposing import ProposalDesk
from hallenwart_backend.rounds.refusals import refused


@dataclass(frozen=True, slots=True)
class Left:
    """A date that a series does not get: closed, or `by` somebody else's."""

    wish: str
    day: date
    hall: str
    why: str = ""
    by: Booking | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """`conflicts` are dates others have, `skipped` dates on which the hall is closed. `written` is False for a preview."""

    round: Round
    series: int
    dates: int
    skipped: Sequence[Left]
    conflicts: Sequence[Left]
    written: bool = False


@dataclass(slots=True)
class _Plan:
    series: dict[str, Series] = field(default_factory=dict)
    dates: list[Booking] = field(default_factory=list)
    skipped: list[Left] = field(default_factory=list)


class PublishDesk:
    """`ground` says what planning dates stands on, `changed` is told which plans changed."""

    def __init__(self, desk: RoundDesk, proposals: ProposalDesk, ground: Callable[[], Ground], changed: PlanChanged) -> None:
        self._desk = desk
        self._proposals = proposals
        self._ground = ground
        self._changed = changed
        self.told: list[Told] = []

    async def publish(self, person: Person, name: str, *, skip: bool, dry: bool) -> Published:
        """Make the series; `skip`: leave dates out that others have. Raises RefusedError 403, 404, 409 with the dates."""
        check_office(person)
        if self._proposals.is_running(name):
            raise refused("solving")

        def look(connection: Connection) -> Published:
            book = self._ready(connection, name)
            planned = self._planned(person, book)
            met = clashes(connection, planned.dates)
            return self._outcome(book, planned, met)

        def write(connection: Connection) -> Published:
            book = self._ready(connection, name)
            if open_ := sum(one.state is ObjectionState.OPEN for one in book.objections):
                raise refused("objections_open", count=open_)
            if book.round.takes_objections(self._desk.clock.now_ms()):
                raise refused("objections_running")
            return self._write(connection, person, book, skip=skip)

        if dry:
            return await self._desk.records.read(look)
        done = await self._desk.records.write(write)
        clubs = {one.id: one.club for one in (await self._desk.any_book(name)).wishes}
        book = await self._desk.any_book(name)
        for hall, club in {(one.hall, clubs.get(one.wish)) for one in book.assignments if one.hall}:
            self._changed(hall or "", club)
        return done

    def _ready(self, connection: Connection, name: str) -> Book:
        book = store.book(connection, name)
        if book is None:
            raise refused("no_such_round")
        if book.round.state is not RoundState.PROPOSED:
            raise refused("wrong_state")
        if not any(one.hall for one in book.assignments):
            raise refused("nothing_placed")
        return book

    def _planned(self, person: Person, book: Book) -> _Plan:
        ground, wishes, found = self._ground(), {one.id: one for one in book.stated}, _Plan()
        for one in book.assignments:
            if one.hall not in book.round.halls or one.wish not in wishes or one.hall not in ground.halls:
                continue
            series = self._series(person, book.round, wishes[one.wish], one, one.hall)
            if fault_of_rhythm(series.rhythm, book.round.from_date):
                continue
            dates = plan(series, (), {}, Exceptions(), ground)
            closed = [each for each in dates if each.fate is not Fate.FREE]
            found.series[one.wish] = replace(series, skipped=tuple(each.day for each in closed))
            found.dates += [each.after for each in dates if each.fate is Fate.FREE and each.after is not None]
            found.skipped += [Left(one.wish, each.day, one.hall, each.why) for each in closed]
        return found

    def _series(self, person: Person, of: Round, wish: Wish, at: Assignment, hall: str) -> Series:
        return Series(
            id=secrets.token_hex(8),
            hall=hall,
            sections=at.sections,
            club=wish.club,
            title=wish.group,
            weekday=at.weekday,
            start_min=at.start_min,
            end_min=at.end_min,
            from_date=of.from_date,
            to_date=of.to_date,
            state=State.BOOKED,
            created_ms=self._desk.clock.now_ms(),
            kind=Kind.TRAINING,
            person=person.id,
            on_behalf=True,
        )

    def _outcome(self, book: Book, planned: _Plan, met: Mapping[str, Sequence[Booking]]) -> Published:
        wish_of = {one.id: wish for wish, one in planned.series.items()}
        zones = self._desk.places.current.halls
        conflicts = [
            Left(wish_of[one.series or ""], day_of(one, zones[one.hall].zone), one.hall, by=met[one.id][0])
            for one in planned.dates
            if one.id in met
        ]
        free = [one for one in planned.dates if one.id not in met]
        return Published(book.round, len({one.series for one in free}), len(free), planned.skipped, conflicts)

    def _write(self, connection: Connection, person: Person, book: Book, *, skip: bool) -> Published:
        desk, planned = self._desk, self._planned(person, book)
        halls, now = desk.places.current.halls, desk.clock.now_ms()
        met = enter_many(
            connection,
            list(planned.series.values()),
            planned.dates,
            halls,
            who=desk.pseudonym(person.id),
            t_ms=now,
            detail={"round": book.round.id},
        )
        outcome = self._outcome(book, planned, met)
        if outcome.conflicts and not skip:
            raise refused("conflicts", count=len(outcome.conflicts), dates=outcome)
        having = {one.series for one in planned.dates if one.id not in met}
        for one in book.assignments:
            made = planned.series.get(one.wish)
            if made is not None and made.id in having:
                store.put_assignment(connection, replace(one, series=made.id))
        done = replace(book.round, state=RoundState.PUBLISHED, published_ms=now)
        store.put_round(connection, done)
        store.note(connection, desk.event(done.id, Deed.PUBLISHED, person, series=outcome.series, dates=outcome.dates))
        for tell in self.told:
            tell(connection, done)
        return replace(outcome, round=done, written=True)
