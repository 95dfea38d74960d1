"""How warm and how humid it is in a hall: the mean of the last whole hour that was measured."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

from hallenwart_backend.halls.model import Places
from hallenwart_backend.opendata.latest.model import Of, Value
from hallenwart_backend.opendata.latest.ports import HourSeries, WhereIs
from hallenwart_backend.opendata.subjects import CLIMATE
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.ports import Bucket, Level
from hallenwart_contract.quantities import quantity

TOLD: Final = ("temp_c", "humidity_pct")
"""No other: carbon dioxide by the hour is a count of people."""
HOUR_MS: Final = 3_600_000
HOLDS_MS: Final = 3 * HOUR_MS
_AGAIN_MS: Final = 10 * 60_000
"""So often late figures are looked for."""

Hour = tuple[str, str, int]
"""Hall, quantity, the beginning of the hour."""


class ClimateValues:
    """A `ValueSource`. `shown` are the halls that everybody may see."""

    def __init__(
        self, series: HourSeries, where: WhereIs, places: Callable[[], Places], shown: Callable[[], Awaitable[set[str]]]
    ) -> None:
        self._series, self._where, self._places, self._shown = series, where, places, shown
        self._read_ms, self._kept = 0, list[Value]()

    async def values(self, now_ms: int) -> Sequence[Value]:
        if now_ms // HOUR_MS != self._read_ms // HOUR_MS or now_ms - self._read_ms >= _AGAIN_MS:
            self._kept, self._read_ms = await self._read(now_ms), now_ms
        shown = await self._shown()
        return [one for one in self._kept if one.until_ms > now_ms and one.id in shown]

    async def _read(self, now_ms: int) -> list[Value]:
        to_ms = now_ms // HOUR_MS * HOUR_MS
        found: dict[Hour, tuple[int, float]] = {}
        for name in TOLD:
            keys = [key for key in await self._series.keys(quantity=name) if self._where.hall_of(key)]
            buckets = await self._series.buckets(keys, Level.HOUR, from_ms=to_ms - HOLDS_MS, to_ms=to_ms)
            for hour, of in self._by_hour(buckets).items():
                found[hour] = sum(one.n for one in of), sum(one.total for one in of)
        return newest(found, self._places())

    def _by_hour(self, buckets: Mapping[SeriesKey, Sequence[Bucket]]) -> dict[Hour, list[Bucket]]:
        found: dict[Hour, list[Bucket]] = {}
        for key, of in buckets.items():
            for one in of:
                found.setdefault((self._where.hall_of(key), key.quantity, one.t_ms), []).append(one)
        return found


def newest(hours: Mapping[Hour, tuple[int, float]], places: Places) -> list[Value]:
    """Return the newest hour of each hall and quantity; `hours`: how many figures, and their total."""
    last: dict[tuple[str, str], int] = {}
    for hall, name, t_ms in hours:
        last[hall, name] = max(t_ms, last.get((hall, name), t_ms))
    told = []
    for (hall, name), t_ms in sorted(last.items()):
        n, total = hours[hall, name, t_ms]
        at_ms, known = t_ms + HOUR_MS, places.halls.get(hall)
        if known is not None and n > 0:
            value, unit = round(total / n, 1), quantity(name).unit
            told.append(Value(Of.HALL, hall, known.name, name, value, unit, at_ms, at_ms + HOLDS_MS, CLIMATE.id, from_ms=t_ms))
    return told
