"""What the city's connectors need. Adapters: `adapters/mqtt_city`, `adapters/series_sqlite`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from hallenwart_backend.ports import Arrival, Series, SeriesKey
from hallenwart_contract.messages import Reading

Deliver = Callable[[str, bytes, bool], None]
"""Topic, payload, whether it waited at the broker. Never waits, never fails."""


class CityBroker(Protocol):
    """A connection to a broker of the city, held by itself."""

    deliver: Deliver
    on_up: Callable[[], None]

    @property
    def connected(self) -> bool: ...

    @property
    def trouble(self) -> str:
        """Say why it is not connected; empty while it is."""
        ...

    def publish(self, topic: str, payload: bytes, *, retain: bool) -> bool:
        """Hand over to the connection; False when there is none."""
        ...

    async def run(self) -> None:
        """Stay connected until cancelled."""
        ...


class LastSeries(Series, Protocol):
    async def latest_of(self, device: str) -> dict[SeriesKey, tuple[int, float | None]]:
        """Return the last value of every series of a device."""
        ...


class Hears(Protocol):
    """Who hears of figures as of a device's telemetry, such as the counting of people."""

    async def on_readings(self, arrival: Arrival, readings: Sequence[Reading]) -> None: ...
