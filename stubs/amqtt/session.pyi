from asyncio import Queue

class ApplicationMessage:
    topic: str
    qos: int | None
    data: bytes | bytearray

class OutgoingApplicationMessage(ApplicationMessage): ...

class _Machine:
    state: str

class Session:
    transitions: _Machine
    client_id: str | None
    clean_session: bool | None
    will_flag: bool
    will_message: bytes | bytearray | None
    will_qos: int | None
    will_retain: bool | None
    will_topic: str | None
    keep_alive: int
    username: str | None
    password: str | None
    parent: int
    retained_messages: Queue[ApplicationMessage]
    delivered_message_queue: Queue[ApplicationMessage]
