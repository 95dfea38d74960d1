"""What fire sensors measured last, in words, and what they react to as far as their figures tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from hallenwart_backend.ports import Arrival, ListenerBase, SeriesKey
from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import Alarm, AlarmType, Quality, Reading

OLD_MS: Final = 5 * 60_000
"""Fire sensors tell at least every 10 s; what is older says nothing of now."""
_UNITS: Final[dict[str, tuple[str, int]]] = {
    "smoke_pct_m": ("%/m", 1),
    "temp_c": ("°C", 1),
    "pm2_5_ug_m3": ("µg/m³ PM2,5", 0),
    "co_ppm": ("ppm CO", 0),
    "co2_ppm": ("ppm CO₂", 0),
}
"""Unit and decimals, in the order in which they are said."""
_KINDS: Final = (("smoke_", "smoke"), ("pm", "air"), ("co_", "co"), ("co2_", "air"), ("temp_", "heat"))
_KIND_OF_ALARM: Final[dict[str, str]] = {
    AlarmType.SMOKE: "smoke",
    AlarmType.HEAT: "heat",
    AlarmType.CO: "co",
    AlarmType.CALL_POINT: "button",
    AlarmType.PANEL: "panel",
    AlarmType.PANEL_FAULT: "panel",
}


class LastValues(Protocol):
    async def latest_of(self, device: str) -> dict[SeriesKey, tuple[int, float | None]]:
        """Return the last value of every series of a device."""
        ...


class Values(ListenerBase):
    """A listener of telemetry and alarms."""

    def __init__(self, series: LastValues, clock: Clock) -> None:
        self._series = series
        self._clock = clock
        self._last: dict[tuple[str, str], dict[str, tuple[int, float | None]]] = {}
        self._alarm_kind: dict[tuple[str, str], str] = {}

    async def load(self, devices: Iterable[str]) -> None:
        """Take up the last values from the series; call once before listening."""
        for device in devices:
            for key, point in (await self._series.latest_of(device)).items():
                if key.quantity.startswith(tuple(prefix for prefix, _ in _KINDS)):
                    self._last.setdefault((device, key.component), {})[key.quantity] = point

    async def on_readings(self, arrival: Arrival, readings: Sequence[Reading]) -> None:
        for reading in readings:
            if reading.k in _UNITS or reading.k.startswith(("smoke_", "pm", "co_")):
                mine = self._last.setdefault((arrival.device, reading.c), {})
                if reading.k not in mine or mine[reading.k][0] <= reading.t_ms:
                    mine[reading.k] = (reading.t_ms, reading.x if reading.q == Quality.OK else None)

    async def on_alarm(self, arrival: Arrival, alarm: Alarm) -> None:
        if alarm.c and (kind := _KIND_OF_ALARM.get(alarm.type)):
            self._alarm_kind[arrival.device, alarm.c] = kind

    def kind(self, device: str, c: str) -> str:
        """Return smoke, heat, co, air, button or panel; empty when neither figures nor alarms told."""
        quantities = self._last.get((device, c), {})
        for prefix, kind in _KINDS:
            if any(quantity.startswith(prefix) for quantity in quantities):
                return kind
        return self._alarm_kind.get((device, c), "")

    def words(self, device: str, c: str) -> str:
        """Return `4,1 %/m`, several joined by a dot in the middle; empty when nothing was told lately."""
        now, mine = self._clock.now_ms(), self._last.get((device, c), {})
        said = [
            f"{x:.{decimals}f}".replace(".", ",") + f" {unit}"
            for quantity, (unit, decimals) in _UNITS.items()
            if (point := mine.get(quantity)) and (x := point[1]) is not None and now - point[0] <= OLD_MS
        ]
        return " · ".join(said)
