"""kill -9 of broker, server and agent in turn while rows flow: what the agents produced is what the server has, once."""

import asyncio
import os
import random
import signal
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hallenwart_contract.messages import Alarm
from hallenwart_sim.town.plan import DEVICES, NORDPARK_1, NORDPARK_2
from hallenwart_sim.town.ports import Ports
from hallenwart_sim.town.processes import Child
from hallenwart_sim.town.town import Options, Town
from support.town import free_base

SEEDS = {"mosquitto": (1, 2), "amqtt": (3,)}
"""Every seed once: which broker it plays beside changes what is killed, not when."""
ROUNDS, ALARMS = 2, 2
pytestmark = [pytest.mark.slow]

Marks = dict[tuple[str, str, str], tuple[int, int]]
"""Highest number given out and watermark, by device, epoch and stream."""


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=180)) as connection:
        yield connection


def marks(town: Town) -> Marks:
    """Read what every agent gave out and forgot, from its own outboxes."""
    found: Marks = {}
    for device in DEVICES:
        for path in (town.folder.device(device.id) / "state").glob("*.db"):
            with opened(path) as outbox:
                if not outbox.execute("SELECT 1 FROM sqlite_master WHERE name = 'streams'").fetchone():
                    continue
                (epoch,) = outbox.execute("SELECT value FROM meta WHERE name = 'epoch'").fetchone()
                for stream, last, wm in outbox.execute("SELECT stream, last, wm FROM streams"):
                    found[device.id, epoch, stream] = (last, wm)
    return found


async def until(holds: Callable[[], bool], *, within_s: float = 180, what: str) -> None:
    try:
        async with asyncio.timeout(within_s):
            while True:
                if holds():
                    return
                await asyncio.sleep(0.1)
    except TimeoutError:
        pytest.fail(f"not within {within_s} s: {what}")


async def caught_up(town: Town) -> None:
    """Wait until all rows that exist now are receipted."""
    wanted = {key: last for key, (last, _) in marks(town).items()}
    await until(
        lambda: all(marks(town)[key][1] >= last for key, last in wanted.items()), within_s=120, what="all rows receipted"
    )


def stored_rows(town: Town) -> list[tuple[str, str, str, int, int]]:
    with opened(town.folder.backend / "records.db") as records:
        return records.execute("SELECT device, epoch, stream, seq, copy FROM stream_row").fetchall()


def stored_samples(town: Town) -> Counter[str]:
    """Count what devices told since the town began: what came before was imported, what lamps do the server notes itself."""
    query = """SELECT device, count(*) FROM sample JOIN series ON series.id = sample.series
               WHERE t > ? AND quantity NOT IN ('light_on', 'heating_on') GROUP BY device"""
    with opened(town.folder.backend / "series.db") as series:
        return Counter(dict(series.execute(query, (town.clock.start_ms,)).fetchall()))


def alarm_ids(town: Town) -> set[str]:
    with opened(town.folder.backend / "records.db") as records:
        bodies = records.execute("SELECT body FROM stream_row WHERE stream = 'a'").fetchall()
    return {msgspec.json.decode(body, type=Alarm).id for (body,) in bodies}


class Traffic:
    """Things happen all the time: people walk, doors are forced, wires of alarm loops break and are mended."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self.broken_loops = 0

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            for doorway in self._town.equipment.doorways.values():
                group.create_task(self._walk(doorway.hall))
            group.create_task(self._force_doors())
            for device in (NORDPARK_1, NORDPARK_2):
                group.create_task(self._break_loop(device))

    async def _walk(self, hall: str) -> None:
        while True:
            await self._town.equipment.doorways[hall].walk_in()
            await self._town.equipment.doorways[hall].walk_out()

    async def _force_doors(self) -> None:
        locker = self._town.equipment.locker
        while True:
            for lock in range(8):
                locker.pull_door(lock, force=True)
                await asyncio.sleep(0.3)
                locker.push_door(lock)

    async def _break_loop(self, device: str) -> None:
        """Break a wire until the agent has a row about it, then mend it until it has another."""
        loop = self._town.equipment.loops[device]
        while True:
            loop.open()
            await self._told(device)
            self.broken_loops += 1
            loop.normal()
            await self._told(device)

    async def _told(self, device: str) -> None:
        def alarms() -> int:
            return sum(last for (name, _, stream), (last, _) in marks(self._town).items() if (name, stream) == (device, "a"))

        before = alarms()
        await until(lambda: alarms() > before, what=f"an alarm row of {device}")


@asynccontextmanager
async def running(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run beside the block; a failure of either ends both."""
    async with asyncio.TaskGroup() as group:
        task = group.create_task(work)
        try:
            yield
        finally:
            task.cancel()


def kill(child: Child) -> None:
    if child.pid is not None:
        os.killpg(child.pid, signal.SIGKILL)


async def kill_all_in_turn(town: Town, traffic: Traffic, dice: random.Random) -> int:
    """Kill each in turn at moments nobody chose, until alarms came meanwhile. Return how many loops were broken so far."""
    victims = [town.broker, town.backend, town.agents[NORDPARK_1]]
    rounds, wanted = 0, traffic.broken_loops + ALARMS
    while rounds < ROUNDS or traffic.broken_loops < wanted:
        dice.shuffle(victims)
        for victim in victims:
            await asyncio.sleep(dice.uniform(0.3, 2.5))
            kill(victim)
        rounds += 1
    return traffic.broken_loops


@pytest.mark.parametrize("engine", SEEDS)
async def test_nothing_is_lost_and_nothing_doubled(engine: str, tmp_path: Path):
    options = Options(state=tmp_path / "town", engine=engine, people=False, ports=Ports.from_base(free_base()))
    async with Town(options) as town, running(town.live()):
        traffic = Traffic(town)
        async with running(traffic.run()):
            for seed in SEEDS[engine]:
                broken_loops = await kill_all_in_turn(town, traffic, random.Random(seed))
                await caught_up(town)
                agree(town, f"{engine}, seed {seed}")
                assert len(alarm_ids(town)) >= broken_loops
        await until(lambda: all_is_equal(town), what=f"all rows are equal, {engine}")


def agree(town: Town, which: str) -> None:
    """Compare alarms and events number by number: all that was receipted is there, and nothing that was never given out."""
    before = marks(town)
    rows = stored_rows(town)
    after = marks(town)
    assert all(copy == 0 for *_, copy in rows), which
    assert len(rows) == len({row[:4] for row in rows}), which
    assert {row[:3] for row in rows} <= set(after), which
    for (device, epoch, stream), (_, wm) in before.items():
        if stream != "t":
            numbers = {row[3] for row in rows if row[:3] == (device, epoch, stream)}
            most = set(range(1, after[device, epoch, stream][0] + 1))
            assert set(range(1, wm + 1)) <= numbers <= most, (which, device, stream)


def all_is_equal(town: Town) -> bool:
    """Say whether, in a moment between two sendings, every row an agent numbered is there once, and nothing else."""
    before = marks(town)
    samples, rows = stored_samples(town), Counter(row[:3] for row in stored_rows(town))
    still = before == marks(town) and all(wm == last for last, wm in before.values())
    given_out = {key: last for key, (last, _) in before.items() if key[2] != "t" and last}
    readings: Counter[str] = Counter()
    for (device, _, stream), (last, _) in before.items():
        readings[device] += last if stream == "t" else 0
    return still and rows == given_out and samples == readings
