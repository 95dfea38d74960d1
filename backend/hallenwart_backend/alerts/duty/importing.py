"""Takes shifts in from a calendar: first shown, then written; the same entry taken in again replaces what it brought before."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.accounts.store import everybody
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.duty import ical, refusals, rules, store
from hallenwart_backend.alerts.duty.ical import Entry, Known
from hallenwart_backend.alerts.duty.rules import Shift, Who
from hallenwart_backend.calendar_text import CalendarError
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Changed, Evidence, EvidenceKind
from hallenwart_contract.clock import Clock

Fetch = Callable[[str], Awaitable[str]]
"""Returns the text behind an address. Raises OSError with a code."""


Problem = Literal["", "unknown", "no_waking_way", "bad_times"]


@dataclass(frozen=True, slots=True)
class Wish:
    """`given` says who a label means that nobody here fits."""

    sites: frozenset[str]
    position: int
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """An entry and whom it means; the empty `problem`: it can be taken in."""

    entry: Entry
    person: str | None
    name: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Preview:
    rows: Sequence[Row]
    replaced: int
    applied: bool


class CalendarDesk:
    def __init__(
        self, records: Records, places: PlaceBook, clock: Clock, fetch: Fetch, evidence: Evidence, changed: Changed
    ) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._fetch = fetch
        self._changed = changed
        self._evidence = evidence

    async def fetch(self, url: str) -> str:
        """Raises RefusedError 422."""
        try:
            return await self._fetch(url)
        except OSError as error:  # TimeoutError is one
            raise refusals.not_fetched(str(error)) from error

    async def take_in(self, text: str, wish: Wish, *, apply: bool, by: Person) -> Preview:
        """Return what a calendar would bring, and with `apply` write what can be. Raises RefusedError 404, 409, 422."""
        places = self._places.current
        if not wish.sites <= set(places.sites):
            raise refusals.no_site()
        zone = ZoneInfo(next((places.sites[site].zone for site in sorted(wish.sites)), places.zone))
        now = self._clock.now_ms()
        try:
            read = await asyncio.to_thread(ical.read, text, zone, now)
        except CalendarError as error:
            raise refusals.bad_calendar(error.code, error.where) from error

        def look(connection: Connection) -> Preview:
            people = store.load(connection, now, now).people
            known = _known(connection, wish.given)
            rows = [_row(entry, ical.match(entry, known), people) for entry in read.entries]
            if not apply:
                return Preview(rows, store.count_calendar(connection, read.uids, now_ms=now), applied=False)
            replaced = store.drop_calendar(connection, read.uids, now_ms=now)
            shifts = [_shift(row, wish) for row in rows if not row.problem and row.person]
            if len(shifts) + len(store.all_shifts(connection)) > rules.MOST_SHIFTS:
                raise refusals.too_many()
            for shift in shifts:
                store.add_shift(connection, shift, by=by.name, now_ms=now)
            said = f"{len(shifts)} Dienste aus einem Kalender, {replaced} ersetzt"
            self._evidence.keep(connection, EvidenceKind.ROSTER, "roster", by.id, said)
            return Preview(rows, replaced, applied=True)

        done = await (self._records.write(look) if apply else self._records.read(look))
        if apply:
            await self._changed()
        return done


def _known(connection: Connection, given: Mapping[str, str]) -> Known:
    people = everybody(connection)
    names: dict[str, list[str]] = {}
    for one in people:
        names.setdefault(one.name.casefold(), []).append(one.id)
    return Known(
        {one.email.casefold(): one.id for one in people},
        {name: ids[0] for name, ids in names.items() if len(ids) == 1},
        given,
    )


def _row(entry: Entry, person: str | None, people: Mapping[str, Who]) -> Row:
    who = people.get(person) if person else None
    if who is None:
        return Row(entry, None, "", "unknown")
    long = entry.to_ms - entry.from_ms > rules.LONGEST_SHIFT_MS
    return Row(entry, person, who.name, "bad_times" if long else "" if who.waking else "no_waking_way")


def _shift(row: Row, wish: Wish) -> Shift:
    entry = row.entry
    return Shift(
        id=secrets.token_hex(8),
        person=row.person or "",
        sites=wish.sites,
        position=wish.position,
        from_ms=entry.from_ms,
        to_ms=entry.to_ms,
        uid=entry.uid,
        note=entry.summary,
    )
