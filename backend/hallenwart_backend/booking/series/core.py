"""What making, changing and approving series have in common."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import BOOKERS, CLUB_ROLES, OFFICE_HANDS, Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import history, news
from hallenwart_backend.booking import store as booking_store
from hallenwart_backend.booking.fitting import timetable
from hallenwart_backend.booking.history import Act, Entry
from hallenwart_backend.booking.model import Booking, State
from hallenwart_backend.booking.news import News, NewsKind
from hallenwart_backend.booking.ports import PlanChanged, Rights, Terms
from hallenwart_backend.booking.refusals import not_yours
from hallenwart_backend.booking.rules import local_day
from hallenwart_backend.booking.series import store
from hallenwart_backend.booking.series.model import Series
from hallenwart_backend.booking.series.planning import Exceptions, Fate, Ground, Planned, plan, settled
from hallenwart_backend.booking.series.refusals import gone
from hallenwart_backend.booking.service import Bookings
from hallenwart_backend.booking.wall import clock_of
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock


@dataclass(frozen=True, slots=True)
class Outcome:
    """A series as it is (or would be), with the fate of each date. `written` is False for a preview."""

    series: Series
    dates: tuple[Planned, ...]
    written: bool = False

    @property
    def refused(self) -> tuple[Planned, ...]:
        return tuple(one for one in self.dates if one.fate in {Fate.TAKEN, Fate.CLOSED})


@dataclass(frozen=True, slots=True)
class Right:
    """A series with the phases it went through, by id, and all its dates that did not begin yet."""

    series: Series
    rules: Mapping[str, Series]
    coming: tuple[Booking, ...]


@dataclass(frozen=True, slots=True)
class SeriesCore:
    records: Records
    places: PlaceBook
    clock: Clock
    bookings: Bookings
    rights: Rights
    terms: Terms
    changed: PlanChanged

    def ground(self) -> Ground:
        now = self.clock.now_ms()
        return Ground(self.places.current.halls, timetable, now, lambda series: new_date(series, now))

    def today(self, hall: str) -> date:
        return local_day(self.clock.now_ms(), self.places.hall(hall).zone)

    def planned(
        self,
        connection: Connection,
        after: Series,
        wanted: Exceptions,
        had: Sequence[Booking] = (),
        rules: Mapping[str, Series] | None = None,
    ) -> list[Planned]:
        """Return the fate of each date, who is in the way looked up."""

        def meets(wishes: Sequence[Booking], besides: Collection[str]) -> Mapping[str, Sequence[Booking]]:
            return booking_store.in_the_way(connection, wishes, besides=besides)

        return settled(plan(after, had, rules or {}, wanted, self.ground()), meets)

    def lock(self, connection: Connection, series: Series, wanted: Exceptions, had: Sequence[Booking] = ()) -> None:
        """Let nobody else write into the plans of all places that may be touched."""
        instead = {one.hall for one in wanted.instead.values() if one and one.hall}
        before = {hall for date in had for hall, _ in date.places}
        booking_store.lock(connection, {series.hall, *series.rooms, *instead, *before})

    def right(self, connection: Connection, series: str, person: Person) -> Right:
        """Return a series that a person may change. Raises RefusedError 403, 404."""
        found = store.one(connection, series)
        if found is None or found.phase_of is not None:
            raise gone()
        if not may_change(person, found):
            raise not_yours()
        rules = {one.id: one for one in (found, *store.phases(connection, series))}
        now = self.clock.now_ms()
        coming = (one for one in store.dates_of(connection, rules, now) if one.start_ms > now)
        return Right(found, rules, tuple(coming))

    def note(self, connection: Connection, series: Series, act: Act, person: Person, why: str = "", **detail: object) -> None:
        """Write a decision about the series as a whole into its history."""
        told = Entry(
            act,
            self.clock.now_ms(),
            self.rights.pseudonym(person.id),
            series=series.id,
            club=series.club,
            on_behalf=series.club is not None and person.has(OFFICE_HANDS),
            why=why,
            detail=rule_of(series) | detail,
        )
        history.note(connection, told)

    def tell(self, connection: Connection, series: Series, kind: NewsKind, person: Person, **detail: object) -> None:
        told = rule_of(series) | detail
        news.tell(
            connection, News(kind, self.clock.now_ms(), series=series.id, club=series.club, person=person.id, detail=told)
        )


def new_date(series: Series, now_ms: int) -> Booking:
    """Return what every date of a series begins with; its time is put in where it is planned."""
    return Booking(
        id=secrets.token_hex(8),
        hall=series.hall,
        sections=series.sections,
        club=series.club,
        title=series.title,
        person=series.person,
        start_ms=0,
        end_ms=0,
        state=State.BOOKED,
        created_ms=now_ms,
        series=series.id,
        on_behalf=series.on_behalf,
        note=series.note,
    )


def may_change(person: Person, series: Series) -> bool:
    """Say whether a person may change a series: staff, and those who book for its club."""
    return person.has(OFFICE_HANDS) or (series.club is not None and person.has_at(CLUB_ROLES & BOOKERS, series.club))


def rule_of(series: Series) -> dict[str, object]:
    """Return the rule in plain values, as history and messages tell it."""
    return {
        "hall": series.hall,
        "sections": list(series.sections),
        "title": series.title,
        "weekday": series.weekday,
        "start": clock_of(series.start_min),
        "end": clock_of(series.end_min),
        "from_date": str(series.from_date),
        "to_date": str(series.to_date),
        "every_weeks": series.every_weeks,
    }
