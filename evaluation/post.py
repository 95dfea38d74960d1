"""The next hop of the notifier: a small HTTP server on loopback that writes down what a gateway would have been handed."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

_OK: Final = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Letter:
    """`at_s` is the machine's monotonic time of its arrival."""

    at_s: float
    title: str
    body: str
    urgent: bool

    def names(self, words: str) -> bool:
        return words in self.title or words in self.body


@dataclass
class PostOffice:
    """`address` is an apprise URL."""

    address: str = ""
    letters: list[Letter] = field(default_factory=list)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            length = int(head.partition("content-length:")[2].partition("\r\n")[0])
            told = json.loads(await reader.readexactly(length))
            urgent = told.get("type") == "failure"
            self.letters.append(Letter(time.monotonic(), told.get("title", ""), told.get("message", ""), urgent))
            writer.write(_OK)
            await writer.drain()
        finally:
            writer.close()


@asynccontextmanager
async def post_office() -> AsyncIterator[PostOffice]:
    office = PostOffice()
    server = await asyncio.start_server(office.serve, "127.0.0.1", 0)
    async with server:
        office.address = f"json://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        yield office
