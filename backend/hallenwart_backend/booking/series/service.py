"""Makes series and shows them. All dates of a series are written together, or none."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import CLUB_ROLES, OFFICE_HANDS, Person
from hallenwart_backend.booking.history import Act
from hallenwart_backend.booking.model import HOLDING, Booking, Kind, State
from hallenwart_backend.booking.news import NewsKind
from hallenwart_backend.booking.refusals import not_yours
from hallenwart_backend.booking.rules import QUARTER_MS
from hallenwart_backend.booking.series import store
from hallenwart_backend.booking.series.core import Outcome, SeriesCore
from hallenwart_backend.booking.series.model import Series
from hallenwart_backend.booking.series.planning import Exceptions, Fate, Ground
from hallenwart_backend.booking.series.refusals import gone, not_all_free, refused
from hallenwart_backend.booking.series.rules import Rhythm, fault_of_rhythm, next_season
from hallenwart_backend.booking.series.writing import carry_out


@dataclass(frozen=True, slots=True)
class SeriesWish:
    """`club` None: the person's own one; for staff the town itself."""

    hall: str
    sections: tuple[int, ...]
    title: str
    rhythm: Rhythm
    club: str | None = None
    kind: Kind = Kind.TRAINING
    rooms: tuple[str, ...] = ()
    effects: tuple[str, ...] = ()
    note: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """A series with how many dates are to come (of all its phases) and when the next begins."""

    series: Series
    coming: int
    next_ms: int | None


@dataclass(frozen=True, slots=True)
class Detail:
    series: Series
    phases: tuple[Series, ...]
    dates: tuple[Booking, ...]


class SeriesDesk:
    def __init__(self, core: SeriesCore) -> None:
        self._core = core

    async def make(self, person: Person, wish: SeriesWish, wanted: Exceptions, *, refuse: bool, dry: bool) -> Outcome:
        """Book a weekly right. Dates that are not free are left out, or with `refuse` nothing is booked.

        Raises RefusedError: 403, 404, 409 `series_taken` with the plan as `outcome`, 422.
        """
        return await self._enter(person, self.wished(person, wish), wanted, wish.why, refuse=refuse, dry=dry)

    def ground(self) -> Ground:
        """Return what planning dates stands on; for imports, see `bulk`."""
        return self._core.ground()

    async def _enter(self, person: Person, series: Series, wanted: Exceptions, why: str, *, refuse: bool, dry: bool) -> Outcome:
        self.check(series, wanted)
        write = partial(self._write, person=person, series=series, wanted=wanted, why=why, refuse=refuse)
        if dry:
            return await self._core.records.read(partial(self._shown, person=person, series=series, wanted=wanted, why=why))
        outcome = await self._core.records.write(write)
        for hall in {one.after.hall for one in outcome.dates if one.fate == Fate.FREE and one.after}:
            self._core.changed(hall, series.club)
        return outcome

    def wished(self, person: Person, wish: SeriesWish) -> Series:
        """Return the series as it would be. Raises RefusedError 403, 404."""
        club, rhythm = self._core.bookings.club_of(person, wish.club), wish.rhythm
        return Series(
            id=secrets.token_hex(8),
            hall=self._core.places.hall(wish.hall).id,
            sections=tuple(sorted(wish.sections)),
            club=club,
            title=wish.title,
            weekday=rhythm.weekday,
            start_min=rhythm.start_min,
            end_min=rhythm.end_min,
            from_date=rhythm.from_date,
            to_date=rhythm.to_date,
            every_weeks=rhythm.every_weeks,
            state=State.BOOKED,
            created_ms=self._core.clock.now_ms(),
            rooms=wish.rooms,
            kind=wish.kind,
            person=person.id,
            on_behalf=club is not None and person.has(OFFICE_HANDS),
            note=wish.note,
            effects=wish.effects,
        )

    def check(self, series: Series, wanted: Exceptions) -> None:
        """Raise RefusedError 404, 422 for what cannot be, whoever has the time."""
        hall = self._core.places.hall(series.hall)
        if fault := fault_of_rhythm(series.rhythm, self._core.today(hall.id)):
            raise refused(fault)
        if len(set(series.sections)) != len(series.sections) or not set(series.sections) <= set(range(1, hall.sections + 1)):
            raise refused("bad_sections")
        self._core.bookings.check_rooms(hall, series.rooms)
        check_exceptions(self._core, series, wanted)

    def _outcome(self, connection: Connection, series: Series, wanted: Exceptions) -> Outcome:
        return Outcome(series, tuple(self._core.planned(connection, series, wanted)))

    def _shown(self, connection: Connection, person: Person, series: Series, wanted: Exceptions, why: str) -> Outcome:
        """Show also whether the office would have to approve it. Raises RefusedError 409 where its rules refuse."""
        outcome = self._outcome(connection, series, wanted)
        wishes = [one.after for one in outcome.dates if one.fate == Fate.FREE and one.after]
        state = self._core.terms.decide(connection, wishes, person, why).state if wishes else series.state
        return replace(outcome, series=replace(series, state=state))

    def _write(
        self, connection: Connection, person: Person, series: Series, wanted: Exceptions, why: str, *, refuse: bool
    ) -> Outcome:
        core = self._core
        core.lock(connection, series, wanted)
        outcome = self._outcome(connection, series, wanted)
        wishes = [one.after for one in outcome.dates if one.fate == Fate.FREE and one.after]
        if refuse and outcome.refused:
            raise not_all_free(outcome)
        if not wishes:
            raise refused("nothing_free") if outcome.refused else refused("no_dates")
        decision = core.terms.decide(connection, wishes, person, why)
        state = decision.state
        left_out = tuple(sorted(one.day for one in outcome.dates if one.fate in {Fate.TAKEN, Fate.CLOSED, Fate.SKIPPED}))
        made = replace(series, state=state, skipped=left_out)
        store.add_many(connection, [made])
        carry_out(connection, outcome.dates, state, core.rights, {}, now_ms=core.clock.now_ms())
        told = {"dates": len(wishes), "skipped": [str(day) for day in left_out], **decision.detail}
        booked = state == State.BOOKED
        core.note(connection, made, Act.BOOKED if booked else Act.ASKED, person, why, **told)
        core.tell(connection, made, NewsKind.SERIES_BOOKED if booked else NewsKind.ASKED, person, **told)
        return replace(outcome, series=made, written=True)

    async def roll_on(
        self,
        person: Person,
        series: str,
        wanted: Exceptions,
        *,
        from_date: date | None = None,
        to_date: date | None = None,
        refuse: bool = False,
        dry: bool = True,
        why: str = "",
    ) -> Outcome:
        """Propose the same right for the next season, a series of its own; without `dry` make it. Raises as `make`."""
        right = await self._core.records.read(lambda connection: self._core.right(connection, series, person))
        before = right.series
        rhythm = next_season(before.rhythm, from_date, to_date)
        after = replace(
            before,
            id=secrets.token_hex(8),
            from_date=rhythm.from_date,
            to_date=rhythm.to_date,
            skipped=(),
            person=person.id,
            on_behalf=before.club is not None and person.has(OFFICE_HANDS),
            created_ms=self._core.clock.now_ms(),
        )
        return await self._enter(person, after, wanted, why, refuse=refuse, dry=dry)

    async def of_club(self, person: Person, club: str | None, *, hall: str = "", everybody: bool = False) -> list[Overview]:
        """Return the series of a club that have not ended; for staff those of all. Raises RefusedError 403."""
        if club is not None and not person.has_at(CLUB_ROLES | OFFICE_HANDS, club):
            raise not_yours()
        clubs: Sequence[str | None] | None = [club or person.club]
        if everybody and person.has(OFFICE_HANDS):
            clubs = None
        now = self._core.clock.now_ms()

        def find(connection: Connection) -> list[Overview]:
            found = store.living(connection, clubs=clubs, hall=hall)
            phases = store.phases_of(connection, [one.id for one in found])
            coming = store.coming(connection, [*(one.id for one in found), *phases], now)
            return [_overview(one, [one.id, *(name for name, of in phases.items() if of == one.id)], coming) for one in found]

        today = {hall: self._core.today(hall) for hall in self._core.places.current.halls}
        return [one for one in await self._core.records.read(find) if one.coming or _lives(one.series, today)]

    async def one(self, person: Person, series: str) -> Detail:
        """Return a series with all its dates, for its club and for staff. Raises RefusedError 403, 404."""

        def find(connection: Connection) -> Detail:
            found = store.one(connection, series)
            if found is None or found.phase_of is not None:
                raise gone()
            if not (person.has(OFFICE_HANDS) or (found.club is not None and person.has_at(CLUB_ROLES, found.club))):
                raise not_yours()
            phases = store.phases(connection, series)
            return Detail(found, tuple(phases), tuple(store.dates_of(connection, [series, *(one.id for one in phases)])))

        return await self._core.records.read(find)


def _lives(one: Series, today: dict[str, date]) -> bool:
    return one.state in HOLDING and one.to_date >= today[one.hall]


def _overview(one: Series, ids: Sequence[str], coming: dict[str, tuple[int, int]]) -> Overview:
    found = [coming[name] for name in ids if name in coming]
    return Overview(one, sum(number for number, _ in found), min((start for _, start in found), default=None))


def check_exceptions(core: SeriesCore, series: Series, wanted: Exceptions) -> None:
    """Raise RefusedError 404, 422 for a date that the series does not have, or a place that is not there."""
    named = {*wanted.instead, *wanted.skip, *wanted.add}
    if any(not series.rhythm.has(day) for day in named):
        raise refused("no_such_date")
    for instead in wanted.instead.values():
        if instead is not None and instead.hall is not None:
            core.places.hall(instead.hall)
        if instead is not None and instead.start_ms is not None and instead.start_ms % QUARTER_MS:
            raise refused("bad_grid")
