"""A crowd that wants the same hall time: clients that book, move and cancel at once, in this process and in others.

A kind of entry is one function: it does one thing as one client and returns the answer. Add it to `ACTS`.

`python -m support.crowd FOLDER SEED CLIENTS` is a part of the crowd in a process of its own; it prints what it was answered.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Connection, select

from hallenwart_backend.booking.model import HOLDING, Booking
from hallenwart_backend.booking.rules import quarters
from hallenwart_backend.booking.store import booking_of
from hallenwart_backend.booking.tables import bookings, occupied
from support.backends import AMT, HOUR_MS, JANA, MONDAY_NOON_MS, OSMAN, Town, open_town

QUARTER_MS = 15 * 60_000
HALLS = {"nordpark": 3, "gymnastik": 1}
FIRST_MS = MONDAY_NOON_MS + 2 * HOUR_MS
SPAN_QUARTERS = 28
"""Everybody wants the same seven hours."""
REFUSALS = {"taken", "quota", "over", "no_such_booking", "series_taken", "nothing_free", "busy", "forbidden", "ended"}
WEEKS = {"weekday": 0, "from_date": "2026-11-23", "to_date": "2026-12-06"}
"""The Monday everybody wants, and the next one."""


@dataclass(frozen=True, slots=True)
class Answer:
    act: str
    status: int
    body: dict[str, Any]


@dataclass
class Client:
    """One person at a browser. `mine`: bookings made by this client and not given back; `series` too."""

    browser: httpx.AsyncClient
    dice: random.Random
    mine: list[str] = field(default_factory=list)
    series: list[str] = field(default_factory=list)

    def slot(self, *, most: int = 8) -> dict[str, int]:
        start = self.dice.randrange(SPAN_QUARTERS - most)
        length = self.dice.randrange(2, most + 1)
        return {"start_ms": FIRST_MS + start * QUARTER_MS, "end_ms": FIRST_MS + (start + length) * QUARTER_MS}

    def some_sections(self, hall: str) -> list[int]:
        return sorted(self.dice.sample(range(1, HALLS[hall] + 1), self.dice.randint(1, HALLS[hall])))

    async def book(self, hall: str, sections: Sequence[int]) -> httpx.Response:
        wish = {"hall": hall, "sections": list(sections), "title": "Gedränge", **self.slot()}
        answer = await self.browser.post("/api/bookings", json=wish)
        if answer.status_code == 201:
            self.mine.append(answer.json()["id"])
        return answer


async def single(client: Client) -> httpx.Response:
    hall = client.dice.choice(list(HALLS))
    return await client.book(hall, client.some_sections(hall))


async def whole(client: Client) -> httpx.Response:
    return await client.book("nordpark", (1, 2, 3))


async def move(client: Client) -> httpx.Response:
    if not client.mine:
        return await single(client)
    hall = client.dice.choice(list(HALLS))
    change = {"hall": hall, "sections": client.some_sections(hall), **client.slot()}
    return await client.browser.patch(f"/api/bookings/{client.dice.choice(client.mine)}", json=change)


async def cancel(client: Client) -> httpx.Response:
    if not client.mine:
        return await whole(client)
    return await client.browser.delete(f"/api/bookings/{client.mine.pop()}")


def _clocks(slot: dict[str, int]) -> dict[str, str]:
    minutes = {name: (ms - MONDAY_NOON_MS) // 60_000 + 12 * 60 for name, ms in slot.items()}
    return {name: f"{minute // 60:02}:{minute % 60:02}" for name, minute in minutes.items()}


async def series(client: Client) -> httpx.Response:
    """A weekly right; what is not free is left out, or nothing is booked."""
    hall, clocks = client.dice.choice(list(HALLS)), _clocks(client.slot(most=4))
    wish = {"hall": hall, "sections": client.some_sections(hall), "title": "Serie", **WEEKS}
    on_conflict = client.dice.choice(("skip", "refuse"))
    times = {"start": clocks["start_ms"], "end": clocks["end_ms"], "on_conflict": on_conflict}
    answer = await client.browser.post("/api/series", json=wish | times)
    if answer.status_code == 201:
        client.series.append(answer.json()["series"]["id"])
    return answer


async def series_change(client: Client) -> httpx.Response:
    if not client.series:
        return await series(client)
    clocks = _clocks(client.slot(most=4))
    change = {"start": clocks["start_ms"], "end": clocks["end_ms"]}
    return await client.browser.patch(f"/api/series/{client.dice.choice(client.series)}", json=change)


async def close(client: Client) -> httpx.Response:
    """Half an hour of one section for the town; whoever has it is displaced."""
    start = FIRST_MS + client.dice.randrange(SPAN_QUARTERS - 2) * QUARTER_MS
    clocks = _clocks({"first": start, "last": start + 2 * QUARTER_MS})
    times = {name: f"2026-11-23T{clock}" for name, clock in clocks.items()}
    return await client.browser.post("/api/closings", json={"halls": ["nordpark"], "sections": [1], "why": "Prüfung", **times})


ACTS: dict[str, Callable[[Client], Awaitable[httpx.Response]]] = {
    "single": single,
    "whole": whole,
    "move": move,
    "cancel": cancel,
    "series": series,
    "series_change": series_change,
    "close": close,
}
ACTS_EACH = 3


async def push(town: Town, seed: int, clients: int) -> list[Answer]:
    """Let so many clients act at once; return everything they were answered."""
    browsers = [await town.signed_in(email) for email in (JANA, OSMAN, AMT, AMT)]

    async def act(number: int) -> list[Answer]:
        dice = random.Random(f"{seed} {number}")
        client = Client(browsers[number % len(browsers)], dice)
        plan = [dice.choice(("single", "whole")), *dice.choices(list(ACTS), k=ACTS_EACH - 1)]
        answers = []
        for name in plan:
            got = await ACTS[name](client)
            answers.append(Answer(name, got.status_code, got.json() if got.content else {}))
        return answers

    return [answer for answers in await asyncio.gather(*(act(number) for number in range(clients))) for answer in answers]


def overlaps(found: Sequence[Booking]) -> list[tuple[str, str]]:
    """Compare every two bookings that hold time: the ids of those that have the same place at the same time."""

    def meet(left: Booking, right: Booking) -> bool:
        if left.start_ms >= right.clear_ms or right.start_ms >= left.clear_ms:
            return False
        cells = [{(hall, section) for hall, sections in one.places for section in sections} for one in (left, right)]
        return bool(cells[0] & cells[1])

    return [(left.id, right.id) for left, right in combinations(found, 2) if meet(left, right)]


def holding(connection: Connection) -> list[Booking]:
    return [booking_of(row) for row in connection.execute(select(bookings).where(bookings.c.state.in_(HOLDING)))]


def wrongly_occupied(connection: Connection) -> set[tuple[str, int, int, str]]:
    """Return quarters that are occupied for nobody, or should be and are not."""
    stored = {tuple(row) for row in connection.execute(select(occupied))}
    wanted = {
        (hall, section, quarter, one.id)
        for one in holding(connection)
        for hall, sections in one.places
        for section in sections
        for quarter in quarters(one.start_ms, one.clear_ms)
    }
    return stored ^ wanted


async def _main(folder: Path, seed: int, clients: int) -> None:
    passwords = json.loads((folder / "passwords.json").read_text())
    async with open_town(folder, keep=True, passwords=passwords) as town:
        print("ready", flush=True)  # noqa: T201 - a program
        await asyncio.to_thread(sys.stdin.readline)
        answers = await push(town, seed, clients)
        print(json.dumps([[one.act, one.status, one.body] for one in answers]))  # noqa: T201


if __name__ == "__main__":
    asyncio.run(_main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
