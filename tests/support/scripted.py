"""A local broker of either engine, a device that says what the test wants, and the ingest over real databases."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tomllib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

import msgspec
import paho.mqtt.client as paho

from hallenwart_backend.adapters.ingest_records import RecordsLedger, RecordsToldBook
from hallenwart_backend.adapters.mqtt_access import read_access
from hallenwart_backend.adapters.mqtt_ingest import MqttIngest
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.ports import Arrival, Listener, ListenerBase
from hallenwart_broker.provision import Member, provision
from hallenwart_contract.channels import BY_NAME, RCPT
from hallenwart_contract.clock import SystemClock
from hallenwart_contract.codec import decode, encode
from hallenwart_contract.messages import Alarm, Batch, Event, Reading, Receipt
from support.databases import open_records, open_series_at
from support.ports import free_port

CLOCK = SystemClock()
EPOCH = "9f2c0001"


async def until(condition: Callable[[], Any], *, within_s: float = 180) -> Any:
    """Wait for a condition (plain or async) to become true and return its value. Raises TimeoutError."""
    async with asyncio.timeout(within_s):
        while True:
            value = condition()
            if isinstance(value, Awaitable):
                value = await value
            if value:
                return value
            await asyncio.sleep(0.02)


def _kill_children(pid: int) -> None:
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        os.kill(int(child), signal.SIGKILL)


class LocalBroker:
    """`hallenwart-broker run` with an own state; can be killed and started again."""

    def __init__(self, state: Path, engine: str, devices: Sequence[str]) -> None:
        self.state = state
        self.engine = engine
        self.port = free_port()
        provision([Member(device, "nordpark") for device in devices], state, port=self.port)
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        code = "import sys; from hallenwart_broker.cli import main; sys.exit(main())"
        arguments = ["run", "--state", str(self.state), "--engine", self.engine, "--port", str(self.port)]
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL
        )
        assert self._process.stdout is not None
        line = await asyncio.wait_for(self._process.stdout.readline(), 60)
        assert line.startswith(b"broker:"), line

    async def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self._process is None:
            return
        if how is signal.SIGKILL:
            _kill_children(self._process.pid)
        if self._process.returncode is None:
            self._process.send_signal(how)
        await self._process.communicate()
        self._process = None

    @property
    def backend(self) -> Path:
        return self.state / "backend"


class ScriptedDevice:
    """Speaks MQTT as a device does; keeps every receipt and down message it got."""

    def __init__(self, broker: LocalBroker, device: str, *, epoch: str = EPOCH, boot: str = "b1") -> None:
        self.id = device
        self.epoch = epoch
        self.up: dict[str, Any] = {"dev": device, "epoch": epoch, "boot": boot, "conn": 1, "clk": "ntp"}
        self.receipts: list[Receipt] = []
        self.down: list[tuple[str, bytes, bool]] = []
        self.seq = {"a": 0, "e": 0, "t": 0}
        credentials = tomllib.loads((broker.state / "devices" / device / "credentials.toml").read_text())
        self._client = paho.Client(paho.CallbackAPIVersion.VERSION2, client_id=device, protocol=paho.MQTTv311)
        self._client.username_pw_set(credentials["username"], credentials["password"])
        self._client.on_message = self._on_message
        self._client.on_connect = self._on_connect
        self._port = broker.port
        self._subscribed = asyncio.Event()
        self._client.on_subscribe = lambda *_: self._loop.call_soon_threadsafe(self._subscribed.set)
        self._client.max_queued_messages_set(0)
        self._client.max_inflight_messages_set(200)
        self._client.reconnect_delay_set(1, 1)

    async def __aenter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        self._client.connect_async("127.0.0.1", self._port, keepalive=10)
        self._client.loop_start()
        await asyncio.wait_for(self._subscribed.wait(), 60)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._client.disconnect()
        await asyncio.to_thread(self._client.loop_stop)
        self._client._reset_sockets(sockpair_only=True)  # paho leaves its waking pair to the garbage collector

    def _on_connect(self, client: paho.Client, *_: object) -> None:
        client.subscribe([(f"hall/v1/{self.id}/{name}", 1) for name in ("rcpt", "cmd", "cfg", "grants", "view")])

    def _on_message(self, _client: object, _data: object, message: paho.MQTTMessage) -> None:
        self.down.append((message.topic.rsplit("/", 1)[1], message.payload, message.retain))
        if message.topic == RCPT.topic(self.id):
            self.receipts.append(decode(message.payload, Receipt))

    def raw(self, channel: str, payload: bytes, *, retain: bool | None = None) -> None:
        row = BY_NAME[channel]
        self._client.publish(row.topic(self.id), payload, qos=row.qos, retain=row.retain if retain is None else retain)

    def say(self, channel: str, message: object) -> None:
        self.raw(channel, encode(message))

    def batch(self, stream: str, rows: Sequence[Any], *, seq: int | None = None, **more: Any) -> Batch:
        """Return rows as a batch that continues the stream, or begins at `seq`."""
        if seq is None:
            seq = self.seq[stream] + 1
            self.seq[stream] += len(rows)
        raw = [row if isinstance(row, msgspec.Raw) else msgspec.Raw(encode(row)) for row in rows]
        envelope = {**self.up, "sent_ms": CLOCK.now_ms(), "s": stream, "seq": seq, "n": len(raw), "r": raw, **more}
        return Batch(**envelope)

    def wm(self, stream: str) -> int:
        """The highest watermark receipted for this device's epoch."""
        return max((r.wm.get(stream, 0) for r in self.receipts if r.epoch == self.epoch), default=0)


def alarm(number: int = 1, **fields: Any) -> Alarm:
    whole = {"id": f"alarm-{number}", "type": "smoke", "phase": "raise", "sev": "crit", "zone": "geraeteraum"}
    return Alarm(**{**whole, "t_ms": CLOCK.now_ms(), **fields})


def event(kind: str = "door.opened", **fields: Any) -> Event:
    return Event(**{"kind": kind, "t_ms": CLOCK.now_ms(), **fields})


def reading(t_ms: int, x: float | None = 1.0, c: str = "luft", k: str = "temp_c") -> Reading:
    return Reading(c=c, k=k, t_ms=t_ms, x=x)


class Recorder(ListenerBase):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.alarms: list[tuple[Arrival, Alarm]] = []
        self.events: list[tuple[Arrival, Event]] = []
        self.readings: list[Reading] = []
        self.live: list[Any] = []

    async def on_alarm(self, arrival: Arrival, alarm: Alarm) -> None:
        self.alarms.append((arrival, alarm))

    async def on_event(self, arrival: Arrival, event: Event) -> None:
        self.events.append((arrival, event))

    async def on_readings(self, arrival: Arrival, readings: Sequence[Reading]) -> None:  # noqa: ARG002 - the port's signature
        self.readings.extend(readings)

    async def on_conn(self, arrival: Arrival, conn: Any) -> None:  # noqa: ARG002 - the port's signature
        self.live.append(conn)

    async def on_heartbeat(self, arrival: Arrival, heartbeat: Any) -> None:  # noqa: ARG002 - the port's signature
        self.live.append(heartbeat)

    async def on_state(self, arrival: Arrival, state: Any) -> None:  # noqa: ARG002 - the port's signature
        self.live.append(state)

    async def on_ack(self, arrival: Arrival, ack: Any) -> None:  # noqa: ARG002 - the port's signature
        self.live.append(ack)


class RunningIngest:
    """The ingest with its databases."""

    def __init__(self, records: Records, series: Any, mqtt: MqttIngest) -> None:
        self.records = records
        self.series = series
        self.mqtt = mqtt

    async def sql(self, query: str) -> list[Any]:
        return await self.records.read(lambda connection: list(connection.exec_driver_sql(query)))

    async def series_sql(self, query: str) -> list[Any]:
        return await self.series.read(lambda db: db.execute(query).fetchall())


@asynccontextmanager
async def running_ingest(broker: LocalBroker, *listeners: Listener) -> AsyncIterator[RunningIngest]:
    async with open_records(broker.backend) as records:
        series = open_series_at(broker.backend)
        mqtt = MqttIngest(
            read_access(broker.backend / "broker.toml"),
            alarms=RecordsLedger(records),
            events=RecordsLedger(records),
            telemetry=series.ledger(),
            book=RecordsToldBook(records),
            listeners=listeners,
            clock=CLOCK,
        )
        async with asyncio.TaskGroup() as tasks:
            running = tasks.create_task(mqtt.run())
            try:
                await until(lambda: mqtt.connected)
                yield RunningIngest(records, series, mqtt)
            finally:
                running.cancel()
        series.close()
