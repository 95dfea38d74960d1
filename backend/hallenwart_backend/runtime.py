"""Named tasks that a mistake does not end, and the calm they need."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final

from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_contract.ending import until_cancelled

_log: Final = logging.getLogger(__name__)
FIRST_PAUSE_S: Final = 0.5
LONGEST_PAUSE_S: Final = 30.0
WITHOUT_STORE_S: Final = 1.0
CALM_AFTER_S: Final = 60.0
SWITCH_S: Final = 0.001
NEW_OBJECTS: Final = 20_000
"""So many more must there be before the collector looks among the new ones."""


async def supervise(name: str, run: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Run until cancelled; start anew after a failure, later each time, sooner again after a calm minute.

    While only the database is away it is tried every second: nobody is to wait for an alarm once that is back.
    """
    pause_s = FIRST_PAUSE_S
    loop = asyncio.get_running_loop()
    while True:
        began = loop.time()
        try:
            await until_cancelled(name, run())
            _log.error("%s ended; starting it anew", name)
        except StoreUnavailableError as error:
            _log.warning("%s: %s; starting it anew", name, error)
            await asyncio.sleep(WITHOUT_STORE_S)
            continue
        except Exception:  # noqa: BLE001 - the supervisor's own purpose: one subject's mistake stops no other
            _log.exception("%s failed; starting it anew in %.1f s", name, pause_s)
        if loop.time() - began > CALM_AFTER_S:
            pause_s = FIRST_PAUSE_S
        await asyncio.sleep(pause_s)
        pause_s = min(pause_s * 2, LONGEST_PAUSE_S)


async def every(seconds: float, look: Callable[[], Awaitable[None]]) -> None:
    """Call `look` again and again, with a pause between."""
    while True:
        await look()
        await asyncio.sleep(seconds)


def settle_interpreter() -> None:
    """Call once when all is loaded.

    The collector of cycles looks seldom, and never again at what is there now: it would walk through the whole server after
    every few hundred readings, a fifth of the ingest's work. And the thread that stores readings gives way after a
    millisecond instead of five to the one that has alarms and pages to serve.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 20, 20)
    sys.setswitchinterval(SWITCH_S)
