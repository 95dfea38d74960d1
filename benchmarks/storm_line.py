"""As much of MQTT 3.1.1 as a device needs, light enough that one process holds 1,000 connections by TLS."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import ssl
import struct
from collections.abc import Sequence
from typing import Final

HANDSHAKE_WITHIN_S: Final = 5.0
CALL_WITHIN_S: Final = 8.0
PING_EVERY_S: Final = 10.0
_CONNECT, _PUBLISH, _PUBACK, _SUBSCRIBE, _PINGREQ = b"\x10", 0x30, 0x40, b"\x82", b"\xc0\x00"
_CLEAN_WITH_WILL: Final = 0b0010_1110
"""Clean session; a will of QoS 1, retained."""


class DownError(Exception):
    """The connection is lost, or never came to be."""


def text(value: str) -> bytes:
    return struct.pack("!H", len(value)) + value.encode()


def packet(head: bytes, body: bytes) -> bytes:
    length, rest = b"", len(body)
    while True:
        rest, digit = divmod(rest, 128)
        length += bytes([digit | (0x80 if rest else 0)])
        if not rest:
            return head + length + body


class Line:
    """One connection; what comes down is in `inbox`, as topic and payload."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self._numbers = itertools.cycle(range(1, 65_536))
        self._answers: dict[int, asyncio.Future[None]] = {}
        self.inbox: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue()

    @classmethod
    async def open(cls, port: int, tls: ssl.SSLContext, *, keepalive_s: int, will: tuple[str, bytes]) -> Line:
        """Connect as whom the certificate names. Raises DownError."""
        try:
            async with asyncio.timeout(CALL_WITHIN_S):
                reader, writer = await asyncio.open_connection(
                    "127.0.0.1", port, ssl=tls, server_hostname="localhost", ssl_handshake_timeout=HANDSHAKE_WITHIN_S
                )
                line = cls(reader, writer)
                head = text("MQTT") + bytes([4, _CLEAN_WITH_WILL]) + struct.pack("!H", keepalive_s) + text("")
                writer.write(packet(_CONNECT, head + text(will[0]) + struct.pack("!H", len(will[1])) + will[1]))
                _, answer = await line._packet()
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as error:
            raise DownError(repr(error)) from error
        if answer != b"\x00\x00":
            line.close()
            raise DownError(f"refused: {answer!r}")
        return line

    def close(self) -> None:
        self._writer.transport.abort()

    async def run(self) -> None:
        """Take what comes until the line is lost (DownError)."""
        pings = asyncio.create_task(self._ping(), name="ping")
        try:
            while True:
                self._take(*await self._packet())
        except (OSError, asyncio.IncompleteReadError) as error:
            raise DownError(repr(error)) from error
        finally:
            pings.cancel()
            for answer in self._answers.values():
                if not answer.done():
                    answer.set_exception(DownError("lost"))

    async def subscribe(self, topics: Sequence[str]) -> None:
        number, answer = self._awaited()
        body = struct.pack("!H", number) + b"".join(text(topic) + b"\x01" for topic in topics)
        self._writer.write(packet(_SUBSCRIBE, body))
        await self._answered(answer)

    async def publish(self, topic: str, payload: bytes, *, qos: int = 1, retain: bool = False) -> None:
        """Send; with QoS 1 return when the broker took it. Raises DownError."""
        head = bytes([_PUBLISH | qos << 1 | retain])
        if not qos:
            self._writer.write(packet(head, text(topic) + payload))
            return
        number, answer = self._awaited()
        self._writer.write(packet(head, text(topic) + struct.pack("!H", number) + payload))
        await self._answered(answer)

    def _awaited(self) -> tuple[int, asyncio.Future[None]]:
        number = next(self._numbers)
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        return number, answer

    async def _answered(self, answer: asyncio.Future[None]) -> None:
        try:
            async with asyncio.timeout(CALL_WITHIN_S):
                await answer
        except TimeoutError as error:
            raise DownError("no answer") from error

    async def _ping(self) -> None:
        while True:
            await asyncio.sleep(PING_EVERY_S)
            with contextlib.suppress(OSError):
                self._writer.write(_PINGREQ)

    async def _packet(self) -> tuple[int, bytes]:
        head = (await self._reader.readexactly(1))[0]
        length = shift = 0
        while True:
            digit = (await self._reader.readexactly(1))[0]
            length |= (digit & 0x7F) << shift
            shift += 7
            if not digit & 0x80:
                return head, await self._reader.readexactly(length)

    def _take(self, head: int, body: bytes) -> None:
        kind = head & 0xF0
        if kind in {_PUBACK, 0x90}:
            answer = self._answers.pop(int.from_bytes(body[:2], "big"), None)
            if answer is not None and not answer.done():
                answer.set_result(None)
        elif kind == _PUBLISH:
            end = 2 + int.from_bytes(body[:2], "big")
            topic, rest = body[2:end].decode(), body[end:]
            if head & 0b0110:
                self._writer.write(bytes([_PUBACK, 2]) + rest[:2])
                rest = rest[2:]
            self.inbox.put_nowait((topic, rest))
