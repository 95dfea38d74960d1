"""Reader, writer and protocol handler of the embedded broker: limits and timeouts that amqtt lacks."""

from __future__ import annotations

import asyncio
from typing import Final

from amqtt.adapters import StreamReaderAdapter, StreamWriterAdapter
from amqtt.mqtt.disconnect import DisconnectPacket
from amqtt.mqtt.protocol.broker_handler import BrokerProtocolHandler
from amqtt.session import Session

from hallenwart_broker.conf import MAX_PACKET_BYTES

_CONNECT_WITHIN_S: Final = 10.0
_CLOSE_WITHIN_S: Final = 1.0
_KEEPALIVE_FACTOR: Final = 1.5


class BoundedReader(StreamReaderAdapter):
    """Refuses packets that are too large, and silence: first until CONNECT, then 1.5 times the keepalive."""

    def __init__(self, reader: asyncio.StreamReader) -> None:
        super().__init__(reader)
        self._silence_s: float | None = _CONNECT_WITHIN_S
        self._oversize = False

    def expect_every(self, keepalive_s: int) -> None:
        """Take over the client's keepalive; 0 means none, as MQTT has it."""
        self._silence_s = keepalive_s * _KEEPALIVE_FACTOR or None

    async def read(self, n: int = -1) -> bytes:
        self._oversize = self._oversize or n > MAX_PACKET_BYTES
        if self._oversize:
            raise ConnectionResetError(f"packet of more than {MAX_PACKET_BYTES} bytes")
        async with asyncio.timeout(self._silence_s):
            return await super().read(n)


class ImpatientWriter(StreamWriterAdapter):
    """Closes even when the other side no longer reads."""

    async def close(self) -> None:
        try:
            async with asyncio.timeout(_CLOSE_WITHIN_S):
                await super().close()
        except (TimeoutError, OSError):
            self._writer.transport.abort()


class Handler(BrokerProtocolHandler):
    """Notices every end of a connection, also one before anybody waited for it, and remembers a proper farewell."""

    def __init__(
        self, plugins_manager: object, session: Session | None = None, loop: asyncio.AbstractEventLoop | None = None
    ) -> None:
        super().__init__(plugins_manager, session, loop)
        self._over = asyncio.Event()
        self.farewell: DisconnectPacket | None = None

    async def wait_disconnect(self) -> DisconnectPacket | None:
        await self._over.wait()
        return self.farewell

    async def handle_disconnect(self, disconnect: DisconnectPacket | None) -> None:
        if not self._over.is_set():
            self.farewell = disconnect
            self._over.set()
        await super().handle_disconnect(disconnect)

    def handle_read_timeout(self) -> None:
        """End a silent connection as a lost one, so that its last will is sent."""
        self._over.set()

    async def stop(self) -> None:
        self._over.set()
        await super().stop()
