"""Moves a booking to another time or other places, or calls it otherwise; its code stays, its rights change with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from hallenwart_backend.accounts.rules import OFFICE_HANDS, Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import news, store
from hallenwart_backend.booking.drawing import commit_drawn
from hallenwart_backend.booking.fitting import check_time
from hallenwart_backend.booking.history import Act
from hallenwart_backend.booking.model import Booking, Kind, State
from hallenwart_backend.booking.news import NewsKind
from hallenwart_backend.booking.ports import Drawn, PlanChanged, Rights, Terms
from hallenwart_backend.booking.refusals import changed, gone, led_elsewhere, not_yours, over, taken
from hallenwart_backend.booking.service import Bookings, may_change
from hallenwart_backend.errors import CodeTakenError
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be different; None stays as it is."""

    start_ms: int | None = None
    end_ms: int | None = None
    sections: tuple[int, ...] | None = None
    effects: tuple[str, ...] | None = None
    hall: str | None = None
    rooms: tuple[str, ...] | None = None
    why: str = ""
    title: str | None = None
    kind: Kind | None = None
    note: str | None = None


class _TakenError(Exception):
    """Raised inside the transaction, which it undoes: somebody has the time."""

    def __init__(self, conflicts: list[Booking]) -> None:
        super().__init__()
        self.conflicts = conflicts


class Moving:
    """The same rules as for booking anew; who holds the time meanwhile is told by `bookings.nearest`."""

    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        bookings: Bookings,
        rights: Rights,
        terms: Terms,
        changed: PlanChanged,
    ) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._bookings = bookings
        self._rights = rights
        self._terms = terms
        self._changed = changed

    async def move(self, person: Person, booking_id: str, change: Change) -> Booking:
        """Return the booking as it is now. Raises RefusedError: 403, 404, 409 with the nearest free slots, 422."""
        before = await self._bookings.one(booking_id)
        if before is None:
            raise gone()
        if not may_change(person, before) or (change.kind not in {None, before.kind} and not person.has(OFFICE_HANDS)):
            raise not_yours()
        return await self.apply(before, change, person)

    async def apply(self, before: Booking, change: Change, person: Person | None = None) -> Booking:
        """Move without asking who may. Raises RefusedError: 409, 422."""
        if before.partner is not None:
            raise led_elsewhere()
        after = self._checked(before, change)
        if after == before:
            return before
        try:
            await self._write(partial(self._commit, before=before, after=after, person=person, why=change.why), before, after)
        except _TakenError as error:
            raise taken(after.hall, error.conflicts, await self._bookings.nearest(after)) from error
        for hall in dict.fromkeys((before.hall, after.hall)):
            self._changed(hall, after.holder)
        return after

    async def _write(self, commit: Callable[[Connection, Drawn], None], before: Booking, after: Booking) -> None:
        """Commit with the code the booking has; with a new one where another has that code at the new place's locker."""
        drawn = await self._rights.redraw(before, after)
        try:
            await self._records.write(lambda connection: commit(connection, drawn))
        except (IntegrityError, CodeTakenError):
            await commit_drawn(self._records, self._rights, after, commit)

    def check(self, before: Booking, change: Change) -> None:
        """Raise RefusedError 409, 422 where a change cannot be, whoever has the time."""
        self._checked(before, change)

    def _checked(self, before: Booking, change: Change) -> Booking:
        now = self._clock.now_ms()
        if before.state not in {State.BOOKED, State.ASKED} or before.end_ms <= now:
            raise over()
        hall = self._places.hall(change.hall or before.hall)
        after = replace(
            before,
            hall=hall.id,
            start_ms=before.start_ms if change.start_ms is None else change.start_ms,
            end_ms=before.end_ms if change.end_ms is None else change.end_ms,
            sections=before.sections if change.sections is None else tuple(sorted(change.sections)),
            effects=before.effects if change.effects is None else change.effects,
            rooms=before.rooms if change.rooms is None else change.rooms,
            buffer_ms=hall.buffer_ms,
            title=before.title if change.title is None else change.title,
            kind=before.kind if change.kind is None else change.kind,
            note=before.note if change.note is None else change.note,
        )
        if _stays(before, after):
            return replace(after, buffer_ms=before.buffer_ms)
        self._bookings.check_rooms(hall, after.rooms, after.start_ms, after.end_ms)
        running = after.start_ms == before.start_ms and after.end_ms > now
        seen_ms = min(now, after.start_ms) if running else now
        check_time(hall, after.start_ms, after.end_ms, after.sections, seen_ms)
        first_ms = before.start_ms if before.was_start_ms is None else before.was_start_ms
        return replace(after, was_start_ms=first_ms if after.start_ms != first_ms else None)

    def _commit(
        self, connection: Connection, drawn: Drawn, *, before: Booking, after: Booking, person: Person | None, why: str
    ) -> None:
        store.lock(connection, (hall for booking in (before, after) for hall, _ in booking.places))
        if store.one(connection, before.id) != before:
            raise changed()
        if _stays(before, after):
            store.rename(connection, after)
            self._bookings.note(connection, after, Act.CHANGED, person, why=why, detail={"named": _named(before, after)})
            return
        said = self._terms.may_change(connection, before, after, person) if person is not None else {}
        store.free(connection, before.id)
        if conflicts := store.conflicts(connection, after):
            raise _TakenError(conflicts)
        store.move(connection, after)
        if after.state == State.BOOKED:
            self._rights.revoke(connection, before.id)
            self._rights.store(connection, after, drawn)
        was = {"hall": before.hall, "start_ms": before.start_ms, "end_ms": before.end_ms, "sections": list(before.sections)}
        named = {"named": told} if (told := _named(before, after)) else {}
        self._bookings.note(connection, after, Act.MOVED, person, why=why, detail={"was": was, **named, **said})
        news.tell(connection, self._bookings.news(after, NewsKind.MOVED, person, was=was, why=why))


def _named(before: Booking, after: Booking) -> dict[str, list[str]]:
    """Return what it is called now and was before; that a note changed, not what it says."""
    told = {name: [getattr(before, name), getattr(after, name)] for name in ("title", "kind")}
    named = {name: [str(one) for one in pair] for name, pair in told.items() if pair[0] != pair[1]}
    return named | ({"note": []} if before.note != after.note else {})


def _stays(before: Booking, after: Booking) -> bool:
    """Say whether it is only called otherwise: time, places and what they need are the same."""
    return after == replace(before, title=after.title, kind=after.kind, note=after.note, buffer_ms=after.buffer_ms)
