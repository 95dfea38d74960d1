"""What the ledger of telemetry reads and writes in the tables of `series_postgres`, within one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Protocol

from hallenwart_backend.adapters.ingest_records import MAX_LETTERS, letter_digest
from hallenwart_backend.adapters.series_limits import MOST_MOVED_MS
from hallenwart_backend.adapters.series_meta import Meta
from hallenwart_backend.adapters.series_postgres_points import add_points
from hallenwart_backend.adapters.series_postgres_schema import Db
from hallenwart_backend.ingest.ports import Letter, StreamKey
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.folding import Point

_SET_PROGRESS: Final = """
INSERT INTO progress SELECT * FROM unnest(%s::text[], %s::text[], %s::text[], %s::bigint[], %s::text[])
ON CONFLICT (device, epoch, stream) DO UPDATE SET wm = excluded.wm, beyond = excluded.beyond
"""
_BURY: Final = """
INSERT INTO dead_letter AS kept (topic, reason, digest, payload, first_ms, last_ms, count) VALUES (%s, %s, %s, %s, %s, %s, 1)
ON CONFLICT (digest) DO UPDATE SET count = kept.count + 1, last_ms = excluded.last_ms
"""
_HOLDS: Final = """
SELECT 1 FROM sample JOIN series ON series.id = sample.series
WHERE device = %s AND component = %s AND quantity = %s AND t BETWEEN %s AND %s AND x IS NOT DISTINCT FROM %s LIMIT 1
"""


class Numbers(Protocol):
    """Who numbers the series, and what is known of the whole store."""

    meta: Meta
    months: set[str]

    def series_id(self, db: Db, key: SeriesKey) -> int: ...

    def ids_of(self, device: str) -> Mapping[tuple[str, str], int]: ...


class PostgresPage:
    """Implements adapters.ingest_series.SeriesPage."""

    def __init__(self, db: Db, numbers: Numbers) -> None:
        self._db = db
        self._numbers = numbers
        self.ids_of = numbers.ids_of

    def series_id(self, key: SeriesKey) -> int:
        return self._numbers.series_id(self._db, key)

    def add(self, points: Sequence[Point], *, every_one: bool = False) -> None:
        add_points(self._db, self._numbers.meta, self._numbers.months, points, every_one=every_one)

    def holds(self, key: SeriesKey, t_ms: int, x: float | None) -> bool:
        names = (key.device, key.component, key.quantity)
        return self._db.execute(_HOLDS, (*names, t_ms, t_ms + MOST_MOVED_MS, x)).fetchone() is not None

    def progress_of(self, device: str) -> dict[StreamKey, tuple[int, str]]:
        query = "SELECT epoch, stream, wm, beyond FROM progress WHERE device = %s"
        rows = self._db.execute(query, (device,))
        return {StreamKey(device, epoch, stream): (wm, beyond) for epoch, stream, wm, beyond in rows}

    def set_progress(self, rows: Iterable[tuple[StreamKey, int, str]]) -> None:
        values = [(*key, wm, beyond) for key, wm, beyond in rows]
        if values:
            self._db.execute(_SET_PROGRESS, [list(column) for column in zip(*values, strict=True)])

    def bury(self, letters: Sequence[Letter]) -> None:
        if not letters:
            return
        rows = [(at.topic, at.reason, letter_digest(at), at.payload, at.received_ms, at.received_ms) for at in letters]
        with self._db.cursor() as cursor:
            cursor.executemany(_BURY, rows)
        self._db.execute("DELETE FROM dead_letter WHERE id <= (SELECT max(id) FROM dead_letter) - %s", (MAX_LETTERS,))

    def dead_letters(self) -> int:
        row = self._db.execute("SELECT count(*) FROM dead_letter").fetchone()
        return int(row[0]) if row else 0
