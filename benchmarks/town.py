"""A demo town for measuring: its processes are the real ones, its halls are emulated in the measuring process."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from hallenwart_sim.director.scene import Scene
from hallenwart_sim.director.stage import Stage
from hallenwart_sim.phones.phones import Phones
from hallenwart_sim.town.ports import Ports
from hallenwart_sim.town.seed_file import PHONES
from hallenwart_sim.town.town import Options, Town
from support.town import free_base


class _Server(uvicorn.Server):
    """Leaves the signals alone."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.asynccontextmanager
async def running_town(kind: type[Town] = Town, *, people: bool = True) -> AsyncIterator[Scene]:
    """Start a town on ports and a folder of its own; its scene watches every page and receives the caretaker's pushes."""
    with tempfile.TemporaryDirectory() as folder:
        options = Options(state=Path(folder) / "town", people=people, ports=Ports.from_base(free_base()))
        async with kind(options) as town:
            phones = Phones(town.clock, PHONES, town.voice_secret)
            scene = Scene(town, Stage(town.clock), phones)
            async with contextlib.aclosing(phones), _inbox(scene, options.ports.director), asyncio.TaskGroup() as group:
                living = [group.create_task(town.live(), name="town"), group.create_task(scene.watch(), name="watch")]
                try:
                    yield scene
                finally:
                    for task in living:
                        task.cancel()


@contextlib.asynccontextmanager
async def _inbox(scene: Scene, port: int) -> AsyncIterator[None]:
    routes = [*(phone.route() for phone in scene.phones), *scene.gateways.routes(origins=frozenset())]
    config = uvicorn.Config(Starlette(routes=routes), port=port, log_level="warning", lifespan="off")
    server = _Server(config)
    serving = asyncio.create_task(server.serve(), name="push inbox")
    try:
        yield
    finally:
        server.should_exit = True
        await serving
