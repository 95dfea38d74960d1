"""What every benchmark prints: quantiles beside their target and floor, and how busy the machine was."""

from __future__ import annotations

import asyncio
import contextlib
import math
import os
import sys
import time
from collections.abc import AsyncIterator, Sequence

_BEAT_S = 0.01


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of all values do not exceed (nearest rank). `values` must not be empty."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def load() -> str:
    """Return the load averages of 1, 5 and 15 minutes."""
    return " ".join(f"{value:.2f}" for value in os.getloadavg())


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def title(name: str) -> None:
    say(f"\n{name}  (load {load()})")


def spread(name: str, values_ms: Sequence[float], target: str = "", *, missing: int = 0) -> None:
    """Print p50, p99 and the worst of durations in milliseconds. `missing` counts what never came."""
    gone = f", {missing} MISSING" if missing else ""
    if not values_ms:
        say(f"  {name}: nothing measured{gone}")
        return
    told = " ".join(f"{word} {value:.1f}" for word, value in _marks(values_ms))
    say(f"  {name}: {told} ms, n={len(values_ms)}{gone}{f'   target {target}' if target else ''}")


def figure(name: str, text: str, target: str = "") -> None:
    """Print one figure that is no spread."""
    say(f"  {name}: {text}{f'   target {target}' if target else ''}")


def _marks(values_ms: Sequence[float]) -> list[tuple[str, float]]:
    return [("p50", quantile(values_ms, 0.5)), ("p99", quantile(values_ms, 0.99)), ("max", max(values_ms))]


@contextlib.asynccontextmanager
async def empty_loop() -> AsyncIterator[list[float]]:
    """Yield how late (ms) a 10 ms timer of this process fires while the block runs: below that nothing can be measured."""
    late_ms: list[float] = []
    beating = asyncio.create_task(_beat(late_ms), name="empty loop")
    try:
        yield late_ms
    finally:
        beating.cancel()
        await asyncio.gather(beating, return_exceptions=True)


async def _beat(late_ms: list[float]) -> None:
    while True:
        began = time.monotonic()
        await asyncio.sleep(_BEAT_S)
        late_ms.append((time.monotonic() - began - _BEAT_S) * 1_000)
