"""Agents for tests: the real process, and a backend that commits rows in memory and receipts them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import aiomqtt
import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from hallenwart_contract.channels import BY_NAME, CHANNELS, RCPT, Direction, Service, parse_topic
from hallenwart_contract.clock import SystemClock
from hallenwart_contract.codec import decode, encode
from hallenwart_contract.documents import Command, CommandFor
from hallenwart_contract.messages import Ack, Batch, Conn, Heartbeat, Receipt, State
from hallenwart_contract.signed import sign
from hallenwart_edge.command_ports import Outcome
from hallenwart_edge.config_file import load_config
from hallenwart_edge.core import Core, open_core
from hallenwart_edge.runtime import EventReport, supervise
from support.brokers import LocalBroker

COMMAND = shutil.which("hallenwart-edge", path=str(Path(sys.executable).parent)) or "hallenwart-edge"


def write_agent_toml(
    folder: Path, broker: LocalBroker, *, device: str = "nordpark-1", more: str = "", screens: int = 0, hb_every_s: float = 1
) -> Path:
    """Write the configuration of an agent below `folder`; `more` is appended."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "agent.toml"
    path.write_text(
        f"""
[agent]
device = "{device}"
site = "nordpark"
state_dir = "{folder / "state"}"
credentials = "{broker.state_dir / "devices" / device / "credentials.toml"}"
hb_every_s = {hb_every_s}
[mqtt]
host = "{broker.host}"
port = {broker.port}
[screens]
port = {screens}
{more}
"""
    )
    return path


class AgentProcess:
    """`hallenwart-edge run` as people start it."""

    def __init__(self, config: Path, environment: dict[str, str] | None = None) -> None:
        self._config = config
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        return self._config.with_suffix(".log")

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [COMMAND, "run", "--config", str(self._config)],
                stdout=log,
                stderr=log,
                env={**os.environ, **(self._environment or {})},
            )

    def kill9(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> float:
        """End it as systemd would; return the seconds it took."""
        began = time.monotonic()
        self._end(signal.SIGTERM)
        return time.monotonic() - began

    def _end(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(timeout=180)
            self._process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


@dataclass
class Books:
    """What a backend committed of one (epoch, stream)."""

    rows: dict[int, bytes] = field(default_factory=dict)
    skipped: set[int] = field(default_factory=set)
    conflicts: list[int] = field(default_factory=list)

    @property
    def wm(self) -> int:
        done = 0
        while done + 1 in self.rows or done + 1 in self.skipped:
            done += 1
        return done


class DeskBackend:
    """The four identities of the backend on a real broker, with books in memory. `receipting` False withholds receipts."""

    def __init__(self, broker: LocalBroker) -> None:
        self._broker = broker
        self._clients: dict[Service, aiomqtt.Client] = {}
        self.key: Ed25519PrivateKey = _signing_key(broker)
        self.books: dict[tuple[str, str], Books] = defaultdict(Books)
        self.batches: list[tuple[str, Batch]] = []
        self.conns: list[Conn] = []
        self.states: list[State] = []
        self.acks: list[Ack] = []
        self.beats: list[Heartbeat] = []
        self.receipting = True
        self._news = asyncio.Event()

    @contextlib.asynccontextmanager
    async def on_duty(self) -> AsyncIterator[Self]:
        """Connect all identities and serve until the block ends; a lost broker is sought again."""
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._serve(service), name=service) for service in Service]
            await self.until(lambda: len(self._clients) == len(Service))
            try:
                yield self
            finally:
                while any(not task.done() for task in tasks):  # the library swallows one cancellation now and then
                    for task in tasks:
                        task.cancel()
                    await asyncio.wait(tasks, timeout=0.5)

    async def until(self, condition: Callable[[], Any], *, within_s: float = 180) -> None:
        """Wait until something is so. Raises TimeoutError."""
        async with asyncio.timeout(within_s):
            while not condition():
                self._news.clear()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(0.2):
                        await self._news.wait()

    def rows(self, stream: str) -> list[Any]:
        """Return the rows of a stream over all epochs, decoded, in the order of their numbers."""
        return [
            msgspec.json.decode(body)
            for (_, of), books in self.books.items()
            if of == stream
            for _, body in sorted(books.rows.items())
        ]

    def kinds(self) -> list[str]:
        return [row["kind"] for row in self.rows("e")]

    @property
    def conn(self) -> Conn:
        return self.conns[-1]

    async def publish(self, channel: str, payload: bytes, *, device: str = "nordpark-1", retain: bool = False) -> None:
        service = Service.BULK if channel == "rcpt" else Service.COMMAND
        await self._clients[service].publish(BY_NAME[channel].topic(device), payload, qos=1, retain=retain)

    async def publish_document(self, channel: str, document: object, *, device: str = "nordpark-1") -> None:
        envelope = sign(document, topic=BY_NAME[channel].topic(device), key=self.key)
        await self.publish(channel, encode(envelope), device=device, retain=True)

    def command(self, op: str, **changes: Any) -> Command:
        """Return a command that is valid now for the newest connection."""
        now_ms = time.time_ns() // 1_000_000
        command = Command(
            id=f"c-{time.monotonic_ns()}",
            to=CommandFor(boot=self.conn.boot, conn=self.conn.conn),
            op=op,
            iat_ms=now_ms,
            exp_ms=now_ms + 10_000,
            ttl_ms=10_000,
        )
        return msgspec.structs.replace(command, **changes)

    async def send(self, command: Command, *, device: str = "nordpark-1", retain: bool = False) -> None:
        await self.publish("cmd", self.sealed(command, device=device), device=device, retain=retain)

    def sealed(self, command: Command, *, device: str = "nordpark-1") -> bytes:
        return encode(sign(command, topic=BY_NAME["cmd"].topic(device), key=self.key))

    def acks_of(self, command: Command) -> list[tuple[str, str]]:
        return [(ack.st, ack.code) for ack in self.acks if ack.id == command.id]

    async def _serve(self, service: Service) -> None:
        while True:
            with contextlib.suppress(aiomqtt.MqttError):
                await self._serve_once(service)
            self._clients.pop(service, None)
            await asyncio.sleep(0.2)

    async def _serve_once(self, service: Service) -> None:
        password = self._broker.password(service)
        async with aiomqtt.Client(
            self._broker.host, self._broker.port, username=service, password=password, identifier=service
        ) as client:
            up = [(c.filter, 1) for c in CHANNELS if c.direction is Direction.UP and service in c.services]
            if up:
                await client.subscribe(up)
            self._clients[service] = client
            self._news.set()
            async for message in client.messages:
                assert isinstance(message.payload, bytes)
                await self._take(client, message.topic.value, message.payload, service)
                self._news.set()

    async def _take(self, client: aiomqtt.Client, topic: str, payload: bytes, service: Service) -> None:
        device, channel = parse_topic(topic)
        if channel.message is Batch:
            batch = decode(payload, Batch)
            self.batches.append((channel.name, batch))
            self._commit(batch)
            if self.receipting:
                await self._receipt(client, device, batch)
        elif channel.name == "conn" and service is Service.LIVE:
            self.conns.append(decode(payload, Conn))
        elif channel.name == "state":
            self.states.append(decode(payload, State))
        elif channel.name == "ack":
            self.acks.append(decode(payload, Ack))
        elif channel.name == "hb":
            self.beats.append(decode(payload, Heartbeat))

    def _commit(self, batch: Batch) -> None:
        if batch.unstored:
            return
        books = self.books[batch.epoch, batch.s]
        for seq, raw in enumerate(batch.r, start=batch.seq):
            if books.rows.setdefault(seq, bytes(raw)) != bytes(raw):
                books.conflicts.append(seq)
        for first, last, _ in batch.skip:
            books.skipped.update(range(first, last + 1))

    async def _receipt(self, client: aiomqtt.Client, device: str, batch: Batch) -> None:
        receipt = Receipt(epoch=batch.epoch, wm={batch.s: self.books[batch.epoch, batch.s].wm}, now_ms=0)
        await client.publish(RCPT.topic(device), encode(receipt), qos=1)


def _signing_key(broker: LocalBroker) -> Ed25519PrivateKey:
    key = load_pem_private_key((broker.state_dir / "backend" / "signing.key").read_bytes(), None)
    assert isinstance(key, Ed25519PrivateKey)
    return key


class RecordingHandler:
    """Carries out commands by writing them down; `outcome` is what it answers."""

    def __init__(self) -> None:
        self.commands: list[Command] = []
        self.outcome = Outcome()

    async def handle(self, command: Command) -> Outcome:
        self.commands.append(command)
        return self.outcome


@contextlib.asynccontextmanager
async def agent_core(config: Path) -> AsyncIterator[Core]:
    """Run the agent without subjects in this process; commands of subjects go to a RecordingHandler."""
    async with contextlib.AsyncExitStack() as stack:
        core = await open_core(load_config(config), SystemClock(), stack)
        handler = RecordingHandler()
        core.handlers.update(open=handler, silence=handler, reset=handler, drill=handler)
        report = EventReport(core.outbox, core.board, core.clock)
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(supervise(name, run, report), name=name) for name, run in core.agents]
            try:
                yield core
            finally:
                for task in tasks:
                    task.cancel()
