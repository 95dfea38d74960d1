"""One SQLite file of rows that wait for their receipt. Synchronous: only its own thread calls it (see `writer`).

A row has a number in its stream from 1 on, without gaps, stored before it is sent. Rows at or below the watermark are
forgotten. Ranges that will never be sent are kept as skips until the watermark has passed them.
"""

from __future__ import annotations

import contextlib
import secrets
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from hallenwart_edge.errors import StoreUnavailableError

BUSY_TIMEOUT_MS: Final = 5_000
CHECKED_BYTES: Final = 32 * 1024 * 1024
"""A larger file is not read through at the start; what is damaged in it is found in use."""
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS streams (stream TEXT PRIMARY KEY, last INTEGER NOT NULL, wm INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rows (stream TEXT, seq INTEGER, stored_ms INTEGER NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (stream, seq)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS skips (stream TEXT, first INTEGER, last INTEGER NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (stream, first)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS quarantine (id INTEGER PRIMARY KEY, stream TEXT NOT NULL, seq INTEGER NOT NULL,
    epoch TEXT NOT NULL, stored_ms INTEGER NOT NULL, body BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS commands (id TEXT PRIMARY KEY, seen_ms INTEGER NOT NULL, st TEXT NOT NULL,
    code TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a stream stands: highest number given out, and the watermark up to which rows are forgotten."""

    last: int = 0
    wm: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    seq: int
    stored_ms: int
    body: bytes


Skip = tuple[int, int, str]


class Store:
    """Raises StoreUnavailableError from every method when the card is full, locked or broken.

    `broken`: the file was damaged, at the start or while it was in use; `open` puts such a file aside. `fresh`: it is new.
    `doubtful`: reading or writing failed; `reopen` finds out whether the file is damaged.
    """

    def __init__(self, path: Path, *, streams: Sequence[str], durable: bool, max_pages: int | None = None) -> None:
        """Store the settings. `durable` syncs every commit to the card; `max_pages` of 4 KiB caps the file."""
        self._path = path
        self._streams = tuple(streams)
        self._durable = durable
        self._max_pages = max_pages
        self._connection: sqlite3.Connection | None = None
        self.broken = self.fresh = self.doubtful = False

    @property
    def name(self) -> str:
        return self._path.stem

    def open(self) -> None:
        """Open or create the file. One that is damaged, or empty though it was there, is put aside and a new one begun."""
        self.fresh = not self._path.exists()
        self.broken = False
        try:
            self._open()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise StoreUnavailableError(f"{self._path}: {error}") from error
            self._put_aside()
            self._open()

    def reopen(self) -> None:
        self.close()
        self.doubtful = False
        self.open()

    def begin_anew(self) -> None:
        """Put a file aside that was damaged in use, and begin a new one."""
        self.close()
        self._put_aside()
        try:
            self._open()
        except sqlite3.Error as error:
            raise StoreUnavailableError(f"{self._path}: {error}") from error

    def _put_aside(self) -> None:
        self.broken = True
        self._path.replace(self._path.with_suffix(".broken"))
        for rest in ("-wal", "-shm"):
            Path(f"{self._path}{rest}").unlink(missing_ok=True)

    def _open(self) -> None:
        connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
        try:
            connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA synchronous = {'FULL' if self._durable else 'NORMAL'}")
            if self._max_pages is not None:
                connection.execute(f"PRAGMA max_page_count = {self._max_pages}")
            small = self._path.stat().st_size <= CHECKED_BYTES
            if small and connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise sqlite3.DatabaseError("damaged")
            # What is left of a file that was cut off counts as an empty database: then its tables are gone.
            self.broken |= not (self.fresh or connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone())
            connection.executescript(_SCHEMA)
            for stream in self._streams:
                connection.execute("INSERT OR IGNORE INTO streams VALUES (?, 0, 0)", (stream,))
            connection.execute("INSERT OR IGNORE INTO meta VALUES ('epoch', ?)", (secrets.token_hex(8),))
        except sqlite3.Error:
            connection.close()
            raise
        self._connection = connection

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        if self._connection is None:
            raise StoreUnavailableError(f"{self._path}: not open")
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            self.broken = self.broken or code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
            self.doubtful = self.doubtful or code == sqlite3.SQLITE_IOERR
            raise StoreUnavailableError(f"{self._path}: {error}") from error

    # --- where it stands ---------------------------------------------------------------------------------------------

    def epoch(self) -> str:
        with self._transaction() as db:
            return str(db.execute("SELECT value FROM meta WHERE name = 'epoch'").fetchone()[0])

    def marks(self) -> dict[str, Mark]:
        with self._transaction() as db:
            return {stream: Mark(last, wm) for stream, last, wm in db.execute("SELECT stream, last, wm FROM streams")}

    def bytes_used(self) -> int:
        with self._transaction() as db:
            pages, free = db.execute("PRAGMA page_count").fetchone()[0], db.execute("PRAGMA freelist_count").fetchone()[0]
            return int((pages - free) * 4096)

    # --- rows --------------------------------------------------------------------------------------------------------

    def append(self, stream: str, bodies: Sequence[bytes], *, stored_ms: int) -> int:
        """Number and store rows in one transaction; return the highest number."""
        with self._transaction() as db:
            (last,) = db.execute("SELECT last FROM streams WHERE stream = ?", (stream,)).fetchone()
            numbered = [(stream, last + n, stored_ms, body) for n, body in enumerate(bodies, start=1)]
            db.executemany("INSERT INTO rows VALUES (?, ?, ?, ?)", numbered)
            db.execute("UPDATE streams SET last = ? WHERE stream = ?", (last + len(bodies), stream))
            return int(last + len(bodies))

    def rows(self, stream: str, first: int, limit: int) -> list[Row]:
        """Return up to `limit` rows from number `first` on; there may be holes where rows were skipped."""
        with self._transaction() as db:
            found = db.execute(
                "SELECT seq, stored_ms, body FROM rows WHERE stream = ? AND seq >= ? ORDER BY seq LIMIT ?",
                (stream, first, limit),
            )
            return [Row(*row) for row in found]

    def first_stored_since(self, stream: str, since_ms: int) -> int:
        """Return the number of the first row stored at or after `since_ms`, or the number the next row will get."""
        with self._transaction() as db:
            found = db.execute("SELECT min(seq) FROM rows WHERE stream = ? AND stored_ms >= ?", (stream, since_ms)).fetchone()[
                0
            ]
            if found is not None:
                return int(found)
            return int(db.execute("SELECT last FROM streams WHERE stream = ?", (stream,)).fetchone()[0]) + 1

    def forget(self, stream: str, wm: int) -> Mark:
        """Raise the watermark and delete what it covers. A lower one, or one above the last row, changes nothing."""
        with self._transaction() as db:
            last, old = db.execute("SELECT last, wm FROM streams WHERE stream = ?", (stream,)).fetchone()
            if not old < wm <= last:
                return Mark(last, old)
            db.execute("DELETE FROM rows WHERE stream = ? AND seq <= ?", (stream, wm))
            db.execute("DELETE FROM skips WHERE stream = ? AND last <= ?", (stream, wm))
            db.execute("UPDATE streams SET wm = ? WHERE stream = ?", (wm, stream))
            return Mark(last, wm)

    # --- what will never be sent -------------------------------------------------------------------------------------

    def skips(self, stream: str) -> list[Skip]:
        with self._transaction() as db:
            return _skips(db, stream)

    def count(self, stream: str) -> int:
        with self._transaction() as db:
            return int(db.execute("SELECT count(*) FROM rows WHERE stream = ?", (stream,)).fetchone()[0])

    def drop_oldest(self, stream: str, rows: int) -> list[Skip]:
        """Give up the oldest rows and declare them skipped for overflow; return all skips."""
        with self._transaction() as db:
            seqs = [seq for (seq,) in db.execute("SELECT seq FROM rows WHERE stream = ? ORDER BY seq LIMIT ?", (stream, rows))]
            if seqs:
                _skip(db, stream, seqs[0], seqs[-1], "overflow")
                db.execute("DELETE FROM rows WHERE stream = ? AND seq <= ?", (stream, seqs[-1]))
            return _skips(db, stream)

    def quarantine(self, stream: str, seq: int) -> list[Skip]:
        """Put one row aside that the backend never takes, and declare it skipped; return all skips."""
        with self._transaction() as db:
            db.execute(
                "INSERT INTO quarantine (stream, seq, epoch, stored_ms, body) SELECT stream, seq, "
                "(SELECT value FROM meta WHERE name = 'epoch'), stored_ms, body FROM rows WHERE stream = ? AND seq = ?",
                (stream, seq),
            )
            if db.execute("DELETE FROM rows WHERE stream = ? AND seq = ?", (stream, seq)).rowcount:
                _skip(db, stream, seq, seq, "quarantine")
            return _skips(db, stream)

    def begin_epoch(self, epoch: str) -> None:
        """Begin anew under `epoch`: what still waits is numbered from 1, in its order."""
        with self._transaction() as db:
            for stream in self._streams:
                waiting = [seq for (seq,) in db.execute("SELECT seq FROM rows WHERE stream = ? ORDER BY seq", (stream,))]
                renumbered = [(new, stream, old) for new, old in enumerate(waiting, start=1)]
                db.executemany("UPDATE rows SET seq = ? WHERE stream = ? AND seq = ?", renumbered)
                db.execute("UPDATE streams SET last = ?, wm = 0 WHERE stream = ?", (len(waiting), stream))
            db.execute("DELETE FROM skips")
            db.execute("UPDATE meta SET value = ? WHERE name = 'epoch'", (epoch,))

    # --- commands that were seen -------------------------------------------------------------------------------------

    def find_command(self, command: str) -> tuple[str, str] | None:
        """Return (st, code) of a command that was seen before."""
        with self._transaction() as db:
            known = db.execute("SELECT st, code FROM commands WHERE id = ?", (command,)).fetchone()
            return None if known is None else (str(known[0]), str(known[1]))

    def claim_command(self, command: str, *, now_ms: int, keep_ms: int) -> tuple[str, str] | None:
        """Note a command before it is carried out. Returns None for a new one, else its (st, code)."""
        with self._transaction() as db:
            known = db.execute("SELECT st, code FROM commands WHERE id = ?", (command,)).fetchone()
            if known is not None:
                return str(known[0]), str(known[1])
            db.execute("DELETE FROM commands WHERE seen_ms < ?", (now_ms - keep_ms,))
            db.execute("INSERT INTO commands VALUES (?, ?, 'received', 'interrupted')", (command, now_ms))
            return None

    def settle_command(self, command: str, st: str, code: str) -> None:
        with self._transaction() as db:
            db.execute("UPDATE commands SET st = ?, code = ? WHERE id = ?", (st, code, command))


def _skips(db: sqlite3.Connection, stream: str) -> list[Skip]:
    return [*db.execute("SELECT first, last, reason FROM skips WHERE stream = ? ORDER BY first", (stream,))]


def _skip(db: sqlite3.Connection, stream: str, first: int, last: int, reason: str) -> None:
    """Declare a range; one that touches its predecessor of the same reason grows instead."""
    before = db.execute(
        "SELECT first FROM skips WHERE stream = ? AND last >= ? AND first < ? AND reason = ? ORDER BY first LIMIT 1",
        (stream, first - 1, first, reason),
    ).fetchone()
    db.execute("INSERT OR REPLACE INTO skips VALUES (?, ?, ?, ?)", (stream, before[0] if before else first, last, reason))
