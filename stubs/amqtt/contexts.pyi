from enum import StrEnum
from typing import Any

class Action(StrEnum):
    SUBSCRIBE = "subscribe"
    PUBLISH = "publish"
    RECEIVE = "receive"

class ListenerConfig:
    def __init__(self, *, bind: str | None = ..., max_connections: int = ...) -> None: ...

class BrokerConfig:
    def __init__(
        self,
        *,
        listeners: dict[str, ListenerConfig] = ...,
        session_expiry_interval: int | None = ...,
        plugins: dict[str, Any] | None = ...,
    ) -> None: ...
