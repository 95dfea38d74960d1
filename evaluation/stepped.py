"""Time that goes as fast as the work in it: it moves on only when every task that lives by it sleeps.

Used as:

    time = SteppedTime(wall_ms)
    agent(clock=time, sleep=time.sleep)          decides by this time
    core(clock=time.beside_real())               wall time of the data, but real monotonic time for the protocols
    await time.run_until(60.0, before=feed)
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
import time as machine
from collections.abc import Callable
from typing import Final

PATIENCE_S: Final = 2.0
"""A task that was woken and neither sleeps again nor ends waits for something else; time then goes on without it."""


class SteppedTime:
    """A `Clock` and its `sleep`. `rhythm_s` is the shortest sleep: long quiet recordings need no look every 100 ms."""

    def __init__(self, wall_ms: int, *, rhythm_s: float = 0.0) -> None:
        self._start_ms = wall_ms
        self._ms = 0
        self._rhythm_s = rhythm_s
        self._sleepers: list[tuple[int, int, asyncio.Future[None]]] = []
        self._order = itertools.count()
        self._awake: set[asyncio.Task[object]] = set()
        self._asleep = asyncio.Event()

    def now_ms(self) -> int:
        return self._start_ms + self._ms

    def mono_ms(self) -> int:
        return self._ms

    @property
    def t_s(self) -> float:
        """Seconds since the start."""
        return self._ms / 1_000

    def beside_real(self) -> BesideReal:
        return BesideReal(self)

    async def sleep(self, seconds: float) -> None:
        """Sleep in this time."""
        task = asyncio.current_task()
        woken = asyncio.get_running_loop().create_future()
        due_ms = self._ms + max(1, round(max(seconds, self._rhythm_s) * 1_000))
        heapq.heappush(self._sleepers, (due_ms, next(self._order), woken))
        if task is not None:
            self._awake.discard(task)
            self._asleep.set()
        await woken
        if task is not None:
            self._awake.add(task)

    async def until_asleep(self, sleepers: int) -> None:
        """Wait until `sleepers` tasks sleep: everything that will live by this time has begun."""
        async with asyncio.timeout(30):
            while len(self._sleepers) < sleepers:
                self._asleep.clear()
                await self._asleep.wait()

    async def run_until(self, t_s: float, before: Callable[[float], None], done: Callable[[], bool] = lambda: False) -> None:
        """Let time go on to `t_s`, or until `done`. `before` is told each moment before those wake who wake then."""
        end_ms = round(t_s * 1_000)
        while not done():
            await self._settled()
            if not self._sleepers or self._sleepers[0][0] > end_ms:
                break
            self._ms = self._sleepers[0][0]
            before(self.t_s)
            await self._wake()
        else:
            return
        self._ms = end_ms

    async def _wake(self) -> None:
        while self._sleepers and self._sleepers[0][0] <= self._ms:
            _, _, woken = heapq.heappop(self._sleepers)
            if not woken.done():
                woken.set_result(None)
        await asyncio.sleep(0)  # now they run and count themselves as awake

    async def _settled(self) -> None:
        while awake := {task for task in self._awake if not task.done()}:
            self._asleep.clear()
            try:
                async with asyncio.timeout(PATIENCE_S):
                    await self._asleep.wait()
            except TimeoutError:
                self._awake -= awake


class BesideReal:
    """The data's wall time with the machine's monotonic time: receipts, heartbeats and reconnects keep their real pace."""

    def __init__(self, time: SteppedTime) -> None:
        self._time = time

    def now_ms(self) -> int:
        return self._time.now_ms()

    def mono_ms(self) -> int:
        return machine.monotonic_ns() // 1_000_000
