import asyncio
from typing import Any, Self

from amqtt.adapters import ReaderAdapter, WriterAdapter
from amqtt.mqtt.disconnect import DisconnectPacket
from amqtt.session import OutgoingApplicationMessage, Session

class Subscription:
    topics: list[tuple[str, int]]

class BrokerProtocolHandler:
    session: Session | None
    _disconnect_waiter: asyncio.Future[Any] | None
    async def wait_disconnect(self) -> DisconnectPacket | None: ...
    async def get_next_pending_subscription(self) -> Subscription: ...
    async def get_next_pending_unsubscription(self) -> object: ...
    async def handle_disconnect(self, disconnect: DisconnectPacket | None) -> None: ...
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
