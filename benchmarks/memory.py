"""Resident memory of every process of a running demo town: three agents, the server, the broker."""

from __future__ import annotations

import asyncio
import os
import re
from pathlib import Path
from typing import Final

from benchmarks import thousand
from benchmarks.figures import figure, title
from benchmarks.town import running_town
from hallenwart_sim.town.town import Town

_TARGETS: Final = {"backend": "", "broker": ""}
_AGENT: Final = "<= 80 MB"
_LIVES_S: Final = 15.0


def main() -> None:
    asyncio.run(_main())


async def _main() -> None:
    async with running_town() as scene:
        await asyncio.sleep(_LIVES_S)  # a town in which people walk about, not one that just started
        tell(scene.town)
    await thousand.measure()


def tell(town: Town) -> None:
    """Print the resident memory of the town's processes now, and their highest so far."""
    title("memory: resident now (highest so far)")
    for child in town.children:
        if child.pid is not None:
            now_mb, peak_mb = _resident_mb(child.pid)
            figure(child.name, f"{now_mb:.0f} MB ({peak_mb:.0f} MB)", _TARGETS.get(child.name, _AGENT))


def _resident_mb(group: int) -> tuple[float, float]:
    """Sum what the processes of a group hold (VmRSS, VmHWM)."""
    now = peak = 0
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and _group_of(int(folder.name)) == group:
            told = dict(re.findall(r"^(VmRSS|VmHWM):\s+(\d+) kB$", (folder / "status").read_text(), re.MULTILINE))
            now, peak = now + int(told.get("VmRSS", 0)), peak + int(told.get("VmHWM", 0))
    return now / 1_000, peak / 1_000


def _group_of(pid: int) -> int | None:
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return None
