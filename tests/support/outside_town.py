"""A town in which a system outside leads a hall, and a web server of loopback that holds its calendar."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from anyio.from_thread import start_blocking_portal

from support.backends import AMT, Town

BERLIN = ZoneInfo("Europe/Berlin")


def ms(text: str) -> int:
    """Return the instant of a wall time in Berlin."""
    return int(datetime.fromisoformat(text).replace(tzinfo=BERLIN).timestamp() * 1000)


def event(uid: str, start: str, end: str, summary: str = "TSV Lindenau · Turnen", **more: str) -> str:
    """Return an entry of a calendar; times are wall time in Berlin, as 20261126T180000."""
    lines = [f"UID:{uid}", f"DTSTART;TZID=Europe/Berlin:{start}", f"DTEND;TZID=Europe/Berlin:{end}", f"SUMMARY:{summary}"]
    lines += [f"{name.replace('_', '-').upper()}:{value}" for name, value in more.items()]
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def calendar(*events: str) -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Portal//DE", *events, "END:VCALENDAR", ""])


@dataclass
class Portal:
    """The other system's web server. `answer` writes raw bytes where a test wants something odd."""

    url: str = ""
    text: str = ""
    tag: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    raw: Callable[[asyncio.StreamWriter], Any] | None = None
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.tasks.add(task)
        try:
            await self._answer(reader, writer)
            await writer.drain()
        except ConnectionError:
            pass  # who asked had enough
        finally:
            self.tasks.discard(task)
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head.split("\r\n")[1:])}
        self.asked.append(headers)
        if self.raw is not None:
            await self.raw(writer)
        elif self.tag and headers.get("if-none-match") == self.tag:
            writer.write(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n")
        else:
            body = self.text.encode()
            tag = f"ETag: {self.tag}\r\n" if self.tag else ""
            writer.write(f"HTTP/1.1 200 OK\r\n{tag}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body)


@asynccontextmanager
async def portal() -> AsyncIterator[Portal]:
    opened = Portal()
    server = await asyncio.start_server(opened.serve, "127.0.0.1", 0)
    async with server:
        opened.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/halle.ics"
        yield opened
        for task in list(opened.tasks):
            task.cancel()
        await asyncio.gather(*opened.tasks, return_exceptions=True)


@contextmanager
def portal_beside() -> Iterator[Portal]:
    """Open the other system's web server in a thread of its own, for a test that drives a browser."""
    with start_blocking_portal() as thread, thread.wrap_async_context_manager(portal()) as opened:
        yield opened


WISH = {"name": "Sportportal Nachbarstadt", "link": "https://portal.example/hallen", "places": [{"hall": "nordpark"}]}


async def new_source(town: Town, **change: Any) -> dict[str, Any]:
    """Set up a source that pushes; return it with its `key`."""
    amt = await town.signed_in(AMT)
    answer = await amt.post("/api/sources", json=WISH | {"kind": "push", "every_min": 0} | change)
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told["source"] | {"key": told["key"]}


async def start(town: Town, source: str, **decided: str) -> httpx.Response:
    return await (await town.signed_in(AMT)).post(f"/api/sources/{source}/start", json={"decided": decided})


@dataclass
class Pushing:
    """The other system, with its key."""

    client: httpx.AsyncClient
    headers: dict[str, str]

    async def put(self, uid: str, start: str, end: str, **more: Any) -> httpx.Response:
        body = {"start": start, "end": end, "club": "TSV Lindenau", "title": "Turnen"} | more
        return await self.client.put(f"/outside/v1/bookings/{uid}", json=body, headers=self.headers)

    async def delete(self, uid: str, **params: Any) -> httpx.Response:
        return await self.client.delete(f"/outside/v1/bookings/{uid}", params=params, headers=self.headers)

    async def plan(self, from_ms: int, to_ms: int, *rows: dict[str, Any], **more: Any) -> httpx.Response:
        body = {"from_ms": from_ms, "to_ms": to_ms, "bookings": list(rows)} | more
        return await self.client.put("/outside/v1/plan", json=body, headers=self.headers)

    async def get(self, path: str = "") -> httpx.Response:
        return await self.client.get(f"/outside/v1{path}", headers=self.headers)


async def pushing(town: Town, **change: Any) -> Pushing:
    """Return a system that leads Nordpark and pushes."""
    source = await new_source(town, **change)
    answer = await start(town, source["id"])
    assert answer.status_code == 200, answer.text
    return Pushing(town.stranger(), {"Authorization": f"Bearer {source['key']}"})
