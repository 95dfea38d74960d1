"""A plain MQTT 3.1.1 client for tests of brokers: it does what it is told, also what no good client does."""

from __future__ import annotations

import queue
import ssl
import threading
import time
from contextlib import suppress
from typing import NamedTuple, Self

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from support.brokers import LocalBroker

_WITHIN_S = 180.0


class Heard(NamedTuple):
    topic: str
    payload: str
    retain: bool


class RefusedError(Exception):
    """Raised when the broker refuses the connection."""


class Peer:
    """One connection. `user` None: anonymous. The client id is the user's unless given. With `tls` no password is said."""

    def __init__(
        self,
        broker: LocalBroker,
        user: str | None,
        *,
        password: str | None = None,
        client_id: str | None = None,
        clean: bool = True,
        will: tuple[str, str] | None = None,
        will_retain: bool = False,
        keepalive_s: int = 60,
        tls: ssl.SSLContext | None = None,
        version: MQTTProtocolVersion = MQTTProtocolVersion.MQTTv311,
    ) -> None:
        self._broker, self._keepalive_s = broker, keepalive_s
        self._client = paho.Client(
            CallbackAPIVersion.VERSION2,
            client_id=client_id or user or "anonymous",
            clean_session=clean if version is MQTTProtocolVersion.MQTTv311 else None,
            protocol=version,
            reconnect_on_failure=False,
        )
        self._port = broker.port
        if tls is not None and broker.tls_port is not None:
            self._port = broker.tls_port
            self._client.tls_set_context(tls)
        elif user is not None:
            self._client.username_pw_set(user, broker.password(user) if password is None else password)
        if will is not None:
            self._client.will_set(will[0], will[1], qos=1, retain=will_retain)
        self._connacks: queue.Queue[tuple[int, bool]] = queue.Queue()
        self._subacks: queue.Queue[list[int]] = queue.Queue()
        self.inbox: queue.Queue[Heard] = queue.Queue()
        self.gone = threading.Event()
        self.session_present = False
        self._client.on_connect = lambda _c, _u, flags, reason, _p: self._connacks.put((reason.value, flags.session_present))
        self._client.on_subscribe = lambda _c, _u, _m, reasons, _p: self._subacks.put([reason.value for reason in reasons])
        self._client.on_message = lambda _c, _u, m: self.inbox.put(Heard(m.topic, m.payload.decode(), bool(m.retain)))
        self._client.on_disconnect = lambda *_: self.gone.set()

    def __enter__(self) -> Self:
        """Connect. Raises RefusedError."""
        try:
            self._client.connect(self._broker.host, self._port, self._keepalive_s)
        except OSError as error:
            self._client._reset_sockets()
            raise RefusedError(error) from error
        self._client.loop_start()
        reason = self._wait_for_connack()
        if reason:
            self.leave()
            raise RefusedError(reason)
        return self

    def _wait_for_connack(self) -> int:
        deadline = time.monotonic() + _WITHIN_S
        while time.monotonic() < deadline:
            with suppress(queue.Empty):
                reason, self.session_present = self._connacks.get(timeout=0.05)
                return reason
            if self.gone.is_set():  # TLS 1.3 refuses a certificate after the handshake
                break
        return -1

    def __exit__(self, *_: object) -> None:
        self.leave()

    def leave(self) -> None:
        """Disconnect as MQTT has it: no last will."""
        self._client.disconnect()
        self._client.loop_stop()
        self._client._reset_sockets(sockpair_only=True)  # paho leaves its waking pair to the garbage collector

    def cut(self) -> None:
        """Close the socket without a word."""
        self._client.loop_stop()
        connection = self._client.socket()
        assert connection is not None
        connection.close()

    def fall_silent(self) -> None:
        """Keep the socket open and neither read nor write any more."""
        self._client.loop_stop()

    def subscribe(self, *filters: str) -> list[int]:
        """Return what SUBACK grants: a QoS, or 128 for refused."""
        self._client.subscribe([(one, 1) for one in filters])
        return self._subacks.get(timeout=_WITHIN_S)

    def publish(self, topic: str, payload: str, *, retain: bool = False, wait: bool = True) -> None:
        """Publish with QoS 1 and wait for the PUBACK, which says nothing about permission."""
        sent = self._client.publish(topic, payload, qos=1, retain=retain)
        if wait:
            sent.wait_for_publish(_WITHIN_S)
            assert sent.is_published()

    def hear_until(self, *payloads: str, within_s: float = _WITHIN_S) -> list[Heard]:
        """Return everything else heard until all of `payloads` came. Fails when they do not come."""
        missing, heard = set(payloads), []
        deadline = time.monotonic() + within_s
        while missing:
            try:
                one = self.inbox.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"{missing} did not come; heard {heard}") from None
            if one.payload in missing:
                missing.remove(one.payload)
            else:
                heard.append(one)
        return heard
