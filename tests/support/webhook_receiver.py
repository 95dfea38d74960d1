"""A receiver of webhooks on loopback: keeps what came in, answers what the test wants."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Came:
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.body)
        return told


@dataclass
class Receiver:
    """`answer` chooses the status by what came and how many came before."""

    url: str = ""
    came: list[Came] = field(default_factory=list)
    answer: Callable[[Came, int], int] = lambda _came, _number: 200
    extra: str = ""

    @property
    def types(self) -> list[str]:
        return [one.told["type"] for one in self.came]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        lines = head.split("\r\n")[1:]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines) if name}
        came = Came(headers, await reader.readexactly(int(headers["content-length"])))
        status = self.answer(came, len(self.came))
        self.came.append(came)
        writer.write(f"HTTP/1.1 {status} X\r\n{self.extra}Content-Length: 0\r\nConnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0)
    async with server:
        receiver.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook?a=b"
        yield receiver
