"""Joins what gives, moves, lends and takes back hall time, and the office's terms for it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.checking import Checking
from hallenwart_backend.booking.closing.service import ClosingDesk
from hallenwart_backend.booking.feeds.service import Feeds
from hallenwart_backend.booking.finding.service import Finder
from hallenwart_backend.booking.imports.service import ImportDesk
from hallenwart_backend.booking.lending.service import Lending
from hallenwart_backend.booking.lending.watch import LendingWatch
from hallenwart_backend.booking.moving import Moving
from hallenwart_backend.booking.outside.join import OutsideRoom, join_outside
from hallenwart_backend.booking.policy.service import PolicyBook
from hallenwart_backend.booking.policy.terms import OfficeTerms
from hallenwart_backend.booking.ports import PlanChanged, Rights
from hallenwart_backend.booking.public.service import PublicHalls
from hallenwart_backend.booking.requests.service import Requests
from hallenwart_backend.booking.series.approving import SeriesApproval
from hallenwart_backend.booking.series.changing import SeriesChanges
from hallenwart_backend.booking.series.core import SeriesCore
from hallenwart_backend.booking.series.service import SeriesDesk
from hallenwart_backend.booking.service import Bookings
from hallenwart_backend.booking.tap.service import Taps
from hallenwart_backend.booking.tap.tokens import Mac
from hallenwart_backend.booking.waiting.filling import Filling
from hallenwart_backend.booking.waiting.service import WaitingList
from hallenwart_backend.bucket import Buckets
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock


@dataclass(frozen=True, slots=True)
class BookingRoom:
    bookings: Bookings
    checking: Checking
    moving: Moving
    series: SeriesDesk
    series_changes: SeriesChanges
    series_approval: SeriesApproval
    finder: Finder
    imports: ImportDesk
    feeds: Feeds
    public: PublicHalls
    closings: ClosingDesk
    terms: OfficeTerms
    policy: PolicyBook
    requests: Requests
    waiting: WaitingList
    lending: Lending
    lending_watch: LendingWatch
    taps: Taps
    outside: OutsideRoom
    changed: PlanChanged
    tap_rate: Buckets = field(default_factory=Buckets)
    feed_rate: Buckets = field(default_factory=Buckets)
    public_rate: Buckets = field(default_factory=Buckets)

    async def look(self) -> None:
        """End what is over: requests nobody decided, offers, wishes. Called every few seconds."""
        await self.requests.expire()
        await self.waiting.filling.look()
        await self.lending_watch.look()
        await self.imports.expire()

    def tasks(self) -> dict[str, Callable[[], Coroutine[Any, Any, None]]]:
        return {"waiting list": self.waiting.filling.run, "imports": self.imports.run, **self.outside.tasks()}

    def close(self) -> None:
        self.outside.close()


class _PlanTold:
    """Tells that a plan changed, and the waiting list that time may be free."""

    def __init__(self, changed: PlanChanged) -> None:
        self._changed = changed
        self.free: Callable[[str], None] = lambda _hall: None

    def __call__(self, hall: str, club: str | None, /) -> None:
        self._changed(hall, club)
        self.free(hall)


def join_booking(
    records: Records,
    places: PlaceBook,
    clock: Clock,
    rights: Rights,
    plan_changed: PlanChanged,
    mac: Mac,
    *,
    loopback: bool,
) -> BookingRoom:
    """`rights` gives and takes the keys of each booking; `plan_changed` makes displays and pages follow; `mac` signs links.

    `loopback` allows calendars of outside systems at addresses of this machine.
    """
    told, terms = _PlanTold(plan_changed), OfficeTerms(places, clock)
    bookings = Bookings(records, places, clock, rights, terms, told)
    moving = Moving(records, places, clock, bookings, rights, terms, told)
    core = SeriesCore(records, places, clock, bookings, rights, terms, told)
    series, approval, finder = SeriesDesk(core), SeriesApproval(core), Finder(records, places, clock)
    filling = Filling(records, places, clock, bookings, rights, terms, told)
    told.free = filling.mark
    feeds = Feeds(records, places, clock)
    lending = Lending(records, places, clock, bookings, rights, terms, told)
    return BookingRoom(
        bookings=bookings,
        checking=Checking(records, bookings, terms),
        moving=moving,
        series=series,
        series_changes=SeriesChanges(core, series),
        finder=finder,
        imports=ImportDesk(core),
        feeds=feeds,
        public=PublicHalls(records, places, clock, finder, feeds),
        closings=ClosingDesk(core, finder),
        series_approval=approval,
        terms=terms,
        policy=PolicyBook(records, places, clock),
        requests=Requests(records, clock, bookings, moving, approval, rights, told),
        waiting=WaitingList(records, places, clock, bookings, filling),
        lending=lending,
        lending_watch=LendingWatch(records, clock, bookings, rights, told),
        taps=Taps(records, clock, bookings, lending, terms, mac),
        changed=told,
        outside=join_outside(records, places, clock, bookings, rights, told, loopback=loopback),
    )
