"""Runs calls that block in threads of their own: one that hangs keeps nobody else from a thread."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from typing import Final, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
MOST: Final = 24
"""Threads of one name at the same time, those included that nobody waits for any more."""
_running: Final[Counter[str]] = Counter()
_lock: Final = threading.Lock()


async def run_apart(name: str, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what `call` returns. Raises BlockingIOError while too many calls of this name hang."""
    with _lock:
        if _running[name] >= MOST:
            raise BlockingIOError(f"{_running[name]} calls hang")
        _running[name] += 1
    future: Future[T] = Future()

    def work() -> None:
        try:
            result = call(*args, **kwargs)
        except BaseException as error:  # noqa: BLE001 - whatever it is, it belongs to the caller
            _end(name)
            if future.set_running_or_notify_cancel():
                future.set_exception(error)
        else:
            _end(name)
            if future.set_running_or_notify_cancel():
                future.set_result(result)

    threading.Thread(target=work, name=name, daemon=True).start()
    return await asyncio.wrap_future(future)


def _end(name: str) -> None:
    with _lock:
        _running[name] -= 1
