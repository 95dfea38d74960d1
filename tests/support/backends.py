"""A backend's parts on real databases, with a clock the test sets."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from hallenwart_backend.adapters.records_db import Records, sqlite_url
from hallenwart_backend.adapters.records_migrate import upgrade


@dataclass
class SetClock:
    """A clock that stands until told."""

    wall_ms: int
    steady_ms: int = 0

    def now_ms(self) -> int:
        return self.wall_ms

    def mono_ms(self) -> int:
        return self.steady_ms

    def advance(self, ms: int) -> None:
        self.wall_ms += ms
        self.steady_ms += ms


@asynccontextmanager
async def open_records(folder: Path) -> AsyncIterator[Records]:
    records = Records(sqlite_url(folder / "records.db"))
    upgrade(records.engine)
    try:
        yield records
    finally:
        records.close()
