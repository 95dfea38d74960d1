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
from itertools import combinations
from pathlib import Path

import httpx
from sqlalchemy import Connection, select

from hallenwart_backend.booking.model import HOLDING, Booking
from hallenwart_backend.booking.rules import quarters
from hallenwart_backend.booking.store import booking_of
from hallenwart_backend.booking.tables import bookings, occupied
from support.backends import AMT, JANA, OSMAN, Town, open_town
from support.crowd_client import FIRST_MS, HALLS, QUARTER_MS, SPAN_QUARTERS, Answer, Client, clocks
from support.crowd_dealings import decide, fill, give_back, import_plan, lend, take, wait
from support.quick_hashes import quick_hashes

REFUSALS = {
    "taken",
    "quota",
    "over",
    "no_such_booking",
    "series_taken",
    "nothing_free",
    "busy",
    "forbidden",
    "ended",
    "changed",
}
REFUSALS |= {"not_booked", "offered", "not_offered", "lent", "gone", "own", "enough", "taken_already", "not_lent", "borrowed"}
REFUSALS |= {"decided", "no_such_request", "nothing_asked", "needs_office"}
WEEKS = {"weekday": 0, "from_date": "2026-11-23", "to_date": "2026-12-06"}
"""The Monday everybody wants, and the next one."""


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
        return await single(client)
    return await client.browser.delete(f"/api/bookings/{client.mine.pop()}")


async def series(client: Client) -> httpx.Response:
    """A weekly right; what is not free is left out, or nothing is booked."""
    hall, at = client.dice.choice(list(HALLS)), clocks(client.slot())
    wish = {"hall": hall, "sections": client.some_sections(hall), "title": "Serie", **WEEKS}
    on_conflict = client.dice.choice(("skip", "refuse"))
    times = {"start": at["start_ms"], "end": at["end_ms"], "on_conflict": on_conflict}
    answer = await client.browser.post("/api/series", json=wish | times)
    if answer.status_code == 201:
        client.series.append(answer.json()["series"]["id"])
    return answer


async def series_change(client: Client) -> httpx.Response:
    if not client.series:
        return await series(client)
    at = clocks(client.slot())
    change = {"start": at["start_ms"], "end": at["end_ms"]}
    return await client.browser.patch(f"/api/series/{client.dice.choice(client.series)}", json=change)


async def close(client: Client) -> httpx.Response:
    """Half an hour of one section for the town; whoever has it is displaced."""
    start = FIRST_MS + client.dice.randrange(SPAN_QUARTERS - 2) * QUARTER_MS
    at = clocks({"first": start, "last": start + 2 * QUARTER_MS})
    times = {name: f"2026-11-23T{clock}" for name, clock in at.items()}
    return await client.browser.post("/api/closings", json={"halls": ["nordpark"], "sections": [1], "why": "Prüfung", **times})


ACTS: dict[str, Callable[[Client], Awaitable[httpx.Response]]] = {
    "single": single,
    "whole": whole,
    "move": move,
    "cancel": cancel,
    "series": series,
    "series_change": series_change,
    "close": close,
    "decide": decide,
    "lend": lend,
    "take": take,
    "give_back": give_back,
    "wait": wait,
    "fill": fill,
    "import_plan": import_plan,
}
ACTS_EACH = 3


async def push(town: Town, seed: int, clients: int, acts: Sequence[str] = tuple(ACTS)) -> list[Answer]:
    """Let so many clients act at once; return everything they were answered."""
    people = (JANA, OSMAN, AMT, AMT)
    browsers = [await town.signed_in(email) for email in people]

    async def act(number: int) -> list[Answer]:
        dice, who = random.Random(f"{seed} {number}"), number % len(people)
        client = Client(browsers[who], dice, people[who] == AMT, town)
        plan = [dice.choice(("single", "whole")), *dice.choices(list(acts), k=ACTS_EACH - 1)]
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
    with quick_hashes():
        await _part(folder, passwords, seed, clients)


async def _part(folder: Path, passwords: dict[str, str], seed: int, clients: int) -> None:
    async with open_town(folder, keep=True, passwords=passwords) as town:
        print("ready", flush=True)  # noqa: T201 - a program
        await asyncio.to_thread(sys.stdin.readline)
        answers = await push(town, seed, clients)
        print(json.dumps([[one.act, one.status, one.body] for one in answers]))  # noqa: T201


if __name__ == "__main__":
    asyncio.run(_main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
