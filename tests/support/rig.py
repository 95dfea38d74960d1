"""A rig of emulated devices, and the agent's drivers on it."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest
from gpiozero import Factory

from hallenwart_edge.drivers.pin_factory import open_pin_factory
from hallenwart_sim.devices.pty_port import Pty
from hallenwart_sim.world import Rig, World


@asynccontextmanager
async def a_rig(name: str = "nordpark-1", *, paced: bool = False) -> AsyncIterator[Rig]:
    async with World(paced=paced) as world:
        yield await world.add_rig(name)


@contextmanager
def pins_of(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> Iterator[Factory]:
    """The agent's pin factory, wired to the rig."""
    for variable, value in rig.environment.items():
        monkeypatch.setenv(variable, value)
    factory = open_pin_factory("hallenwart-sim")
    try:
        yield factory
    finally:
        factory.close()


async def until(condition: Callable[[], bool], *, within_s: float = 180) -> None:
    """Wait until something is so. Raises TimeoutError."""
    async with asyncio.timeout(within_s):
        while not condition():  # noqa: ASYNC110 - what is awaited belongs to other threads and devices
            await asyncio.sleep(0.005)


class FarEnd:
    """The far end of a serial line, for a test that speaks the bytes itself."""

    def __init__(self, folder: Path) -> None:
        self.heard = bytearray()
        self.answers: list[bytes] = []  # each request heard is answered with the next of these
        self.pty = Pty(folder / "line", self._on_bytes)

    @property
    def port(self) -> str:
        return self.pty.port

    def say(self, *pieces: bytes) -> None:
        for piece in pieces:
            self.pty.write(piece)

    def _on_bytes(self, octets: bytes) -> None:
        self.heard += octets
        if self.answers:
            self.pty.write(self.answers.pop(0))


@contextmanager
def far_end() -> Iterator[FarEnd]:
    with tempfile.TemporaryDirectory(prefix="hallenwart-line-") as folder:
        end = FarEnd(Path(folder))
        try:
            yield end
        finally:
            end.pty.unplug()
