"""The three ingest identities, each with a connection, an intake and receipts of its own, and the broker's heartbeat."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from hallenwart_backend.adapters.mqtt_access import BrokerAccess
from hallenwart_backend.adapters.mqtt_session import MqttSession
from hallenwart_backend.ingest.ports import Incoming, Ledger, Posted, ToldBook
from hallenwart_backend.ingest.receipts import ReceiptDesk
from hallenwart_backend.ingest.service import Intake
from hallenwart_backend.ingest.telling import Teller
from hallenwart_backend.ports import Listener
from hallenwart_contract.channels import CHANNELS, ECHO_TOPIC, Direction, Service
from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import Conn, Heartbeat

ECHO_PATIENCE: Final = 2.5
"""So many of its intervals the broker's heartbeat may be late."""
LETTERS_EVERY_MS: Final = 5_000
_Tell = Callable[[Service, Posted], None]
STREAMS: Final = {Service.ALARM: ("a",), Service.LIVE: ("e",), Service.BULK: ("t",)}


class MqttIngest:
    """Brings what devices send into ledgers and to listeners. Nothing connects before `run`."""

    def __init__(
        self,
        access: BrokerAccess,
        *,
        alarms: Ledger,
        events: Ledger,
        telemetry: Ledger,
        book: ToldBook,
        listeners: Sequence[Listener],
        clock: Clock,
        store_changed: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._clock = clock
        self._tellers = [Teller(listener, book, clock) for listener in listeners]
        self._ledgers = (alarms, telemetry)
        self._lines = {
            service: _Line(service, access, ledger, clock, self._tell, store_changed)
            for service, ledger in ((Service.ALARM, alarms), (Service.LIVE, events), (Service.BULK, telemetry))
        }
        self._desks = {stream: self._lines[service].desk for service, streams in STREAMS.items() for stream in streams}
        self._letters = (0, -LETTERS_EVERY_MS)
        self._echo_ms: int | None = None
        self._echo_every_s = access.echo_every_s
        self._live = self._lines[Service.LIVE]
        self._live.session.deliver = self._deliver_live

    @property
    def broker_ok(self) -> bool:
        """Whether the broker passed on our own heartbeat lately."""
        if not self._live.session.connected or self._echo_ms is None:
            return False
        return self._clock.mono_ms() - self._echo_ms <= self._echo_every_s * 1_000 * ECHO_PATIENCE

    @property
    def store_ok(self) -> bool:
        """Whether every store took what it was given last."""
        return all(line.intake.store_ok for line in self._lines.values())

    @property
    def backlog(self) -> int:
        """Messages that wait for the store."""
        return sum(line.intake.backlog for line in self._lines.values())

    @property
    def stored(self) -> int:
        """Messages committed since the start."""
        return sum(line.intake.stored for line in self._lines.values())

    @property
    def connected(self) -> bool:
        return all(line.session.connected for line in self._lines.values())

    def watermark(self, device: str, epoch: str, stream: str) -> int:
        """Return up to which number all rows of a device's stream are stored."""
        desk = self._desks.get(stream)
        return desk.watermark(device, epoch, stream) if desk else 0

    async def dead_letters(self) -> int:
        """Return how many are kept, as counted at most five seconds ago: no alarm's page waits for a busy store to count."""
        now_ms = self._clock.mono_ms()
        if now_ms - self._letters[1] >= LETTERS_EVERY_MS:
            self._letters = sum([await ledger.dead_letters() for ledger in self._ledgers]), now_ms
        return self._letters[0]

    async def run(self) -> None:
        """Receive, store, receipt and tell until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            for teller in self._tellers:
                tasks.create_task(teller.run(), name=f"tell {teller.name}")
            for line in self._lines.values():
                line.start(tasks)
            tasks.create_task(self._echo(), name="broker heartbeat")

    def _tell(self, service: Service, posted: Posted) -> None:
        for _, message in posted.live:
            if isinstance(message, Conn):
                self._compare(service, message)
        if service is Service.ALARM:
            posted.live.clear()  # svc-live tells it
        for teller in self._tellers:
            teller.offer(posted)

    def _compare(self, service: Service, conn: Conn) -> None:
        """A birth reaches svc-alarm by itself; everything else of connections reaches svc-live alone."""
        for other, line in self._lines.items():
            itself = (other is Service.ALARM) == (service is Service.ALARM)
            if itself or isinstance(conn, Heartbeat):
                line.hear(conn)

    def _deliver_live(self, topic: str, payload: bytes, received_ms: int, ticket: object) -> None:
        if topic == ECHO_TOPIC:
            self._echo_ms = self._clock.mono_ms()
            self._live.session.acknowledge([ticket])
        else:
            self._live.intake.receive(Incoming(topic, payload, received_ms, ticket))

    async def _echo(self) -> None:
        up = asyncio.Event()
        self._live.session.on_up = up.set
        while True:
            self._live.session.publish(ECHO_TOPIC, b"", qos=0)
            up.clear()
            try:
                async with asyncio.timeout(self._echo_every_s):
                    await up.wait()
            except TimeoutError:
                continue


class _Line:
    """One identity: session, intake, receipts."""

    def __init__(
        self,
        service: Service,
        access: BrokerAccess,
        ledger: Ledger,
        clock: Clock,
        tell: _Tell,
        store_changed: Callable[[], Awaitable[None]] | None,
    ) -> None:
        self._service = service
        filters = [(c.filter, c.qos) for c in CHANNELS if c.direction is Direction.UP and service in c.services]
        if service is Service.LIVE:
            filters.append((ECHO_TOPIC, 0))
        self.session = MqttSession(access.login(service), clock, filters=filters)
        self.desk = ReceiptDesk(STREAMS[service], lambda topic, body: self.session.publish(topic, body, qos=1), clock)
        self.intake = Intake(
            service.value, ledger, self.desk, lambda posted: tell(service, posted), store_changed=store_changed
        )
        self.session.deliver = lambda topic, payload, at_ms, ticket: self.intake.receive(
            Incoming(topic, payload, at_ms, ticket)
        )
        self._heard: asyncio.Queue[Conn] = asyncio.Queue()

    def start(self, tasks: asyncio.TaskGroup) -> None:
        name = self._service.value
        tasks.create_task(self.session.run(), name=f"{name} connection")
        tasks.create_task(self.intake.run(self.session), name=f"{name} intake")
        tasks.create_task(self.desk.run(), name=f"{name} receipts")
        tasks.create_task(self._hear(), name=f"{name} watermarks")

    def hear(self, conn: Conn) -> None:
        self._heard.put_nowait(conn)

    async def _hear(self) -> None:
        while True:
            await self.intake.heard(await self._heard.get())
