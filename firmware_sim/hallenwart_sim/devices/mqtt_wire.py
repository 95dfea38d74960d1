"""As much of MQTT 3.1.1 as a device needs, byte by byte: connect with a will, publish, hear what it subscribed, ping, go.

fixed header: kind<<4 | flags, length in groups of seven bits; a string is its length in two bytes, then UTF-8
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

KEEPALIVE_S: Final = 10
_CONNECT, _CONNACK, _PUBLISH, _PUBACK, _SUBSCRIBE, _SUBACK, _PINGREQ, _DISCONNECT = 1, 2, 3, 4, 8, 9, 12, 14
_QOS_1: Final = 0x02
_CLEAN, _WILL, _WILL_QOS_1, _WILL_RETAIN, _PASSWORD, _USER = 0x02, 0x04, 0x08, 0x20, 0x40, 0x80


class MqttRefusedError(ConnectionError):
    """Raised when the broker does not take the connection; holds its code."""


@dataclass(frozen=True, slots=True)
class Account:
    host: str
    port: int
    username: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class LastWill:
    """What the broker publishes, retained, when the device is gone without a word."""

    topic: str
    payload: bytes


class MqttPublisher:
    """One connection. Calls raise ConnectionError once it is lost."""

    def __init__(self, account: Account, client_id: str, will: LastWill | None = None) -> None:
        self._account, self._client_id, self._will = account, client_id, will
        self._numbers = itertools.cycle(range(1, 65_536))
        self._acks: dict[int, asyncio.Future[None]] = {}
        self._tasks: list[asyncio.Task[None]] = []
        self._writer: asyncio.StreamWriter | None = None
        self._on_message: Callable[[str, bytes], None] = lambda _topic, _payload: None

    @property
    def connected(self) -> bool:
        return self._writer is not None and not self._writer.is_closing() and not any(task.done() for task in self._tasks)

    async def connect(self) -> None:
        """Connect anew. Raises MqttRefusedError, OSError."""
        await self.kill()
        reader, self._writer = await asyncio.open_connection(self._account.host, self._account.port)
        self._send(_CONNECT, self._hello())
        kind, body = await _packet(reader)
        if kind >> 4 != _CONNACK or body[1]:
            await self.kill()
            raise MqttRefusedError(f"the broker answers {body.hex()}")
        self._tasks = [asyncio.create_task(self._listen(reader)), asyncio.create_task(self._ping())]

    async def publish(self, topic: str, payload: bytes, *, retain: bool = False, dup: bool = False, qos: int = 1) -> None:
        """Publish; at QoS 1 it returns when the broker has taken it, at QoS 0 at once."""
        if not self.connected:
            raise ConnectionError("not connected")
        if not qos:
            self._send(_PUBLISH, _text(topic) + payload, flags=retain)
            return
        number = next(self._numbers)
        self._acks[number] = asyncio.get_running_loop().create_future()
        flags = dup << 3 | 1 << 1 | retain
        try:
            self._send(_PUBLISH, _text(topic) + number.to_bytes(2, "big") + payload, flags=flags)
            await self._acks[number]
        finally:
            del self._acks[number]

    async def subscribe(self, topic: str, on_message: Callable[[str, bytes], None]) -> None:
        """Hear a topic at QoS 1 on this connection; returns when the broker has answered."""
        if not self.connected:
            raise ConnectionError("not connected")
        self._on_message = on_message
        number = next(self._numbers)
        self._acks[number] = asyncio.get_running_loop().create_future()
        try:
            self._send(_SUBSCRIBE, number.to_bytes(2, "big") + _text(topic) + b"\x01", flags=_QOS_1)
            await self._acks[number]
        finally:
            del self._acks[number]

    async def leave(self) -> None:
        """Disconnect in order; no will is published."""
        if self.connected:
            self._send(_DISCONNECT, b"")
        await self.kill()

    async def kill(self) -> None:
        """Drop the line as a device without power does; the broker publishes the will."""
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    def _hello(self) -> bytes:
        flags, rest = _CLEAN, _text(self._client_id)
        if self._will is not None:
            flags |= _WILL | _WILL_QOS_1 | _WILL_RETAIN
            rest += _text(self._will.topic) + len(self._will.payload).to_bytes(2, "big") + self._will.payload
        if self._account.username:
            flags |= _USER | _PASSWORD
            rest += _text(self._account.username) + _text(self._account.password)
        return _text("MQTT") + bytes([4, flags]) + KEEPALIVE_S.to_bytes(2, "big") + rest

    def _send(self, kind: int, body: bytes, *, flags: int = 0) -> None:
        if self._writer is None:
            raise ConnectionError("not connected")
        self._writer.write(bytes([kind << 4 | flags]) + _length(len(body)) + body)

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        try:
            while True:
                kind, body = await _packet(reader)
                if kind >> 4 == _PUBLISH:
                    self._take(kind, body)
                elif (
                    kind >> 4 in (_PUBACK, _SUBACK)
                    and (ack := self._acks.get(int.from_bytes(body[:2], "big")))
                    and not ack.done()
                ):
                    ack.set_result(None)
        except (OSError, EOFError):
            return
        finally:
            for ack in self._acks.values():
                if not ack.done():
                    ack.set_exception(ConnectionError("the broker is gone"))

    def _take(self, kind: int, body: bytes) -> None:
        end = 2 + int.from_bytes(body[:2], "big")
        topic, payload = body[2:end].decode(), body[end:]
        if kind & _QOS_1:
            self._send(_PUBACK, payload[:2])
            payload = payload[2:]
        self._on_message(topic, payload)

    async def _ping(self) -> None:
        while True:
            await asyncio.sleep(KEEPALIVE_S / 2)
            self._send(_PINGREQ, b"")


def _text(text: str) -> bytes:
    octets = text.encode()
    return len(octets).to_bytes(2, "big") + octets


def _length(length: int) -> bytes:
    groups = bytearray()
    while True:
        length, group = divmod(length, 128)
        groups.append(group | 0x80 if length else group)
        if not length:
            return bytes(groups)


async def _packet(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    kind = (await reader.readexactly(1))[0]
    length = shift = 0
    while True:
        group = (await reader.readexactly(1))[0]
        length |= (group & 0x7F) << shift
        shift += 7
        if not group & 0x80:
            return kind, await reader.readexactly(length)
