"""Time that stands still until a test moves it, and fakes of the agent's ports that behave."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from hallenwart_contract.messages import Alarm, Event, Reading
from hallenwart_contract.outputs import Output
from hallenwart_contract.people import relied_on
from hallenwart_contract.site_link import Look, ZoneAlarm
from hallenwart_contract.view import ScreenNow
from hallenwart_contract.zones import Disablement, Zone
from hallenwart_edge.bell import Bell
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import Sample

START_MS = 1_790_000_000_000


class ManualClock:
    """A clock port; `sleep` waits on it, `advance` moves it and wakes sleepers in order."""

    def __init__(self, wall_ms: int = START_MS) -> None:
        self._mono_ms, self._offset_ms = 1_000_000, wall_ms - 1_000_000
        self._sleepers: list[tuple[int, int, asyncio.Future[None]]] = []
        self._order = itertools.count()

    def now_ms(self) -> int:
        return self._mono_ms + self._offset_ms

    def mono_ms(self) -> int:
        return self._mono_ms

    def jump(self, ms: int) -> None:
        """Set the wall clock, as a time server does; the monotonic one goes on."""
        self._offset_ms += ms

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._mono_ms + round(seconds * 1000), next(self._order), woken))
        await woken

    @asynccontextmanager
    async def deadline(self, seconds: float) -> AsyncIterator[None]:
        """End what it encloses with TimeoutError after so long on this clock, as `asyncio.timeout` does in real time."""
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(None) as limit:

            async def end() -> None:
                await self.sleep(seconds)
                limit.reschedule(loop.time())

            ending = asyncio.create_task(end())
            try:
                yield
            finally:
                ending.cancel()

    async def advance(self, seconds: float) -> None:
        target = self._mono_ms + round(seconds * 1000)
        await settle()
        while self._sleepers and self._sleepers[0][0] <= target:
            at_ms, _, woken = heapq.heappop(self._sleepers)
            self._mono_ms = max(self._mono_ms, at_ms)
            if not woken.done():
                woken.set_result(None)
                await settle()
        self._mono_ms = target
        await settle()


async def settle() -> None:
    """Let every task that can run do so."""
    for _ in range(12):
        await asyncio.sleep(0)


async def until(condition: Callable[[], bool]) -> None:
    """Wait in real time for work in threads."""
    async with asyncio.timeout(180):
        while not condition():  # noqa: ASYNC110 - the condition is any; threads set no event
            await asyncio.sleep(0.002)


class KeptOutbox:
    def __init__(self) -> None:
        self.alarms: list[Alarm] = []
        self.events: list[Event] = []
        self.readings: list[Reading] = []

    async def alarm(self, alarm: Alarm) -> None:
        self.alarms.append(alarm)

    async def event(self, event: Event) -> None:
        self.events.append(event)

    def unreceipted(self) -> list[Alarm]:
        return []

    def reading(self, reading: Reading) -> None:
        self.readings.append(reading)

    def kinds(self) -> list[str]:
        return [event.kind for event in self.events]


class KeptBoard:
    def __init__(self) -> None:
        self.doors: dict[int, tuple[bool, bool, bool, str]] = {}
        self.sensors: dict[str, str] = {}
        self.people: dict[str, int | None] = {}
        self.alarms: list[Alarm] = []
        self.zone_alarms: list[ZoneAlarm] = []
        self.siren = False
        self.zones: list[Zone] = []
        self.off: list[Disablement] = []
        self.drill = False
        self.batteries: dict[str, int] = {}
        self.unreceipted = 0
        self.seen: dict[str, dict[str, bool | None]] = {}
        self.counts, self.passages, self.people_sensors = [], [], []
        self.look = Look()
        self.outputs: dict[str, Output] = {}
        self.bell = Bell()
        self.reasons: dict[str, str] = {}
        self.screen: ScreenNow | None = None
        self.danger: list[ZoneAlarm] = []
        self.cameras_on: dict[str, bool | None] = {}

    def set_door(self, number: int, *, closed: bool, key: bool, known: bool, state: str) -> None:
        self.doors[number] = (closed, key, known, state)
        self.bell.ring()

    def set_sensor(self, component: str, quality: str, reason: str = "") -> None:
        self.sensors[component] = quality
        self.reasons[component] = reason

    def set_people(self, hall: str, people: int | None) -> None:
        self.people[hall] = people
        self.bell.ring()

    def set_seen(self, hall: str, radar: str, present: bool | None) -> None:
        self.seen.setdefault(hall, {})[radar] = present

    def set_cameras(self, cameras):
        self.cameras = cameras

    def set_look(self, look):
        self.look = look

    def uses(self):
        return {each.hall: relied_on(each) for each in self.counts if not each.sections}

    def set_counts(self, counts, passages, sensors):
        self.counts, self.passages, self.people_sensors = counts, passages, sensors
        self.bell.ring()

    def set_screen(self, now: ScreenNow) -> None:
        self.screen = now

    def dangers(self) -> list[ZoneAlarm]:
        return self.danger

    def sending(self) -> dict[str, bool | None]:
        return self.cameras_on

    def set_output(self, output: Output) -> None:
        self.outputs[output.id] = output

    def set_alarms(self, alarms: list[Alarm], zone_alarms: list[ZoneAlarm], *, siren: bool) -> None:
        self.alarms, self.zone_alarms, self.siren = alarms, zone_alarms, siren
        self.bell.ring()

    def set_zones(self, zones, off, *, drill):
        self.zones, self.off, self.drill = zones, off, drill

    def set_battery(self, component, pct):
        self.batteries[component] = pct

    def set_unreceipted(self, count):
        self.unreceipted = count

    def changed(self):
        return self.bell.wait()


class Peers:
    def __init__(self) -> None:
        self.said: list[ZoneAlarm] = []
        self.peers: dict[str, list[ZoneAlarm] | None] = {}
        self.counts: dict[str, int | None] = {}
        self.words: dict[str, str] = {}
        self.seen: dict[str, Look | None] = {}
        self.sending: dict[str, bool | None] = {}
        self.danger: dict[str, list[ZoneAlarm]] = {}
        self.silent: frozenset[str] = frozenset()
        self.bell = Bell()

    def say(self, alarms: list[ZoneAlarm]) -> None:
        self.said = alarms

    def heard(self) -> dict[str, list[ZoneAlarm] | None]:
        return self.peers

    def people(self) -> dict[str, int | None]:
        return self.counts

    def uses(self) -> dict[str, str]:
        return self.words

    def looks(self) -> dict[str, Look | None]:
        return self.seen

    def cameras(self) -> dict[str, bool | None]:
        return self.sending

    def dangers(self) -> dict[str, list[ZoneAlarm]]:
        return self.danger

    def unheard(self) -> frozenset[str]:
        return self.silent

    def changed(self):
        return self.bell.wait()


class Channel:
    """An analogue channel; `code` None is a converter that does not answer."""

    def __init__(self, code: int | None = 512) -> None:
        self.code = code

    async def read_code(self) -> int:
        if self.code is None:
            raise DriverFault("adc", "silent")
        return self.code

    def close(self) -> None: ...


class Meter:
    """A sensor of one quantity; value None is silence."""

    def __init__(self, quantity: str, value: float | None) -> None:
        self.quantity, self.value = quantity, value

    async def read(self) -> tuple[Sample, ...]:
        if self.value is None:
            raise DriverFault(self.quantity, "silent")
        return (Sample(self.quantity, self.value),)

    def close(self) -> None: ...


class Horn:
    """A siren; `stuck` is a relay that does not move."""

    def __init__(self) -> None:
        self.sounding = self.stuck = False

    def sound(self) -> None:
        if self.stuck:
            raise DriverFault("siren", "pin gone")
        self.sounding = True

    def silence(self) -> None:
        self.sounding = False

    def close(self) -> None: ...
