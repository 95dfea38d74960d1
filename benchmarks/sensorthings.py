"""How fast the SensorThings service answers the tests' own questions on the simulated year of twelve halls, and how rightly.

Each question is asked alone, over HTTP's own stack, without any limit of how often one may ask; the first round, in which the
server finds out what there is, is told apart. `--postgres` asks a PostgreSQL as well, a cluster of its own made for this.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import httpx

from benchmarks.figures import figure, quantile, say, spread, title
from hallenwart_backend.bucket import Buckets
from support.backends import Town, open_town
from support.databases import on_postgresql
from support.open_year import OpenYear, seed_of_year
from support.postgres import MISSING, Cluster, find_binaries
from support.sta_questions import QUESTIONS, Truth

TIMES: Final = 20
SLOWEST: Final = 5
TARGET: Final = "p95 <= 200 ms"


def main(more: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks sensorthings", description=__doc__)
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args(more)
    title("sensorthings")
    year = OpenYear()
    asyncio.run(_measure("SQLite", year))
    if options.postgres:
        with ExitStack() as stack:
            binaries = find_binaries()
            if binaries is None:
                say(MISSING)
                return
            cluster = Cluster(binaries, durable=True)
            stack.callback(cluster.close)
            stack.enter_context(on_postgresql(cluster))
            asyncio.run(_measure("PostgreSQL", year))


async def _measure(store: str, year: OpenYear) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with open_town(Path(folder), seed=seed_of_year()) as town:
            began = time.monotonic()
            await year.fill(town)
            figure(store, f"a year of twelve halls, filled in {time.monotonic() - began:.0f} s")
            town.backend.outward.sensorthings.rate = Buckets(10**9, 1e9)
            await _ask(town, Truth(year))


async def _ask(town: Town, truth: Truth) -> None:
    client, wrong = town.stranger(), list[str]()
    began = time.perf_counter()
    await _get(client, "/Things")
    figure("  the very first question", f"{(time.perf_counter() - began) * 1000:.0f} ms, with all weeks of use worked out")
    every, slow, cpu_ms = list[float](), list[tuple[float, str]](), list[float]()
    for question in QUESTIONS:
        times, cpu_s = [], time.process_time()
        for _ in range(TIMES):
            began = time.perf_counter()
            answer = await _get(client, question.path)
            times.append((time.perf_counter() - began) * 1000)
        cpu_ms.append((time.process_time() - cpu_s) * 1000 / TIMES)
        if not _is_right(question.read(answer.json()), question.right(truth)):
            wrong.append(question.path)
        every += times
        slow.append((quantile(times, 0.95), question.path))
    spread(f"  {len(QUESTIONS)} questions, {TIMES} times each", every)
    figure("  p95", f"{quantile(every, 0.95):.0f} ms", TARGET)
    figure("  of the processor", f"p50 {quantile(cpu_ms, 0.5):.0f} p95 {quantile(cpu_ms, 0.95):.0f} max {max(cpu_ms):.0f} ms")
    figure("  wrong", f"{len(wrong)} of {len(QUESTIONS)}", "0")
    for took, path in sorted(slow, reverse=True)[:SLOWEST]:
        say(f"    {took:.0f} ms  {path}")


async def _get(client: httpx.AsyncClient, path: str) -> httpx.Response:
    answer = await client.get(f"/sensorthings/v1.1{path}")
    answer.raise_for_status()
    return answer


def _is_right(told: object, right: object) -> bool:
    """Compare, floats to a millionth."""
    if isinstance(told, float) or isinstance(right, float):
        return isinstance(told, int | float) and isinstance(right, int | float) and abs(told - right) < 1e-6
    if isinstance(told, list | tuple) and isinstance(right, list | tuple):
        return len(told) == len(right) and all(_is_right(*pair) for pair in zip(told, right, strict=True))
    return told == right
