"""One run of the ingest benchmark: the floor, or the backend's own ingest in a process of its own, which is measured there."""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from benchmarks.figures import empty_loop
from benchmarks.ingest_wire import Case, Publisher, spawn
from hallenwart_backend.adapters.ingest_records import RecordsLedger, RecordsToldBook
from hallenwart_backend.adapters.ingest_series import SeriesLedger
from hallenwart_backend.adapters.mqtt_access import read_access
from hallenwart_backend.adapters.mqtt_ingest import MqttIngest
from hallenwart_backend.adapters.records_db import Records
from hallenwart_backend.adapters.records_engine import sqlite_url
from hallenwart_backend.adapters.records_migrate import upgrade
from hallenwart_backend.adapters.series_sqlite import SqliteSeries
from hallenwart_backend.ingest.ports import Incoming, Posted
from hallenwart_backend.runtime import settle_interpreter
from hallenwart_contract.channels import Service, T
from hallenwart_contract.clock import SystemClock

RUN_WITHIN_S: Final = 120.0


@dataclass
class Result:
    """`latencies_ms` from the kernel taking a message to its commit; `late_ms` how late a timer of the ingest's loop fired."""

    seconds: float
    rows: int
    cpu_s: float = 0.0
    rss_mb: float = 0.0
    file_bytes: int = 0
    latencies_ms: list[float] = field(default_factory=list)
    late_ms: list[float] = field(default_factory=list)


def run_floor(state: Path, port: int, case: Case, bodies: list[bytes]) -> Result:
    login = read_access(state / "backend/broker.toml").login(Service.BULK)
    program = shutil.which("mosquitto_sub") or sys.exit("needs mosquitto_sub: apt-get install mosquitto-clients")
    command = [program, "-p", str(port), "-u", login.username, "-P", login.password, "-i", login.username]
    command += ["-q", "1", "-t", T.filter, "-C", str(case.messages)]
    before = os.times()
    reader = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    time.sleep(0.5)  # its subscription must stand before the first message; it does not tell
    publisher = Publisher(state, port, bodies)
    started = publisher.go()
    reader.wait(RUN_WITHIN_S)
    seconds = time.monotonic() - started
    after = os.times()
    publisher.end(RUN_WITHIN_S)
    return Result(
        seconds, case.rows, after.children_user + after.children_system - before.children_user - before.children_system
    )


def run_ingest(state: Path, port: int, case: Case, bodies: list[bytes], *, a_second: float | None = None) -> Result:
    process, told = spawn(_serve, state / "backend", case.messages)
    try:
        told.recv()
        publisher = Publisher(state, port, bodies, a_second=a_second)
        started = publisher.go()
        if not told.poll(RUN_WITHIN_S):
            sys.exit("the ingest did not get through")
        commits, seconds_at, result = told.recv()
        sent = publisher.end(RUN_WITHIN_S)
    finally:
        process.join(10)
    result.seconds = seconds_at - started
    result.rows = count_rows(state / "backend/series.db")
    result.file_bytes = sum(path.stat().st_size for path in (state / "backend").glob("series.db*"))
    result.latencies_ms = latencies_ms(sent, commits)
    return result  # type: ignore[no-any-return]  # comes through a pipe


def latencies_ms(sent_s: Sequence[float], commits: Sequence[tuple[int, float]]) -> list[float]:
    """Return how long each message took; `commits` are how many were stored by then, and when."""
    found: list[float] = []
    for upto, at_s in commits:
        found += [(at_s - sent_s[number]) * 1_000 for number in range(len(found), min(upto, len(sent_s)))]
    return found


def count_rows(path: Path) -> int:
    with contextlib.closing(sqlite3.connect(path)) as db:
        return int(db.execute("SELECT count(*) FROM sample").fetchone()[0])


# --- in the process of the ingest ------------------------------------------------------------------------------------


class _TimedLedger(SeriesLedger):
    """Notes when how many messages were committed."""

    commits: list[tuple[int, float]]

    async def commit(self, group: Sequence[Incoming]) -> Posted:
        posted = await super().commit(group)
        self.commits.append(((self.commits[-1][0] if self.commits else 0) + len(group), time.monotonic()))
        return posted


def _serve(backend: Path, messages: int, told: Connection) -> None:
    asyncio.run(_served(backend, messages, told))


async def _served(backend: Path, messages: int, told: Connection) -> None:
    records, series = Records(sqlite_url(backend / "records.db")), SqliteSeries(backend / "series.db")
    upgrade(records.engine)
    ledger = _TimedLedger(series)
    ledger.commits = []
    ingest = _ingest(backend, records, ledger)
    settle_interpreter()
    task = asyncio.create_task(ingest.run())
    while not ingest.connected:  # noqa: ASYNC110 - polled at the start only
        await asyncio.sleep(0.01)
    told.send(None)
    began_cpu = time.process_time()
    async with asyncio.timeout(RUN_WITHIN_S), empty_loop() as late_ms:
        while ingest.stored < messages:  # noqa: ASYNC110 - a counter is no event
            await asyncio.sleep(0.005)
    cpu_s, at_s = time.process_time() - began_cpu, ledger.commits[-1][1]
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    records.close()
    series.close()
    rss_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told.send((ledger.commits, at_s, Result(0.0, 0, cpu_s, rss_mb, late_ms=late_ms)))


def _ingest(backend: Path, records: Records, ledger: SeriesLedger) -> MqttIngest:
    return MqttIngest(
        read_access(backend / "broker.toml"),
        alarms=RecordsLedger(records),
        events=RecordsLedger(records),
        telemetry=ledger,
        book=RecordsToldBook(records),
        listeners=(),
        clock=SystemClock(),
    )
