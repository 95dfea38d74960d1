"""How fast telemetry gets in, beside a subscriber in C that only reads: `python -m benchmarks.ingest`.

Real Mosquitto with the local configuration, a fresh one per run; floor and ingest take turns and get the same bytes from
the same publisher. Ratios of one run mean something on any machine, the figures themselves only on this one. Rows are
counted in the database. Bounded in messages and in time.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import multiprocessing
import os
import socket
import sqlite3
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.figures import load, say, title
from hallenwart_backend.adapters.ingest_records import RecordsLedger, RecordsToldBook
from hallenwart_backend.adapters.ingest_series import SeriesLedger
from hallenwart_backend.adapters.mqtt_access import read_access
from hallenwart_backend.adapters.mqtt_ingest import MqttIngest
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.adapters.records_engine import sqlite_url
from hallenwart_backend.adapters.records_migrate import upgrade
from hallenwart_backend.adapters.series_sqlite import SqliteSeries
from hallenwart_broker.provision import Member, provision
from hallenwart_broker.run import find_mosquitto
from hallenwart_contract.channels import Service, T
from hallenwart_contract.clock import SystemClock
from hallenwart_contract.codec import encode
from hallenwart_contract.messages import Batch, Reading

DEVICE = "bench-1"
RUN_WITHIN_S = 120.0
SERIES = 100


@dataclass(frozen=True)
class Case:
    """`messages` of `readings` rows each."""

    name: str
    messages: int
    readings: int


@dataclass(frozen=True)
class Result:
    seconds: float
    rows: int
    cpu_s: float


def payloads(case: Case) -> list[bytes]:
    start_ms = SystemClock().now_ms() - case.messages * 10
    return [encode(_batch(case, number, start_ms)) for number in range(case.messages)]


def _batch(case: Case, number: int, start_ms: int) -> Batch:
    first = number * case.readings
    rows = [
        Reading(c=f"sensor-{row % SERIES}", k="temp_c", t_ms=start_ms + row // SERIES, x=20.0 + row % 7)
        for row in range(first, first + case.readings)
    ]
    raw = [msgspec.Raw(encode(row)) for row in rows]
    return Batch(dev=DEVICE, epoch="bench", clk="ntp", sent_ms=start_ms, s="t", seq=first + 1, n=case.readings, r=raw)


# --- the broker ------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def broker(state: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    provision([Member(DEVICE, "bench")], state, port=port)
    binary = find_mosquitto()
    if binary is None:
        sys.exit("needs mosquitto")
    process = subprocess.Popen([binary, "-c", str(state / "broker/mosquitto.conf")], stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    sys.exit("mosquitto does not listen")


# --- the publisher ---------------------------------------------------------------------------------------------------


def publish(port: int, password: str, bodies: list[bytes], start: Connection) -> None:
    """Send all bodies at QoS 1 as fast as the broker takes them, from packets made before; runs in a process of its own."""
    packets = b"".join(_publish_packet(body, number % 65_535 + 1) for number, body in enumerate(bodies))
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(_connect_packet(DEVICE, password))
        if line.recv(4) != b"\x20\x02\x00\x00":
            sys.exit("the broker refuses the publisher")
        start.send(None)
        start.recv()
        start.send(time.monotonic())
        _pump(line, packets, len(bodies) * 4)


def _pump(line: socket.socket, packets: bytes, acknowledgements: int) -> None:
    line.setblocking(False)
    sent = read = 0
    view = memoryview(packets)
    while read < acknowledgements:
        progressed = False
        with contextlib.suppress(BlockingIOError):
            if sent < len(packets):
                sent += line.send(view[sent : sent + 262_144])
                progressed = True
        with contextlib.suppress(BlockingIOError):
            got = len(line.recv(65_536))
            if not got:
                sys.exit("the broker hung up on the publisher")
            read += got
            progressed = True
        if not progressed:
            time.sleep(0.0005)


def _text(value: str) -> bytes:
    return struct.pack("!H", len(value)) + value.encode()


def _packet(head: int, body: bytes) -> bytes:
    length, rest = b"", len(body)
    while True:
        rest, digit = divmod(rest, 128)
        length += bytes([digit | (0x80 if rest else 0)])
        if not rest:
            return bytes([head]) + length + body


def _connect_packet(user: str, password: str) -> bytes:
    return _packet(0x10, _text("MQTT") + b"\x04\xc2\x00\x00" + _text(user) + _text(user) + _text(password))


def _publish_packet(body: bytes, mid: int) -> bytes:
    return _packet(0x32, _text(T.topic(DEVICE)) + struct.pack("!H", mid) + body)


# --- the two subscribers ---------------------------------------------------------------------------------------------


class Publisher:
    """Ready and connected when constructed; `go` returns when the first byte was sent."""

    def __init__(self, state: Path, port: int, bodies: list[bytes]) -> None:
        held = tomllib.loads((state / "devices" / DEVICE / "credentials.toml").read_text())
        self._pipe, other = multiprocessing.Pipe()
        self._process = multiprocessing.Process(target=publish, args=(port, held["password"], bodies, other), daemon=True)
        self._process.start()
        self._pipe.recv()

    def go(self) -> float:
        self._pipe.send(None)
        return float(self._pipe.recv())

    def end(self) -> None:
        self._process.join(RUN_WITHIN_S)


def run_floor(state: Path, port: int, case: Case, bodies: list[bytes]) -> Result:
    login = read_access(state / "backend/broker.toml").login(Service.BULK)
    command = ["mosquitto_sub", "-p", str(port), "-u", login.username, "-P", login.password, "-i", login.username]
    command += ["-q", "1", "-t", T.filter, "-C", str(case.messages)]
    before = os.times()
    reader = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    time.sleep(0.5)  # its subscription must stand before the first message; it does not tell
    publisher = Publisher(state, port, bodies)
    started = publisher.go()
    reader.wait(RUN_WITHIN_S)
    seconds = time.monotonic() - started
    publisher.end()
    after = os.times()
    return Result(seconds, case.messages * case.readings, after.children_user - before.children_user)


def run_ingest(state: Path, port: int, case: Case, bodies: list[bytes]) -> Result:
    return asyncio.run(_run_ingest(state, port, case, bodies))


async def _run_ingest(state: Path, port: int, case: Case, bodies: list[bytes]) -> Result:
    backend = state / "backend"
    records, series = Records(sqlite_url(backend / "records.db")), SqliteSeries(backend / "series.db")
    upgrade(records.engine)
    ingest = _ingest(backend, records, series)
    task = asyncio.create_task(ingest.run())
    while not ingest.connected:  # noqa: ASYNC110 - polled at the start only
        await asyncio.sleep(0.01)
    publisher = await asyncio.to_thread(Publisher, state, port, bodies)
    began_cpu = time.process_time()
    started = await asyncio.to_thread(publisher.go)
    async with asyncio.timeout(RUN_WITHIN_S):
        while ingest.stored < case.messages:  # noqa: ASYNC110 - a counter is no event
            await asyncio.sleep(0.005)
    seconds, cpu_s = time.monotonic() - started, time.process_time() - began_cpu
    await asyncio.to_thread(publisher.end)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    records.close()
    series.close()
    return Result(seconds, _count_rows(backend / "series.db"), cpu_s)


def _ingest(backend: Path, records: Records, series: SqliteSeries) -> MqttIngest:
    return MqttIngest(
        read_access(backend / "broker.toml"),
        alarms=RecordsLedger(records),
        events=RecordsLedger(records),
        telemetry=SeriesLedger(series),
        book=RecordsToldBook(records),
        listeners=(),
        clock=SystemClock(),
    )


def _count_rows(path: Path) -> int:
    with contextlib.closing(sqlite3.connect(path)) as db:
        return int(db.execute("SELECT count(*) FROM sample").fetchone()[0])


def measure(run: Any, case: Case, bodies: list[bytes]) -> Result:
    with tempfile.TemporaryDirectory() as folder, broker(Path(folder)) as port:
        result: Result = run(Path(folder), port, case, bodies)
    if result.rows != case.messages * case.readings:
        sys.exit(f"{result.rows} rows stored of {case.messages * case.readings}")
    return result


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--messages", type=int, default=20_000)
    options = parser.parse_args(arguments)
    title("ingest")
    cases = [Case("single readings", options.messages, 1), Case("20 readings a message", options.messages // 2, 20)]
    for case in cases:
        bodies = payloads(case)
        floors, ours = [], []
        for _ in range(options.rounds):
            floors.append(measure(run_floor, case, bodies))
            ours.append(measure(run_ingest, case, bodies))
        _report(case, floors, ours)


def _report(case: Case, floors: list[Result], ours: list[Result]) -> None:
    floor, our = (statistics.median(result.seconds for result in results) for results in (floors, ours))
    ratios = sorted(f.seconds / o.seconds for f, o in zip(floors, ours, strict=True))
    cpu_us = statistics.median(result.cpu_s for result in ours) / case.messages * 1e6
    say(
        f"  {case.name}: mosquitto_sub {case.messages / floor:,.0f} msg/s, ingest {case.messages / our:,.0f} msg/s"
        f" = {case.messages * case.readings / our:,.0f} readings/s; ratio {floor / our:.2f}"
        f" ({ratios[0]:.2f}-{ratios[-1]:.2f}, {len(ours)} rounds)   target >= 0.5, {cpu_us:.0f} us CPU/msg,"
        f" {ours[0].rows} of {case.messages * case.readings} rows in the database; load {load()}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
