"""From the commit of an incident to a hundred open manager pages, on the real server, idle and with telemetry coming in.

The server prints the moment of each commit; a process of its own notes when the bytes of each page's frame were there
(compressed, as for a browser). The alarms come over the broker, as an agent sends them.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import sqlite3
import sys
import tempfile
import time
import tomllib
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import aiomqtt
import httpx
import msgspec

from benchmarks.figures import empty_loop, figure, spread, title
from benchmarks.pages import Pages
from hallenwart_contract.channels import ALARM, T
from hallenwart_contract.codec import encode
from hallenwart_contract.messages import Alarm, Batch, Phase, Reading, Severity
from support.backends import KERN, SEED
from support.brokers import LocalBroker, local_broker
from support.ports import free_port

PAGES: Final = 100
ALARMS: Final = 25
WITHIN_S: Final = 5.0
SETTLE_S: Final = 0.3
"""Pages are asked only when the frames have come: decoding would delay the stamps."""
BATCHES_A_SECOND: Final = 50
READINGS: Final = 20
ALARMING, MEASURING = "nordpark-1", "nordpark-2"


def main() -> None:
    asyncio.run(_main())


async def _main() -> None:
    title(f"fanout: incident committed -> {PAGES} open manager pages")
    with tempfile.TemporaryDirectory() as folder, local_broker(Path(folder) / "state") as broker:
        state = broker.state_dir / "backend"
        password = await _seed(state)
        async with _server(state) as server, _session(server.port, password) as browser, _device(broker, ALARMING) as device:
            pages = await asyncio.to_thread(Pages, server.port, _cookie(browser), PAGES)
            try:
                bench = _Bench(server, browser, device, pages)
                await bench.series("no load")
                with _load(broker):
                    await bench.series(f"{BATCHES_A_SECOND * READINGS:,} readings/s coming in")
                figure("rows of the load in the database", f"{_stored(state / 'series.db'):,}")
            finally:
                pages.close()


@dataclass(slots=True)
class _Server:
    process: Process
    port: int

    async def committed(self, *, but: set[str]) -> tuple[str, int]:
        """Return incident and commit time (monotonic ns) of the next change of an incident not in `but`."""
        assert self.process.stdout is not None  # noqa: S101 - it was asked for
        async with asyncio.timeout(WITHIN_S):
            while True:
                words = (await self.process.stdout.readline()).decode().split()
                if not words:
                    raise RuntimeError("the server ended")
                if words[0] == "commit" and words[1] not in but:
                    return words[1], int(words[2])


@dataclass(slots=True)
class _Device:
    client: aiomqtt.Client
    seq: int = 0

    async def alarm(self, alarm_id: str, phase: Phase, t_ms: int) -> None:
        alarm = Alarm(id=alarm_id, type="smoke", phase=phase, sev=Severity.CRIT, zone="geraeteraum", t_ms=t_ms)
        self.seq += 1
        batch = Batch(
            dev=ALARMING, epoch="bench", clk="ntp", sent_ms=t_ms, s="a", seq=self.seq, n=1, r=[msgspec.Raw(encode(alarm))]
        )
        await self.client.publish(ALARM.topic(ALARMING), encode(batch), qos=1)


class _Bench:
    def __init__(self, server: _Server, browser: httpx.AsyncClient, device: _Device, pages: Pages) -> None:
        self._server, self._browser, self._device, self._pages = server, browser, device, pages
        self._known: set[str] = set()

    async def series(self, name: str) -> None:
        every_ms: list[float] = []
        last_ms: list[float] = []
        missing = 0
        async with empty_loop() as late_ms:
            for number in range(ALARMS + 1):
                took_ms = await self._one(f"{name}-{number}")
                if number:  # the first one warms up
                    every_ms += took_ms
                    last_ms.append(max(took_ms, default=0.0))
                    missing += PAGES - len(took_ms)
        spread(f"{name}: each page", every_ms, "p99 <= 20 ms", missing=missing)
        spread(f"{name}: the last page of each alarm", last_ms)
        spread(f"{name}: empty loop, lateness of a 10 ms timer meanwhile", late_ms)

    async def _one(self, alarm_id: str) -> list[float]:
        now_ms = time.time_ns() // 1_000_000
        await self._device.alarm(alarm_id, Phase.RAISE, now_ms)
        incident, committed_ns = await self._server.committed(but=self._known)
        await asyncio.sleep(SETTLE_S)
        end = time.monotonic() + WITHIN_S
        while len(arrivals_ns := await asyncio.to_thread(self._pages.arrivals_ns, incident)) < PAGES:
            if time.monotonic() > end:
                break
            await asyncio.sleep(SETTLE_S)
        await self._device.alarm(alarm_id, Phase.CLEAR, now_ms + 1)
        self._known.add(incident)
        await self._resolve(incident)
        return [(at_ns - committed_ns) / 1e6 for at_ns in arrivals_ns]

    async def _resolve(self, incident: str) -> None:
        """Close it as soon as the end of its cause has arrived."""
        async with asyncio.timeout(WITHIN_S):
            while (answer := await self._browser.post(f"/api/incidents/{incident}/resolve", json={"note": ""})).is_error:
                if answer.status_code != httpx.codes.CONFLICT:
                    answer.raise_for_status()
                await asyncio.sleep(SETTLE_S / 10)


async def _seed(state: Path) -> str:
    (state / "seed.toml").write_text(SEED)
    accounts = state / "accounts.toml"
    await _run("admin", "seed", str(state / "seed.toml"), "--state", str(state), "--accounts-out", str(accounts))
    return next(each["password"] for each in tomllib.loads(accounts.read_text())["account"] if each["email"] == KERN)


async def _run(*arguments: str) -> None:
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "hallenwart_backend.cli", *arguments, stdout=PIPE)
    await process.communicate()


@contextlib.asynccontextmanager
async def _server(state: Path) -> AsyncIterator[_Server]:
    port = free_port()
    arguments = ["-m", "benchmarks.timed_server", "serve", "--state", str(state), "--port", str(port)]
    with (state / "server.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=PIPE, stderr=log)
    try:
        yield _Server(process, port)
    finally:
        process.terminate()
        await process.communicate()


@contextlib.asynccontextmanager
async def _session(port: int, password: str) -> AsyncIterator[httpx.AsyncClient]:
    url = f"http://127.0.0.1:{port}"
    async with httpx.AsyncClient(base_url=url, headers={"Origin": url}, timeout=30) as browser:
        async with asyncio.timeout(60):
            while not await _is_up(browser):  # noqa: ASYNC110 - another process rings no bell
                await asyncio.sleep(0.1)
        (await browser.post("/api/session", json={"email": KERN, "password": password})).raise_for_status()
        yield browser


async def _is_up(browser: httpx.AsyncClient) -> bool:
    try:
        return (await browser.get("/api/health")).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def _cookie(browser: httpx.AsyncClient) -> str:
    return "; ".join(f"{each.name}={each.value}" for each in browser.cookies.jar)


@contextlib.asynccontextmanager
async def _device(broker: LocalBroker, name: str) -> AsyncIterator[_Device]:
    password = broker.password(name)
    async with aiomqtt.Client(broker.host, broker.port, username=name, password=password, identifier=name) as client:
        yield _Device(client)


def _stored(path: Path) -> int:
    with contextlib.closing(sqlite3.connect(path)) as db:
        return int(db.execute("SELECT count(*) FROM sample").fetchone()[0])


# --- the load --------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _load(broker: LocalBroker) -> Iterator[None]:
    spawn = multiprocessing.get_context("spawn")
    counted = spawn.Value("q", 0)
    arguments = (broker.host, broker.port, broker.password(MEASURING), counted)
    process = spawn.Process(target=_measure_on, args=arguments, daemon=True)
    began = time.monotonic()
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join()
        rows = counted.value * READINGS
        figure("load", f"{rows / (time.monotonic() - began):,.0f} readings/s, {rows:,} sent, {READINGS} a message")


def _measure_on(host: str, port: int, password: str, counted: Any) -> None:
    asyncio.run(_publish(host, port, password, counted))


async def _publish(host: str, port: int, password: str, counted: Any) -> None:
    topic = T.topic(MEASURING)
    async with aiomqtt.Client(host, port, username=MEASURING, password=password, identifier=MEASURING) as client:
        began, number, start_ms = time.monotonic(), 0, time.time_ns() // 1_000_000
        while True:
            await client.publish(topic, encode(_batch(number, start_ms + number * 1_000 // BATCHES_A_SECOND)), qos=1)
            number += 1
            counted.value = number
            await asyncio.sleep(max(0.0, began + number / BATCHES_A_SECOND - time.monotonic()))


def _batch(number: int, t_ms: int) -> Batch:
    rows = [Reading(c=f"sensor-{row}", k="temp_c", t_ms=t_ms, x=20.0 + number % 7) for row in range(READINGS)]
    raw = [msgspec.Raw(encode(row)) for row in rows]
    return Batch(dev=MEASURING, epoch="bench", clk="ntp", sent_ms=t_ms, s="t", seq=number * READINGS + 1, n=READINGS, r=raw)
