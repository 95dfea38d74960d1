"""What is usual in a hall, what was unusual, and what is to be expected: from profiles learned each night."""

from __future__ import annotations

from collections.abc import Sequence

from hallenwart_backend.halls.model import Hall
from hallenwart_backend.occupancy.answers import ForecastOut, UnusualOut
from hallenwart_backend.occupancy.curves import Usual


class Learned:
    async def usual(self, _hall: str, _from_ms: int, _to_ms: int) -> list[Usual]:
        return []

    async def unusual(self, _halls: Sequence[Hall], _from_ms: int, _to_ms: int) -> list[UnusualOut]:
        return []

    async def forecast(self, hall: Hall) -> ForecastOut:
        return ForecastOut(hall=hall.id, points=[], learned_ms=None)
