"""A year of a town with twelve halls goes in through the store: how fast and how rightly it is judged, how fast pages are.

`--days N` for less than a year; `--into FOLDER` leaves the server's folder there, with the passwords in `passwords.txt`;
`--of FOLDER` asks such a folder.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import httpx
from sqlalchemy import insert, select

from benchmarks.figures import figure, quantile, say, spread, title
from hallenwart_backend.access.custody.tables import custody
from hallenwart_backend.booking import store
from hallenwart_backend.booking.tables import series
from hallenwart_backend.occupancy.tables import usage_slots
from hallenwart_backend.ports import SeriesKey
from hallenwart_contract.people import place_id
from support.backends import AMT, JANA, SEED, Town, open_town
from support.use_year import WEEK, Known, UseYear

HALLS: Final = 12
CLUBS: Final = ("tsv-lindenau", "bc-04", *(f"v{n}" for n in range(18)))
LAST: Final = date(2026, 11, 22)
"""The clock of the town stands on the day after."""
SEED_NUMBER: Final = 7
TIMES: Final = 20
PASSWORDS: Final = "passwords.txt"
DAYS_A_COMMIT: Final = 7
TARGET: Final = "p95 <= 200 ms"
_QUANTITIES: Final = {"busy": "busy_p", "people": "people", "low": "people_low", "high": "people_high"}


def main(more: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks usage", description=__doc__)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--into", type=Path)
    parser.add_argument("--of", type=Path, help="ask a folder that --into left, put nothing in")
    options = parser.parse_args(more)
    asyncio.run(_again(options.of, options.days) if options.of else _main(options.days, options.into))


async def _again(folder: Path, days: int) -> None:
    title("usage, asked again")
    passwords = dict(line.split() for line in (folder / PASSWORDS).read_text().splitlines())
    async with open_town(folder, seed=seed_of_town(), keep=True, passwords=passwords) as town:
        await _learn(town)
        await _ask(town, days)


async def _main(days: int, into: Path | None) -> None:
    title("usage")
    with tempfile.TemporaryDirectory() as folder:
        place = into or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        async with open_town(place, seed=seed_of_town()) as town:
            truth = await fill(town, days)
            await _judge(town, truth)
            await _learn(town)
            await _ask(town, days)
            if into is not None:
                (into / PASSWORDS).write_text("".join(f"{who} {word}\n" for who, word in town.passwords.items()))


def seed_of_town() -> str:
    halls = [
        f'{{ id = "h{n}", site = "{"nordpark" if n < HALLS // 2 else "sued"}", name = "Halle {n + 1}", sections = 3, '
        'capacity = 199, open = "07:00-23:00" },'
        for n in range(HALLS)
    ]
    devices = [
        f'{{ id = "h{n}-1", site = "{"nordpark" if n < HALLS // 2 else "sued"}", halls = ["h{n}"] }},' for n in range(HALLS)
    ]
    clubs = [f'{{ id = "v{n}", name = "Verein {n + 1}" }},' for n in range(18)]
    lockers = "".join(_locker(n) for n in range(HALLS) if _has_locker(n))
    seed = SEED.replace("hall = [", "hall = [\n" + "\n".join(halls)).replace(
        "device = [", "device = [\n" + "\n".join(devices), 1
    )
    return seed.replace("club = [", "club = [\n" + "\n".join(clubs) + "\n") + lockers


def _has_locker(n: int) -> bool:
    return n % 3 != 2


def _locker(n: int) -> str:
    doors = [f'{{ number = {s}, label = "Halle {n + 1} Teil {s}", hall = "h{n}", sections = [{s}] }},' for s in (1, 2, 3)]
    return f'\n[[locker]]\ndevice = "h{n}-1"\ncompartments = [\n' + "\n".join(doors) + "\n]\n"


def year_of(n: int, days: int) -> UseYear:
    """Return one hall's year. Every fourth counts its sections apart, some have only presence sensors or no locker."""
    clubs = CLUBS[n % 7 :] + CLUBS[: n % 7]
    first = LAST - timedelta(days=days - 1)
    return UseYear(f"h{n}", SEED_NUMBER, clubs, first, LAST, by_section=n % 4 == 1, counts=n % 6 != 5, locker=_has_locker(n))


async def fill(town: Town, days: int) -> dict[str, str]:
    """Put the year in; return what really happened by booking."""
    began, rows, truth = time.monotonic(), 0, dict[str, str]()
    await town.backend.records.write(lambda connection: connection.execute(insert(series), list(_series(days))))
    for n in range(HALLS):
        year = list(year_of(n, days).days())
        for first in range(0, len(year), DAYS_A_COMMIT):
            some = year[first : first + DAYS_A_COMMIT]
            rows += await _put(town, n, some)
            truth |= {name: happened.what for known in some for name, happened in known.truth.items()}
    took = time.monotonic() - began
    figure("stored", f"{rows:,} readings, {len(truth):,} bookings of {days} days and {HALLS} halls in {took:.0f} s")
    return truth


async def _put(town: Town, n: int, some: Sequence[Known]) -> int:
    wanted = [booking for known in some for booking in known.day.bookings]
    keys = [row for known in some for row in _keys(n, known)]

    def put(connection: Any) -> None:
        store.add_many(connection, wanted)
        if keys:
            connection.execute(insert(custody), keys)

    await town.backend.records.write(put)
    points = [point for known in some for point in _points(n, known)]
    await town.backend.series.append(points)
    return len(points)


def _keys(n: int, known: Known) -> Iterator[dict[str, Any]]:
    by_id = {booking.id: booking for booking in known.day.bookings}
    for at, (name, key) in enumerate(known.day.keys.items()):
        if key.taken_ms is not None:
            booking = by_id[name]
            taken = key.taken_ms if key.taken_ms > 1_000 else booking.start_ms
            row = {"device": f"h{n}-1", "slot": booking.sections[0], "taken_ms": taken + at, "booking": name}
            yield row | {"returned_ms": taken + at + 3_600_000}


def _points(n: int, known: Known) -> Iterator[tuple[SeriesKey, int, float | None]]:
    for track in known.day.tracks:
        for name, quantity in _QUANTITIES.items():
            key = SeriesKey(f"h{n}-1", place_id(f"h{n}", track.sections), quantity)
            for t_ms, x in getattr(track, name):
                yield key, t_ms, x


def _series(days: int) -> Iterator[dict[str, Any]]:
    first = LAST - timedelta(days=days - 1)
    for n in range(HALLS):
        clubs = CLUBS[n % 7 :] + CLUBS[: n % 7]
        for at, (weekday, start, end, sections) in enumerate(WEEK):
            yield {
                "id": f"h{n}-s{at}",
                "hall": f"h{n}",
                "sections": list(sections),
                "club": clubs[at % len(clubs)],
                "title": "Training",
                "weekday": weekday,
                "start_min": start,
                "end_min": end,
                "from_date": first,
                "to_date": LAST,
                "state": "booked",
                "created_ms": 0,
            }


async def _judge(town: Town, truth: dict[str, str]) -> None:
    began = time.monotonic()
    done = 0
    while step := await town.backend.usage.judging.look(most=500):
        done += step
    took = time.monotonic() - began
    figure("judged", f"{done:,} days of halls in {took:.0f} s, {took / max(1, done) * 1000:.0f} ms each", "in minutes")
    wanted = select(usage_slots.c.id, usage_slots.c.verdict, usage_slots.c.reasons).where(usage_slots.c.booking.is_not(None))
    rows = await town.backend.records.read(lambda connection: list(connection.execute(wanted)))
    for name, shared in (("own sensors", False), ("sensors shared with neighbours", True)):
        of = [(truth[row.id], row.verdict) for row in rows if any(code == "shared" for code, _ in row.reasons) is shared]
        _say_right(name, Counter(of))


def _say_right(name: str, of: Counter[tuple[str, str]]) -> None:
    blamed = sum(n for (_, said), n in of.items() if said == "no_show")
    empty = sum(n for (was, _), n in of.items() if was == "no_show")
    right = of["no_show", "no_show"]
    opened = sum(n for (_, said), n in of.items() if said == "unknown")
    if blamed and empty:
        figure(
            f"no-shows, {name}",
            f"precision {right / blamed:.3f}, recall {right / empty:.3f} ({empty} empty of {of.total()}, {opened} left open)",
        )


async def _learn(town: Town) -> None:
    usage = town.backend.usage
    await usage.judging.look(most=0)  # rolls months up
    began, halls = time.monotonic(), [hall for hall in town.backend.places.current.proper_halls if hall.id.startswith("h")]
    for hall in halls:
        await usage.learned.learn(hall)
    figure("learned", f"{(time.monotonic() - began) / len(halls):.1f} s for each hall's usual week, forecast and past")


async def _ask(town: Town, days: int) -> None:
    office, club = await town.signed_in(AMT), await town.signed_in(JANA)
    year = {"from": str(LAST - timedelta(days=days - 1)), "to": str(LAST)}
    asked: list[tuple[str, httpx.AsyncClient, str, dict[str, str]]] = [
        ("halls, a year", office, "halls", year),
        ("halls, four weeks", office, "halls", {}),
        ("heat of all halls, a year", office, "heat", year),
        ("heat of one hall, a year", office, "heat", year | {"hall": "h1", "measure": "people"}),
        ("day of a hall", office, "halls/h1/day", {"day": "2026-11-18"}),
        ("clubs, a year", office, "clubs", year),
        ("slots, first page of a year", office, "slots", year),
        ("no-shows of a year", office, "slots", year | {"verdict": "no_show"}),
        ("rights", office, "rights", {}),
        ("unusual, a year", office, "unusual", year),
        ("forecast of a hall", office, "forecast", {"hall": "h1"}),
        ("hints, four weeks", office, "hints", {}),
        ("hints, a year", office, "hints", year),
        ("sensors", office, "sensors", {}),
        ("club: slots", club, "slots", year),
        ("club: heat", club, "heat", year),
    ]
    for name, who, path, query in asked:
        times, cpu_s = [], time.process_time()
        for _ in range(TIMES):
            began = time.perf_counter()
            answer = await who.get(f"/api/usage/{path}", params=query)
            times.append((time.perf_counter() - began) * 1000)
            answer.raise_for_status()
        cpu_ms = (time.process_time() - cpu_s) * 1000 / TIMES
        spread(name, times)
        figure(
            "  p95",
            f"{quantile(times, 0.95):.0f} ms, of the processor {cpu_ms:.0f} ms, {len(answer.content) // 1024} KiB",
            TARGET,
        )
    say("  (each asked alone, over HTTP's own stack)")
