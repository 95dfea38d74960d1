"""What the page of the fleet costs with 1,000 devices: the whole of it, and what changed since."""

from __future__ import annotations

import asyncio
import time
import tracemalloc
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.figures import load, say
from hallenwart_backend.fleet.enrolment.model import DeviceState, Ending, Membership
from hallenwart_backend.fleet.ports import LastHeard
from hallenwart_backend.fleet.watch.book import Component, Noticed
from hallenwart_contract.machine import Vitals
from hallenwart_contract.messages import Heartbeat, State

DEVICES: Final = 1_000
ROUNDS: Final = 20
TARGET_MS: Final = 200


def main() -> None:
    asyncio.run(_measure())


async def _measure() -> None:
    from support.backends import ADMIN, open_town  # tests are on the path only while this runs

    with TemporaryDirectory() as folder:
        async with open_town(Path(folder)) as town:
            room, fleet = town.backend.fleet_room, town.backend.fleet
            names = [f"halle-{number:04}" for number in range(DEVICES)]
            town.backend.enrolment.papers.current = {name: _member(name) for name in names}
            tracemalloc.start()
            for name in names:
                fleet._last[name] = _heard(name, town.clock.now_ms())  # noqa: SLF001 - as if all had spoken
                room.book._noticed[name] = _noticed(town.clock.now_ms())  # noqa: SLF001
            page = await town.signed_in(ADMIN)
            first = await page.get("/api/fleet")
            held_mb = tracemalloc.get_traced_memory()[0] / 1e6
            tracemalloc.stop()
            whole = sorted([await _timed(page, 0) for _ in range(ROUNDS)])
            since = sorted([await _timed(page, first.json()["rev"]) for _ in range(ROUNDS)])
    size_kb = len(first.content) / 1000
    say(f"fleet of {DEVICES}: load {load()}")
    say(f"  whole p50 {whole[ROUNDS // 2]:.0f} ms, max {whole[-1]:.0f} ms (target {TARGET_MS} ms), {size_kb:.0f} kB")
    say(f"  nothing changed since: p50 {since[ROUNDS // 2]:.0f} ms, max {since[-1]:.0f} ms; held {held_mb:.0f} MB")


async def _timed(page: object, since: int) -> float:
    began = time.perf_counter()
    answer = await page.get("/api/fleet", params={"since": since})  # type: ignore[attr-defined]
    assert answer.status_code == 200  # noqa: S101
    return (time.perf_counter() - began) * 1000


def _member(name: str) -> Membership:
    return Membership(name, "nordpark", "", DeviceState.ENROLLED, 0, 0, None, "", Ending.NONE)


def _heard(name: str, now_ms: int) -> LastHeard:
    vitals = Vitals(disk_total_mb=30_000, wear_pct=10.0, off_ms=3, written_mb=100, load=0.2)
    sensors = {f"s{number}": "ok" for number in range(12)}
    beat = Heartbeat(
        dev=name,
        epoch="e",
        boot="b",
        conn=1,
        clk="ntp",
        fw="1.0",
        vitals=vitals,
        sensors=sensors,
        disk_free_mb=9_000,
        temp_cpu_c=51.0,
    )
    return LastHeard(name, now_ms, True, beat, State(dev=name, rev=1, sensors=sensors))


def _noticed(now_ms: int) -> Noticed:
    return Noticed({f"s{number}": Component("fault" if number == 0 else "ok", "", now_ms) for number in range(12)})
