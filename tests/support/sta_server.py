"""A running server that tells the simulated year, asked from outside."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from hallenwart_backend.bucket import Buckets
from support.backends import Town, open_town
from support.open_year import OpenYear, seed_of_year
from support.real_server import served


@dataclass
class StaServer:
    """`root` is the service's address; `call` runs something in the server's own loop."""

    root: str
    town: Town
    year: OpenYear
    client: httpx.Client
    _loop: asyncio.AbstractEventLoop

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.client.get(self.root + path, headers=headers)

    def call(self, doing: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(doing, self._loop).result(60)


@contextmanager
def sta_server(folder: Path, year: OpenYear) -> Iterator[StaServer]:
    """Run it in a thread, as far as tests go without any limit of how often one may ask."""
    ready: list[StaServer] = []
    failed: list[BaseException] = []
    is_up, stop = threading.Event(), asyncio.Event()

    async def run() -> None:
        async with open_town(folder, seed=seed_of_year()) as town:
            await year.fill(town)
            town.backend.outward.sensorthings.rate = Buckets(10**9, 1e9)
            async with served(town.app) as base:
                town.backend.outward.sensorthings.base = base
                with httpx.Client(timeout=180) as client:
                    ready.append(StaServer(f"{base}/sensorthings/v1.1", town, year, client, asyncio.get_running_loop()))
                    is_up.set()
                    await stop.wait()

    def main() -> None:
        try:
            asyncio.run(run())
        except BaseException as error:  # noqa: BLE001 - told below, in the thread that waits
            failed.append(error)
        finally:
            is_up.set()

    thread = threading.Thread(target=main, name="sta server")
    thread.start()
    is_up.wait()
    if not ready:
        thread.join()
        raise failed[0]
    try:
        yield ready[0]
    finally:
        ready[0]._loop.call_soon_threadsafe(stop.set)
        thread.join()
