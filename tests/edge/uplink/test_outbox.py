"""The outbox under a slow, locked and full card."""

import asyncio
import contextlib
import json
import math
import os
import sqlite3
import subprocess

import pytest

from hallenwart_contract.clock import SystemClock
from hallenwart_contract.messages import Alarm, Event, Reading
from hallenwart_edge.errors import StoreUnavailableError
from hallenwart_edge.uplink.outbox import SqliteOutbox
from hallenwart_edge.uplink.store import Store


def an_alarm(number=1, **changes):
    fields = {"id": f"alarm-{number}", "type": "smoke", "phase": "raise", "sev": "crit", "zone": "halle", "t_ms": 1}
    return Alarm(**{**fields, **changes})


@contextlib.asynccontextmanager
async def running(folder, **settings):
    outbox = SqliteOutbox(folder, SystemClock(), **settings)
    await outbox.open()
    task = asyncio.create_task(outbox.run())
    try:
        yield outbox
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        await asyncio.to_thread(outbox.close)


async def until(condition, within_s=180.0):
    async with asyncio.timeout(within_s):
        while not condition():  # noqa: ASYNC110 - what is awaited happens in threads and files
            await asyncio.sleep(0.01)


@contextlib.contextmanager
def locked(path):
    """Hold the file's write lock, as a dying card holds every writer."""
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        blocker.execute("ROLLBACK")
        blocker.close()


async def test_rows_survive_a_restart_with_their_numbers(tmp_path):
    async with running(tmp_path) as outbox:
        epoch = outbox.epoch
        await outbox.alarm(an_alarm())
        await outbox.event(Event(kind="boot", t_ms=1))
        outbox.reading(Reading(c="x", k="temp_c", t_ms=1, x=20.0))
    async with running(tmp_path) as outbox:
        assert outbox.epoch == epoch
        assert [mark.last for mark in outbox.marks.values()] == [1, 1, 1]
        assert json.loads(outbox.alarms[1])["id"] == "alarm-1"
        assert len(await outbox.rows("t", 1, 10)) == 1


async def test_an_alarm_does_not_wait_for_a_blocked_card(tmp_path):
    async with running(tmp_path) as outbox:
        with locked(tmp_path / "alarms_events.db"):
            loop, took_s = asyncio.get_running_loop(), []
            for number in (1, 2, 3):
                began = loop.time()
                await outbox.alarm(an_alarm(number))
                took_s.append(loop.time() - began)
            assert min(took_s) < 0.6, "not even once, however busy the machine was"
            assert [json.loads(body)["id"] for body in outbox.unstored_alarms()] == ["alarm-1", "alarm-2", "alarm-3"]
            assert not outbox.alarms
        await until(lambda: len(outbox.alarms) == 3)
        assert not outbox.unstored_alarms()
        assert [*outbox.alarms] == [1, 2, 3]


async def test_blocked_telemetry_holds_up_no_alarm(tmp_path):
    async with running(tmp_path) as outbox:
        with locked(tmp_path / "telemetry.db"):
            outbox.reading(Reading(c="x", k="temp_c", t_ms=1, x=20.0))
            await asyncio.sleep(0.7)
            await outbox.alarm(an_alarm())
            assert [*outbox.alarms] == [1]
        await until(lambda: outbox.marks["t"].last == 1)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
async def test_no_number_that_json_cannot_hold_is_stored(tmp_path, value):
    async with running(tmp_path) as outbox:
        outbox.reading(Reading(c="x", k="temp_c", t_ms=1, x=value))
        await outbox.alarm(an_alarm(x=value, thr=value))
        await outbox.event(Event(kind="boot", t_ms=1, a={"x": value}))
        await until(lambda: outbox.marks["t"].last)
        (row,) = await outbox.rows("t", 1, 10)
        assert (json.loads(row.body)["x"], json.loads(row.body)["q"]) == (None, "fault")
        assert json.loads(outbox.alarms[1])["x"] is None
        assert json.loads((await outbox.rows("e", 1, 1))[0].body)["a"] == {"x": None}


async def test_above_the_cap_the_oldest_telemetry_goes_and_is_declared(tmp_path):
    async with running(tmp_path, max_telemetry_rows=100) as outbox:
        for number in range(300):
            outbox.reading(Reading(c="x", k="temp_c", t_ms=number, x=1.0))
        for number in range(20):
            await outbox.event(Event(kind="boot", t_ms=number))
        await until(lambda: outbox.skips["t"])
        ((first, last, reason),) = outbox.skips["t"]
        rows = await outbox.rows("t", 1, 1000)
        assert (first, reason) == (1, "overflow")
        assert [row.seq for row in rows] == [*range(last + 1, 301)]
        assert outbox.marks["e"].last == 20
        assert not outbox.skips["e"]


async def kinds(outbox):
    return [(json.loads(row.body)["kind"], json.loads(row.body)["a"]) for row in await outbox.rows("e", 1, 100)]


@pytest.mark.parametrize("name", ["alarms_events.db", "telemetry.db"])
@pytest.mark.parametrize(
    "spoil",
    [lambda all_: all_[:0], lambda all_: all_[:1_300], lambda all_: all_[:5_000], lambda all_: all_[:100] + b"?" * 9_000],
)
async def test_a_damaged_file_is_put_aside_and_told(tmp_path, name, spoil):
    async with running(tmp_path) as outbox:
        await outbox.event(Event(kind="boot", t_ms=1))
        outbox.reading(Reading(c="luft", k="temp_c", t_ms=1, x=1.0))
        await until(lambda: outbox.marks["t"].last == 1)
        epoch = outbox.epoch
    (tmp_path / name).write_bytes(spoil((tmp_path / name).read_bytes()))
    async with running(tmp_path) as outbox:
        await until(lambda: outbox.marks["e"].last == (1 if name == "alarms_events.db" else 2))
        assert outbox.epoch != epoch
        told = {"why": "damaged", "file": name.removesuffix(".db"), "epoch": outbox.epoch}
        assert (await kinds(outbox))[-1] == ("gap", told)
        assert outbox.renewed.is_set()


async def test_a_first_start_tells_of_no_loss(tmp_path):
    async with running(tmp_path) as outbox:
        await outbox.event(Event(kind="boot", t_ms=1))
        assert [kind for kind, _ in await kinds(outbox)] == ["boot"]
        assert not outbox.renewed.is_set()


async def test_a_file_damaged_in_use_is_begun_anew(tmp_path):
    """Else its rows would wait for the card for ever."""
    async with running(tmp_path) as outbox:
        told, epoch = [], outbox.epoch
        outbox.on_gap(told.append)
        await outbox.event(Event(kind="boot", t_ms=1))
        size = (tmp_path / "alarms_events.db").stat().st_size
        (tmp_path / "alarms_events.db-wal").write_bytes(b"")
        (tmp_path / "alarms_events.db").write_bytes(b"?" * size)
        await outbox._durable.call(lambda store: store._connection.execute("PRAGMA shrink_memory").fetchall())
        await outbox.event(Event(kind="door.opened", t_ms=2))
        await until(lambda: told and outbox.marks["e"].last == 2, within_s=180)
        assert outbox.epoch != epoch
        assert {kind for kind, _ in await kinds(outbox)} == {"door.opened", "gap"}
        assert told == ["damaged alarms_events"]


async def test_a_lost_telemetry_file_begins_a_new_epoch_that_keeps_what_waits(tmp_path):
    async with running(tmp_path) as outbox:
        epoch = outbox.epoch
        await outbox.alarm(an_alarm(1))
        await outbox.alarm(an_alarm(2))
        await outbox.forget("a", 1)
    for name in ("telemetry.db", "telemetry.db-wal", "telemetry.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    async with running(tmp_path) as outbox:
        assert outbox.epoch != epoch
        assert {seq: json.loads(body)["id"] for seq, body in outbox.alarms.items()} == {1: "alarm-2"}
        epoch = outbox.epoch
    async with running(tmp_path) as outbox:
        assert outbox.epoch == epoch


def fill(store):
    for _ in range(1000):
        store.append("t", [b"x" * 1000], stored_ms=0)


def test_a_store_at_its_cap_takes_rows_again_after_old_ones_went(tmp_path):
    store = Store(tmp_path / "t.db", streams=("t",), durable=False, max_pages=64)
    store.open()
    with contextlib.closing(store):
        with pytest.raises(StoreUnavailableError, match="full"):
            fill(store)
        count = store.count("t")
        store.drop_oldest("t", count // 2)
        assert store.append("t", [b"x" * 1000], stored_ms=0) == count + 1


@pytest.fixture
def small_card(tmp_path):
    """A card of 12 MB."""
    card = tmp_path / "card"
    card.mkdir()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(card)], check=False, capture_output=True
        ).returncode
    )
    if not mounted:
        pytest.skip("mounting a small file system needs root")
    try:
        yield card
    finally:
        subprocess.run(["umount", str(card)], check=True)


async def test_on_a_full_card_alarms_and_events_are_still_stored(small_card):
    async with running(small_card) as outbox:
        filler = (small_card / "filler").open("wb")
        with filler, contextlib.suppress(OSError):
            while True:
                filler.write(b"x" * 65536)
                filler.flush()
        for number in range(50):
            outbox.reading(Reading(c="x" * 900, k="temp_c", t_ms=number, x=1.0))
        for number in range(30):
            await outbox.event(Event(kind="boot", t_ms=number, a={"pad": "x" * 3000}))
        await outbox.alarm(an_alarm())
        await until(lambda: outbox.alarms and outbox.marks["e"].last == 30)
        assert not (small_card / "reserve.bin").exists()


async def test_on_a_full_card_it_starts_also_without_its_files(small_card):
    """An agent that does not start sees no fire."""
    async with running(small_card):
        pass
    for path in small_card.glob("*.db*"):
        path.unlink()
    with (small_card / "ballast").open("wb", buffering=0) as ballast, contextlib.suppress(OSError):
        while True:
            ballast.write(b"x" * 4096)
    async with running(small_card) as outbox:
        await outbox.alarm(an_alarm())
        await until(lambda: outbox.marks["a"].last == 1)


async def test_alarms_are_unreceipted_until_the_watermark_passes_them_also_after_a_restart(tmp_path):
    async with running(tmp_path) as outbox:
        await outbox.alarm(an_alarm(1))
        await outbox.alarm(an_alarm(2, sev="warn"))
        await until(lambda: len(outbox.alarms) == 2)
    async with running(tmp_path) as outbox:
        assert [(alarm.id, alarm.sev) for alarm in outbox.unreceipted()] == [("alarm-1", "crit"), ("alarm-2", "warn")]
        await outbox.forget("a", min(outbox.alarms))
        assert [alarm.id for alarm in outbox.unreceipted()] == ["alarm-2"]


async def test_an_alarm_that_waits_for_the_card_is_unreceipted_too(tmp_path):
    async with running(tmp_path) as outbox:
        with contextlib.closing(sqlite3.connect(tmp_path / "alarms_events.db", isolation_level=None)) as blocker:
            blocker.execute("BEGIN IMMEDIATE")
            await outbox.alarm(an_alarm(1))
            assert [alarm.id for alarm in outbox.unreceipted()] == ["alarm-1"]
            blocker.execute("ROLLBACK")
