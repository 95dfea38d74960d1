"""Exports as jobs: one after the other, in steps, written by a process of their own; the server's memory stays as it is."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import logging
import math
import secrets
import shutil
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from hallenwart_backend.accounts.rules import MANAGERS, Person
from hallenwart_backend.config import EXPORTS
from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.exports import rules, writing
from hallenwart_backend.telemetry.exports.jobs import Export, Shelf
from hallenwart_backend.telemetry.exports.refusals import refused
from hallenwart_backend.telemetry.exports.rules import Format, State
from hallenwart_backend.telemetry.ports import Level
from hallenwart_backend.telemetry.queries import LENGTHS_MS, Queries, Readable
from hallenwart_contract.clock import Clock
from hallenwart_contract.quantities import quantity

_log: Final = logging.getLogger(__name__)
PAGE: Final = 5_000
MOST_ROWS: Final = 50_000_000
FREE_BYTES: Final = 500_000_000
"""So much stays free on the disk: the stores of record are on it."""
LOOK_EVERY_S: Final = 600.0
_PAGES_BETWEEN_LOOKS: Final = 50
_SERIES_A_COUNT: Final = 100
_A_DAY: Final = {"sample": MOST_ROWS, "hour": 24, "day": 1}
"""How many rows a day gives at most."""
Rows = list[list[Any]]


class Exports:
    """`run` takes one job after the other; `load` comes first."""

    def __init__(self, state: Path, store: Readable, queries: Queries, clock: Clock) -> None:
        self._shelf = Shelf(state / EXPORTS)
        self._store, self._queries, self._clock = store, queries, clock
        self._all: dict[str, Export] = {}
        self._keys: dict[str, list[SeriesKey]] = {}
        self._turn = asyncio.Event()

    # --- what people ask ---

    async def ask(self, person: Person, keys: Sequence[SeriesKey], level: Level, span: tuple[int, int], kind: Format) -> Export:
        """Note an export; it is written when it is its turn. Raises RefusedError 409, 422, StoreUnavailableError."""
        if any(one.runs for one in self.of(person)):
            raise refused("export_runs")
        if kind is Format.PARQUET and not has_pyarrow():
            raise refused("no_parquet")
        if not keys:
            raise refused("nothing_to_export")
        if not self._has_space():
            raise refused("no_space")
        zone = ZoneInfo(self._queries.zone())
        export = Export(
            id=secrets.token_hex(8),
            person=person.id,
            name=rules.file_name(*span, zone, level, kind),
            kind=kind,
            level=level,
            from_ms=span[0],
            to_ms=span[1],
            asked_ms=self._clock.now_ms(),
            sites=frozenset(self._queries.where.site_of(key.device) for key in keys),
            series=len(keys),
        )
        export.of_rows = await self._count(keys, export)
        if export.of_rows > MOST_ROWS:
            raise refused("export_too_large")
        if any(one.runs for one in self.of(person)):  # asked twice at the same time
            raise refused("export_runs")
        self._all[export.id], self._keys[export.id] = export, list(keys)
        self._note(export)
        self._turn.set()
        return export

    def of(self, person: Person) -> list[Export]:
        """Return a person's exports, the newest first."""
        mine = [one for one in self._all.values() if one.person == person.id]
        return sorted(mine, key=lambda one: (one.asked_ms, one.id), reverse=True)

    def one(self, person: Person, name: str) -> Export:
        """Raises RefusedError 404, also where what it holds is not theirs to see any more."""
        export = self._all.get(name)
        if export is None or export.person != person.id or not all(person.has_at(MANAGERS, site) for site in export.sites):
            raise refused("no_such_export")
        return export

    def file(self, person: Person, name: str) -> tuple[Export, Path]:
        """Return an export that is done, and where it lies. Raises RefusedError 404, 409."""
        export = self.one(person, name)
        path = self._shelf.file_of(export)
        if export.state is not State.DONE or not path.is_file():
            raise refused("export_not_done")
        return export, path

    def drop(self, person: Person, name: str) -> None:
        """Cancel an export that runs; forget one that has ended, with its file. Raises RefusedError 404."""
        export = self.one(person, name)
        export.wanted = False
        if not export.runs:
            self._forget(export)
        elif export.state is State.WAITING:
            self._end(export, State.CANCELLED)

    # --- the work ---

    def load(self) -> None:
        """Clear away what the server's last life left."""
        for export in self._shelf.take_up(self._clock.now_ms()):
            self._all[export.id] = export
            self._note(export)

    async def run(self) -> None:
        """Write what is asked for, and delete what is old, for ever."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_S):
                    await self._turn.wait()
            self._turn.clear()
            self._delete_old()
            while (export := self._next()) is not None:
                await self._do(export)

    def _next(self) -> Export | None:
        waiting = [one for one in self._all.values() if one.state is State.WAITING]
        return min(waiting, key=lambda one: (one.asked_ms, one.id), default=None)

    async def _do(self, export: Export) -> None:
        export.state = State.RUNNING
        self._note(export)
        try:
            why = await self._write(export)
        except StoreUnavailableError as error:
            _log.warning("export: %s", error)
            why = "store"
        except asyncio.CancelledError:
            raise  # the server ends: at its next start it is shown as broken off
        except Exception:  # noqa: BLE001 - whoever waits must hear of it
            _log.exception("export failed")
            why = "failed"
        if not export.wanted:
            self._end(export, State.CANCELLED)
        elif why:
            self._end(export, State.FAILED, why)
        else:
            export.bytes = self._shelf.file_of(export).stat().st_size
            self._end(export, State.DONE)

    async def _write(self, export: Export) -> str:
        """Let a process write the file; return a word for what went wrong, nothing when it is complete."""
        arguments = (export.kind, export.level, self._queries.zone(), str(self._shelf.file_of(export)))
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", writing.__name__, *arguments, stdin=asyncio.subprocess.PIPE, cwd="/"
        )
        pipe = process.stdin
        assert pipe is not None  # noqa: S101 - asked for above
        try:
            with suppress(BrokenPipeError, ConnectionResetError):  # its exit code says why
                async for told in self._lines(export):
                    pipe.write(told)
                    await pipe.drain()
                pipe.close()
            code = await process.wait()
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
            if process.returncode:
                self._shelf.drop(export, note=False)
        if code == writing.NO_PYARROW:
            return "no_parquet"
        return "" if code == 0 else "no_space" if not self._has_space() else "failed"

    async def _lines(self, export: Export) -> AsyncIterator[bytes]:
        """Yield what the writing process is told; without an end when somebody cancelled it or the disk fills up."""
        pages = 0
        for key in self._keys[export.id]:
            yield _line({"series": self._said(key)})
            async for rows in self._pages(key, export):
                pages += 1
                if not export.wanted or (pages % _PAGES_BETWEEN_LOOKS == 0 and not self._has_space()):
                    return
                yield _line({"rows": rows})
                export.done_rows += len(rows)
                export.of_rows = max(export.of_rows, export.done_rows)
        if export.wanted:
            yield _line({"end": True})

    async def _pages(self, key: SeriesKey, export: Export) -> AsyncIterator[Rows]:
        level, from_ms = Level(export.level), export.from_ms
        if level is not Level.SAMPLE:
            step_ms = PAGE * LENGTHS_MS[level]
            for at_ms in range(from_ms, export.to_ms, step_ms):
                until_ms = min(at_ms + step_ms, export.to_ms)
                found = await self._store.buckets([key], level, from_ms=at_ms, to_ms=until_ms)
                yield [[one.t_ms, one.n, one.mean, one.low, one.high, one.total] for one in found.get(key, [])]
            return
        while samples := await self._store.samples(key, from_ms=from_ms, to_ms=export.to_ms, limit=PAGE):
            yield [[one.t_ms, one.x if one.x is None or math.isfinite(one.x) else None, one.q] for one in samples]
            if len(samples) < PAGE:
                return
            from_ms = samples[-1].t_ms + 1

    def _said(self, key: SeriesKey) -> list[str]:
        known = quantity(key.quantity)
        return [key.device, key.component, self._queries.where.hall_of(key), key.quantity, known.de, known.unit]

    async def _count(self, keys: Sequence[SeriesKey], export: Export) -> int:
        """Return about how many rows there will be, from the days."""
        rows, day_ms = 0, LENGTHS_MS[Level.DAY]
        first_ms = max(0, export.from_ms - day_ms)
        for start in range(0, len(keys), _SERIES_A_COUNT):
            some = keys[start : start + _SERIES_A_COUNT]
            found = await self._store.buckets(some, Level.DAY, from_ms=first_ms, to_ms=export.to_ms)
            inside = (one for buckets in found.values() for one in buckets if one.t_ms + day_ms > export.from_ms)
            rows += sum(min(one.n, _A_DAY[export.level]) for one in inside)
        return rows

    # --- what becomes of them ---

    def _end(self, export: Export, state: State, why: str = "") -> None:
        export.state, export.why, export.ended_ms = state, why, self._clock.now_ms()
        self._keys.pop(export.id, None)
        if state is not State.DONE:
            self._shelf.drop(export, note=False)
        self._note(export)

    def _delete_old(self) -> None:
        now_ms = self._clock.now_ms()
        for export in [one for one in self._all.values() if not one.runs and one.kept_until_ms() <= now_ms]:
            self._forget(export)

    def _forget(self, export: Export) -> None:
        self._shelf.drop(export)
        self._all.pop(export.id, None)

    def _note(self, export: Export) -> None:
        try:
            self._shelf.note(export)
        except OSError as error:
            _log.warning("an export cannot be noted: %s", error)

    def _has_space(self) -> bool:
        return shutil.disk_usage(self._shelf.folder.parent).free > FREE_BYTES


def _line(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def has_pyarrow() -> bool:
    """Say whether it is there, without importing it."""
    return importlib.util.find_spec("pyarrow") is not None
