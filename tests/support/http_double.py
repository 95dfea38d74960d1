"""An HTTP server on loopback that answers as a test wants and keeps what it was asked."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass
class Asked:
    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Said = tuple[int, object]
Answer = Callable[[Asked], Said | Awaitable[Said]]


@dataclass
class Double:
    """`answer` returns a status and what becomes JSON."""

    answer: Answer = lambda _asked: (200, {})
    port: int = 0
    asked: list[Asked] = field(default_factory=list)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def until(self, found: Callable[[], bool], *, within_s: float = 180) -> None:
        """Wait until what was asked is as wanted."""
        async with asyncio.timeout(within_s), self.changed:
            await self.changed.wait_for(found)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            first, *lines = head.split("\r\n")
            method, target, _ = first.split(" ")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines) if name}
            asked = Asked(method, target, headers, await reader.readexactly(int(headers.get("content-length", "0"))))
            self.asked.append(asked)
            async with self.changed:
                self.changed.notify_all()
            said = self.answer(asked)
            status, body = said if isinstance(said, tuple) else await said
            data = json.dumps(body).encode()
            writer.write(
                f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(data)}\r\n"
                f"Connection: close\r\n\r\n".encode()
                + data
            )
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()


@asynccontextmanager
async def http_double(answer: Answer = lambda _asked: (200, {})) -> AsyncIterator[Double]:
    double = Double(answer)
    server = await asyncio.start_server(double.serve, "127.0.0.1", 0)
    async with server:
        double.port = server.sockets[0].getsockname()[1]
        yield double
