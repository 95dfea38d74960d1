"""The town's network between a device and the broker: a TCP relay whose cable can be cut.

Cut means silence, as with a pulled plug: bytes vanish, nobody is told, new connections get no answer. What was
open at the cut is closed when the cable is plugged in again.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Final

_CHUNK: Final = 65_536


class Cable:
    """Plugged in or cut; shared by the relays of a site."""

    def __init__(self) -> None:
        self._whole = asyncio.Event()
        self._whole.set()
        self._broken = asyncio.Event()

    def is_whole(self) -> bool:
        return self._whole.is_set()

    def cut(self) -> None:
        self._whole.clear()
        self._broken.set()

    def heal(self) -> None:
        self._broken = asyncio.Event()
        self._whole.set()

    async def wait_whole(self) -> None:
        await self._whole.wait()

    async def wait_cut(self) -> None:
        await self._broken.wait()


class Relay:
    """Listens on loopback for one device and passes its connection on to the broker."""

    def __init__(self, *, port: int, to_port: int, cable: Cable) -> None:
        self._port, self._to_port, self._cable = port, to_port, cable
        self._server: asyncio.Server | None = None
        self._links: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self._port)

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        for link in self._links:
            link.cancel()
        await asyncio.gather(*self._links, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        link = asyncio.current_task()
        if link is None:
            return
        self._links.add(link)
        try:
            await self._serve(reader, writer)
        except (OSError, asyncio.CancelledError):
            pass  # the broker is down, or the town ends: the device sees a closed connection
        finally:
            self._links.discard(link)
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._cable.is_whole():
            await self._cable.wait_whole()
            return
        broker_reader, broker_writer = await asyncio.open_connection("127.0.0.1", self._to_port)
        try:
            await self._both_ways(reader, writer, broker_reader, broker_writer)
        finally:
            if self._cable.is_whole():
                broker_writer.transport.abort()
            else:
                await self._leave_hanging(broker_writer)

    async def _both_ways(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        broker_reader: asyncio.StreamReader,
        broker_writer: asyncio.StreamWriter,
    ) -> None:
        """Pass bytes until one end closes or the cable is cut."""
        up = asyncio.create_task(_pass_on(reader, broker_writer), name="relay-up")
        down = asyncio.create_task(_pass_on(broker_reader, writer), name="relay-down")
        cut = asyncio.create_task(self._cable.wait_cut(), name="relay-cut")
        try:
            await asyncio.wait({up, down, cut}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (up, down, cut):
                task.cancel()
            await asyncio.gather(up, down, cut, return_exceptions=True)

    async def _leave_hanging(self, broker_writer: asyncio.StreamWriter) -> None:
        """Keep both ends open and silent until the cable is whole again."""
        try:
            await self._cable.wait_whole()
        finally:
            broker_writer.transport.abort()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while chunk := await reader.read(_CHUNK):
            writer.write(chunk)
            await writer.drain()
