"""Makes our plan what a source says: bookings begin, move, change and end, in one transaction with codes, history and news."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.booking import news
from hallenwart_backend.booking import store as booking_store
from hallenwart_backend.booking.history import Act
from hallenwart_backend.booking.model import Booking, Cell, State
from hallenwart_backend.booking.news import NewsKind
from hallenwart_backend.booking.outside import rules, store
from hallenwart_backend.booking.outside.model import Became, Outcome, Row, Source, SourceState
from hallenwart_backend.booking.outside.naming import club_of, spot_of, title_of
from hallenwart_backend.booking.outside.refusals import refused
from hallenwart_backend.booking.outside.rules import Deed, Want
from hallenwart_backend.booking.ports import Drawn, PlanChanged, Rights
from hallenwart_backend.booking.refusals import busy
from hallenwart_backend.booking.service import Bookings
from hallenwart_backend.errors import CodeTakenError
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock

_TRIES: Final = 5
LATE_MS: Final = 86_400_000
"""What ended longer ago is not looked at any more."""


@dataclass(frozen=True, slots=True)
class Said:
    """What new words change: rows by uid, outcomes of words that count for nothing, and columns of the source."""

    rows: Mapping[str, Row]
    outcomes: Sequence[Outcome] = ()
    source: Mapping[str, object] = field(default_factory=dict)


Saying = Callable[[Connection, Source], Said]
"""Reads what is known and returns what is said now. Writes nothing. Raises RefusedError."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What would be done."""

    source: Source
    said: Said
    stored: Mapping[str, Row]
    rows: Mapping[str, Row]
    deeds: Sequence[Deed]

    @property
    def moves(self) -> list[tuple[Booking, Booking]]:
        return [(deed.before, deed.after) for deed in self.deeds if deed.moves and deed.before and deed.after]

    @property
    def outcomes(self) -> list[Outcome]:
        return [*self.said.outcomes, *(rules.outcome_of(deed) for deed in self.deeds)]


class _StaleError(Exception):
    """Raised inside the transaction, which it undoes: other bookings are to be moved than codes were drawn for."""


class Mirror:
    def __init__(
        self,
        records: Records,
        places: PlaceBook,
        clock: Clock,
        bookings: Bookings,
        rights: Rights,
        changed: PlanChanged,
    ) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._bookings = bookings
        self._rights = rights
        self._changed = changed

    async def preview(self, source: str, saying: Saying, *, alone: bool = False) -> Seen:
        """Return what words would do. `alone`: as if the halls had no bookings of our own. Raises RefusedError."""
        return await self._records.read(lambda connection: self._look(connection, source, saying, preview=True, alone=alone))

    async def take(self, source: str, saying: Saying) -> Seen:
        """Do what a source says. Raises RefusedError: `not_live`, `busy`, and what `saying` raises."""
        for attempt in range(1, _TRIES + 1):
            seen = await self._records.read(lambda connection: self._look(connection, source, saying))
            drawn = {before.id: await self._rights.redraw(before, after) for before, after in seen.moves}
            keyless = attempt > _TRIES // 2
            try:
                done = await self._records.write(
                    partial(self._write, source_id=source, saying=saying, drawn=drawn, keyless=keyless)
                )
            except (_StaleError, IntegrityError, CodeTakenError) as error:
                if attempt == _TRIES:
                    raise busy() from error
                continue
            self._tell(done)
            return done
        raise AssertionError

    def _tell(self, done: Seen) -> None:
        touched = {
            (booking.hall, booking.holder)
            for deed in done.deeds
            if deed.became not in {Became.UNCHANGED, Became.IGNORED}
            for booking in (deed.before, deed.after, deed.ends)
            if booking is not None
        }
        for hall, club in sorted(touched, key=str):
            self._changed(hall, club)

    # --- what would be done --------------------------------------------------------------------------------------------

    def _look(
        self, connection: Connection, source_id: str, saying: Saying, *, preview: bool = False, alone: bool = False
    ) -> Seen:
        source = store.one(connection, source_id)
        if source is None:
            raise refused("no_such_source")
        if source.state is not SourceState.LIVE and not preview:
            raise refused("not_live")
        said = saying(connection, source)
        now = self._clock.now_ms()
        stored = store.some_rows(connection, source.id, said.rows.keys(), now - LATE_MS)
        rows = {**stored, **said.rows}
        have = self._have(connection, rows)
        led = (
            set(source.halls)
            if preview
            else {hall for hall, leader in store.leaders(connection, source.halls).items() if leader == source.id}
        )
        wants = [self._want(source, row, led) for row in rows.values()]
        held = {} if alone else self._held(connection, source, wants, have)
        deeds = rules.settle(wants, have, held, lambda want: self._make(source, want), now)
        return Seen(source, said, stored, rows, deeds)

    def _have(self, connection: Connection, rows: Mapping[str, Row]) -> dict[str, Booking]:
        named = {uid: row.booking for uid, row in rows.items() if row.booking is not None}
        found = booking_store.by_id(connection, set(named.values()))
        return {uid: found[booking] for uid, booking in named.items() if booking in found}

    def _want(self, source: Source, row: Row, led: set[str]) -> Want:
        told, places = row.told, self._places.current
        spot = spot_of(source, places.halls, told.place, told.part)
        club = club_of(source, places.clubs, told.club)
        fault = told.fault or spot.fault
        if not fault and spot.hall not in led:
            fault = "not_led"
        if not fault:
            hall = places.halls[spot.hall]
            shut = hall.hours.shut(hall.zone, told.start_ms, told.end_ms)
            closed = any(not one.sections or one.sections & set(spot.sections) for one in shut)
            fault = "closed_here" if closed else ""
        return Want(
            told.uid,
            told.start_ms,
            told.end_ms,
            spot.hall,
            spot.sections,
            title_of(told, club),
            club,
            told.gone,
            fault,
        )

    def _held(
        self, connection: Connection, source: Source, wants: Iterable[Want], have: Mapping[str, Booking]
    ) -> dict[Cell, tuple[str, str]]:
        """Return who else has the cells of what is to be placed anew."""
        placed = [
            self._make(source, want)
            for want in wants
            if not want.fault and not want.gone and not (want.uid in have and want.is_at(have[want.uid]))
        ]
        cells = {cell for booking in placed for cell in booking.cells}
        others = booking_store.holders(connection, cells, {booking.id for booking in have.values()})
        uids = store.uids_of(connection, {one.id for one in others.values() if one.partner == source.id})
        return {
            cell: ("overlap", uids.get(one.id, "")) if one.partner == source.id else ("taken", one.title)
            for cell, one in others.items()
        }

    def _make(self, source: Source, want: Want) -> Booking:
        return Booking(
            id=secrets.token_hex(8),
            hall=want.hall,
            sections=want.sections,
            club=want.club,
            title=want.title,
            person=None,
            start_ms=want.start_ms,
            end_ms=want.end_ms,
            state=State.BOOKED,
            created_ms=self._clock.now_ms(),
            partner=source.id,
        )

    # --- doing it --------------------------------------------------------------------------------------------------------

    def _write(self, connection: Connection, source_id: str, saying: Saying, drawn: Mapping[str, Drawn], keyless: bool) -> Seen:
        source = store.one(connection, source_id)
        booking_store.lock(connection, source.halls if source else ())
        seen = self._look(connection, source_id, saying)
        if any(before.id not in drawn for before, _ in seen.moves):
            raise _StaleError
        for deed in seen.deeds:
            if deed.ends is not None:
                self._bookings.cancel_in(connection, deed.ends, None, detail={"source": seen.source.name})
            elif deed.moves and deed.before:
                booking_store.free(connection, deed.before.id)
        for deed in seen.deeds:
            self._do(connection, seen.source, deed, drawn, keyless=keyless)
        made = [deed.after for deed in seen.deeds if deed.became is Became.CREATED and deed.after]
        booking_store.add_many(connection, made)
        for booking in made:
            self._bookings.note(connection, booking, Act.BOOKED, None, detail={"source": seen.source.name})
        store.put_rows(connection, source_id, _rows_after(seen, self._clock.now_ms()))
        store.save(connection, source_id, **{"as_of_ms": self._clock.now_ms(), "fault": "", **seen.said.source})
        return seen

    def _do(self, connection: Connection, source: Source, deed: Deed, drawn: Mapping[str, Drawn], *, keyless: bool) -> None:
        before, after = deed.before, deed.after
        if before is None or after is None or before == after:
            return
        store.change(connection, after)
        if not deed.moves:
            self._bookings.note(connection, after, Act.CHANGED, None, detail={"source": source.name, "title": before.title})
            return
        booking_store.move(connection, after)
        self._rights.revoke(connection, before.id)
        if not keyless:  # else a code that is in use at its new locker; another one is drawn soon
            self._rights.store(connection, after, drawn[before.id])
        was = {"hall": before.hall, "start_ms": before.start_ms, "end_ms": before.end_ms, "sections": list(before.sections)}
        self._bookings.note(connection, after, Act.MOVED, None, detail={"was": was, "source": source.name})
        news.tell(connection, self._bookings.news(after, NewsKind.MOVED, None, was=was, why="", source=source.name))


def _rows_after(seen: Seen, now_ms: int) -> dict[str, Row]:
    """Return the rows to write: those that say something else than is stored, or of which something else became."""
    found = {}
    for deed in seen.deeds:
        row, stored = seen.rows[deed.uid], seen.stored.get(deed.uid)
        booking = row.booking if deed.why in {"cancelled_here", "over"} else deed.after.id if deed.after else None
        fault = deed.why if deed.became is Became.REFUSED else ""
        after = replace(row, booking=booking, fault=fault, other=deed.other, changed_ms=now_ms)
        if stored is None or replace(after, changed_ms=stored.changed_ms) != stored:
            found[deed.uid] = after
    return found
