"""The simulator's side of the pins: levels, drivers, pulls, the converter on SPI, and a history of every pin.

It runs an event loop on a thread of its own, because gpiozero asks synchronously: an agent's drivers may then live in the
same process as the simulator without waiting for themselves.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from hallenwart_contract.clock import Clock, SystemClock
from hallenwart_sim.devices.mcp3008 import AdcChannel, EmulatedMcp3008
from hallenwart_sim.pins_wire import Answer, Edge, Request, request_from, to_line

HISTORY_CAP: Final = 10_000
STARTS_WITHIN_S: Final = 5.0


class Change(NamedTuple):
    mono_ms: int
    high: bool


@dataclass(slots=True)
class _Pin:
    output: bool = False
    written: bool = False
    pull: str = "floating"
    driven: bool | None = None  # by an emulated device
    resting: bool = False  # by a resistor outside the Pi, when nothing else decides
    high: bool = False
    changes: deque[Change] = field(default_factory=lambda: deque(maxlen=HISTORY_CAP))
    observers: list[Callable[[Change], None]] = field(default_factory=list)

    def settled(self) -> bool:
        if self.output:
            return self.written
        if self.driven is not None:
            return self.driven
        return self.resting if self.pull == "floating" else self.pull == "up"


class PinsServer:
    """The pins and the SPI bus of one agent. All methods may be called from any thread."""

    def __init__(self, path: Path, *, clock: Clock | None = None) -> None:
        self.path = path
        self.hanging = False  # a fault: requests are heard and never answered
        self.converter = EmulatedMcp3008()
        self._clock = clock or SystemClock()
        self._pins: dict[int, _Pin] = {}
        self._watchers: dict[asyncio.StreamWriter, set[int]] = {}
        self._lock = threading.RLock()
        self._loop = asyncio.new_event_loop()
        self._stopping = asyncio.Event()
        self._started = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"pins {path.parent.name}", daemon=True)

    def start(self) -> None:
        self._thread.start()
        if not self._started.wait(STARTS_WITHIN_S):
            raise RuntimeError(f"the pins did not start at {self.path}")

    def close(self) -> None:
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopping.set)
            self._thread.join(STARTS_WITHIN_S)

    def drive(self, pin: int, high: bool) -> None:
        """Put a level on a pin from outside; holds until `release`. An output of the agent wins."""
        with self._changing(pin) as state:
            state.driven = high

    def release(self, pin: int) -> None:
        with self._changing(pin) as state:
            state.driven = None

    def rest(self, pin: int, high: bool) -> None:
        """Solder a resistor to a pin: its level while nothing drives or pulls it."""
        with self._changing(pin) as state:
            state.resting = high

    def level(self, pin: int) -> bool:
        with self._lock:
            return self._pin(pin).high

    def is_output(self, pin: int) -> bool:
        with self._lock:
            return self._pin(pin).output

    def history(self, pin: int) -> list[Change]:
        """Return the changes of a pin, oldest first (at most the last 10 000)."""
        with self._lock:
            return list(self._pin(pin).changes)

    def observe(self, pin: int, observer: Callable[[Change], None]) -> None:
        """Call `observer` with every change from now on, in the thread that caused it. It must return at once."""
        with self._lock:
            self._pin(pin).observers.append(observer)

    def adc(self, channel: int) -> AdcChannel:
        return self.converter.channel(channel)

    def drop_connections(self) -> None:
        """Cut the wire to all agents."""
        self._loop.call_soon_threadsafe(self._cut)

    def _changing(self, pin: int) -> _Changing:
        return _Changing(self._lock, self._pin(pin), lambda: self._settle(pin))

    def _pin(self, pin: int) -> _Pin:
        return self._pins.setdefault(pin, _Pin())

    def _settle(self, number: int) -> None:
        pin = self._pin(number)
        high = pin.settled()
        if high == pin.high:
            return
        pin.high = high
        change = Change(self._clock.mono_ms(), high)
        pin.changes.append(change)
        for observer in pin.observers:
            observer(change)
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._tell, Edge(number, high, change.mono_ms))

    def _tell(self, edge: Edge) -> None:
        for writer, watched in self._watchers.items():
            if edge.pin in watched:
                writer.write(to_line(edge))

    def _cut(self) -> None:
        for writer in self._watchers:
            writer.close()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._loop.close()

    async def _serve(self) -> None:
        server = await asyncio.start_unix_server(self._talk, self.path)
        self._started.set()
        await self._stopping.wait()
        server.close()
        talks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        self._cut()
        await asyncio.gather(*talks)
        await server.wait_closed()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._watchers[writer] = set()
        try:
            while line := await reader.readline():
                answer = self._answer(request_from(line), self._watchers[writer])
                if not self.hanging:
                    writer.write(to_line(answer))
        except (ConnectionError, msgspec.DecodeError):
            pass  # an agent that is killed or talks nonsense loses its wire, nothing else
        finally:
            del self._watchers[writer]
            writer.close()

    def _answer(self, request: Request, watched: set[int]) -> Answer:
        words: list[int] = []
        with self._changing(request.pin) as pin:
            match request.do:
                case "input":
                    pin.output, pin.pull = False, request.pull
                case "output" | "write":
                    pin.output, pin.written = True, request.level
                case "watch":
                    watched.add(request.pin)
                case "unwatch":
                    watched.discard(request.pin)
                case "spi":
                    words = self.converter.transfer(request.words)
        return Answer(self._clock.mono_ms(), request.n, level=pin.high, words=words)


class _Changing:
    """Holds the lock while a pin is changed and lets its level settle afterwards."""

    def __init__(self, lock: threading.RLock, pin: _Pin, settle: Callable[[], None]) -> None:
        self._lock = lock
        self._pin = pin
        self._settle = settle

    def __enter__(self) -> _Pin:
        self._lock.acquire()
        return self._pin

    def __exit__(self, *_: object) -> None:
        self._settle()
        self._lock.release()
