"""Records over SQLAlchemy: one writer thread with group commit, and readers. What `write` returned survives a power cut."""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, MetaData
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from hallenwart_backend.adapters.records_engine import open_engine, reading, told, unavailable, writing
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
_READERS: Final = {"sqlite": 2, "postgresql": 4}


class Records:
    """The records database. Functions given to `write` and `read` run in a thread and get a Connection in a transaction.

    One transaction per function as seen by its caller: it is committed when `write` returns, and an exception undoes it
    alone. Functions waiting at the same time share one commit. Raises StoreUnavailableError when the database fails:
    then nothing was stored, unless the connection was lost in the very moment of the commit. The next call connects anew.
    """

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        self._jobs: queue.Queue[_Job | None] = queue.Queue()
        self._readers = ThreadPoolExecutor(_READERS[self.engine.dialect.name], thread_name_prefix="records-read")
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
            with reading(self.engine) as connection:
                return fn(connection)
        except DBAPIError as error:
            if not unavailable(error):
                raise
            raise told(error) from error

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
            if job[1].set_running_or_notify_cancel():
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
            with writing(self.engine) as connection, connection.begin():
                for fn, future in group:
                    with contextlib.suppress(_FailedError):
                        done.append((future, _one(connection, fn, future)))
        except Exception as error:  # noqa: BLE001 - each caller is told, and the thread goes on for the next
            for _, future in group:
                if not future.done():
                    future.set_exception(_lost(error))
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
        if connection.invalidated:  # nobody's work is stored
            raise
        future.set_exception(told(error) if unavailable(error) else error)
        raise _FailedError from error


def _lost(error: Exception) -> Exception:
    if isinstance(error, DBAPIError):
        return told(error)
    return StoreUnavailableError("records database: the connection was lost") if isinstance(error, SQLAlchemyError) else error
