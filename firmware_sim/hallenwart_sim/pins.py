"""Pins of an agent that live in the simulator: a gpiozero pin factory, registered as `hallenwart-sim`.

It finds the simulator by the unix socket named in $HALLENWART_SIM_PINS. As with real pins, callbacks run on a thread of
their own, and a wire that is gone or does not answer in time is a fault of the pin. A lost socket stays lost; one that was
late answers again.
"""

from __future__ import annotations

import contextlib
import os
import queue
import socket
import threading
import time
from collections.abc import Sequence
from typing import Any, Final, Literal, cast, get_args

import msgspec
from gpiozero import SPI, GPIOZeroError, PinInvalidFunction, PinInvalidPull, PinSetInput, SPIBadArgs
from gpiozero.pins.pi import PiFactory, PiPin, spi_port_device

from hallenwart_sim.pins_wire import Answer, Edge, Pull, Request, said_from, to_line

SOCKET_VARIABLE: Final = "HALLENWART_SIM_PINS"
ANSWERS_WITHIN_S: Final = 2.0
_WAITS: Final = 2

_PI_4B: Final = 0xC03115


class PinFault(GPIOZeroError, OSError):  # noqa: N818 - the field says fault
    """Raised when the simulator is gone or does not answer in time."""


class Wire:
    """The socket: one request at a time, answers by a reading thread, edges by a thread that calls back."""

    def __init__(self, path: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(ANSWERS_WITHIN_S)
        try:
            self._socket.connect(path)
        except OSError as error:
            self._socket.close()
            raise PinFault(f"no simulator at {path}: {error}") from error
        self._turn = threading.Lock()
        self._lost = False
        self._number = 0
        self._answers: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
        self._edges: queue.SimpleQueue[Edge | None] = queue.SimpleQueue()
        self.watchers: dict[int, SimulatedPin] = {}
        self._threads = [
            threading.Thread(target=self._read, name="simulated pins: read", daemon=True),
            threading.Thread(target=self._call_back, name="simulated pins: call back", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    @property
    def lost(self) -> bool:
        return self._lost

    def ask(self, request: Request) -> Answer:
        with self._turn:
            if self._lost:
                raise PinFault("the simulator is gone")
            self._number += 1
            try:
                self._socket.sendall(to_line(msgspec.structs.replace(request, n=self._number)))
            except OSError as error:
                self._lost = True  # half a line may be on its way
                raise PinFault(f"no answer from the simulator: {error!r}") from error
            return self._answer()

    def _answer(self) -> Answer:
        """Return the answer to the newest request. A process that was stopped meanwhile has lost one of the waits, not both."""
        waits = 0
        while waits < _WAITS:
            try:
                answer = self._answers.get(timeout=ANSWERS_WITHIN_S / _WAITS)
            except queue.Empty:
                waits += 1
                continue
            if answer is None:
                raise PinFault("the simulator is gone")
            if answer.n == self._number:
                return answer
        raise PinFault("no answer from the simulator")

    def close(self) -> None:
        self._lost = True
        with contextlib.suppress(OSError):  # the other side may have been faster
            self._socket.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(ANSWERS_WITHIN_S)
        self._socket.close()

    def _read(self) -> None:
        rest = b""
        while received := self._receive():
            *lines, rest = (rest + received).split(b"\n")
            for line in lines:
                said = said_from(line)
                if isinstance(said, Answer):
                    self._answers.put(said)
                else:
                    self._edges.put(said)
        self._lost = True
        self._answers.put(None)
        self._edges.put(None)

    def _receive(self) -> bytes:
        while True:
            try:
                return self._socket.recv(65_536)
            except TimeoutError:
                continue
            except OSError:
                return b""

    def _call_back(self) -> None:
        while (edge := self._edges.get()) is not None:
            if (pin := self.watchers.get(edge.pin)) is not None:
                pin.on_edge(edge)


class SimulatedFactory(PiFactory):
    """Pins and SPI of a Raspberry Pi 4B whose other side is the simulator."""

    def __init__(self) -> None:
        """Connect. Raises PinFault when $HALLENWART_SIM_PINS is not set or nobody listens there."""
        super().__init__()
        self.pin_class = SimulatedPin
        path = os.environ.get(SOCKET_VARIABLE)
        if not path:
            raise PinFault(f"${SOCKET_VARIABLE} names no socket")
        self.wire = Wire(path)
        self._ahead_s = self.wire.ask(Request("hello")).mono_ms / 1000 - time.monotonic()

    def close(self) -> None:
        super().close()
        self.wire.close()

    def ticks(self) -> float:
        """Return the simulator's monotonic time in seconds."""
        return time.monotonic() + self._ahead_s

    def ticks_diff(self, later: float, earlier: float) -> float:
        return later - earlier

    def spi(self, **spi_args: Any) -> SPI:
        pins, others = self._extract_spi_args(**spi_args)
        others.pop("shared", None)
        if others:
            raise SPIBadArgs(f"unrecognized keyword argument {others.popitem()[0]}")
        port, device = spi_port_device(**pins)
        return SimulatedSpi(self, port, device, tuple(pins.values()))

    def _get_revision(self) -> int:
        return _PI_4B


class SimulatedPin(PiPin):
    def __init__(self, factory: SimulatedFactory, info: Any) -> None:
        super().__init__(factory, info)
        self._wire = factory.wire
        self._input_or_output: Literal["input", "output"] = "input"
        self._pulled: Pull = info.pull or "floating"
        self._bounce: float | None = None
        self._edge_kinds = "both"
        self._be_input()

    def close(self) -> None:
        """Become an unwatched input again, as a released pin does. Silent when the simulator is gone."""
        if self._wire.lost:
            return
        try:
            self.when_changed = None
            self._pulled = self.info.pull or "floating"
            self._be_input()
        except PinFault:
            pass  # gone in this very moment; there is nothing left to release

    def output_with_state(self, state: int) -> None:
        self._input_or_output = "output"
        self._wire.ask(Request("output", pin=self._number, level=bool(state)))

    def on_edge(self, edge: Edge) -> None:
        if self._edge_kinds in ("both", "rising" if edge.level else "falling"):
            self._call_when_changed(edge.mono_ms / 1000, int(edge.level))

    def _be_input(self) -> None:
        self._input_or_output = "input"
        self._wire.ask(Request("input", pin=self._number, pull=self._pulled))

    def _get_function(self) -> str:
        return self._input_or_output

    def _set_function(self, value: str) -> None:
        if value == "input":
            self._be_input()
        elif value == "output":
            self.output_with_state(self._get_state())
        else:
            raise PinInvalidFunction(f"invalid function {value!r} for pin {self!r}")

    def _get_state(self) -> int:
        return int(self._wire.ask(Request("read", pin=self._number)).level)

    def _set_state(self, value: int) -> None:
        if self._input_or_output == "input":
            raise PinSetInput(f"cannot set state of pin {self!r}")
        self._wire.ask(Request("write", pin=self._number, level=bool(value)))

    def _get_pull(self) -> str:
        return self._pulled

    def _set_pull(self, value: str) -> None:
        if value not in get_args(Pull):
            raise PinInvalidPull(f"invalid pull {value!r} for pin {self!r}")
        self._pulled = cast("Pull", value)
        self._be_input()

    def _get_frequency(self) -> None:
        return None

    def _get_bounce(self) -> float | None:
        return self._bounce

    def _set_bounce(self, value: float | None) -> None:
        self._bounce = value

    def _get_edges(self) -> str:
        return self._edge_kinds

    def _set_edges(self, value: str) -> None:
        self._edge_kinds = value

    def _enable_event_detect(self) -> None:
        self._wire.watchers[self._number] = self
        self._wire.ask(Request("watch", pin=self._number))

    def _disable_event_detect(self) -> None:
        self._wire.watchers.pop(self._number, None)
        self._wire.ask(Request("unwatch", pin=self._number))


class SimulatedSpi(SPI):
    """One SPI device; whole words go to the simulator and come back."""

    def __init__(self, factory: SimulatedFactory, port: int, device: int, pins: tuple[int, ...]) -> None:
        self._port: int | None = None
        self._pins = pins
        super().__init__(pin_factory=factory)
        factory.reserve_pins(self, *pins)
        self._port = port
        self._device = device

    def close(self) -> None:
        if self._port is not None:
            self.pin_factory.release_pins(self, *self._pins)
        self._port = None
        super().close()

    @property
    def closed(self) -> bool:
        return self._port is None

    def transfer(self, data: Sequence[int]) -> Sequence[int]:
        self._check_open()
        factory = cast("SimulatedFactory", self.pin_factory)
        return factory.wire.ask(Request("spi", port=self._port or 0, device=self._device, words=list(data))).words

    def _conflicts_with(self, other: object) -> bool:
        return not isinstance(other, SimulatedSpi)  # a bus is shared, a pin with another use is not

    def _get_clock_mode(self) -> int:
        return 0

    def _get_bits_per_word(self) -> int:
        return 8
