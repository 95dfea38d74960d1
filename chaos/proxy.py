"""A TCP proxy that misbehaves as told: delay, jitter, slowness, refusal, lost and half-open connections. TLS passes through.

`up` is from whoever connects, `down` to them. Held bytes come later; swallowed ones never, so whatever connection lost some is
broken when the link heals: no stream goes on with a hole in it.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import struct
from dataclasses import dataclass, field
from typing import Final

CHUNK: Final = 65_536
_PUBLISH: Final = 3
_SLICES_PER_S: Final = 20
UP, DOWN = "up", "down"


@dataclass
class Weather:
    """What befalls bytes on a link. Seconds, and bytes per second (0: as fast as may be)."""

    delay_s: float = 0.0
    jitter_s: float = 0.0
    rate: int = 0
    held: set[str] = field(default_factory=set)
    swallowed: set[str] = field(default_factory=set)
    refused: bool = False


class Connection:
    """One connection through the link."""

    def __init__(self, near: asyncio.StreamWriter, far: asyncio.StreamWriter) -> None:
        self.near, self.far = near, far
        self.holed = False
        self.frames = Frames()

    def abort(self, *, reset: bool = True) -> None:
        """Break both ends, with RST or FIN."""
        for writer in (self.near, self.far):
            if reset:
                _linger_none(writer)
            writer.transport.abort() if reset else writer.close()


class Link:
    """Listens at `host` and passes on to `to`; port 0 takes a free one."""

    def __init__(self, name: str, to: tuple[str, int], dice: random.Random, host: str = "127.0.0.1") -> None:
        self.name, self.weather = name, Weather()
        self.port = 0
        self.commands: list[bytes] = []
        """Payload frames of commands that went down, to be said again."""
        self._to, self._dice, self._host = to, dice, host
        self._server: asyncio.Server | None = None
        self._open: set[Connection] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._changed = asyncio.Event()

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._accept, self._host, self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        for task in [*self._tasks]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def change(self, weather: Weather) -> None:
        """Let another weather begin; connections that lost bytes break when it does."""
        self.weather = weather
        self._changed.set()
        self._changed = asyncio.Event()
        for connection in [*self._open]:
            if connection.holed and not weather.swallowed:
                connection.abort()

    def heal(self) -> None:
        self.change(Weather())

    def lose(self, *, reset: bool = True) -> None:
        """Lose every connection now."""
        for connection in [*self._open]:
            connection.abort(reset=reset)

    def say_again(self) -> bool:
        """Deliver the last command once more to whoever is connected, as a network may. Return whether there was one."""
        if not self.commands:
            return False
        said = False
        for connection in [*self._open]:
            if connection.frames.at_boundary and not connection.near.is_closing():
                connection.near.write(self.commands[-1])
                said = True
        return said

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None:
            return
        self._tasks.add(task)
        try:
            await self._serve(reader, writer)
        except (OSError, asyncio.CancelledError):
            pass  # whoever is behind is gone, or the laboratory ends: the other end sees a closed connection
        finally:
            self._tasks.discard(task)
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.weather.refused:
            _linger_none(writer)
            return
        far_reader, far_writer = await asyncio.open_connection(*self._to)
        connection = Connection(writer, far_writer)
        self._open.add(connection)
        pumps = [
            asyncio.create_task(self._pump(reader, far_writer, connection, UP)),
            asyncio.create_task(self._pump(far_reader, writer, connection, DOWN)),
        ]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._open.discard(connection)
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)
            far_writer.transport.abort()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, of: Connection, way: str) -> None:
        with contextlib.suppress(ConnectionError):
            while chunk := await reader.read(CHUNK):
                while way in self.weather.held:
                    await self._changed.wait()
                if way in self.weather.swallowed or of.holed:
                    of.holed = True
                    continue
                await self._pass(chunk, writer, of, way)
            await self._when_heard(way)

    async def _when_heard(self, way: str) -> None:
        """An end that closes is not heard of through a link that passes nothing."""
        while way in self.weather.held or way in self.weather.swallowed:
            await self._changed.wait()

    async def _pass(self, chunk: bytes, writer: asyncio.StreamWriter, of: Connection, way: str) -> None:
        weather = self.weather
        if weather.delay_s or weather.jitter_s:
            await asyncio.sleep(weather.delay_s + self._dice.random() * weather.jitter_s)
        if way == DOWN:
            self.commands += of.frames.commands_in(chunk)
        size = max(1, weather.rate // _SLICES_PER_S) if weather.rate else len(chunk)
        for at in range(0, len(chunk), size):
            writer.write(chunk[at : at + size])
            await writer.drain()
            if self.weather.rate:
                await asyncio.sleep(1 / _SLICES_PER_S)


class Frames:
    """Reads MQTT 3.1.1 frames along the way; of TLS it understands nothing and finds nothing."""

    def __init__(self) -> None:
        self._rest = bytearray()

    @property
    def at_boundary(self) -> bool:
        return not self._rest

    def commands_in(self, chunk: bytes) -> list[bytes]:
        """Return PUBLISH frames on a topic `…/cmd`, as QoS 0, which needs no packet number."""
        self._rest += chunk
        found = []
        while (frame := self._next()) is not None:
            kind, qos, body = frame
            if kind != _PUBLISH:
                continue
            size = int.from_bytes(body[:2], "big")
            topic, payload = body[2 : 2 + size], body[2 + size + (2 if qos else 0) :]
            if topic.endswith(b"/cmd"):
                found.append(_publish(topic, payload))
        return found

    def _next(self) -> tuple[int, int, bytes] | None:
        length = shift = 0
        for at, octet in enumerate(self._rest[1:5], start=1):
            length |= (octet & 0x7F) << shift
            shift += 7
            if not octet & 0x80:
                if len(self._rest) < at + 1 + length:
                    return None
                head, body = self._rest[0], bytes(self._rest[at + 1 : at + 1 + length])
                del self._rest[: at + 1 + length]
                return head >> 4, (head >> 1) & 3, body
        return None


def _publish(topic: bytes, payload: bytes) -> bytes:
    body = len(topic).to_bytes(2, "big") + topic + payload
    length, size = bytearray(), len(body)
    while True:
        size, digit = divmod(size, 128)
        length.append(digit | (0x80 if size else 0))
        if not size:
            return bytes([_PUBLISH << 4]) + bytes(length) + body


def _linger_none(writer: asyncio.StreamWriter) -> None:
    """Let the close be an RST."""
    import socket

    sock = writer.get_extra_info("socket")
    if sock is not None:
        with contextlib.suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
