"""Files are made by night, one after the other, each by a process of its own; the server's memory stays as it is."""

from __future__ import annotations

import asyncio
import logging
import shutil
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.opendata.datasets import Dataset
from hallenwart_backend.opendata.dumps.due import Wish, wishes
from hallenwart_backend.opendata.dumps.model import Table
from hallenwart_backend.opendata.dumps.offering import offered
from hallenwart_backend.opendata.dumps.process import Writer
from hallenwart_backend.opendata.dumps.shelf import Note, Shelf, Written
from hallenwart_contract.clock import Clock, utc

_log: Final = logging.getLogger(__name__)
FIRST_LOOK_S: Final = 90.0
"""After the start, when other things are done."""
LOOK_EVERY_S: Final = 600.0
FREE_BYTES: Final = 500_000_000
"""So much stays free on the disk: the stores of record are on it."""
_NIGHT: Final = range(2, 6)
"""Hours of the town's clock in which files are made anew; one that is missing or must not stand is made at once."""
Under = Callable[[], Awaitable[str]]
"""Says what the rows depend on beside time: which halls are shown, under which rules. Files of another answer must go."""


class Dumps:
    """A `datasets.Source`; `tables` join before `load`."""

    def __init__(self, folder: Path, clock: Clock, zone: Callable[[], str], under: Under) -> None:
        self._shelf = Shelf(folder)
        self._clock, self._zone, self._under = clock, zone, under
        self.tables: tuple[Table, ...] = ()

    def load(self) -> None:
        self._shelf.load()

    # --- what there is ---

    def table(self, name: str) -> Table | None:
        return next((one for one in self.tables if one.id == name), None)

    def newest(self, table: str) -> Note | None:
        return next(self._shelf.of(table), None)

    def file(self, name: str, ending: str) -> tuple[Table, Note, Path] | None:
        """Return a file by its name; the name of a table alone is that of its newest file."""
        note = self._shelf.notes.get(name) or self.newest(name)
        table = self.table(note.table) if note else None
        if note is None or table is None or ending not in note.files:
            return None
        return table, note, self._shelf.path(note.name, ending)

    def notes(self, table: str) -> list[Note]:
        """Return the files of a table, the newest year first."""
        return list(self._shelf.of(table))

    async def datasets(self) -> Sequence[Dataset]:
        zone = ZoneInfo(self._zone())
        return [offered(table, list(self._shelf.of(table.id)), zone) for table in self.tables]

    # --- how they are made ---

    async def run(self) -> None:
        await asyncio.sleep(FIRST_LOOK_S)
        while True:
            await self.look()
            await asyncio.sleep(LOOK_EVERY_S)

    async def look(self) -> int:
        """Make what is due; return how many files there were. One that fails is tried again at the next look."""
        under, made = await self._under(), 0
        now = utc(self._clock.now_ms()).astimezone(ZoneInfo(self._zone()))
        due = [wish for table in self.tables for wish in wishes(table, now.date()) if self._is_due(wish, under, now.hour)]
        async with Writer() as writer:
            for wish in due:
                if shutil.disk_usage(self._shelf.folder.parent).free < FREE_BYTES:
                    _log.warning("too little space on the disk for files of open data")
                    break
                made += await self._make(wish, under, writer)
        return made

    def _is_due(self, wish: Wish, under: str, hour: int) -> bool:
        had = self._shelf.notes.get(wish.name)
        return had is None or had.under != under or (had.until != str(wish.until) and hour in _NIGHT)

    async def _make(self, wish: Wish, under: str, writer: Writer) -> bool:
        said = None
        try:
            said = await writer.write(self._head(wish), wish.table.rows(wish.first, wish.until))
        except StoreUnavailableError as error:
            _log.warning("open data: %s", error)
        if said is None:
            _log.warning("a file of open data was not written: %s", wish.name)
            return False
        files = {ending: Written(**one) for ending, one in said["files"].items()} if said["rows"] else {}
        had, now = self._shelf.notes.get(wish.name), self._clock.now_ms()
        changed_ms = had.changed_ms if had is not None and had.files == files else now
        note = Note(wish.name, wish.table.id, wish.year, str(wish.until), under, said["rows"], said["first"], changed_ms, files)
        await asyncio.to_thread(self._shelf.put, note)
        return True

    def _head(self, wish: Wish) -> dict[str, Any]:
        table = wish.table
        about = {"table": table.id, "dataset": table.dataset.id, "de": table.de, "en": table.en}
        return {
            "columns": [asdict(one) for one in table.columns],
            "zone": self._zone(),
            "about": about,
            "csv": str(self._shelf.draft(wish.name, "csv")),
            "parquet": str(self._shelf.draft(wish.name, "parquet")),
        }
