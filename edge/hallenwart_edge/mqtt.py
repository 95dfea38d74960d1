"""The MQTT client, and the only file that knows the library. Speaks 3.1.1 with a clean session.

The library acknowledges a message before it is processed; receipts and retained documents make that harmless.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import ssl
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import aiomqtt

from hallenwart_edge.errors import LinkDownError, LinkRefusedError

KEEPALIVE_S: Final = 12
"""A cut cable is noticed after one and a half of these."""
CALL_TIMEOUT_S: Final = 8.0
HANDSHAKE_WITHIN_S: Final = 5.0
"""It runs in a thread, which the agent's end has to wait for."""
MAX_WAITING: Final = 256
"""Incoming messages held at most; what comes on top is lost, and sent again by the backend."""

_REFUSED: Final = {2, 4, 5}
_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message as it came. `retained` says that it was waiting at the broker."""

    topic: str
    payload: bytes
    retained: bool


@dataclass(frozen=True, slots=True)
class Will:
    topic: str
    payload: bytes


class _HandshakeSocket(ssl.SSLSocket):
    """Waits for a silent server only so long, and is closed when its handshake fails: the library does neither."""

    def do_handshake(self, block: bool = False) -> None:
        self.settimeout(HANDSHAKE_WITHIN_S)
        try:
            super().do_handshake(block)
        except (ssl.SSLCertVerificationError, ConnectionError, TimeoutError):
            self.close()
            raise


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """Whom to trust, and who we are. Read at each connect: what was renewed is used without a restart."""

    ca: Path
    cert: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        """Raises LinkDownError that names the file."""
        try:
            context = ssl.create_default_context(cafile=self.ca)
            context.minimum_version = ssl.TLSVersion.TLSv1_2
            context.load_cert_chain(self.cert, self.key)
            context.sslsocket_class = _HandshakeSocket
        except OSError as error:
            raise LinkDownError(f"the certificate files ({self.ca}, {self.cert}, {self.key}): {error}") from error
        return context


class Tls(Protocol):
    """What the next connection shows and whom it trusts."""

    def context(self) -> ssl.SSLContext:
        """Raises LinkDownError that names the file."""
        ...


class MqttConnection:
    """A live connection. Every call raises LinkDownError once it is gone."""

    def __init__(self, client: aiomqtt.Client) -> None:
        self._client = client

    async def subscribe(self, topics: Sequence[str]) -> None:
        """Subscribe at QoS 1. Returns when the broker has answered."""
        with _translated():
            await self._client.subscribe([(topic, 1) for topic in topics])

    async def publish(self, topic: str, payload: bytes, *, qos: int = 1, retain: bool = False) -> None:
        """Send. With QoS 1 it returns when the broker has taken the message, which proves nothing about storage."""
        with _translated():
            await self._client.publish(topic, payload, qos=qos, retain=retain)

    async def deliveries(self) -> AsyncIterator[Delivery]:
        """Yield messages until the connection is lost (LinkDownError)."""
        with _translated():
            async for message in self._client.messages:
                payload = message.payload
                if isinstance(payload, (bytes, bytearray)):
                    yield Delivery(message.topic.value, bytes(payload), bool(message.retain))


class Mqtt:
    """Makes connections to one broker under one identity; the client id is the user name unless it is given.

    With `tls` the certificate says who connects, and neither user name nor password are sent. Without both
    it connects as nobody in particular, which only a broker inside the building lets happen.
    """

    def __init__(
        self,
        *,
        host: str,
        port: int,
        username: str = "",
        password: str = "",
        client_id: str = "",
        keepalive_s: int = 0,
        tls: Tls | None = None,
    ) -> None:
        self._host = host
        self._port = port
        self._username = "" if tls else username
        self._password = "" if tls else password
        self._tls = tls
        self._keepalive_s = keepalive_s
        self._client_id = client_id or username

    @contextlib.asynccontextmanager
    async def connect(self, will: Will | None = None) -> AsyncIterator[MqttConnection]:
        """Connect, and disconnect at the end. Raises LinkDownError or LinkRefusedError."""
        client = aiomqtt.Client(
            self._host,
            self._port,
            username=self._username or None,
            password=self._password or None,
            identifier=self._client_id,
            protocol=aiomqtt.ProtocolVersion.V311,
            clean_session=True,
            will=aiomqtt.Will(will.topic, will.payload, qos=1, retain=True) if will else None,
            keepalive=self._keepalive_s or KEEPALIVE_S,
            timeout=CALL_TIMEOUT_S,
            max_queued_incoming_messages=MAX_WAITING,
            tls_context=self._tls.context() if self._tls else None,
            logger=_log,
        )
        for end in (client._connected, client._disconnected):  # noqa: SLF001 - the library has no other hold on them
            end.add_done_callback(_seen)
        with _translated():
            await client.__aenter__()
        try:
            yield MqttConnection(client)
        finally:
            with contextlib.suppress(aiomqtt.MqttError):
                await client.__aexit__(None, None, None)


def _seen(end: asyncio.Future[None]) -> None:
    """Look at how it ended: the library tells it to whoever waits, and asyncio complains when nobody does."""
    if not end.cancelled():
        end.exception()


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    """Wrap a call: its errors become ours, and a cancellation it swallowed is raised after all.

    The library waits with `wait_for`, which in Python 3.11 forgets a cancellation that coincides with the answer.
    """
    task = asyncio.current_task()
    before = task.cancelling() if task else 0
    try:
        yield
    except aiomqtt.MqttError as error:
        code = getattr(error, "rc", None)
        refused = getattr(code, "value", code) in _REFUSED and isinstance(error, aiomqtt.exceptions.MqttConnectError)
        raise (LinkRefusedError if refused else LinkDownError)(str(error)) from error
    if task and task.cancelling() > before:
        raise asyncio.CancelledError
