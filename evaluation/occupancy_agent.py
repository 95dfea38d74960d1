"""The same recordings through the device's own agent: sensors are read, places looked at, and readings put into the outbox on
disk, by a clock that goes as fast as the work in it.
"""

from __future__ import annotations

import asyncio
import bisect
import contextlib
import math
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from evaluation.occupancy_counters import ERROR, QUIET_MS, motion_of, quiet_since
from evaluation.occupancy_data import Column, Part, Recording, truth_name
from evaluation.stepped import SteppedTime
from hallenwart_contract import quantities
from hallenwart_contract.messages import Alarm, Event, Quality, Reading
from hallenwart_contract.people import Sign
from hallenwart_edge.board import SharedBoard
from hallenwart_edge.door_ports import Condition, DoorCounter
from hallenwart_edge.door_types import Passage
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.occupancy.agent import OccupancyAgent
from hallenwart_edge.occupancy.counting import DoorSpec
from hallenwart_edge.occupancy.surroundings import CountingSettings
from hallenwart_edge.occupancy.watching import EyeSpec, Helper
from hallenwart_edge.ports import Sample, Sensor
from hallenwart_edge.uplink.outbox import SqliteOutbox

HALL: Final = "room"
RHYTHM_S: Final = 10.0
MINUTE_MS: Final = 60_000
SETTLES_WITHIN_S: Final = 20.0
DAYS: Final = 4.0
"""So much of a room goes through the agent; the rules alone judge all of it."""


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


@dataclass(frozen=True, slots=True)
class AgentDrift:
    """Hours for which the last number told was above zero and to be relied on; `phantom_h` with no motion for an hour."""

    room: str
    days: float
    occupied_h: float
    phantom_h: float
    readings: int
    stored: int
    took_s: float

    @property
    def phantom(self) -> float:
        return self.phantom_h / self.occupied_h if self.occupied_h else math.nan


@dataclass
class _Listening:
    """Notes what goes into the real outbox. Nobody waits for the card: the data's time does not wait either."""

    outbox: SqliteOutbox
    told: list[Reading] = field(default_factory=list)
    writing: list[asyncio.Task[None]] = field(default_factory=list)

    async def alarm(self, alarm: Alarm) -> None:
        await self.outbox.alarm(alarm)

    async def event(self, event: Event) -> None:
        self.writing.append(asyncio.create_task(self.outbox.event(event)))

    def unreceipted(self) -> list[Alarm]:
        return self.outbox.unreceipted()

    def reading(self, reading: Reading) -> None:
        self.told.append(reading)
        self.outbox.reading(reading)

    def of(self, quantity: str) -> list[Reading]:
        return [each for each in self.told if each.k == quantity]


@dataclass
class _Played:
    """A column as a sensor: what it said last, at the stepped clock's time. `pulse_ms`: so long motion shows after its row."""

    part: Part
    column: Column
    time: SteppedTime
    pulse_ms: float = math.inf

    def value(self) -> float | None:
        x = self.column[self._row()]
        return x if math.isfinite(x) else None

    async def read(self) -> tuple[Sample, ...]:
        x = self.value()
        if x is None:
            raise DriverFault(HALL, "silent")
        fresh = self.time.now_ms() - self.part.times_ms[self._row()] < self.pulse_ms
        return (Sample("presence", float(x > 0 and fresh)),)

    def _row(self) -> int:
        return max(0, bisect.bisect_right(self.part.times_ms, self.time.now_ms()) - 1)

    def close(self) -> None: ...


class _Door:
    """A door whose passages are a counter's changes, each in the middle between two rows."""

    def __init__(self, part: Part, counts: Column, time: SteppedTime) -> None:
        told = [(t_ms, round(x)) for t_ms, x in zip(part.times_ms, counts, strict=True) if math.isfinite(x)]
        pairs = zip([(told[0][0], 0), *told], told, strict=False)
        self._due = [((early + late) // 2, x - before) for (early, before), (late, x) in pairs if x != before]
        self._queue: asyncio.Queue[Passage] = asyncio.Queue()
        self._time = time

    def play(self, _: float) -> None:
        while self._due and self._due[0][0] <= self._time.now_ms():
            _, change = self._due.pop(0)
            self._queue.put_nowait(Passage(1 if change > 0 else -1, abs(change), 1 - ERROR, self._time.mono_ms()))

    async def passages(self) -> AsyncIterator[Passage]:
        while True:
            yield await self._queue.get()

    def condition(self) -> Condition:
        return Condition()

    def close(self) -> None: ...


@dataclass(slots=True)
class _Site:
    doors: Sequence[tuple[DoorSpec, DoorCounter]] = ()
    eyes: Sequence[tuple[EyeSpec, Sensor]] = ()
    helpers: Sequence[Helper] = ()
    play: Callable[[float], None] = lambda _: None


async def play(recording: Recording) -> AgentFigures | None:
    """Play the first days of a room with motion sensors; None for one without."""
    part = _excerpt(recording.parts[0])
    motion = part.those("pir")
    if not motion:
        return None

    def built(time: SteppedTime) -> _Site:
        eyes = [_Played(part, column, time, RHYTHM_S * 1_000) for column in motion]
        helpers = [
            Helper(word, HALL, quantity, _Played(part, column, time).value)
            for word, quantity in (("light", "light_lx"), ("co2", "co2_ppm"))
            for column in part.those(word)
        ]
        return _Site(eyes=[(EyeSpec(f"eye-{at}", HALL, sign=Sign.MOTION), eye) for at, eye in enumerate(eyes)], helpers=helpers)

    listening, stored, took_s = await _through(part, RHYTHM_S, built)
    right = _right(part, listening.of(quantities.PRESENCE))
    return AgentFigures(recording.name, _days(part), len(part.times_ms), right, len(listening.told), stored, took_s)


async def play_counter(recording: Recording) -> AgentDrift | None:
    """Play a drifting counter as a door, beside its motion sensor; None where it says nothing."""
    part = recording.whole
    counts = next(column for name, column in part.columns.items() if "xovis" in name.lower())
    known = [at for at, x in enumerate(counts) if math.isfinite(x)]
    if not known:
        return None
    part, counts = _cut(part, known[0], known[-1] + 1), counts[known[0] : known[-1] + 1]

    def built(time: SteppedTime) -> _Site:
        door = _Door(part, counts, time)
        eye = (EyeSpec("eye", HALL, sign=Sign.MOTION), _Played(part, motion_of(part), time))
        return _Site(doors=[(DoorSpec("door", HALL), door)], eyes=[eye], play=door.play)

    listening, stored, took_s = await _through(part, MINUTE_MS / 1_000, built)
    occupied, phantom = _drift(part, counts, listening.of(quantities.PEOPLE))
    return AgentDrift(recording.name, _days(part), occupied / 60, phantom / 60, len(listening.told), stored, took_s)


async def _through(part: Part, rhythm_s: float, built: Callable[[SteppedTime], _Site]) -> tuple[_Listening, int, float]:
    """Run the agent over the time of a part. Returns what it told, how many readings are on disk, and how long it took."""
    began_s = asyncio.get_running_loop().time()
    time = SteppedTime(part.times_ms[0], rhythm_s=rhythm_s)
    site = built(time)
    with tempfile.TemporaryDirectory(prefix="hw-") as name:
        outbox = SqliteOutbox(Path(name), time.beside_real())
        await outbox.open()
        listening = _Listening(outbox)
        agent = OccupancyAgent(
            doors=site.doors,
            eyes=site.eyes,
            helpers=site.helpers,
            settings=CountingSettings(state_file=Path(name) / "occupancy.json"),
            outbox=listening,
            board=SharedBoard(),
            clock=time,
            sleep=time.sleep,
        )
        tasks = [asyncio.create_task(each) for each in (agent.run(), outbox.run())]
        try:
            await time.until_asleep(len(site.eyes) + 1)
            await time.run_until((part.times_ms[-1] - part.times_ms[0]) / 1_000, site.play)
            await asyncio.gather(*listening.writing)
            stored = await _stored(outbox, len(listening.told))
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await asyncio.to_thread(outbox.close)
    return listening, stored, asyncio.get_running_loop().time() - began_s


def _excerpt(part: Part) -> Part:
    return _cut(part, 0, bisect.bisect_left(part.times_ms, part.times_ms[0] + DAYS * 86_400_000))


def _cut(part: Part, first: int, end: int) -> Part:
    return Part(part.name, part.times_ms[first:end], {name: column[first:end] for name, column in part.columns.items()})


def _days(part: Part) -> float:
    return (part.times_ms[-1] - part.times_ms[0]) / 86_400_000


async def _stored(outbox: SqliteOutbox, wanted: int) -> int:
    """Return how many readings are on disk, once all are or a while has passed."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(SETTLES_WITHIN_S):
            while outbox.marks["t"].last < wanted:  # noqa: ASYNC110 - the outbox has no event for it
                await asyncio.sleep(0.05)
    return outbox.marks["t"].last


def _last(told: Sequence[Reading], t_ms: int) -> float | None:
    """Return what was told last by a moment, None before the first word and while it is not to be relied on."""
    at = bisect.bisect_right(told, t_ms, key=lambda each: each.t_ms) - 1
    return told[at].x if at >= 0 and told[at].q == Quality.OK else None


def _right(part: Part, told: Sequence[Reading]) -> float:
    truth = part.columns[truth_name(part.columns) or ""]
    said = [_last(told, t_ms) for t_ms in part.times_ms]
    return sum(x is not None and (x > 0) == (true > 0) for x, true in zip(said, truth, strict=True)) / len(truth)


def _drift(part: Part, counts: Column, told: Sequence[Reading]) -> tuple[int, int]:
    """Return the minutes for which a number above zero was told, and those of them with no motion for an hour."""
    occupied = phantom = 0
    quiet = quiet_since(part)
    for at, t_ms in enumerate(part.times_ms[:-1]):
        if not math.isfinite(counts[at]):
            continue
        since = quiet[at]
        for now_ms in range(t_ms, min(t_ms + 3_600_000, part.times_ms[at + 1]), MINUTE_MS):
            if (_last(told, now_ms) or 0) > 0:
                occupied += 1
                phantom += since is not None and now_ms - since >= QUIET_MS
    return occupied, phantom
