"""Connections to brokers of the city over gmqtt: MQTT 3.1.1, with or without TLS, clean sessions, held with back-off.

A clean session is right here: networks keep nothing for a subscriber that was away (The Things Stack gives QoS 0 alone), and
what a broker kept would come late and all at once.
"""

from __future__ import annotations

import asyncio
import logging
import random
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import gmqtt
from gmqtt.mqtt.constants import MQTTv311
from gmqtt.mqtt.handler import MQTTError

from hallenwart_backend.city.plan import Broker
from hallenwart_backend.city.ports import Deliver

log = logging.getLogger(__name__)
_quiet: Final = logging.getLogger("hallenwart_backend.gmqtt")
_quiet.setLevel(logging.CRITICAL)  # this module tells what matters, once
CONNECT_WITHIN_S: Final = 10.0
CLOSE_WITHIN_S: Final = 1.0
KEEPALIVE_S: Final = 30
FIRST_WAIT_S: Final = 0.5
LONGEST_WAIT_S: Final = 60.0
_NO_RECONNECT: Final = -2
_REFUSED: Final = 0x80
_LARGEST_PAYLOAD: Final = 256 * 1024
_CODES: Final = {
    2: "client id refused",
    4: "user name or password is wrong",
    5: "not authorized",
}


@dataclass(frozen=True, slots=True)
class Will:
    topic: str
    payload: bytes


class MqttCity:
    """Implements city.ports.CityBroker. `name` is the client id; `filters` are subscribed on every connect."""

    def __init__(self, broker: Broker, name: str, filters: Sequence[str], *, will: Will | None = None) -> None:
        self._broker, self._name, self._filters, self._will = broker, name, filters, will
        self._client: gmqtt.Client | None = None
        self.trouble = "not tried yet"
        self.deliver: Deliver = lambda *_: None
        self.on_up: Callable[[], None] = lambda: None

    @property
    def connected(self) -> bool:
        return self._client is not None

    def publish(self, topic: str, payload: bytes, *, retain: bool) -> bool:
        client = self._client
        if client is None:
            return False
        try:
            client.publish(topic, payload, qos=self._broker.qos, retain=retain)
        except (OverflowError, AttributeError, OSError):  # too many unacknowledged, or lost in this moment
            return False
        return True

    async def run(self) -> None:
        """Stay connected until cancelled."""
        wait_s = FIRST_WAIT_S
        while True:
            if await self._one_connection():
                wait_s = FIRST_WAIT_S
            await asyncio.sleep(wait_s * random.uniform(0.5, 1.0))  # noqa: S311 - spreads reconnects, guards nothing
            wait_s = min(wait_s * 2, LONGEST_WAIT_S)

    async def _one_connection(self) -> bool:
        """Connect, serve until it is lost; return whether it ever was up."""
        client, lost = self._made(), asyncio.Event()
        client.on_disconnect = lambda *_: lost.set()
        client.on_message = self._receive
        try:
            await self._connect(client)
            self._client, self.trouble = client, ""
            log.info("city %s: connected to %s:%d", self._name, self._broker.host, self._broker.port)
            self.on_up()
            await lost.wait()
            self.trouble = "connection lost"
        except (OSError, MQTTError, TimeoutError) as error:
            said = _words(error)
            if said != self.trouble:
                log.warning("city %s: %s:%d: %s", self._name, self._broker.host, self._broker.port, said)
            self.trouble = said
            return False
        finally:
            if self._will is not None:
                self.publish(self._will.topic, self._will.payload, retain=True)  # an end in order is no will
            self._client = None
            await _closed(client)
        log.warning("city %s: connection lost", self._name)
        return True

    def _made(self) -> gmqtt.Client:
        will = gmqtt.Message(self._will.topic, self._will.payload, qos=1, retain=True) if self._will else None
        client = gmqtt.Client(self._name, clean_session=True, will_message=will, logger=_quiet)
        if self._broker.username:
            client.set_auth_credentials(self._broker.username, self._broker.password)
        client.set_config({"reconnect_retries": _NO_RECONNECT})
        return client

    async def _connect(self, client: gmqtt.Client) -> None:
        granted: asyncio.Future[Sequence[int]] = asyncio.get_running_loop().create_future()

        def subscribed(_client: object, _mid: int, qos: Sequence[int], _properties: object) -> None:
            if not granted.done():
                granted.set_result(qos)

        client.on_subscribe = subscribed
        async with asyncio.timeout(CONNECT_WITHIN_S):
            tls: ssl.SSLContext | bool = _context(self._broker) if self._broker.tls else False
            await client.connect(self._broker.host, self._broker.port, ssl=tls, keepalive=KEEPALIVE_S, version=MQTTv311)
            if self._filters:
                client.subscribe([gmqtt.Subscription(topic, qos=self._broker.qos) for topic in self._filters])
                if any(code >= _REFUSED for code in await granted):
                    raise PermissionError("the broker lets this account not read: " + ", ".join(self._filters))

    def _receive(self, _client: object, topic: object, payload: bytes, _qos: int, properties: dict[str, object]) -> int:
        if isinstance(topic, str) and len(payload) <= _LARGEST_PAYLOAD:
            try:
                self.deliver(topic, payload, bool(properties.get("retain")))
            except Exception:
                log.exception("city %s: a message on %s failed", self._name, topic)
        return 0


def _context(broker: Broker) -> ssl.SSLContext:
    """Raises OSError for a file that holds no certificate."""
    return ssl.create_default_context(cafile=str(broker.ca_file) if broker.ca_file else None)


def _words(error: BaseException) -> str:
    if isinstance(error, TimeoutError):
        return "no answer"
    code = getattr(error, "_code", None)
    if isinstance(code, int) and code in _CODES:
        return _CODES[code]
    return str(error) or type(error).__name__


async def _closed(client: gmqtt.Client) -> None:
    """Close whatever is open of a connection; its errors say nothing new."""
    try:
        async with asyncio.timeout(CLOSE_WITHIN_S):
            await client.disconnect()
    except Exception as error:  # noqa: BLE001 - a connection that was never made fails in its own ways
        log.debug("closing: %s", error)
