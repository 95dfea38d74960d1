"""A cable between a page and the server, in a thread of its own, that a test can pull and plug in again."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Coroutine, Iterator
from contextlib import closing, contextmanager
from typing import Any

from hallenwart_sim.town.relay import Cable, Relay

_WITHIN_S = 180


class PulledCable:
    """`url` leads through the cable."""

    def __init__(self, to_port: int) -> None:
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="cable", daemon=True)
        self._to_port = to_port

    def open(self) -> None:
        self._thread.start()
        self._run(self._start())

    def cut(self) -> None:
        """From now on nothing gets through, and nobody is told."""
        self._run(self._call("cut"))

    def heal(self) -> None:
        self._run(self._call("heal"))

    def close(self) -> None:
        self._run(self._relay.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_WITHIN_S)
        self._loop.close()

    async def _start(self) -> None:
        self._cable = Cable()
        self._relay = Relay(port=self.port, to_port=self._to_port, cable=self._cable)
        await self._relay.start()

    async def _call(self, what: str) -> None:
        getattr(self._cable, what)()

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(_WITHIN_S)


@contextmanager
def cable_to(port: int) -> Iterator[PulledCable]:
    cable = PulledCable(port)
    cable.open()
    try:
        yield cable
    finally:
        cable.close()
