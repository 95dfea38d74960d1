"""Imports from upload to undo. Reading and planning run in threads, writing in many small transactions."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.booking.fitting import timetable
from hallenwart_backend.booking.imports import columns, store
from hallenwart_backend.booking.imports.jobs import Job, Jobs, Phase
from hallenwart_backend.booking.imports.matching import Ground
from hallenwart_backend.booking.imports.model import Fate, Item, Plan, Settings
from hallenwart_backend.booking.imports.planning import plan_of
from hallenwart_backend.booking.imports.reading import read_file
from hallenwart_backend.booking.imports.refusals import bad_file, refused
from hallenwart_backend.booking.imports.rows import Season, rows_of
from hallenwart_backend.booking.imports.settling import by_hall, settle
from hallenwart_backend.booking.imports.sheet import FileError, Sheet
from hallenwart_backend.booking.imports.store import Stored
from hallenwart_backend.booking.imports.writing import Import, make_clubs, take_back, write_plan
from hallenwart_backend.booking.series.core import SeriesCore

KEPT_MS: Final = 30 * 86_400_000
"""So long the content of a file is kept."""
READ, APPLYING, APPLIED, STOPPED, UNDOING, UNDONE = "read", "applying", "applied", "stopped", "undoing", "undone"


class ImportDesk:
    """Who may take in plans, the routes say."""

    def __init__(self, core: SeriesCore) -> None:
        self._core = core
        self.jobs = Jobs()
        self._forgot_ms = 0

    async def run(self) -> None:
        """Wait; when the server stops, so does what runs, between two transactions."""
        try:
            await asyncio.Event().wait()
        finally:
            await self.jobs.close()

    # --- looking ---

    async def take_in(self, person: Person, name: str, content: bytes) -> Stored:
        """Read a file, guess its columns, and begin to look what it would change. Raises RefusedError 413, 422."""
        now = self._core.clock.now_ms()
        try:
            sheet = await asyncio.to_thread(read_file, content, now)
        except FileError as error:
            raise bad_file(error) from error
        mapping = tuple(columns.guess(sheet.head))
        made = Stored(secrets.token_hex(8), name, person.id, now, READ, Settings(mapping=mapping), {})
        kept = await asyncio.to_thread(store.packed, sheet)
        await self._core.records.write(lambda connection: store.add(connection, made, kept))
        self.look(made, person)
        return made

    async def change(self, person: Person, wanted: str, settings: Settings) -> Stored:
        """Say what columns and names mean, and look anew. Raises RefusedError 404, 409."""
        found = await self.idle(wanted)
        if found.state not in {READ, STOPPED}:
            raise refused("import_done")
        now, made = self._core.clock.now_ms(), replace(found, settings=settings)
        await self._core.records.write(lambda connection: store.set_settings(connection, wanted, settings, now))
        self.look(made, person)
        return made

    def look(self, stored: Stored, person: Person) -> None:
        """Begin to work out what an import would change."""
        self.jobs.forget(stored.id)
        self.jobs.start(stored.id, partial(self._look, stored, person))

    async def _look(self, stored: Stored, person: Person, job: Job) -> None:
        plan = await self._plan(stored, person, job)
        self.jobs.keep(stored.id, plan)

    async def _plan(self, stored: Stored, person: Person, job: Job) -> Plan:
        sheet = await self.sheet(stored.id)
        job.begin(Phase.MATCHING, len(sheet.rows))
        plan = await asyncio.to_thread(self._matched, stored.settings, sheet, person)
        halls = by_hall(plan.items)
        job.begin(Phase.CHECKING, len(halls))
        for items in halls.values():
            if job.stop:
                break
            await self._core.records.read(partial(_settle, items=items))
            job.done += 1
        return plan

    def _matched(self, settings: Settings, sheet: Sheet, person: Person) -> Plan:
        places = self._core.places.current
        ground = Ground(places.halls, places.clubs, timetable, self._core.clock.now_ms(), person.id)
        if columns.faults(settings.mapping, settings.hall):
            return Plan([], [], {})
        season = Season(settings.season_from, settings.season_to)
        hall, club = places.halls.get(settings.hall), settings.club
        rows = rows_of(sheet, settings.mapping, season, hall.id if hall else "", club)
        return plan_of(rows, ground, settings)

    async def sheet(self, wanted: str) -> Sheet:
        """Return what a file said. Raises RefusedError 409 when it is not kept any more."""
        found = await self._core.records.read(lambda connection: store.sheet_of(connection, wanted))
        if found is None:
            raise refused("sheet_gone")
        return found

    async def one(self, wanted: str) -> Stored:
        """Return an import; one that a restart broke off has stopped. Raises RefusedError 404."""
        found = await self._core.records.read(lambda connection: store.one(connection, wanted))
        if found is None:
            raise refused("no_such_import")
        return self._as_is(found)

    def _as_is(self, stored: Stored) -> Stored:
        broken = stored.state in {APPLYING, UNDOING} and not self.jobs.runs(stored.id)
        return replace(stored, state=STOPPED) if broken else stored

    async def idle(self, wanted: str) -> Stored:
        """Return an import at which nothing runs but the looking, which ends. Raises RefusedError 404, 409."""
        found = await self.one(wanted)
        if found.state in {APPLYING, UNDOING}:
            raise refused("import_runs")
        if job := self.jobs.of(wanted):
            job.stop = True
            await self.jobs.settled(wanted)
        return found

    async def listed(self) -> list[Stored]:
        return [self._as_is(one) for one in await self._core.records.read(store.listed)]

    async def plan(self, stored: Stored, person: Person) -> Plan | None:
        """Return what an import would change, None while that is worked out."""
        found = self.jobs.plan(stored.id)
        if found is None and stored.state in {READ, STOPPED} and not self.jobs.runs(stored.id) and not self._failed(stored.id):
            self.look(stored, person)
        return found

    def _failed(self, wanted: str) -> bool:
        job = self.jobs.of(wanted)
        return job is not None and job.fault is not None

    # --- doing ---

    async def apply(self, person: Person, wanted: str, *, refuse: bool) -> Job:
        """Write what is free; with `refuse` nothing when anything is taken. Raises RefusedError 404, 409, 422."""
        found = await self.one(wanted)
        if found.state in {APPLYING, UNDOING}:
            raise refused("import_runs")
        if found.state not in {READ, STOPPED, APPLIED}:
            raise refused("import_done")
        if columns.faults(found.settings.mapping, found.settings.hall):
            raise refused("bad_mapping")
        await self.jobs.settled(wanted)
        await self._set(wanted, APPLYING)
        return self.jobs.start(wanted, partial(self._apply, found, person, refuse))

    async def _apply(self, stored: Stored, person: Person, refuse: bool, job: Job) -> None:
        before = stored.state
        try:
            plan = await self._plan(stored, person, job)
            self.jobs.keep(stored.id, plan)
            _check(plan, refuse=refuse)
            await make_clubs(self._core, plan)
            of = Import(stored.id, stored.name, person)
            written = await write_plan(self._core, of, plan, job)
        except BaseException:
            await self._set(stored.id, STOPPED if job.phase is Phase.WRITING else before)
            raise
        total = {name: stored.summary.get(name, 0) + number for name, number in written.items()}
        left_out = {"rows_left_out": len(plan.left_out)} | {str(fate): plan.count(fate) for fate in _LEFT}
        if job.stop:
            self.jobs.forget(stored.id)
        await self._set(stored.id, STOPPED if job.stop else APPLIED, total | left_out)

    async def undo(self, person: Person, wanted: str) -> Job:
        """Cancel what an import made, as far as nobody touched it since. Raises RefusedError 404, 409."""
        found = await self.one(wanted)
        if found.state in {APPLYING, UNDOING}:
            raise refused("import_runs")
        if not await self._core.records.read(lambda connection: store.count_made(connection, wanted)):
            raise refused("nothing_to_undo")
        await self.jobs.settled(wanted)
        await self._set(wanted, UNDOING)
        return self.jobs.start(wanted, partial(self._undo, found, person))

    async def _undo(self, stored: Stored, person: Person, job: Job) -> None:
        try:
            told = await take_back(self._core, Import(stored.id, stored.name, person), job)
        except BaseException:
            await self._set(stored.id, STOPPED)
            raise
        self.jobs.forget(stored.id)
        await self._set(stored.id, STOPPED if job.stop else UNDONE, stored.summary | {"undone": told})

    async def stop(self, wanted: str) -> None:
        """End what runs, between two transactions. Raises RefusedError 404."""
        await self.one(wanted)
        if job := self.jobs.of(wanted):
            job.stop = True

    async def drop(self, wanted: str) -> None:
        """Forget an import that entered nothing. Raises RefusedError 404, 409."""
        await self.idle(wanted)

        def forget(connection: Connection) -> None:
            if store.count_made(connection, wanted):
                raise refused("has_entries")
            store.drop(connection, wanted)

        await self._core.records.write(forget)
        self.jobs.drop(wanted)

    async def _set(self, wanted: str, state: str, summary: dict[str, Any] | None = None) -> None:
        now = self._core.clock.now_ms()
        await self._core.records.write(lambda connection: store.set_state(connection, wanted, state, now, summary))

    async def expire(self) -> None:
        """Forget what files said a month ago. Called every few seconds, works once an hour."""
        now = self._core.clock.now_ms()
        if now - self._forgot_ms >= 3_600_000:
            self._forgot_ms = now
            await self._core.records.write(lambda connection: store.forget_sheets(connection, now - KEPT_MS))


_LEFT: Final = (Fate.THERE, Fate.GONE, Fate.TAKEN, Fate.CLOSED, Fate.PAST, Fate.BAD)


def _check(plan: Plan, *, refuse: bool) -> None:
    if refuse and plan.count(Fate.TAKEN):
        raise refused("has_conflicts")


def _settle(connection: Connection, items: Sequence[Item]) -> None:
    settle(connection, items)
