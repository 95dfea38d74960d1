"""A rig of emulated devices, and the agent's drivers on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

import pytest
from gpiozero import Factory
from hallenwart_edge.drivers.pin_factory import open_pin_factory
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


async def until(condition: Callable[[], bool], *, within_s: float = 5.0) -> None:
    """Wait until something is so. Raises TimeoutError."""
    async with asyncio.timeout(within_s):
        while not condition():
            await asyncio.sleep(0.005)
