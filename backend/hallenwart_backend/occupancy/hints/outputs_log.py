"""Keeps when lights and heatings were on, as time series: on change, and again while it stands, as sensors do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hallenwart_backend.ports import Arrival, ListenerBase, Series, SeriesKey
from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import State
from hallenwart_contract.outputs import OutputKind
from hallenwart_contract.quantities import HEATING_ON, LIGHT_ON

QUANTITIES: Final = {OutputKind.LIGHT: LIGHT_ON, OutputKind.HEATING: HEATING_ON}
AGAIN_MS: Final = 10 * 60_000


class OutputsLog(ListenerBase):
    """A listener of states; `look` is called every minute."""

    def __init__(self, series: Series, clock: Clock, online: Callable[[str], bool]) -> None:
        self._series = series
        self._clock = clock
        self._online = online
        self._now: dict[SeriesKey, tuple[bool, int]] = {}
        self._written: dict[SeriesKey, tuple[bool, int]] = {}

    async def on_state(self, arrival: Arrival, state: State) -> None:
        found: dict[SeriesKey, bool] = {}
        for output in state.outputs:
            quantity = next((name for kind, name in QUANTITIES.items() if output.kind == kind), None)
            if quantity is not None and output.hall and output.on is not None:
                key = SeriesKey(arrival.device, output.hall, quantity)
                found[key] = found.get(key, False) or output.on
        gone = [key for key in self._now if key.device == arrival.device and key not in found]
        for key in gone:
            del self._now[key]
        self._now |= {key: (on, arrival.received_ms) for key, on in found.items()}

    async def look(self) -> int:
        """Write what changed, or was written long ago; of devices that are there. Return how many values that were."""
        now = self._clock.now_ms()
        due = {key: on for key, (on, _) in self._now.items() if self._online(key.device) and self._is_due(key, on, now)}
        if due:
            await self._series.append([(key, now, float(on)) for key, on in due.items()])
            self._written |= {key: (on, now) for key, on in due.items()}
        return len(due)

    def _is_due(self, key: SeriesKey, on: bool, now_ms: int) -> bool:
        was, at = self._written.get(key, (None, 0))
        return was != on or now_ms - at >= AGAIN_MS
