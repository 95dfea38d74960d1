"""The same recordings through the device's own agent: sensors are read, places looked at, and readings put into the outbox on
disk, by a clock that goes as fast as the work in it.
"""

from __future__ import annotations

import asyncio
import bisect
import contextlib
import math
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from evaluation.occupancy_data import Column, Part, Recording, truth_name
from evaluation.stepped import SteppedTime
from hallenwart_contract import quantities
from hallenwart_contract.messages import Alarm, Event, Quality, Reading
from hallenwart_contract.people import Sign
from hallenwart_edge.board import SharedBoard
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.occupancy.agent import OccupancyAgent
from hallenwart_edge.occupancy.surroundings import CountingSettings
from hallenwart_edge.occupancy.watching import EyeSpec, Helper
from hallenwart_edge.ports import Sample
from hallenwart_edge.uplink.outbox import SqliteOutbox

HALL: Final = "room"
RHYTHM_S: Final = 10.0
SETTLES_WITHIN_S: Final = 20.0
DAYS: Final = 4.0
"""So much of a recording goes through the agent; the rules alone judge all of it."""


@dataclass(frozen=True, slots=True)
class AgentFigures:
    """`right`: share of rows at which the word that was told last was true. `readings` were told, `stored` are on disk."""

    room: str
    days: float
    rows: int
    right: float
    readings: int
    stored: int
    took_s: float


@dataclass
class _Listening:
    """Notes what goes into the real outbox."""

    outbox: SqliteOutbox
    told: list[tuple[int, float]] = field(default_factory=list)
    readings: int = 0

    async def alarm(self, alarm: Alarm) -> None:
        await self.outbox.alarm(alarm)

    async def event(self, event: Event) -> None:
        await self.outbox.event(event)

    def unreceipted(self) -> list[Alarm]:
        return self.outbox.unreceipted()

    def reading(self, reading: Reading) -> None:
        self.readings += 1
        if reading.k == quantities.PRESENCE and reading.q == Quality.OK and reading.x is not None:
            self.told.append((reading.t_ms, reading.x))
        self.outbox.reading(reading)


@dataclass
class _Played:
    """A column as a sensor: what it said last, at the stepped clock's time."""

    part: Part
    column: Column
    time: SteppedTime

    def value(self) -> float | None:
        x = self.column[self._row()]
        return x if math.isfinite(x) else None

    async def read(self) -> tuple[Sample, ...]:
        """Return motion as a pulse: at the first look after its row was written down."""
        x = self.value()
        if x is None:
            raise DriverFault(HALL, "silent")
        fresh = self.time.now_ms() - self.part.times_ms[self._row()] < RHYTHM_S * 1_000
        return (Sample("presence", float(x > 0 and fresh)),)

    def _row(self) -> int:
        return max(0, bisect.bisect_right(self.part.times_ms, self.time.now_ms()) - 1)

    def close(self) -> None: ...


async def play(recording: Recording) -> AgentFigures | None:
    """Play the first days of a room with motion sensors; None for one without."""
    part = _excerpt(recording.parts[0])
    motion = part.those("pir")
    if not motion:
        return None
    began_s = asyncio.get_running_loop().time()
    time = SteppedTime(part.times_ms[0], rhythm_s=RHYTHM_S)
    with tempfile.TemporaryDirectory(prefix="hw-") as name:
        outbox = SqliteOutbox(Path(name), time.beside_real())
        await outbox.open()
        listening = _Listening(outbox)
        agent = OccupancyAgent(
            eyes=[
                (EyeSpec(f"motion-{at}", HALL, sign=Sign.MOTION), _Played(part, column, time))
                for at, column in enumerate(motion)
            ],
            helpers=[
                Helper(word, HALL, quantity, _Played(part, column, time).value)
                for word, quantity in (("light", "light_lx"), ("co2", "co2_ppm"))
                for column in part.those(word)
            ],
            settings=CountingSettings(state_file=Path(name) / "occupancy.json"),
            outbox=listening,
            board=SharedBoard(),
            clock=time,
            sleep=time.sleep,
        )
        tasks = [asyncio.create_task(each) for each in (agent.run(), outbox.run())]
        try:
            await time.until_asleep(len(motion) + 1)
            await time.run_until((part.times_ms[-1] - part.times_ms[0]) / 1_000, lambda _: None)
            stored = await _stored(outbox, listening.readings)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await asyncio.to_thread(outbox.close)
    days = (part.times_ms[-1] - part.times_ms[0]) / 86_400_000
    took_s = asyncio.get_running_loop().time() - began_s
    return AgentFigures(
        recording.name, days, len(part.times_ms), _right(part, listening.told), listening.readings, stored, took_s
    )


def _excerpt(part: Part) -> Part:
    last = bisect.bisect_left(part.times_ms, part.times_ms[0] + DAYS * 86_400_000)
    return Part(part.name, part.times_ms[:last], {name: column[:last] for name, column in part.columns.items()})


async def _stored(outbox: SqliteOutbox, wanted: int) -> int:
    """Return how many readings are on disk, once all are or a while has passed."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(SETTLES_WITHIN_S):
            while outbox.marks["t"].last < wanted:  # noqa: ASYNC110 - the outbox has no event for it
                await asyncio.sleep(0.05)
    return outbox.marks["t"].last


def _right(part: Part, told: Sequence[tuple[int, float]]) -> float:
    """Return the share of rows at which the word told last by then was true; before the first word none is."""
    times = [t_ms for t_ms, _ in told]
    right = 0
    for t_ms, x in zip(part.times_ms, part.columns[truth_name(part.columns) or ""], strict=True):
        at = bisect.bisect_right(times, t_ms) - 1
        right += at >= 0 and (told[at][1] > 0) == (x > 0)
    return right / len(part.times_ms)
