"""Lets a second subject hear what a sensor says that the first one reads."""

from __future__ import annotations

from typing import Final

from hallenwart_contract.clock import Clock
from hallenwart_edge.ports import Sample, Sensor

STANDS_MS: Final = 5 * 60_000


class Overheard:
    """The Sensor port of another, which also remembers what was read."""

    def __init__(self, sensor: Sensor, clock: Clock) -> None:
        self._sensor, self._clock = sensor, clock
        self._last: dict[str, tuple[int, float]] = {}

    async def read(self) -> tuple[Sample, ...]:
        samples = await self._sensor.read()
        now_ms = self._clock.mono_ms()
        self._last |= {sample.quantity: (now_ms, sample.value) for sample in samples}
        return samples

    def last(self, quantity: str) -> float | None:
        """Return what was read last of a quantity, None when that is 5 min ago or never was."""
        at_ms, value = self._last.get(quantity, (None, 0.0))
        return value if at_ms is not None and self._clock.mono_ms() - at_ms < STANDS_MS else None

    def close(self) -> None:
        self._sensor.close()
