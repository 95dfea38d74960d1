"""Runs the whole server for as long as its app lives."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from hallenwart_backend.main import Backend
from hallenwart_backend.runtime import settle_interpreter, supervise
from hallenwart_backend.start import Options
from hallenwart_backend.web.parts import Parts


@asynccontextmanager
async def open_backend(options: Options) -> AsyncIterator[Parts]:
    """Run the backend; ends its tasks, then closes the databases. Raises ConfigError."""
    backend = Backend(options)
    try:
        await backend.load()
        settle_interpreter()
        async with asyncio.TaskGroup() as group:
            running = [group.create_task(supervise(name, run), name=name) for name, run in backend.tasks().items()]
            try:
                yield backend.parts()
            finally:
                for task in running:
                    task.cancel()
    finally:
        backend.close()
