"""Records over SQLAlchemy: one writer thread with group commit, two readers. SQLite embedded, PostgreSQL by URL.

SQLite runs in WAL with `synchronous=FULL`: what `write` returned from survives a power cut.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Engine, MetaData, create_engine, event
from sqlalchemy.exc import DBAPIError

from hallenwart_backend.errors import StoreUnavailableError

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""Every subject's tables; each subject declares its own in `tables.py`."""

T = TypeVar("T")
_Job = tuple[Callable[[Connection], Any], "Future[Any]"]
_GROUP: Final = 64
_READERS: Final = 2


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path}"


def open_engine(url: str) -> Engine:
    """Return an engine; SQLite connections are set to WAL, full sync, foreign keys, and explicit transactions."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": 10})

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN comes too late for savepoints
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("hallenwart_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


class Records:
    """The records database. Functions given to `write` and `read` run in a thread and get a Connection in a transaction.

    One transaction per function as seen by its caller: it is committed when `write` returns, and an exception undoes it
    alone. Functions waiting at the same time share one commit. Raises StoreUnavailableError when the database fails.
    """

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        self._jobs: queue.Queue[_Job | None] = queue.Queue()
        self._readers = ThreadPoolExecutor(_READERS, thread_name_prefix="records-read")
        self._writer = threading.Thread(target=self._run, name="records-write", daemon=True)
        self._writer.start()
        self._closed = False

    async def write(self, fn: Callable[[Connection], T]) -> T:
        if self._closed:
            raise StoreUnavailableError("the records are closed")
        future: Future[T] = Future()
        self._jobs.put((fn, future))
        return await asyncio.shield(asyncio.wrap_future(future))

    async def read(self, fn: Callable[[Connection], T]) -> T:
        if self._closed:
            raise StoreUnavailableError("the records are closed")
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._read, fn)

    def close(self) -> None:
        """Finish what was handed over, then close. Idempotent."""
        if self._closed:
            return
        self._closed = True
        self._jobs.put(None)
        self._writer.join(timeout=10)
        self._readers.shutdown()
        self.engine.dispose()

    def _read(self, fn: Callable[[Connection], T]) -> T:
        try:
            with self.engine.connect() as connection:
                return fn(connection)
        except DBAPIError as error:
            raise _told(error) from error

    def _run(self) -> None:
        ended = False
        while not ended:
            group, ended = self._next_group()
            if group:
                self._commit(group)

    def _next_group(self) -> tuple[list[_Job], bool]:
        group: list[_Job] = []
        job = self._jobs.get()
        while job is not None:
            group.append(job)
            if len(group) == _GROUP:
                return group, False
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return group, False
        return group, True

    def _commit(self, group: list[_Job]) -> None:
        done: list[tuple[Future[Any], Any]] = []
        try:
            with self.engine.connect().execution_options(hallenwart_writes=True) as connection, connection.begin():
                for fn, future in group:
                    with contextlib.suppress(_FailedError):
                        done.append((future, _one(connection, fn, future)))
        except DBAPIError as error:
            for _, future in group:
                if not future.done():
                    future.set_exception(_told(error))
            return
        for future, value in done:
            future.set_result(value)


class _FailedError(Exception):
    """Raised when one function of a group failed; its future already knows."""


def _one(connection: Connection, fn: Callable[[Connection], Any], future: Future[Any]) -> Any:
    try:
        with connection.begin_nested():
            return fn(connection)
    except BaseException as error:  # whatever it is, it belongs to the caller, who waits for it
        future.set_exception(_told(error) if isinstance(error, DBAPIError) and error.connection_invalidated else error)
        raise _FailedError from error


def _told(error: DBAPIError) -> StoreUnavailableError:
    return StoreUnavailableError(f"records database: {error.orig}")
