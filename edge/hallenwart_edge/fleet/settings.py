"""What may be set from afar without touching the wiring, applied while the agent runs. 0 or empty: as its own file says."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final, Protocol

from hallenwart_contract.machine import LogLevel, Settings
from hallenwart_contract.messages import Reading
from hallenwart_edge.fleet.log_ring import LEVELS
from hallenwart_edge.ports import Documents

HEARTBEAT_S: Final = (5, 60)
TELEMETRY_S: Final = (1, 600)
ALWAYS: Final = frozenset({"people", "presence"})
"""Told at every change: the live picture stands on them."""
_log: Final = logging.getLogger(__name__)


class Thinner:
    """Lets readings through no faster than `every_ms` per component and quantity; a change of quality always."""

    def __init__(self, mono_ms: Callable[[], int]) -> None:
        self.every_ms = 0
        self._mono_ms = mono_ms
        self._last: dict[tuple[str, str], tuple[int, str]] = {}

    def lets(self, reading: Reading) -> bool:
        if not self.every_ms or reading.k in ALWAYS:
            return True
        key, now_ms = (reading.c, reading.k), self._mono_ms()
        last = self._last.get(key)
        if last is not None and last[1] == reading.q and now_ms - last[0] < self.every_ms:
            return False
        self._last[key] = (now_ms, reading.q)
        return True


class Link(Protocol):
    heartbeat_s: float


class SettingsAgent:
    """Follows the applied configuration. `level` is what the agent was started with."""

    def __init__(self, documents: Documents, link: Link, thinner: Thinner, *, level: int) -> None:
        self._documents = documents
        self._link = link
        self._thinner = thinner
        self._own = (link.heartbeat_s, level)

    async def run(self) -> None:
        while True:
            config = self._documents.config
            self.apply(config.settings if config else Settings())
            await self._documents.changed()

    def apply(self, settings: Settings) -> None:
        """Take settings over; one out of its bounds is left aside."""
        heartbeat_s, level = self._own
        self._link.heartbeat_s = settings.hb_every_s if _within(settings.hb_every_s, HEARTBEAT_S) else heartbeat_s
        self._thinner.every_ms = settings.telemetry_every_s * 1000 if _within(settings.telemetry_every_s, TELEMETRY_S) else 0
        wanted = LEVELS[LogLevel(settings.log_level)] if settings.log_level in set(LogLevel) else level
        root = logging.getLogger()
        if root.level != wanted:
            root.setLevel(wanted)
            _log.warning("log level is %s now", logging.getLevelName(wanted))


def _within(value: int, bounds: tuple[int, int]) -> bool:
    return bounds[0] <= value <= bounds[1]
