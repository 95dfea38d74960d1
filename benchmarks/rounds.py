"""How long a proposal takes for 40 clubs and 12 halls, and that no single change raises the stored one.

Through the whole server: the office asks for it by HTTP, the process works it out, the records keep it. Then every move to a
free place and every exchange of two assignments is tried with the tests' own arithmetic (`tests/support/brute_force.py`).
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from benchmarks.figures import figure, title
from benchmarks.seasons import seed_of_many
from hallenwart_backend.rounds import store
from hallenwart_backend.rounds.casing import placed_in
from hallenwart_backend.rounds.model import Wish, WishState
from hallenwart_backend.rounds.rules import QUARTER_MIN, Want
from support.backends import AMT, Town, open_town
from support.brute_force import BruteForce
from support.round_cases import round_case

CLUBS: Final = 40
HALLS: Final = 12
SEED: Final = 7
ROUND: Final = {"title": "Saison", "from_date": "2027-02-01", "to_date": "2027-07-25"}


def main() -> None:
    asyncio.run(_main())


async def _main() -> None:
    title("rounds")
    with tempfile.TemporaryDirectory() as folder:
        async with open_town(Path(folder), seed=seed_of_many()) as town:
            clerk = await town.signed_in(AMT)
            halls = [f"h{number}" for number in range(HALLS)]
            made = (await clerk.post("/api/rounds", json=ROUND | {"halls": halls})).json()["id"]
            wants = round_case(SEED, clubs=CLUBS, halls=HALLS).wants
            await town.backend.records.write(lambda connection: _wish(connection, made, wants))
            await clerk.post(f"/api/rounds/{made}/close")
            began = time.monotonic()
            (await clerk.post(f"/api/rounds/{made}/propose", json={})).raise_for_status()
            await town.backend.rounds.proposals.wait()
            figure(f"proposal for {len(wants)} wishes of {CLUBS} clubs in {HALLS} halls, s", f"{time.monotonic() - began:.1f}")
            await _check(town, made)


async def _check(town: Town, made: str) -> None:
    book = await town.backend.rounds.desk.any_book(made)
    case = await town.backend.rounds.proposals.case_of(book)
    places, brute = placed_in(book, case), BruteForce(case)
    figure("wishes with a place", str(len(places)))
    figure("score", str(brute.score(places)))
    figure("faults of the stored proposal", str(len(brute.faults(places))))
    figure("moves and exchanges that would raise it", str(len(list(brute.better(places)))))


def _wish(connection: Connection, of: str, wants: tuple[Want, ...]) -> None:
    for one in wants:
        club = f"v{int(one.club[1:])}"
        store.add_wish(
            connection,
            Wish(
                id=one.id,
                round=of,
                club=club,
                group=one.group,
                sport="",
                people=one.people,
                youth=one.youth,
                sections=one.sections,
                weekdays=one.weekdays,
                earliest_min=one.earliest * QUARTER_MIN,
                latest_min=one.latest * QUARTER_MIN,
                minutes=one.length * QUARTER_MIN,
                priority=one.priority,
                halls=tuple(f"h{int(hall[1:])}" for hall in one.halls),
                marking="",
                step_free=False,
                note="",
                state=WishState.STATED,
                made_by="",
                made_ms=0,
            ),
        )


if __name__ == "__main__":
    main()
