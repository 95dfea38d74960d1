# What this project uses of gmqtt 0.8, which ships no types.
from collections.abc import Callable, Sequence
from logging import Logger
from ssl import SSLContext

from gmqtt.mqtt.connection import MQTTConnection
from gmqtt.mqtt.handler import MqttPackageHandler

class Subscription:
    def __init__(self, topic: str, qos: int = 0) -> None: ...

class Message:
    def __init__(self, topic: str, payload: bytes, qos: int = 0, retain: bool = False) -> None: ...

class Client:
    _connection: MQTTConnection
    _package_handler: MqttPackageHandler
    on_message: Callable[..., object]
    on_disconnect: Callable[..., None]
    on_subscribe: Callable[..., None]
    def __init__(
        self, client_id: str, clean_session: bool = True, *, will_message: Message | None = None, logger: Logger | None = None
    ) -> None: ...
    def set_auth_credentials(self, username: str, password: str | None = None) -> None: ...
    def set_config(self, config: dict[str, int]) -> None: ...
    async def connect(
        self, host: str, port: int = 1883, ssl: SSLContext | bool = False, *, keepalive: int = 60, version: int = 5
    ) -> None: ...
    async def disconnect(self) -> None: ...
    def subscribe(self, subscription_or_topic: Sequence[Subscription]) -> int: ...
    def publish(self, message_or_topic: str, payload: bytes, qos: int = 0, retain: bool = False) -> None: ...
