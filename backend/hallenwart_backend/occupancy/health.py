"""How far each counter and sensor of people is to be believed: its own word, and how a day's count came out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from hallenwart_backend.occupancy.rules import DAY_MS, STALE_MS
from hallenwart_backend.ports import Arrival, ListenerBase, Series, SeriesKey
from hallenwart_backend.telemetry.ports import Bucket, Level
from hallenwart_contract import quantities
from hallenwart_contract.clock import Clock
from hallenwart_contract.messages import Quality, Reading, State
from hallenwart_contract.people import COUNTING

FIGURES_MS: Final = 30 * DAY_MS
RESETS_MS: Final = 7 * DAY_MS
SILENT: Final = "silent"


class HealthSeries(Series, Protocol):
    async def buckets(
        self, keys: Sequence[SeriesKey], level: Level, *, from_ms: int, to_ms: int
    ) -> dict[SeriesKey, list[Bucket]]: ...


@dataclass(frozen=True, slots=True)
class SensorWord:
    """One counter or sensor. `quality` is a word of `messages.Quality`, `reason` why it is not ok, as the device told it.

    `last_ms`: when it last saw somebody. The closing errors are those of its hall: `closing_error_mean` people, the mean of
    their size over 30 days, `closing_error_pct` their size per 100 who came; None where no day was closed. A sensor that only
    sees has none.
    """

    device: str
    c: str
    kind: str
    hall: str
    sections: tuple[int, ...]
    quality: str
    reason: str
    last_ms: int | None
    resets_7d: int = 0
    closing_error_mean: float | None = None
    closing_error_pct: float | None = None


class SensorHealth(ListenerBase):
    """A listener of states; what it counts over days it asks of the time series."""

    def __init__(self, series: HealthSeries, clock: Clock) -> None:
        self._series, self._clock = series, clock
        self._states: dict[str, State] = {}
        self._heard_ms: dict[str, int] = {}

    async def on_state(self, arrival: Arrival, state: State) -> None:
        self._states[arrival.device] = state
        self._hear(arrival, state.sent_ms or arrival.received_ms)

    async def on_readings(self, arrival: Arrival, readings: Sequence[Reading]) -> None:
        self._hear(arrival, max((reading.t_ms for reading in readings), default=0))

    async def sensors(self, halls: Sequence[str], devices: Collection[str]) -> list[SensorWord]:
        """Return all counters and sensors of these halls at these devices, by hall."""
        found: list[SensorWord] = []
        for device, state in [*self._states.items()]:
            if device not in devices:
                continue
            figures: dict[str, _Figures] = {}
            for sensor in state.people_sensors:
                if sensor.hall not in halls:
                    continue
                if sensor.hall not in figures:
                    figures[sensor.hall] = await self._figures(device, sensor.hall, state)
                quality, reason = self._word(device, state, sensor.c)
                counts = sensor.kind in COUNTING
                told = figures[sensor.hall]
                word = SensorWord(
                    device=device,
                    c=sensor.c,
                    kind=sensor.kind,
                    hall=sensor.hall,
                    sections=tuple(sensor.sections),
                    quality=quality,
                    reason=reason,
                    last_ms=sensor.said_ms,
                    resets_7d=told.resets if counts else 0,
                    closing_error_mean=told.mean if counts else None,
                    closing_error_pct=told.pct if counts else None,
                )
                found.append(word)
        return sorted(found, key=lambda one: (one.hall, one.sections, one.kind, one.c))

    def _hear(self, arrival: Arrival, t_ms: int) -> None:
        now_ms = min(t_ms, arrival.received_ms)
        self._heard_ms[arrival.device] = max(now_ms, self._heard_ms.get(arrival.device, 0))

    def _word(self, device: str, state: State, component: str) -> tuple[str, str]:
        if self._clock.now_ms() - self._heard_ms.get(device, 0) > STALE_MS:
            return Quality.STALE, SILENT
        return state.sensors.get(component, Quality.OK), state.reasons.get(component, "")

    async def _figures(self, device: str, hall: str, state: State) -> _Figures:
        now_ms = self._clock.now_ms()
        errors = await self._window(device, hall, quantities.CLOSING_ERROR, now_ms - FIGURES_MS)
        resets = await self._window(device, hall, quantities.COUNT_RESETS, now_ms - RESETS_MS)
        doors = [SeriesKey(device, door.c, quantities.PASSAGES_IN) for door in state.passages if door.hall == hall]
        came = await self._series.buckets(doors, Level.DAY, from_ms=now_ms - FIGURES_MS, to_ms=now_ms)
        return _figures_of(errors, resets, came)

    async def _window(self, device: str, hall: str, quantity: str, from_ms: int) -> list[float]:
        points = await self._series.window(SeriesKey(device, hall, quantity), from_ms=from_ms, to_ms=self._clock.now_ms())
        return [x for _, x in points if x is not None]


@dataclass(frozen=True, slots=True)
class _Figures:
    resets: int
    mean: float | None
    pct: float | None


def _figures_of(errors: list[float], resets: list[float], came: Mapping[SeriesKey, list[Bucket]]) -> _Figures:
    size = sum(map(abs, errors))
    people = sum(bucket.total for buckets in came.values() for bucket in buckets)
    return _Figures(
        resets=round(sum(resets)),
        mean=round(size / len(errors), 2) if errors else None,
        pct=round(100 * size / people, 1) if errors and people else None,
    )
