"""Work that ends when it is told to, whatever fails at that moment."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

T = TypeVar("T")
AGAIN_S: Final = 15.0
"""Longer than anything cleans up."""
_log: Final = logging.getLogger(__name__)


async def until_cancelled(name: str, work: Coroutine[Any, Any, T]) -> T:
    """Return what `work` returns, or raise what it raises; cancelled, it ends `work` and raises CancelledError for certain.

    By itself a task cannot tell: a clean-up that fails replaces the CancelledError it was started by, and so does a TaskGroup
    whose member fails while it is cancelled, which leaves `Task.cancelling` wrong, too (CPython before 3.13). A loop that
    outlives failures would then go on for ever. So the work is a task of its own, and is told again until it has ended.
    """
    task = asyncio.create_task(work, name=name)
    try:
        await asyncio.wait({task})
    except asyncio.CancelledError:
        await _end(task)
        raise
    return task.result()


async def _end(task: asyncio.Task[Any]) -> None:
    while not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=AGAIN_S)
    if not task.cancelled() and (error := task.exception()):
        _log.warning("%s failed while it ended: %r", task.get_name(), error)
