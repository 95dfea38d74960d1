"""The roster as people edit it: shifts, the standing chain, stand-ins. Nobody gets on it who cannot be woken."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.alerts.duty import ahead, refusals, rules, store
from hallenwart_backend.alerts.duty.ahead import Trouble
from hallenwart_backend.alerts.duty.rules import OnCall, Roster, Shift, StandIn, Stretch
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.ports import Changed, Evidence, EvidenceKind
from hallenwart_contract.clock import Clock


@dataclass(frozen=True, slots=True)
class Book:
    """The roster of a window, and what is wrong in it."""

    from_ms: int
    to_ms: int
    roster: Roster
    zones: Mapping[str, ZoneInfo]
    lines: Mapping[str, Sequence[Stretch]]
    troubles: Sequence[Trouble]
    shifts: Sequence[Shift]


class DutyDesk:
    """`changed` tells pages that somebody else may be on call now."""

    def __init__(self, records: Records, places: PlaceBook, clock: Clock, evidence: Evidence, changed: Changed) -> None:
        self._records = records
        self._places = places
        self._clock = clock
        self._changed = changed
        self._evidence = evidence

    async def line(self, site: str) -> list[OnCall]:
        now = self._clock.now_ms()
        return await self._records.read(lambda connection: store.line(connection, site, now))

    async def book(self, from_ms: int | None, to_ms: int | None) -> Book:
        """Return a window of the roster, the next 14 days by default. Raises RefusedError 422 for one too long."""
        begin = self._clock.now_ms() if from_ms is None else from_ms
        end = begin + rules.AHEAD_MS if to_ms is None else to_ms
        if not begin < end <= begin + rules.LONGEST_LOOK_MS:
            raise refusals.bad_window()

        def read(connection: Connection) -> Book:
            roster, zones = store.load(connection, begin, end), store.zones_of(connection)
            return Book(
                begin,
                end,
                roster,
                zones,
                {site: rules.stretches(roster, site, zone, begin, end) for site, zone in zones.items()},
                ahead.troubles(roster, zones, begin, end),
                store.all_shifts(connection),
            )

        return await self._records.read(read)

    async def add_shift(self, shift: Shift, *, by: Person) -> Shift:
        """Put somebody on the roster. Raises RefusedError 404, 409, 422."""
        fresh = replace(shift, id=secrets.token_hex(8))
        now = self._clock.now_ms()

        def add(connection: Connection) -> None:
            self._check(connection, fresh)
            if len(store.all_shifts(connection)) >= rules.MOST_SHIFTS:
                raise refusals.too_many()
            store.add_shift(connection, fresh, by=by.name, now_ms=now)

        await self._write(add, by, f"Dienst eingetragen {fresh.id}")
        return fresh

    async def save_shift(self, shift: Shift, *, by: Person) -> Shift:
        """Change a shift. Raises RefusedError 404, 409, 422."""

        def save(connection: Connection) -> None:
            self._check(connection, shift)
            if not store.save_shift(connection, shift):
                raise refusals.no_shift()

        await self._write(save, by, f"Dienst geändert {shift.id}")
        return shift

    async def drop_shift(self, shift: str, *, by: Person) -> None:
        """Raises RefusedError 404."""

        def drop(connection: Connection) -> None:
            if not store.drop_shift(connection, shift):
                raise refusals.no_shift()

        await self._write(drop, by, f"Dienst gelöscht {shift}")

    async def set_chain(self, people: Sequence[str], *, by: Person) -> None:
        """Set the standing order. Who stands in it may stay; who is new must be wakeable. Raises RefusedError 404, 409."""

        def put(connection: Connection) -> None:
            known = set(store.chain(connection))
            self._check_people(connection, [one for one in people if one not in known])
            self._check_known(connection, people)
            store.set_chain(connection, list(dict.fromkeys(people)))

        await self._write(put, by, "Feste Reihenfolge geändert")

    async def stand_in(self, wanted: StandIn, *, note: str, by: Person, edits: bool) -> StandIn:
        """Note that somebody is away, and who takes the turn; for oneself, or with `edits` for others.

        Raises RefusedError 403, 404, 409, 422.
        """
        if wanted.absent != by.id and not edits:
            raise refusals.only_own()
        if wanted.person == wanted.absent:
            raise refusals.own_stand_in()
        if not wanted.from_ms < wanted.to_ms <= wanted.from_ms + rules.LONGEST_LOOK_MS or wanted.to_ms <= self._clock.now_ms():
            raise refusals.bad_times()
        fresh, now = replace(wanted, id=secrets.token_hex(8)), self._clock.now_ms()

        def add(connection: Connection) -> None:
            self._check_known(connection, [wanted.absent])
            if wanted.person:
                self._check_people(connection, [wanted.person])
            store.add_stand_in(connection, fresh, note=note, by=by.name, now_ms=now)

        await self._write(add, by, f"Vertretung eingetragen {fresh.id}")
        return fresh

    async def drop_stand_in(self, identity: str, *, by: Person, edits: bool) -> None:
        """Raises RefusedError 403, 404."""

        def drop(connection: Connection) -> None:
            found = store.stand_in(connection, identity)
            if found is None:
                raise refusals.no_stand_in()
            if found.absent != by.id and not edits:
                raise refusals.only_own()
            store.drop_stand_in(connection, identity)

        await self._write(drop, by, f"Vertretung gelöscht {identity}")

    # --- checks ---

    def _check(self, connection: Connection, shift: Shift) -> None:
        if not shift.sites <= set(self._places.current.sites):
            raise refusals.no_site()
        if shift.weekly is not None:
            if rules.fault_of_weekly(shift.weekly):
                raise refusals.bad_times()
        elif not shift.from_ms < shift.to_ms <= shift.from_ms + rules.LONGEST_SHIFT_MS:
            raise refusals.bad_times()
        self._check_people(connection, [shift.person])

    def _check_known(self, connection: Connection, people: Iterable[str]) -> None:
        known = store.load(connection, 0, 0).people
        if not set(people) <= set(known):
            raise refusals.no_person()

    def _check_people(self, connection: Connection, people: Iterable[str]) -> None:
        now = self._clock.now_ms()
        known = store.load(connection, now, now).people
        for person in people:
            who = known.get(person)
            if who is None:
                raise refusals.no_person()
            if not who.waking:
                raise refusals.no_waking_way(who.name)

    async def _write(self, act: Callable[[Connection], None], by: Person, said: str) -> None:
        def write(connection: Connection) -> None:
            act(connection)
            self._evidence.keep(connection, EvidenceKind.ROSTER, "roster", by.id, said)

        await self._records.write(write)
        await self._changed()
