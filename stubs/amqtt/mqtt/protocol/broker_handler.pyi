import asyncio
from typing import Any, Self

from amqtt.adapters import ReaderAdapter, WriterAdapter
from amqtt.session import OutgoingApplicationMessage, Session

class Subscription:
    topics: list[tuple[str, int]]

class BrokerProtocolHandler:
    session: Session | None
    _disconnect_waiter: asyncio.Future[Any] | None
    def handle_read_timeout(self) -> None: ...
    async def handle_connection_closed(self) -> None: ...
    async def mqtt_publish(
        self, topic: str, data: bytes | bytearray, qos: int | None, retain: bool, ack_timeout: int | None = None
    ) -> OutgoingApplicationMessage: ...
    @classmethod
    async def init_from_connect(
        cls,
        reader: ReaderAdapter,
        writer: WriterAdapter,
        plugins_manager: object,
        loop: asyncio.AbstractEventLoop | None = None,
    ) -> tuple[Self, Session]: ...
