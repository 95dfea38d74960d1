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
from hallenwart_backend.adapters import records_engine, series_postgres_schema

_FILE: Final = """
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=20)
db.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
db.execute("ROLLBACK")
"""
_DATABASE: Final = """
import psycopg, sys
with psycopg.connect(sys.argv[1], autocommit=True) as db:
    db.execute("SELECT pg_advisory_lock(%s)", (int(sys.argv[2]),))
    print("held", flush=True)
    sys.stdin.read()
"""
_LOCKS: Final = {"records": records_engine.WRITER_LOCK, "series": series_postgres_schema.WRITER_LOCK}


def _which(dice: random.Random) -> dict[str, Any]:
    return {"store": dice.choice(("records", "series"))}


def _hits(how: How) -> frozenset[str]:
    return frozenset({f"store {how['store']}", "disk server", "process server"})


async def _hold(lab: Lab, struck: Struck) -> None:
    house, store = lab.house, str(struck.how["store"])
    if house.database:
        arguments = [_DATABASE, house.database, str(_LOCKS[store])]
    else:
        arguments = [_FILE, str(house.records_db if store == "records" else house.series_db)]
    pipe = asyncio.subprocess.PIPE
    holder = await asyncio.create_subprocess_exec(sys.executable, "-c", *arguments, stdin=pipe, stdout=pipe)
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


FAULTS["store slow"] = FaultKind("store slow", _hold, _let_go, (3.0, 7.0), _hits, _shown, _which)
