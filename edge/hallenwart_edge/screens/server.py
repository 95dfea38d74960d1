"""Serves the pages on this Pi's own address alone."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from socket import create_server
from typing import Final

import uvicorn
from starlette.applications import Starlette

HOST: Final = "127.0.0.1"


class _Server(uvicorn.Server):
    """uvicorn without signal handlers of its own: the agent's composition root ends it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(app: Starlette, *, port: int) -> None:
    """Serve on 127.0.0.1 until cancelled; ends within a second. Raises OSError when the port is taken."""
    listener = create_server((HOST, port))
    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1)
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]), name="screens")
    try:
        await asyncio.shield(serving)
    finally:
        server.should_exit = True
        await asyncio.wait([serving], timeout=2)
        serving.cancel()
        listener.close()
