"""One identity's connection to the broker over gmqtt: MQTT 3.1.1, acknowledged late, reconnected with back-off.

gmqtt can acknowledge after a coroutine has ended, which costs a task per message and would acknowledge on a newer
connection what came on an older one; and a packet costs it several times what all else here does. So its one QoS 1 hook is
replaced here, and `mqtt_reading` takes QoS 1 messages out of the bytes before it sees them; the version is pinned for that.
"""

from __future__ import annotations

import asyncio
import logging
import random
import ssl
import struct
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import gmqtt
from gmqtt.mqtt.constants import MQTTv311
from gmqtt.mqtt.handler import MQTTError
from gmqtt.mqtt.package import Package

from hallenwart_backend.adapters.mqtt_reading import take_packets
from hallenwart_contract.clock import Clock

log = logging.getLogger(__name__)
_quiet: Final = logging.getLogger("hallenwart_backend.gmqtt")
_quiet.setLevel(logging.CRITICAL)  # this module tells what matters, once

CONNECT_WITHIN_S: Final = 10.0
KEEPALIVE_S: Final = 20
"""Unless `broker.toml` says otherwise; a cut cable is noticed after one and a half of these."""
FIRST_WAIT_S: Final = 0.2
LONGEST_WAIT_S: Final = 3.0
SAID_EVERY_S: Final = 60.0
"""So often is said why there is no broker while that stays the same: it is tried every few seconds, by several sessions."""
_PUBACK: Final = 0x40020000
"""With its length, as the first half of a whole packet."""
_NO_RECONNECT: Final = -2

Deliver = Callable[[str, bytes, int, object], None]
"""Topic, payload, received_ms, ticket."""


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """Whom to trust, and who we are. Read at each connect: what was renewed is used without a restart."""

    ca: Path
    cert: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        """Raises OSError when a file is missing or is no certificate or key."""
        context = ssl.create_default_context(cafile=self.ca)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(self.cert, self.key)
        return context


@dataclass(frozen=True, slots=True)
class Login:
    """Where the broker is and who connects; the client id equals the username. With `tls` the certificate says who."""

    host: str
    port: int
    username: str
    password: str
    keepalive_s: int = KEEPALIVE_S
    tls: TlsFiles | None = None


class _LateClient(gmqtt.Client):
    """A client of exactly one connection."""

    def __init__(self, login: Login, *, clean: bool) -> None:
        super().__init__(login.username, clean_session=clean, logger=_quiet)
        if login.tls is None:
            self.set_auth_credentials(login.username, login.password)
        self.set_config({"reconnect_retries": _NO_RECONNECT})
        self.lost = asyncio.Event()
        self.on_disconnect = lambda *_: self.lost.set()
        self.received: Callable[[int | None, bytes, str], None] = lambda *_: None
        self._package_handler._handle_qos_1_publish_packet = self._qos_1  # noqa: SLF001 - see the module's docstring
        self.on_message = lambda _client, topic, payload, *_: self.received(None, payload, topic)

    def read_straight(self) -> None:
        """From now on messages do not go through the library; call when connected."""
        self._connection._protocol._read_packet = self._read_packets  # noqa: SLF001 - see the module's docstring

    def _read_packets(self, data: bytes) -> int:
        connection = self._connection
        connection._last_data_in = time.monotonic()  # noqa: SLF001 - what gmqtt notes per packet
        return take_packets(data, self.received, lambda head, rest: connection.put_package(Package(head, rest)))

    def _qos_1(self, mid: int, payload: bytes, topic: str, _properties: object) -> None:
        self.received(mid, payload, topic)

    def acknowledge(self, mids: Sequence[int]) -> None:
        if not self.lost.is_set():
            self._connection.send_package(struct.pack(f"!{len(mids)}I", *[_PUBACK | mid for mid in mids]))


_Ticket = tuple[_LateClient, int]
"""The connection on which a message came, and its number there."""


class MqttSession:
    """Implements ingest.ports.Session. `filters` are subscribed on every connect; `on_up` is called after that."""

    def __init__(self, login: Login, clock: Clock, *, filters: Sequence[tuple[str, int]] = (), clean: bool = False) -> None:
        self._login = login
        self._clock = clock
        self._filters = filters
        self._clean = clean
        self._client: _LateClient | None = None
        self._said = ""
        self._said_s = 0.0
        self.deliver: Deliver = lambda *_: None
        self.on_up: Callable[[], None] = lambda: None

    @property
    def connected(self) -> bool:
        return self._client is not None

    def publish(self, topic: str, payload: bytes, *, qos: int, retain: bool = False) -> bool:
        client = self._client
        if client is None or client.lost.is_set():
            return False
        try:
            client.publish(topic, payload, qos=qos, retain=retain)
        except OverflowError:  # 65 535 unacknowledged: this connection is as good as dead
            client.lost.set()
            return False
        return True

    def acknowledge(self, tickets: Sequence[object]) -> None:
        """Acknowledge on the connection each message came on: it delivers from its first moment, before all is subscribed.

        What stayed unacknowledged there would fill the broker's window, and nothing more would come until the next connection.
        """
        mids: dict[_LateClient, list[int]] = {}
        for client, mid in cast("Sequence[_Ticket]", [ticket for ticket in tickets if ticket is not None]):
            mids.setdefault(client, []).append(mid)
        for client, its in mids.items():
            client.acknowledge(its)

    async def run(self) -> None:
        """Keep a connection until cancelled."""
        wait_s = FIRST_WAIT_S
        while True:
            if await self._one_connection():
                wait_s = FIRST_WAIT_S
            await asyncio.sleep(wait_s * random.uniform(0.5, 1.0))  # noqa: S311 - spreads reconnects, guards nothing
            wait_s = min(wait_s * 2, LONGEST_WAIT_S)

    async def _one_connection(self) -> bool:
        """Connect, serve until it is lost; return whether it ever was up."""
        client = _LateClient(self._login, clean=self._clean)
        client.received = self._receiver(client)
        try:
            await self._connect(client)
            self._client = client
            self._said = ""
            log.info("%s: connected to %s:%d", self._login.username, self._login.host, self._login.port)
            self.on_up()
            await client.lost.wait()
        except (OSError, MQTTError, TimeoutError) as error:
            self._say(f"no broker at {self._login.host}:{self._login.port}: {error}")
            return False
        finally:
            self._client = None
            client.lost.set()
            await _closed(client)
        log.warning("%s: connection lost", self._login.username)
        return True

    def _say(self, trouble: str) -> None:
        now_s = time.monotonic()
        news = trouble != self._said or now_s - self._said_s >= SAID_EVERY_S
        log.log(logging.WARNING if news else logging.DEBUG, "%s: %s", self._login.username, trouble)
        if news:
            self._said, self._said_s = trouble, now_s

    async def _connect(self, client: _LateClient) -> None:
        subscribed = asyncio.Event()
        client.on_subscribe = lambda *_: subscribed.set()
        async with asyncio.timeout(CONNECT_WITHIN_S):
            await _unless_lost(client, self._handshake(client))
            if self._filters:
                client.subscribe([gmqtt.Subscription(topic, qos=qos) for topic, qos in self._filters])
                await _unless_lost(client, subscribed.wait())

    async def _handshake(self, client: _LateClient) -> None:
        login = self._login
        tls = login.tls.context() if login.tls else False
        await client.connect(login.host, login.port, ssl=tls, keepalive=login.keepalive_s, version=MQTTv311)
        client.read_straight()

    def _receiver(self, client: _LateClient) -> Callable[[int | None, bytes, str], None]:
        def received(mid: int | None, payload: Any, topic: str) -> None:
            try:
                self.deliver(topic, bytes(payload), self._clock.now_ms(), None if mid is None else (client, mid))
            except Exception:  # what one message does must not end the reading of all others
                log.exception("%s: message on %s could not be taken", self._login.username, topic)

        return received


async def _unless_lost(client: _LateClient, step: Coroutine[Any, Any, object]) -> None:
    """Wait for a step of connecting. Raises ConnectionError when the broker hangs up: so it refuses certificates."""
    doing, losing = asyncio.ensure_future(step), asyncio.ensure_future(client.lost.wait())
    try:
        await asyncio.wait({doing, losing}, return_when=asyncio.FIRST_COMPLETED)
        if not doing.done():
            raise ConnectionError("the broker hung up; does it accept this certificate?")
        await doing
    finally:
        for task in (doing, losing):
            task.cancel()
        await asyncio.gather(doing, losing, return_exceptions=True)


async def _closed(client: _LateClient) -> None:
    client.received = lambda *_: None
    try:
        await client.disconnect()
    except OSError as error:
        log.debug("while closing: %s", error)
