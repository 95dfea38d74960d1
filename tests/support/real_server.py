"""The real app on a port of loopback, for a real browser."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI


@asynccontextmanager
async def served(app: FastAPI) -> AsyncIterator[str]:
    """Serve the app on a port of its own for as long as the block lasts; its pages hear that it lives, as they do of a server.

    Without that a page takes itself for offline after ten seconds.
    """
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()  # who comes before the server does is kept waiting, not refused
        server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="error"))
        task = asyncio.create_task(server.serve(sockets=[listening]))
        beating = asyncio.create_task(app.state.parts.hub.run())
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            beating.cancel()
            server.should_exit = True
            await task
