"""Readings of one millisecond, kept apart: a time series holds one value at a time, and the last one is what is true."""

from __future__ import annotations

from typing import Final

import msgspec

from hallenwart_contract.messages import Reading

REACH_MS: Final = 1_000
"""A clock that was set back by more begins anew."""


class Moments:
    """Remembers the newest time of each series since the start."""

    def __init__(self) -> None:
        self._newest_ms: dict[tuple[str, str], int] = {}

    def apart(self, reading: Reading) -> Reading:
        """Return the reading, a moment later when another of its series has its time already."""
        series, newest_ms = (reading.c, reading.k), self._newest_ms.get((reading.c, reading.k))
        if newest_ms is not None and newest_ms - REACH_MS < reading.t_ms <= newest_ms:
            reading = msgspec.structs.replace(reading, t_ms=newest_ms + 1)
        self._newest_ms[series] = reading.t_ms
        return reading
