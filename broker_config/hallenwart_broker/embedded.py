"""The embedded broker: amqtt, loopback only, with its holes closed. For one machine and for tests, never for production.

Closed here, each with a test: anonymous or non-loopback use; retained messages handed to anybody; unchecked last wills;
a wrong password that silences its victim; foreign client ids; keepalive without consequence; messages lost though
acknowledged when the publisher leaves at once; take-over that leaves the new connection deaf; packets without limit.
Not closed: everything is in memory, and a subscriber that does not acknowledge within 5 s loses that message. The
receipts of the contract make both harmless.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from amqtt.adapters import ReaderAdapter, WriterAdapter
from amqtt.broker import Broker, Server
from amqtt.contexts import Action, BrokerConfig, ListenerConfig
from amqtt.errors import AMQTTError, CodecError, MQTTError, NoDataError
from amqtt.mqtt.connack import NOT_AUTHORIZED, ConnackPacket
from amqtt.mqtt.protocol.broker_handler import BrokerProtocolHandler
from amqtt.session import ApplicationMessage, Session

from hallenwart_broker import acl
from hallenwart_broker.conf import LOCAL_HOST
from hallenwart_broker.embedded_io import BoundedReader, Handler, ImpatientWriter
from hallenwart_broker.passwords import parse_file
from hallenwart_broker.verifier import Verifier

MAX_CONNECTIONS: Final = 200
MAX_QUEUED: Final = 10_000
_SESSION_EXPIRY_S: Final = 14 * 24 * 3600
_TAKE_OVER_WITHIN_S: Final = 3.0
_SHUTDOWN_WITHIN_S: Final = 2.0
_UNREADABLE: Final = (AMQTTError, MQTTError, NoDataError, CodecError, OSError, ValueError, LookupError, TypeError, struct.error)
_CHECKS: Final[dict[Action, Callable[[str, str], bool]]] = {
    Action.PUBLISH: acl.may_write,
    Action.SUBSCRIBE: acl.may_subscribe,
    Action.RECEIVE: acl.may_read,
}

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Connection:
    task: asyncio.Task[Any] | None
    handler: BrokerProtocolHandler
    ended: asyncio.Event = field(default_factory=asyncio.Event)


class EmbeddedBroker(Broker):
    """Serves known users on a loopback address. Raises ValueError for any other address."""

    def __init__(
        self, verifier: Verifier, *, host: str = LOCAL_HOST, port: int, max_connections: int = MAX_CONNECTIONS
    ) -> None:
        if not ipaddress.ip_address(host).is_loopback:
            raise ValueError(f"the embedded broker serves loopback only, not {host}")
        listener = ListenerConfig(bind=f"{host}:{port}", max_connections=max_connections)
        super().__init__(BrokerConfig(listeners={"default": listener}, session_expiry_interval=_SESSION_EXPIRY_S, plugins={}))
        self._verifier = verifier
        self._max_connections = max_connections
        self._connections: dict[str, _Connection] = {}
        self._ending = False

    async def stream_connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, listener_name: str) -> None:
        if self._servers[listener_name].conn_count >= self._max_connections:
            log.warning("refused a connection: %d are open", self._max_connections)
            writer.close()
            return
        await self._client_connected(listener_name, BoundedReader(reader), ImpatientWriter(writer))

    async def _initialize_client_session(
        self, reader: ReaderAdapter, writer: WriterAdapter, remote_address: str, remote_port: int
    ) -> tuple[BrokerProtocolHandler, Session]:
        """Authenticate before any session is looked up, and let the user name be the client id."""
        try:
            handler, session = await Handler.init_from_connect(reader, writer, self.plugins_manager)
        except _UNREADABLE as error:
            await writer.close()
            raise MQTTError(f"no CONNECT from {remote_address}:{remote_port}: {error}") from error
        user = session.username
        if user is None or not await self._verifier.is_right(user, session.password):
            await ConnackPacket.build(0, NOT_AUTHORIZED).to_stream(writer)
            await writer.close()
            raise MQTTError(f"refused {user!r} from {remote_address}:{remote_port}")
        session.client_id = user
        if isinstance(reader, BoundedReader):
            reader.expect_every(session.keep_alive)
        session.keep_alive = 0  # the reader watches
        if session.will_flag and not acl.may_write(user, session.will_topic or ""):
            log.warning("%s may not leave a last will on %r", user, session.will_topic)
            session.will_flag = False
        return handler, await self._session_of(user, session, handler)

    async def _session_of(self, user: str, new: Session, handler: BrokerProtocolHandler) -> Session:
        """End the user's older connection whole, then begin anew or go on with the session it left."""
        while (older := self._connections.get(user)) is not None:
            await self._end(user, older)
        self._connections[user] = _Connection(asyncio.current_task(), handler)
        kept = self._sessions.get(user)
        if new.clean_session or kept is None:
            await self._delete_session(user)
            new.parent = 0
            return new
        session = kept[0]
        session.will_flag, session.will_retain, session.will_qos = new.will_flag, new.will_retain, new.will_qos
        session.will_topic, session.will_message = new.will_topic, new.will_message
        session.clean_session, session.keep_alive, session.parent = False, 0, 1
        return session

    async def _cleanup_session(self, client_id: str) -> None:
        """Forget a session that ended, and only that: amqtt first waits and then deletes by name what may be newer by then."""
        if client_id in self._connections and not self._ending:
            return  # in use again, or its end is on the way
        handler = self._sessions[client_id][1] if client_id in self._sessions else None
        await self._delete_session(client_id)
        if handler is not None:
            await handler.stop()

    async def shutdown(self) -> None:
        self._ending = True
        await super().shutdown()

    async def _end(self, user: str, older: _Connection) -> None:
        await older.handler.handle_connection_closed()
        try:
            async with asyncio.timeout(_TAKE_OVER_WITHIN_S):
                await older.ended.wait()
        except TimeoutError:
            if older.task is not None:
                older.task.cancel()
            if self._connections.get(user) is older:
                del self._connections[user]

    async def _handle_client_session(
        self,
        reader: ReaderAdapter,
        writer: WriterAdapter,
        client_session: Session,
        handler: BrokerProtocolHandler,
        server: Server,
        listener_name: str,
    ) -> None:
        try:
            await super()._handle_client_session(reader, writer, client_session, handler, server, listener_name)
        finally:
            user = client_session.client_id or ""
            mine = self._connections.get(user)
            if mine is not None and mine.handler is handler:
                if client_session.transitions.state == "connected":
                    # left without DISCONNECT: a forbidden topic, or a failure on the way
                    await self._handle_disconnect(client_session, handler, _done(None))
                del self._connections[user]
                mine.ended.set()

    async def _client_message_loop(self, client_session: Session, handler: BrokerProtocolHandler) -> None:
        """Serve until the client leaves or does what it must not.

        Passing on never suspends but to wait for the next message, so what was acknowledged before the farewell is through.
        """
        workers = [
            asyncio.create_task(self._pass_on(client_session, handler), name="publish"),
            asyncio.create_task(self._take_subscriptions(client_session, handler), name="subscribe"),
            asyncio.create_task(self._take_unsubscriptions(client_session, handler), name="unsubscribe"),
        ]
        left = asyncio.create_task(handler.wait_disconnect(), name="disconnect")
        try:
            await asyncio.wait([left, *workers], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (left, *workers):
                task.cancel()
            outcomes = await asyncio.gather(left, *workers, return_exceptions=True)
        failures = [one for one in outcomes if isinstance(one, Exception)]
        if failures:
            log.warning("%s: %r", client_session.client_id, failures)
        farewell = handler.farewell if isinstance(handler, Handler) else None
        await self._handle_disconnect(client_session, handler, _done(farewell))

    async def _pass_on(self, session: Session, handler: BrokerProtocolHandler) -> None:
        while await self._handle_message_delivery(session, handler, _done(await session.delivered_message_queue.get())):
            pass

    async def _take_subscriptions(self, session: Session, handler: BrokerProtocolHandler) -> None:
        while True:
            await self._handle_subscription(session, handler, _done(await handler.get_next_pending_subscription()))

    async def _take_unsubscriptions(self, session: Session, handler: BrokerProtocolHandler) -> None:
        while True:
            await self._handle_unsubscription(session, handler, _done(await handler.get_next_pending_unsubscription()))

    async def _authenticate(self, session: Session, _: ListenerConfig) -> bool:
        return session.client_id in self._connections  # decided by `_initialize_client_session`

    async def _topic_filtering(self, session: Session, topic: str, action: Action) -> bool:
        """Ask the channel table. Never suspends: the broadcast loop walks a dictionary that others change."""
        return session.username is not None and _CHECKS[action](session.username, topic)

    async def _handle_subscription(
        self, client_session: Session, handler: BrokerProtocolHandler, subscribe_waiter: asyncio.Future[Any]
    ) -> None:
        await super()._handle_subscription(client_session, handler, subscribe_waiter)
        for topic_filter, qos in subscribe_waiter.result().topics:
            if any(session is client_session for session, _ in self._subscriptions.get(topic_filter, [])):
                self._publish_retained(client_session, topic_filter, qos)

    async def _publish_retained_messages_for_subscription(self, subscription: tuple[str, int], session: Session) -> None:
        """Do nothing here: amqtt calls this for everybody's filters. `_handle_subscription` sends the own ones."""

    def _publish_retained(self, session: Session, topic_filter: str, qos: int) -> None:
        for topic, message in self._retained_messages.items():
            if self._matches(topic, topic_filter) and acl.may_read(session.username or "", topic):
                self._publish(session, message, qos=min(qos, message.qos or 0), retain=True)

    async def _publish_session_retained_messages(self, session: Session) -> None:
        """Send what waited for this session; it is no retained message, though amqtt marks it as one."""
        while not session.retained_messages.empty():
            message = session.retained_messages.get_nowait()
            self._publish(session, message, qos=message.qos or 0, retain=False)

    def _publish(self, session: Session, message: ApplicationMessage, *, qos: int, retain: bool) -> None:
        handler = self._get_handler(session)
        if handler is not None:
            self._tasks_queue.append(asyncio.create_task(handler.mqtt_publish(message.topic, message.data, qos, retain)))

    async def _retain_broadcast_message(self, broadcast: dict[str, Any], qos: int, target_session: Session) -> None:
        if target_session.retained_messages.qsize() < MAX_QUEUED:
            await super()._retain_broadcast_message(broadcast, qos, target_session)


async def serve(broker_dir: Path, *, port: int, stop: asyncio.Event, listening: Callable[[], None]) -> None:
    """Serve until `stop`. Raises PasswordFileError when a hash cannot be checked."""
    users = parse_file((broker_dir / "passwords").read_text(encoding="utf-8"))
    broker = EmbeddedBroker(Verifier(users), port=port)
    await broker.start()
    listening()
    await stop.wait()
    async with asyncio.timeout(_SHUTDOWN_WITHIN_S):
        await broker.shutdown()


def _done(result: object) -> asyncio.Future[Any]:
    future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    future.set_result(result)
    return future
