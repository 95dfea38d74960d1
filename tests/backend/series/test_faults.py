"""A store that is killed, full, locked or away: nothing lost, nothing doubled, in either."""

import asyncio
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from hallenwart_backend.adapters.series_open import open_series
from hallenwart_backend.adapters.series_postgres_schema import WRITER_LOCK
from hallenwart_backend.adapters.series_sqlite import SqliteSeries
from hallenwart_backend.errors import StoreUnavailableError
from hallenwart_backend.ingest.ports import StreamKey
from hallenwart_backend.ingest.receipts import ReceiptDesk
from hallenwart_backend.ingest.service import Intake
from hallenwart_backend.telemetry.ports import SeriesStore
from hallenwart_contract.clock import SystemClock
from support.databases import database_of, open_series_at
from support.postgres import MISSING, Cluster, find_binaries
from support.readings import DEVICE, EPOCH, ROWS, assert_holds, batch
from support.scripted import until

TESTS = Path(__file__).parents[2]
KEY = StreamKey(DEVICE, EPOCH, "t")
FULL_BYTES = 300_000


# --- killed ---


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_a_ledger_killed_in_mid_commit_stores_whole_batches_once(tmp_path: Path, each_database: str, seed: int):
    del each_database
    dice = random.Random(seed)
    with closing(open_series_at(tmp_path)):
        pass
    for _ in range(2):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "support.series_process", str(tmp_path), cwd=TESTS, stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        said = int(await process.stdout.readline())
        for _ in range(dice.randint(1, 30)):
            said = int(await process.stdout.readline())
        await asyncio.sleep(dice.uniform(0, 0.005))  # the moment of the kill is the dice's
        process.send_signal(signal.SIGKILL)
        said = max([said, *(int(line) for line in (await process.stdout.read()).splitlines() if line)])
        await process.wait()
        with closing(open_series_at(tmp_path)) as series:
            wm = (await series.ledger().progress_of(DEVICE))[KEY].wm
            assert wm in {said, said + ROWS}
            await assert_holds(series, wm)


# --- full ---


@contextmanager
def no_file_grows(pid: int, upto: int) -> Iterator[None]:
    unlimited = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (upto, unlimited[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, unlimited)


async def commit_until_full(series: SeriesStore) -> int:
    """Return the number of the last row that went in."""
    ledger, wm = series.ledger(), 0
    with suppress(StoreUnavailableError):
        for _ in range(2_000):
            wm = (await ledger.commit([batch(wm + 1, 200)])).progress[KEY].wm
        pytest.fail("the disk did not become full")
    await assert_holds(series, wm)
    return wm


async def test_a_full_disk_stores_nothing_in_part_and_goes_on_when_there_is_room(tmp_path: Path):
    with closing(SqliteSeries(tmp_path / "series.db")) as series:
        with no_file_grows(os.getpid(), FULL_BYTES):
            wm = await commit_until_full(series)
        assert (await series.ledger().commit([batch(wm + 1)])).progress[KEY].wm == wm + ROWS
        await assert_holds(series, wm + ROWS)


async def test_a_full_disk_in_mid_commit_leaves_no_series_without_a_name(tmp_path: Path):
    """SQLite undoes the transaction by itself then: series numbers given out in it are void."""
    with closing(SqliteSeries(tmp_path / "series.db")) as series:
        ledger = series.ledger()
        with no_file_grows(os.getpid(), (tmp_path / "series.db-wal").stat().st_size), pytest.raises(StoreUnavailableError):
            await ledger.commit([batch(1)])
        await ledger.commit([batch(1)])
        await assert_holds(series, ROWS)


@pytest.fixture
def small(postgres: Cluster) -> Iterator[Path]:
    """A small file system with a table space of this PostgreSQL; where only root may mount one, this is for root."""
    folder = postgres.folder / "small"
    folder.mkdir(exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("needs root to mount a small file system")
    owner = postgres.folder.stat()
    os.chown(folder, owner.st_uid, owner.st_gid)
    postgres.execute(f"CREATE TABLESPACE small LOCATION '{folder}'")
    postgres.create("full")
    postgres.execute('ALTER DATABASE "full" SET default_tablespace TO small')
    yield folder
    postgres.drop("full")
    postgres.execute("DROP TABLESPACE small")
    subprocess.run(["umount", "-l", str(folder)], check=False)


def make_room(small: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=64m", str(small)], check=True)


async def test_a_full_disk_under_postgresql_stores_nothing_in_part_and_goes_on(postgres: Cluster, small: Path):
    with closing(open_series(postgres.url("full"))) as series:
        wm = await commit_until_full(series)
        make_room(small)
        assert (await series.ledger().commit([batch(wm + 1)])).progress[KEY].wm == wm + ROWS
        await assert_holds(series, wm + ROWS)


# --- away ---


class Acknowledged:
    """Implements ingest.ports.Session: keeps what was acknowledged."""

    connected = True

    def __init__(self) -> None:
        self.tickets: list[object] = []

    def publish(self, topic: str, payload: bytes, *, qos: int, retain: bool = False) -> bool:
        del topic, payload, qos, retain
        return True

    def acknowledge(self, tickets: Sequence[object]) -> None:
        self.tickets += tickets


@contextmanager
def intake_of(series: SeriesStore) -> Iterator[tuple[Intake, Acknowledged]]:
    session = Acknowledged()
    desk = ReceiptDesk(("t",), lambda _topic, _payload: True, SystemClock())
    intake = Intake("svc-bulk", series.ledger(), desk, lambda _posted: None)
    running = asyncio.get_running_loop().create_task(intake.run(session))
    yield intake, session
    running.cancel()


async def test_a_postgresql_that_is_away_for_a_while_costs_nothing(caplog: pytest.LogCaptureFixture):
    binaries = find_binaries()
    if binaries is None:
        pytest.skip(MISSING)
    with closing(Cluster(binaries)) as cluster:
        cluster.create("away")
        with closing(open_series(cluster.url("away"))) as series, intake_of(series) as (intake, session):
            for number in range(40):
                intake.receive(batch(number * ROWS + 1)._replace(ticket=number))
                if number == 10:
                    await until(lambda: len(session.tickets) > 0)
                    cluster.stop()
                if number == 30:
                    await until(lambda: "again in 2.0 s" in caplog.text)
                    with pytest.raises(StoreUnavailableError):
                        await series.keys()
                    cluster.start()
            await until(lambda: len(session.tickets) == 40, within_s=180)
            await assert_holds(series, 40 * ROWS)


async def test_a_store_whose_lock_another_process_holds_waits_and_loses_nothing(tmp_path: Path, each_database: str):
    with closing(open_series_at(tmp_path)) as series, intake_of(series) as (intake, session):
        intake.receive(batch(1)._replace(ticket=1))
        await until(lambda: session.tickets == [1])
        with locked(tmp_path, each_database):
            for number in range(1, 10):
                intake.receive(batch(number * ROWS + 1)._replace(ticket=number))
            await until(lambda: intake.backlog == 0)
            await assert_holds(series, ROWS)  # readers wait for nobody
        await until(lambda: intake.stored == 10)
        await assert_holds(series, 10 * ROWS)


@contextmanager
def locked(folder: Path, database: str) -> Iterator[None]:
    if database == "sqlite":
        with closing(sqlite3.connect(folder / "series.db", isolation_level=None)) as db:
            db.execute("BEGIN IMMEDIATE")
            yield
            db.execute("ROLLBACK")
        return
    with psycopg.connect(database_of(folder).replace("+psycopg", ""), autocommit=True) as db:
        db.execute("SELECT pg_advisory_lock(%s)", (WRITER_LOCK,))
        yield
