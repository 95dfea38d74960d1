"""Closes places: shows who would lose a date and where they could go, then does all of it in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from hallenwart_backend.accounts.rules import MANAGERS, Person
from hallenwart_backend.booking import store as booking_store
from hallenwart_backend.booking.closing import refusals, rules, store
from hallenwart_backend.booking.closing.model import Closed, Closing, ClosingKind, Decisions, Lot, Met
from hallenwart_backend.booking.closing.telling import Telling
from hallenwart_backend.booking.finding.ranking import Ranked
from hallenwart_backend.booking.finding.service import Finder
from hallenwart_backend.booking.fitting import timetable
from hallenwart_backend.booking.model import Booking, State
from hallenwart_backend.booking.ports import Drawn
from hallenwart_backend.booking.refusals import busy, not_yours
from hallenwart_backend.booking.rules import LATE_MS, QUARTER_MS, is_open
from hallenwart_backend.booking.series.core import SeriesCore
from hallenwart_backend.booking.series.writing import StaleError, needs_code
from hallenwart_backend.errors import CodeTakenError
from hallenwart_backend.halls import closing as closures
from hallenwart_backend.halls.closures import fault_of
from hallenwart_backend.halls.model import Hall

_TRIES: Final = 5
_TOLD_SUBSTITUTES: Final = 3


def new_id() -> str:
    return secrets.token_hex(8)


class ClosingDesk:
    def __init__(self, core: SeriesCore, finder: Finder) -> None:
        self._core = core
        self._finder = finder
        self._telling = Telling(core)

    async def close(self, person: Person, wish: Closing, decisions: Decisions, *, dry: bool) -> Closed:
        """Close halls for a time, or show with `dry` whom that would meet.

        Raises RefusedError: 403, 404, 409 (`running`, `led_elsewhere`, `to_taken`), 422.
        """
        closing = replace(wish, id=new_id(), who=self._core.rights.pseudonym(person.id), made_ms=self._core.clock.now_ms())
        halls = self._halls(person, closing)
        for attempt in range(1, _TRIES + 1):
            look = partial(self._look, closing=closing, decisions=decisions, halls=halls)
            shown = await self._core.records.read(look)
            substitutes = await self._core.records.read(partial(self._substitutes, closed=shown))
            shown = replace(shown, met=tuple(_with(one, substitutes) for one in shown.met))
            if dry:
                return shown
            self._check(shown, decisions)
            drawn = {
                one.booking.id: await self._core.rights.redraw(one.booking, one.after)
                for one in shown.met
                if one.after and needs_code(one.booking, one.after)
            }
            try:
                done = await self._core.records.write(
                    partial(self._write, person=person, shown=shown, halls=halls, drawn=drawn)
                )
            except (StaleError, CodeTakenError, IntegrityError) as error:
                if attempt == _TRIES:
                    raise busy() from error
                continue
            await self._changed(done)
            return done
        raise AssertionError

    def _halls(self, person: Person, closing: Closing) -> list[Hall]:
        """Raise RefusedError for what cannot be closed, or not by this person."""
        halls = [self._core.places.hall(hall) for hall in dict.fromkeys(closing.halls)]
        if not halls:
            raise refusals.refused("no_halls")
        if not all(person.has_at(MANAGERS, hall.site.id) for hall in halls):
            raise not_yours()
        if closing.sections and (len(halls) > 1 or max(closing.sections) > halls[0].sections):
            raise refusals.refused("bad_sections")
        fault = fault_of(rules.closure_of(closing, halls[0]), halls[0].sections)
        if fault is not None or (closing.every and closing.until is None):
            raise refusals.refused("bad_time")
        return halls

    def _look(self, connection: Connection, closing: Closing, decisions: Decisions, halls: Sequence[Hall]) -> Closed:
        now = self._core.clock.now_ms()
        blocks = rules.blocks_of(closing, halls, new_id, now)
        if not blocks:
            raise refusals.refused("past")
        if len(blocks) > rules.MOST_BLOCKS:
            raise refusals.refused("too_many")
        found = booking_store.in_the_way(connection, blocks)
        bookings = {one.id: one for others in found.values() for one in others if one.state != State.CANCELLED}
        closed = {hall.id: set(closing.sections or range(1, hall.sections + 1)) for hall in halls}
        people, known = store.people_told(connection), self._core.places.current.halls
        met = [
            replace(rules.met_of(one, closed, decisions, known, now), people=people.get(one.holder or "", 0))
            for one in sorted(bookings.values(), key=lambda one: (one.start_ms, one.id))
        ]
        kept = [one.booking for one in met if one.lot == Lot.KEPT]
        return Closed(closing, tuple(rules.around(blocks, kept, new_id)), tuple(met))

    def _substitutes(self, connection: Connection, closed: Closed) -> dict[str, list[Ranked]]:
        lost = [one.booking for one in closed.met if one.lot == Lot.CANCELLED and not one.running]
        taken = [(one.hall, one.sections, one.start_ms, one.end_ms) for one in closed.blocks]
        moved = [
            (one.after.hall, one.after.sections, one.after.start_ms, one.after.clear_ms)
            for one in closed.met
            if one.lot == Lot.MOVED and one.after
        ]
        groups = {one.id: self._core.places.current.club_groups.get(one.holder or "", "") for one in lost}
        return self._finder.substitutes_of(connection, lost, days=0, closed=[*taken, *moved], groups=groups)

    def _check(self, closed: Closed, decisions: Decisions) -> None:
        """Raise RefusedError for a running date nobody named, and for places nothing can be moved to."""
        ends = [one for one in closed.met if one.lot in {Lot.CANCELLED, Lot.MOVED}]
        if unnamed := [one.booking for one in ends if one.running and one.booking.id not in decisions.running]:
            raise refusals.running(unnamed)
        moved = [one for one in closed.met if one.lot == Lot.MOVED and one.after]
        if elsewhere := [one.booking for one in moved if one.booking.partner]:
            raise refusals.told_there(elsewhere)
        for one in moved:
            after = one.after
            if after is None or not self._can_be(after):
                raise refusals.refused("bad_to", booking=one.booking.id)

    def _can_be(self, after: Booking) -> bool:
        table = timetable(self._core.places.hall(after.hall))
        on_grid = after.start_ms % QUARTER_MS == 0 and after.start_ms + LATE_MS > self._core.clock.now_ms()
        sections = all(1 <= section <= table.sections for section in after.sections)
        return on_grid and sections and is_open(after.start_ms, after.end_ms, after.sections, table)

    def _write(
        self, connection: Connection, person: Person, shown: Closed, halls: Sequence[Hall], drawn: dict[str, Drawn]
    ) -> Closed:
        """Raises StaleError when the plan is another than what was shown to be done."""
        core, now = self._core, self._core.clock.now_ms()
        touched = {hall for one in shown.met for date in (one.booking, one.after) if date for hall, _ in date.places}
        booking_store.lock(connection, {*touched, *(hall.id for hall in halls)})
        ids = [one.booking.id for one in shown.met]
        if booking_store.by_id(connection, ids) != {one.booking.id: one.booking for one in shown.met}:
            raise StaleError
        moved = [one for one in shown.met if one.lot in {Lot.MOVED, Lot.KEEPS_HALL} and one.after]
        for one in shown.met:
            if one.lot == Lot.CANCELLED:
                booking_store.cancel(connection, one.booking.id, now_ms=now)
                core.rights.revoke(connection, one.booking.id)
        for one in moved:
            booking_store.free(connection, one.booking.id)
        self._take(connection, shown, moved, drawn)
        closing = shown.closing
        if closing.kind == ClosingKind.CLOSURE:
            for hall in halls:
                closures.add(connection, rules.closure_of(closing, hall), who=closing.who, now_ms=now)
        own = [(one.id, "block") for one in shown.blocks] if closing.kind == ClosingKind.BLOCK else []
        store.add(connection, closing, [*own, *((one.booking.id, str(one.lot)) for one in shown.met)])
        self._telling.closed(connection, shown, person)
        return replace(shown, written=True)

    def _take(self, connection: Connection, shown: Closed, moved: Sequence[Met], drawn: dict[str, Drawn]) -> None:
        blocks = list(shown.blocks)
        afters = [one.after for one in moved if one.after]
        in_way = booking_store.in_the_way(connection, [*blocks, *afters], besides=_kept(shown))
        for after in afters:
            if after.id in in_way:
                raise refusals.not_free(after)
        if shown.closing.kind == ClosingKind.BLOCK:
            if any(block.id in in_way for block in blocks):
                raise StaleError
            booking_store.add_many(connection, blocks)
        elif any(block.id in in_way for block in blocks):
            raise StaleError
        for one in moved:
            if one.after is None:
                continue
            booking_store.move(connection, one.after)
            if one.booking.id in drawn and needs_code(one.booking, one.after):
                self._core.rights.revoke(connection, one.booking.id)
                self._core.rights.store(connection, one.after, drawn[one.booking.id])

    async def _changed(self, closed: Closed) -> None:
        if closed.closing.kind == ClosingKind.CLOSURE:
            await self._core.places.refresh()
        told: set[tuple[str, str | None]] = {(hall, None) for hall in closed.closing.halls}
        told |= {(date.hall, date.holder) for one in closed.met for date in (one.booking, one.after) if date}
        for hall, club in told:
            self._core.changed(hall, club)

    async def lift(self, person: Person, closing: str, why: str = "") -> Closing:
        """Open again what was closed, from now on; who lost a date is told that the time is free.

        Raises RefusedError 403, 404.
        """

        def change(connection: Connection) -> Closing:
            found = store.one(connection, closing)
            if found is None:
                raise refusals.gone()
            self._halls(person, found)
            if not store.lift(connection, closing, self._core.clock.now_ms()):
                raise refusals.gone()
            for hall in found.halls:
                closures.drop(connection, rules.closure_id(found, hall))
            self._telling.lifted(connection, found, store.lots(connection, closing), person, why)
            return found

        found = await self._core.records.write(change)
        await self._changed(Closed(found, (), ()))
        return found

    async def standing(self, person: Person) -> list[Closing]:
        """Return the closings of the person's sites that were not lifted."""
        halls = self._core.places.current.halls
        found = await self._core.records.read(store.standing)
        theirs = {hall.id for hall in halls.values() if person.has_at(MANAGERS, hall.site.id)}
        return [one for one in found if theirs.issuperset(one.halls)]


def _kept(shown: Closed) -> list[str]:
    return [one.booking.id for one in shown.met if one.lot == Lot.KEPT] if shown.closing.kind == ClosingKind.CLOSURE else []


def _with(one: Met, substitutes: dict[str, list[Ranked]]) -> Met:
    return replace(one, substitutes=tuple(substitutes.get(one.booking.id, [])[:_TOLD_SUBSTITUTES]))
