"""Actions that run, what is expected of each, and how long it really took.

An expectation begins to count at its own `begin` (the alarm's decision, the healing of the cable, the click) and is
met at a moment that a page, a pin or a notification proves. Nothing here is assumed to have happened.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final

from hallenwart_contract import director as pages
from hallenwart_contract.clock import TownClock
from hallenwart_sim.town import timetable
from hallenwart_sim.town.watch import mono_ms

KEEP_RUNS: Final = 6
KEEP_LOG: Final = 40
GIVE_UP_AFTER_S: Final = 600.0

Moment = Callable[[], Awaitable[int]]
"""Waits for something and returns when it was, in monotonic milliseconds."""


@dataclass(slots=True)
class Check:
    """One thing that should follow. `begin` and `met` run at the same time; both give monotonic milliseconds."""

    de: str
    en: str
    within_ms: int
    begin: Moment
    met: Moment
    began_ms: int | None = None
    took_ms: int | None = None
    note: str = ""

    @property
    def late(self) -> bool:
        if self.took_ms is not None:
            return self.took_ms > self.within_ms
        return self.began_ms is not None and mono_ms() - self.began_ms > self.within_ms

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            begin = group.create_task(self._begin(), name=f"begin: {self.en}")
            met = group.create_task(_awaited(self.met()), name=f"met: {self.en}")
        self.took_ms = max(0, met.result() - begin.result())

    async def _begin(self) -> int:
        self.began_ms = await self.begin()
        return self.began_ms

    def told(self) -> pages.Expectation:
        return pages.Expectation(
            text_de=self.de, text_en=self.en, within_ms=self.within_ms, took_ms=self.took_ms, late=self.late, note=self.note
        )


async def _awaited(moment: Awaitable[int]) -> int:
    return await moment


@dataclass(slots=True)
class Run:
    what: str
    started_ms: int
    checks: list[Check]
    over: bool = False

    def told(self) -> pages.Running:
        expectations = [check.told() for check in self.checks]
        return pages.Running(what=self.what, started_ms=self.started_ms, expectations=expectations, over=self.over)


@dataclass(slots=True)
class Stage:
    """The runs of this town, the newest first."""

    clock: TownClock
    runs: deque[Run] = field(default_factory=lambda: deque(maxlen=KEEP_RUNS))
    log: deque[str] = field(default_factory=lambda: deque(maxlen=KEEP_LOG))
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def begin(self, what: str, checks: list[Check]) -> Run:
        run = Run(what, self.clock.now_ms(), checks)
        self.runs.appendleft(run)
        self.changed.set()
        return run

    def note(self, line: str) -> None:
        """Add one line, with the time, to the log that the page shows."""
        self.log.appendleft(f"{timetable.clock_text(self.clock.now_ms())}  {line}")
        self.changed.set()

    async def observe(self, run: Run) -> None:
        """Wait for every expectation of a run, ten minutes at most; what is not met by then stays late."""
        try:
            async with asyncio.timeout(GIVE_UP_AFTER_S), asyncio.TaskGroup() as group:
                for check in run.checks:
                    group.create_task(self._observe(check), name=f"check: {check.en}")
        except TimeoutError:
            self.note(f"{run.what}: nicht alles kam")
        finally:
            run.over = True
            self.changed.set()

    async def _observe(self, check: Check) -> None:
        await check.run()
        self.changed.set()

    def mono_of(self, wall_ms: int) -> int:
        """Return the monotonic moment of a town time."""
        return self.clock.anchor_mono_ms + round((wall_ms - self.clock.start_ms) / self.clock.speed)
