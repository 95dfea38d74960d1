"""How fast the week grid and the search for free slots answer, over HTTP's own stack, with two seasons stored.

Twelve halls in thirds, forty clubs, eighty weeks: every hall has its series on every day, and half of its evenings are full.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import httpx

from benchmarks.figures import figure, quantile, spread, title
from hallenwart_backend.booking import store
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.rules import local_ms
from support.backends import AMT, SEED, Town, open_town

HALLS: Final = 12
CLUBS: Final = 40
WEEKS: Final = 80
BEGIN: Final = date(2026, 4, 6)
"""A Monday; the clock of the town stands in the 34th week after it."""
BERLIN: Final = ZoneInfo("Europe/Berlin")
SLOTS: Final = (
    (8 * 60, 13 * 60, (1, 2, 3)),
    (15 * 60, 16 * 60 + 30, (1,)),
    (15 * 60, 17 * 60, (2, 3)),
    (17 * 60, 18 * 60 + 30, (1,)),
    (17 * 60, 19 * 60, (2, 3)),
    (19 * 60, 20 * 60 + 30, (1, 2)),
)
"""Minutes after midnight, and sections."""
TIMES: Final = 120
ROWS_A_TRANSACTION: Final = 4_000


def main() -> None:
    asyncio.run(_main())


async def _main() -> None:
    title("seasons")
    with tempfile.TemporaryDirectory() as folder:
        async with open_town(Path(folder), seed=seed_of_many()) as town:
            await _fill(town)
            clerk = await town.signed_in(AMT)
            await _ask(clerk)


def seed_of_many() -> str:
    halls = [
        f'{{ id = "h{n}", site = "nordpark", name = "Halle {n}", sections = 3, capacity = 199, open = "07:00-23:00" }},'
        for n in range(HALLS)
    ]
    clubs = [f'{{ id = "v{n}", name = "Verein {n}" }},' for n in range(CLUBS)]
    return SEED.replace("hall = [", "hall = [\n" + "\n".join(halls)).replace("club = [", "club = [\n" + "\n".join(clubs) + "\n")


def _bookings() -> list[Booking]:
    found = []
    for day in range(WEEKS * 7):
        at = BEGIN + timedelta(days=day)
        for hall in range(HALLS):
            for slot, (start, end, sections) in enumerate(SLOTS):
                found.append(
                    Booking(
                        id=f"b{day}-{hall}-{slot}",
                        hall=f"h{hall}",
                        sections=sections,
                        club=f"v{(hall * 7 + slot * 5 + at.weekday()) % CLUBS}",
                        title="Training",
                        person=None,
                        start_ms=local_ms(at, start, BERLIN),
                        end_ms=local_ms(at, end, BERLIN),
                        state="booked",
                        created_ms=0,
                        series=f"s{hall}-{slot}-{at.weekday()}",
                    )
                )
    return found


async def _fill(town: Town) -> None:
    began, bookings = time.monotonic(), _bookings()
    for first in range(0, len(bookings), ROWS_A_TRANSACTION):
        some = bookings[first : first + ROWS_A_TRANSACTION]
        await town.backend.records.write(lambda connection, some=some: store.add_many(connection, some))
    figure("stored", f"{len(bookings):,} bookings of {WEEKS} weeks in {time.monotonic() - began:.0f} s")


async def _ask(clerk: httpx.AsyncClient) -> None:
    week = {"from": "2026-11-23"}
    spread("floor: who am I", await _timed(clerk, "/api/session", {}))
    _asked("week of all halls, 7 days", await _timed(clerk, "/api/grid", week))
    spread("week of one hall", await _timed(clerk, "/api/grid", week | {"hall": "h3"}))
    spread("all halls, one day", await _timed(clerk, "/api/grid", week | {"days": "1"}))
    spread("found by club", await _timed(clerk, "/api/grid/find", {"q": "verein 17"}))
    free = {"date": "2026-11-24", "minutes": "90", "sections": "2"}
    _asked("free slots in all halls", await _timed(clerk, "/api/free", free))


def _asked(name: str, found: list[float]) -> None:
    spread(name, found)
    figure("  p95", f"{quantile(found, 0.95):.1f} ms", "<= 100 ms")


async def _timed(clerk: httpx.AsyncClient, path: str, query: dict[str, str]) -> list[float]:
    found = []
    for _ in range(TIMES):
        began = time.perf_counter()
        answer = await clerk.get(path, params=query)
        found.append((time.perf_counter() - began) * 1000)
        answer.raise_for_status()
    return found
