"""What the ledger of telemetry reads and writes in the file of `series_sqlite`, within one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Protocol

from hallenwart_backend.adapters.ingest_records import MAX_LETTERS, letter_digest
from hallenwart_backend.adapters.series_limits import MOST_MOVED_MS
from hallenwart_backend.adapters.series_meta import Meta
from hallenwart_backend.adapters.series_sqlite_points import add_points
from hallenwart_backend.ingest.ports import Letter, StreamKey
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.folding import Point

_SET_PROGRESS: Final = "INSERT OR REPLACE INTO progress VALUES (?, ?, ?, ?, ?)"
_BURY: Final = """
INSERT INTO dead_letter (topic, reason, digest, payload, first_ms, last_ms, count) VALUES (?, ?, ?, ?, ?, ?, 1)
ON CONFLICT (digest) DO UPDATE SET count = count + 1, last_ms = excluded.last_ms
"""
_HOLDS: Final = """
SELECT 1 FROM sample WHERE series = (SELECT id FROM series WHERE device = ? AND component = ? AND quantity = ?)
AND t BETWEEN ? AND ? AND x IS ?
"""


class Numbers(Protocol):
    """Who numbers the series, and what is known of the whole store."""

    meta: Meta

    def series_id(self, db: sqlite3.Connection, key: SeriesKey) -> int: ...

    def ids_of(self, device: str) -> Mapping[tuple[str, str], int]: ...


class SqlitePage:
    """Implements adapters.ingest_series.SeriesPage."""

    def __init__(self, db: sqlite3.Connection, numbers: Numbers) -> None:
        self._db = db
        self._numbers = numbers
        self.ids_of = numbers.ids_of

    def series_id(self, key: SeriesKey) -> int:
        return self._numbers.series_id(self._db, key)

    def add(self, points: Sequence[Point], *, every_one: bool = False) -> None:
        add_points(self._db, self._numbers.meta, points, every_one=every_one)

    def holds(self, key: SeriesKey, t_ms: int, x: float | None) -> bool:
        names = (key.device, key.component, key.quantity)
        return self._db.execute(_HOLDS, (*names, t_ms, t_ms + MOST_MOVED_MS, x)).fetchone() is not None

    def progress_of(self, device: str) -> dict[StreamKey, tuple[int, str]]:
        query = "SELECT epoch, stream, wm, beyond FROM progress WHERE device = ?"
        rows = self._db.execute(query, (device,))
        return {StreamKey(device, epoch, stream): (wm, beyond) for epoch, stream, wm, beyond in rows}

    def set_progress(self, rows: Iterable[tuple[StreamKey, int, str]]) -> None:
        self._db.executemany(_SET_PROGRESS, [(*key, wm, beyond) for key, wm, beyond in rows])

    def bury(self, letters: Sequence[Letter]) -> None:
        if not letters:
            return
        self._db.executemany(
            _BURY, [(at.topic, at.reason, letter_digest(at), at.payload, at.received_ms, at.received_ms) for at in letters]
        )
        self._db.execute("DELETE FROM dead_letter WHERE id <= (SELECT max(id) FROM dead_letter) - ?", (MAX_LETTERS,))

    def dead_letters(self) -> int:
        (count,) = self._db.execute("SELECT count(*) FROM dead_letter").fetchone()
        return int(count)
