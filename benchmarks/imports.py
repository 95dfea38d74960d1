"""How long a season takes to come in from a spreadsheet: 40 clubs in 12 halls over 40 weeks, looked at and entered.

Once as 480 weekly rights, once as 19,200 dates row by row, into an empty plan each; SQLite, and PostgreSQL where it is here.
All the while somebody else writes, as an alarm does: how long that waits for the writer is told too.
"""

from __future__ import annotations

import asyncio
import io
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import httpx
from openpyxl import Workbook
from sqlalchemy import text

from benchmarks.figures import figure, say, spread, title
from benchmarks.seasons import CLUBS, HALLS, SLOTS, seed_of_many
from hallenwart_backend.booking.wall import clock_of
from support.backends import AMT, Town, open_town
from support.databases import on_postgresql
from support.postgres import Cluster, find_binaries

BEGIN: Final = date(2026, 11, 30)
WEEKS: Final = 40
WITHIN_S: Final = 20
_ALARM_EVERY_S: Final = 0.02
_WEEKDAYS: Final = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_WEEKLY: Final = ("Halle", "Teil", "Verein", "Gruppe", "Wochentag", "von", "bis", "Saisonbeginn", "Saisonende")
_DATED: Final = ("Halle", "Teil", "Verein", "Gruppe", "Datum", "von", "bis")


def main() -> None:
    asyncio.run(_main())


async def _main() -> None:
    title("imports")
    await _databases()
    binaries = find_binaries()
    if binaries is None:
        say("  no PostgreSQL here")
        return
    cluster = Cluster(binaries, durable=True)
    try:
        with on_postgresql(cluster):
            await _databases("PostgreSQL")
    finally:
        cluster.close()


async def _databases(name: str = "SQLite") -> None:
    for kind, make in (("480 weekly rows", weekly_rows), ("19,200 rows of one date", dated_rows)):
        with tempfile.TemporaryDirectory() as folder:
            async with open_town(Path(folder), seed=seed_of_many()) as town:
                await _measure(town, f"{name}, {kind}", workbook(make))


def _rights() -> Iterator[tuple[int, int, int, tuple[int, int, tuple[int, ...]]]]:
    """Yield hall, club, weekday and slot: each club has one right in each hall."""
    for hall in range(HALLS):
        for club in range(CLUBS):
            yield hall, club, club // len(SLOTS), SLOTS[club % len(SLOTS)]


def weekly_rows() -> Iterator[tuple[object, ...]]:
    yield _WEEKLY
    last = BEGIN + timedelta(weeks=WEEKS, days=-1)
    for hall, club, weekday, (start, end, sections) in _rights():
        part = "+".join(map(str, sections))
        fields = f"Halle {hall}", part, f"Verein {club}", "Training", _WEEKDAYS[weekday]
        yield (*fields, clock_of(start), clock_of(end), BEGIN, last)


def dated_rows() -> Iterator[tuple[object, ...]]:
    yield _DATED
    for week in range(WEEKS):
        for hall, club, weekday, (start, end, sections) in _rights():
            day, part = BEGIN + timedelta(weeks=week, days=weekday), "+".join(map(str, sections))
            yield f"Halle {hall}", part, f"Verein {club}", "Training", day, clock_of(start), clock_of(end)


def workbook(rows: Callable[[], Iterator[tuple[object, ...]]]) -> bytes:
    book, file = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("Plan")
    for row in rows():
        sheet.append(row)
    book.save(file)
    return file.getvalue()


async def _measure(town: Town, name: str, content: bytes) -> None:
    clerk = await town.signed_in(AMT)
    async with _alarms(town) as waits_ms, _pages(clerk) as asked_ms:
        began = time.monotonic()
        one = (await clerk.post("/api/imports", content=content)).json()
        read_s = time.monotonic() - began
        looked = await _done(clerk, one["id"])
        looked_s = time.monotonic() - began
        await clerk.post(f"/api/imports/{one['id']}/apply", json={})
        applied = await _done(clerk, one["id"])
        took_s = time.monotonic() - began
    dates = applied["summary"]["dates"]
    figure(name, f"{took_s:.1f} s for {dates:,} dates of {looked['counts']['series']} series", f"<= {WITHIN_S} s")
    figure("  of that", f"read {read_s:.1f} s, looked at {looked_s - read_s:.1f} s, entered {took_s - looked_s:.1f} s")
    spread("  somebody else's write waited", waits_ms)
    spread("  progress answered", asked_ms)


async def _done(clerk: httpx.AsyncClient, one: str) -> dict[str, Any]:
    while True:
        told: dict[str, Any] = (await clerk.get(f"/api/imports/{one}")).json()
        if told["progress"]["phase"] == "done":
            return told
        await asyncio.sleep(0.1)


@asynccontextmanager
async def _alarms(town: Town) -> AsyncIterator[list[float]]:
    """Write all the while, as alarms do; yield how long (ms) each write took."""

    async def write() -> None:
        began = time.perf_counter()
        await town.backend.records.write(
            lambda connection: connection.execute(text("UPDATE clubs SET name = name WHERE id = ''"))
        )
        waits_ms.append((time.perf_counter() - began) * 1000)

    waits_ms: list[float] = []
    async with _again(write):
        yield waits_ms


@asynccontextmanager
async def _pages(clerk: httpx.AsyncClient) -> AsyncIterator[list[float]]:
    """Ask as a page does; yield how long (ms) each answer took."""

    async def ask() -> None:
        began = time.perf_counter()
        await clerk.get("/api/imports")
        asked_ms.append((time.perf_counter() - began) * 1000)

    asked_ms: list[float] = []
    async with _again(ask):
        yield asked_ms


@asynccontextmanager
async def _again(do: Callable[[], Any]) -> AsyncIterator[None]:
    async def run() -> None:
        while True:
            await do()
            await asyncio.sleep(_ALARM_EVERY_S)

    task = asyncio.create_task(run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
