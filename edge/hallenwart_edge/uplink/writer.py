"""The one thread that touches one SQLite file; everybody else hands it work and awaits the result."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Final, TypeVar

from hallenwart_edge.errors import StoreUnavailableError
from hallenwart_edge.uplink.store import Store

R = TypeVar("R")
CLOSE_WITHIN_S: Final = 1.0


class Writer:
    """Runs calls on a Store one after the other, in the order they were handed over."""

    def __init__(self, store: Store, *, name: str) -> None:
        self.store = store
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name=name, daemon=True)
        self._closed = False

    def start(self) -> None:
        """Open the file and start the thread. Raises StoreUnavailableError."""
        self.store.open()
        self._thread.start()

    def submit(self, work: Callable[[Store], R]) -> Future[R]:
        """Queue `work`; the future holds its result or its StoreUnavailableError."""
        future: Future[R] = Future()
        if self._closed:
            future.set_exception(StoreUnavailableError("the outbox is closed"))
            return future
        self._work.put(lambda: _settle(future, work, self.store))
        return future

    async def call(self, work: Callable[[Store], R]) -> R:
        """Run `work` and await it. Work once queued is done even when the waiting task is cancelled."""
        return await asyncio.shield(asyncio.wrap_future(self.submit(work)))

    def close(self) -> None:
        """Finish what is queued and close the file; gives up on a card that does not answer."""
        if self._closed:
            return
        self._closed = True
        self._work.put(None)
        if self._thread.is_alive():
            self._thread.join(CLOSE_WITHIN_S)

    def _serve(self) -> None:
        while (job := self._work.get()) is not None:
            job()
        self.store.close()


def _settle(future: Future[R], work: Callable[[Store], R], store: Store) -> None:
    try:
        result = work(store)
    except StoreUnavailableError as error:
        future.set_exception(error)
    except Exception as error:  # noqa: BLE001 - whoever awaits the future gets it; the thread lives on
        future.set_exception(error)
    else:
        future.set_result(result)
