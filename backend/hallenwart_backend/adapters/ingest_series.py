"""The ledger of telemetry: samples, watermark and dead letters commit together in the series database."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Final

from hallenwart_backend.adapters.ingest_records import MAX_LETTERS, beyond_text, letter_digest, progress_from
from hallenwart_backend.adapters.series_sqlite import (
    MOST_MOVED_MS,
    STORED_QUALITY,
    Point,
    SqliteSeries,
    TooManySeriesError,
    add_points,
)
from hallenwart_backend.ingest.ports import Entry, Incoming, Letter, Posted, StreamKey, UnstorableRowError
from hallenwart_backend.ingest.posting import post
from hallenwart_backend.ingest.rules import Progress
from hallenwart_backend.ports import SeriesKey
from hallenwart_contract.messages import Reading

MAX_NAME: Final = 64
_SET_PROGRESS: Final = "INSERT OR REPLACE INTO progress VALUES (?, ?, ?, ?, ?)"
_BURY: Final = """
INSERT INTO dead_letter (topic, reason, digest, payload, first_ms, last_ms, count) VALUES (?, ?, ?, ?, ?, ?, 1)
ON CONFLICT (digest) DO UPDATE SET count = count + 1, last_ms = excluded.last_ms
"""


class SeriesLedger:
    """Implements ingest.ports.Ledger for stream `t`."""

    def __init__(self, series: SqliteSeries) -> None:
        self._series = series
        self._known: dict[StreamKey, Progress] = {}

    async def commit(self, group: Sequence[Incoming]) -> Posted:
        posted = await self._series.write(lambda db: self._post(db, group))
        self._known.update(posted.progress)
        return posted

    async def bury(self, letters: Sequence[Letter]) -> None:
        await self._series.write(lambda db: _bury(db, letters))

    async def progress_of(self, device: str) -> dict[StreamKey, Progress]:
        query = "SELECT epoch, stream, wm, beyond FROM progress WHERE device = ?"
        rows = await self._series.read(lambda db: db.execute(query, (device,)).fetchall())
        return {StreamKey(device, epoch, stream): progress_from(wm, beyond) for epoch, stream, wm, beyond in rows}

    async def dead_letters(self) -> int:
        rows = await self._series.read(lambda db: db.execute("SELECT count(*) FROM dead_letter").fetchone())
        return int(rows[0])

    def _post(self, db: sqlite3.Connection, group: Sequence[Incoming]) -> Posted:
        page = _Page(db, self._series, self._known)
        posted = post(group, page)
        page.finish()
        return posted


class _Page:
    """Collects what one transaction brings and writes it in few statements."""

    def __init__(self, db: sqlite3.Connection, series: SqliteSeries, known: dict[StreamKey, Progress]) -> None:
        self._db = db
        self._series = series
        self._known = known
        self._moved: dict[StreamKey, Progress] = {}
        self._points: list[Point] = []
        self._letters: list[Letter] = []

    def progress(self, key: StreamKey) -> Progress:
        found = self._moved.get(key) or self._known.get(key)
        if found is None:
            query = "SELECT wm, beyond FROM progress WHERE device = ? AND epoch = ? AND stream = ?"
            row = self._db.execute(query, key).fetchone()
            found = progress_from(*row) if row else Progress()
        return found

    def advance(self, key: StreamKey, progress: Progress) -> None:
        self._moved[key] = progress

    def matches(self, entry: Entry) -> bool:
        """A sample knows no number: it is the same when the same value stands at its time."""
        row = entry.row
        if entry.server_time or not isinstance(row, Reading):
            return True
        self._flush()
        names = (entry.key.device, row.c, row.k, row.t_ms)
        query = (
            "SELECT 1 FROM sample WHERE series = (SELECT id FROM series WHERE device = ? AND component = ? AND quantity = ?)"
            " AND t BETWEEN ? AND ? AND x IS ?"
        )
        return self._db.execute(query, (*names, row.t_ms + MOST_MOVED_MS, row.x)).fetchone() is not None

    def put(self, entry: Entry) -> int:
        row = entry.row
        if not isinstance(row, Reading) or not (_is_name(row.c) and _is_name(row.k)):
            raise UnstorableRowError("bad_name")
        try:
            number = self._series.series_id(self._db, SeriesKey(entry.key.device, row.c, row.k))
        except TooManySeriesError as error:
            raise UnstorableRowError("too_many_series") from error
        self._points.append((number, row.t_ms, row.x, STORED_QUALITY.get(row.q, row.q[:MAX_NAME])))
        return 0

    def put_readings(self, key: StreamKey, readings: Sequence[Reading]) -> bool:
        ids = self._series.ids_of(key.device)
        try:
            self._points += [(ids[row.c, row.k], row.t_ms, row.x, STORED_QUALITY[row.q]) for row in readings]
        except KeyError:  # a new series or an unusual quality
            return False
        return True

    def put_copy(self, entry: Entry) -> int | None:  # noqa: ARG002 - the page's signature
        """A sample whose number is taken is a dead letter and nothing else."""
        return None

    def bury(self, letter: Letter) -> None:
        self._letters.append(letter)

    def finish(self) -> None:
        self._flush()
        rows = [(*key, progress.wm, beyond_text(progress)) for key, progress in self._moved.items()]
        self._db.executemany(_SET_PROGRESS, rows)
        _bury(self._db, self._letters)

    def _flush(self) -> None:
        add_points(self._db, self._points, every_one=True)
        self._points.clear()


def _is_name(text: str) -> bool:
    return 0 < len(text) <= MAX_NAME and text.isprintable()


def _bury(db: sqlite3.Connection, letters: Sequence[Letter]) -> None:
    if not letters:
        return
    db.executemany(
        _BURY, [(at.topic, at.reason, letter_digest(at), at.payload, at.received_ms, at.received_ms) for at in letters]
    )
    db.execute("DELETE FROM dead_letter WHERE id <= (SELECT max(id) FROM dead_letter) - ?", (MAX_LETTERS,))
