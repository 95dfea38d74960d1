"""The watchdog is fed by loops that turn: one that is stuck stops it, whatever else goes on."""

import asyncio
import contextlib
import logging
import socket
import threading

import pytest

from hallenwart_contract.clock import SystemClock
from hallenwart_edge.errors import DriverFault, StoreUnavailableError
from hallenwart_edge.fleet.progress import CARD_WITHIN_S, LOOP_WITHIN_S, Progress, TickingBoard, probe
from hallenwart_edge.fleet.systemd import feed_watchdog
from hallenwart_edge.uplink.outbox import SqliteOutbox
from support.rig import until


class Seconds:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_one_stuck_loop_stops_the_feeding_and_is_named_once(caplog: pytest.LogCaptureFixture):
    seconds = Seconds()
    progress = Progress(seconds)
    fire, doors = progress.expect("fire"), progress.expect("doors")
    assert progress.turns()
    with caplog.at_level(logging.ERROR):
        seconds.now = LOOP_WITHIN_S
        fire()
        seconds.now += 1
        assert [progress.turns(), progress.turns()] == [False, False]
    assert [record.getMessage() for record in caplog.records] == ["stuck, the watchdog is not fed: doors"]
    doors()
    assert progress.turns()


async def test_a_writer_thread_that_hangs_is_noticed(tmp_path):
    seconds = Seconds()
    progress, clock = Progress(seconds), SystemClock()
    outbox = SqliteOutbox(tmp_path, clock)
    await outbox.open()
    hangs = threading.Event()
    try:
        probing = asyncio.create_task(probe(outbox.measure, progress.expect("outbox", within_s=CARD_WITHIN_S)))
        outbox._durable.submit(lambda _: hangs.wait(20))
        seconds.now = CARD_WITHIN_S + 1
        await asyncio.sleep(0.05)
        assert progress.stuck() == ("outbox",)
        hangs.set()
        await until(lambda: not progress.stuck())
    finally:
        hangs.set()
        probing.cancel()
        outbox.close()


async def test_a_full_card_and_a_silent_board_are_turns_all_the_same():
    class Silent:
        async def read(self):
            raise DriverFault("locker", "silent")

    async def full():
        raise StoreUnavailableError("full")

    turns: list[str] = []
    probing = asyncio.create_task(probe(full, lambda: turns.append("card")))
    with pytest.raises(DriverFault):
        await TickingBoard(Silent(), lambda: turns.append("doors")).read()
    await until(lambda: len(turns) == 2)
    probing.cancel()
    assert set(turns) == {"card", "doors"}


async def test_the_watchdog_hears_nothing_while_a_loop_is_stuck(tmp_path, monkeypatch: pytest.MonkeyPatch):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "40000")
        well = True
        feeding = asyncio.create_task(feed_watchdog(lambda: well))
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(180):
            assert await loop.sock_recv(systemd, 100) == b"WATCHDOG=1"
        well = False
        await asyncio.sleep(0.1)
        with contextlib.suppress(BlockingIOError):
            systemd.recv(100)
        await asyncio.sleep(0.1)
        with pytest.raises(BlockingIOError):
            systemd.recv(100)
        feeding.cancel()
