"""Joins what gives, moves and takes back hall time."""

from __future__ import annotations

from dataclasses import dataclass

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking.finding.service import Finder
from hallenwart_backend.booking.moving import Moving
from hallenwart_backend.booking.ports import PlanChanged, Rights, Terms
from hallenwart_backend.booking.series.approving import SeriesApproval
from hallenwart_backend.booking.series.changing import SeriesChanges
from hallenwart_backend.booking.series.core import SeriesCore
from hallenwart_backend.booking.series.service import SeriesDesk
from hallenwart_backend.booking.service import Bookings
from hallenwart_backend.booking.terms import OpenTerms
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock


@dataclass(frozen=True, slots=True)
class BookingRoom:
    bookings: Bookings
    moving: Moving
    series: SeriesDesk
    series_changes: SeriesChanges
    series_approval: SeriesApproval
    finder: Finder
    terms: Terms


def join_booking(records: Records, places: PlaceBook, clock: Clock, rights: Rights, plan_changed: PlanChanged) -> BookingRoom:
    """`rights` gives and takes the keys of each booking; `plan_changed` makes displays and pages follow."""
    terms = OpenTerms()
    bookings = Bookings(records, places, clock, rights, terms, plan_changed)
    core = SeriesCore(records, places, clock, bookings, rights, terms, plan_changed)
    series = SeriesDesk(core)
    return BookingRoom(
        bookings=bookings,
        moving=Moving(records, places, clock, bookings, rights, terms, plan_changed),
        series=series,
        series_changes=SeriesChanges(core, series),
        series_approval=SeriesApproval(core),
        finder=Finder(records, places, clock),
        terms=terms,
    )
