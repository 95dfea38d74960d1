"""A store that is slow: somebody else holds its lock for seconds."""

from __future__ import annotations

import asyncio
import contextlib
import random
import sys
from typing import Any, Final

from chaos import signs
from chaos.lab import Lab, Struck
from chaos.registry import FAULTS, FaultKind, How

_HOLDER: Final = """
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=20)
db.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
db.execute("ROLLBACK")
"""


def _which(dice: random.Random) -> dict[str, Any]:
    return {"store": dice.choice(("records", "series"))}


def _hits(how: How) -> frozenset[str]:
    return frozenset({f"store {how['store']}", "disk server", "process server"})


async def _hold(lab: Lab, struck: Struck) -> None:
    path = lab.house.records_db if struck.how["store"] == "records" else lab.house.series_db
    pipe = asyncio.subprocess.PIPE
    holder = await asyncio.create_subprocess_exec(sys.executable, "-c", _HOLDER, str(path), stdin=pipe, stdout=pipe)
    struck.kept["holder"] = holder
    assert holder.stdout is not None  # noqa: S101 - a pipe was asked for
    await holder.stdout.readline()


async def _let_go(lab: Lab, struck: Struck) -> None:
    del lab
    holder: asyncio.subprocess.Process = struck.kept.pop("holder")
    with contextlib.suppress(ProcessLookupError):
        holder.kill()
    await holder.wait()


def _shown(lab: Lab, struck: Struck) -> bool | None:
    """Rows that wait show as such; where none came meanwhile, nothing waits. A store that only is slow fails nobody."""
    return True if signs.backlog(lab.seen_while(struck)) else None


FAULTS["store slow"] = FaultKind("store slow", _hold, _let_go, (3.0, 7.0), _hits, _shown, _which, needs_files=True)
