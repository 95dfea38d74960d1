"""One agent crashes, the others live on; the fault is told once, and so is the recovery."""

import asyncio
import contextlib

from hallenwart_edge.errors import DriverFault
from hallenwart_edge.runtime import supervise


class Report:
    def __init__(self):
        self.told = []
        self.news = asyncio.Event()

    async def fault(self, name, reason):
        self.told.append((name, reason))
        self.news.set()

    async def recovered(self, name):
        self.told.append((name, "ok"))
        self.news.set()


async def test_a_crash_is_isolated_told_once_and_recovery_too():
    report, ticks, starts = Report(), [], []

    async def healthy():
        while True:
            ticks.append(1)
            await asyncio.sleep(0.01)

    async def crashing():
        starts.append(1)
        if len(starts) <= 3:
            raise DriverFault("locker", "silent")
        await asyncio.get_running_loop().create_future()

    async with asyncio.timeout(180), asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(supervise(name, run, report, jitter=lambda: -0.9, healthy_after_s=0.2))
            for name, run in (("healthy", healthy), ("crashing", crashing))
        ]
        while len(report.told) < 2:
            report.news.clear()
            await report.news.wait()
        before = len(ticks)
        await asyncio.sleep(0.1)
        assert len(ticks) > before
        for task in tasks:
            task.cancel()
    assert report.told == [("crashing", "locker: silent"), ("crashing", "ok")]
    assert len(starts) == 4


async def test_an_agent_that_returns_has_failed():
    report = Report()

    async def done():
        return

    task = asyncio.create_task(supervise("done", done, report))
    await report.news.wait()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    assert report.told == [("done", "it ended by itself")]


async def test_the_reason_inside_a_group_is_told_with_its_place():
    report = Report()

    async def nested():
        async with asyncio.TaskGroup() as group:
            group.create_task(broken())

    async def broken():
        raise ZeroDivisionError("nothing by nothing")

    task = asyncio.create_task(supervise("nested", nested, report))
    await report.news.wait()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    assert report.told[0][1].startswith("ZeroDivisionError: nothing by nothing in broken")


async def test_an_agent_ends_though_its_cleaning_up_fails():
    begun, lives = asyncio.Event(), []

    async def ends_badly():
        lives.append(1)
        begun.set()
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            if len(lives) == 1:
                raise DriverFault("locker", "silent")

    task = asyncio.create_task(supervise("badly", ends_badly, Report()))
    await begun.wait()
    begun.clear()
    task.cancel()
    again = asyncio.create_task(begun.wait())
    await asyncio.wait({task, again}, return_when=asyncio.FIRST_COMPLETED, timeout=60)
    again.cancel()
    assert len(lives) == 1, "it went on after it was told to end"
    assert task.cancelled()
