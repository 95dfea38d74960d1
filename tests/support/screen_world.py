"""The screens of a Pi, served for real, around a display that a test moves."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable
from typing import Any

from starlette.applications import Starlette

from hallenwart_contract.display import Display, DisplayAction, DisplayMode
from hallenwart_edge.bell import Bell
from hallenwart_edge.screens.server import serve
from support.ports import free_port


class Wall:
    """A DisplaySource; `fields` are what its picture has."""

    def __init__(self) -> None:
        self.bell, self.mode, self.actions = Bell(), DisplayMode.BOARD, list[DisplayAction]()
        self.fields: dict[str, Any] = {}

    def display(self) -> Display:
        told = {"no": len(self.actions), "zone": "Europe/Berlin", "title": "Halle", **self.fields}
        return Display(now_ms=1, mode=self.mode, **told)

    async def act(self, action: DisplayAction) -> None:
        self.actions.append(action)
        self.bell.ring()

    def changed(self) -> Awaitable[None]:
        return self.bell.wait()

    def show(self, mode: DisplayMode, **fields: Any) -> None:
        """Change the picture."""
        self.mode, self.fields = mode, fields
        self.bell.ring()


@contextlib.asynccontextmanager
async def running(app: Starlette) -> AsyncIterator[int]:
    """Serve the app for real until the block ends."""
    port = free_port()
    serving = asyncio.create_task(serve(app, port=port))
    await listening(port)
    try:
        yield port
    finally:
        serving.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await serving


async def listening(port: int, within_s: float = 180) -> None:
    async with asyncio.timeout(within_s):
        while not await answers(port):  # noqa: ASYNC110 - only trying shows whether the server listens
            await asyncio.sleep(0.01)


async def answers(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except ConnectionRefusedError:
        return False
    writer.close()
    await writer.wait_closed()
    return True
