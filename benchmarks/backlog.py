"""A town whose devices come back after a long night without network: each keeps 100,000 readings nobody has yet."""

from __future__ import annotations

import asyncio
from typing import Final

import httpx

from hallenwart_contract.clock import SystemClock
from hallenwart_contract.codec import encode
from hallenwart_contract.messages import TELEMETRY_STREAM, Reading
from hallenwart_edge.uplink.outbox import SqliteOutbox
from hallenwart_edge.uplink.store import Store
from hallenwart_sim.town.plan import DEVICES
from hallenwart_sim.town.town import Town

ROWS: Final = 100_000
_HOUR_MS: Final = 3_600_000
_NIGHT_MS: Final = 12 * _HOUR_MS
_AT_ONCE: Final = 10_000


class LateTown(Town):
    """Fills the outboxes before the agents start."""

    async def _write_files(self) -> None:
        await super()._write_files()
        for device in DEVICES:
            await self._fill(device.id)

    async def _fill(self, device: str) -> None:
        folder = self.folder.device(device) / "state"
        await asyncio.to_thread(folder.mkdir, parents=True, mode=0o700)
        outbox = SqliteOutbox(folder, SystemClock())
        await outbox.open()  # makes both files, of one epoch
        outbox.close()
        now_ms = self.clock.now_ms()
        await asyncio.to_thread(_append, Store(folder / "telemetry.db", streams=(TELEMETRY_STREAM,), durable=False), now_ms)

    async def backlog(self) -> int:
        """Return how many readings still wait on all devices."""
        async with httpx.AsyncClient(timeout=10.0) as http:
            answers = [await http.get(f"{self.screens_url(device.id)}/healthz") for device in DEVICES]
        return sum(int(answer.json()["outbox"][TELEMETRY_STREAM]) for answer in answers)


def _append(store: Store, now_ms: int) -> None:
    store.open()
    every_ms = _NIGHT_MS // ROWS
    for first in range(0, ROWS, _AT_ONCE):
        moments = (now_ms - _NIGHT_MS + row * every_ms for row in range(first, first + _AT_ONCE))
        bodies = [
            encode(Reading(c="nacht", k="temp_c", t_ms=t_ms, x=18.0 + number % 50 / 10)) for number, t_ms in enumerate(moments)
        ]
        store.append(TELEMETRY_STREAM, bodies, stored_ms=now_ms - _HOUR_MS)
    store.close()
