"""Tells the server once per start what the device runs by, so that a page can show and change it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from hallenwart_contract.codec import encode
from hallenwart_contract.device_http import PREFIX, WiringText
from hallenwart_edge.errors import EdgeError
from hallenwart_edge.fleet.logs import Server
from hallenwart_edge.fleet.wiring_store import Running

FIRST_PAUSE_S: Final = 5.0
LONGEST_PAUSE_S: Final = 600.0
_log: Final = logging.getLogger(__name__)


class WiringUpload:
    def __init__(self, running: Running, server: Server, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._running = running
        self._server = server
        self._sleep = sleep

    async def run(self) -> None:
        """Send until the server has it, then rest until cancelled."""
        body = encode(WiringText(text=self._running.text, digest=self._running.digest, rev=self._running.rev))
        pause_s = FIRST_PAUSE_S
        while True:
            try:
                await self._server.post(f"{PREFIX}/wiring", body)
                break
            except EdgeError as error:
                _log.log(logging.WARNING if pause_s == FIRST_PAUSE_S else logging.DEBUG, "wiring not told: %s", error)
            await self._sleep(pause_s)
            pause_s = min(LONGEST_PAUSE_S, 2 * pause_s)
        await asyncio.Event().wait()
