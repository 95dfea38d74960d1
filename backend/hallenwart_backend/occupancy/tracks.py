"""What telemetry tells of the places of a hall, as tracks: which series belong to it, and their curves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from hallenwart_backend.halls.model import Places
from hallenwart_backend.occupancy.slots.grid import Curve, Track
from hallenwart_backend.ports import Series, SeriesKey
from hallenwart_backend.telemetry.ports import Bucket, Level
from hallenwart_contract import quantities as q
from hallenwart_contract.people import place_of

_OF_PLACES: Final = {q.BUSY_P: "busy", q.PRESENCE: "presence", q.PEOPLE: "people", q.PEOPLE_LOW: "low", q.PEOPLE_HIGH: "high"}
_OF_HALLS: Final = {
    q.PASSAGES_IN: "entries",
    "light_lx": "light",
    "co2_ppm": "air",
    q.LIGHT_ON: "lamps",
    q.HEATING_ON: "heating",
    "power_w": "power",
}
QUANTITIES: Final = (*_OF_PLACES, *_OF_HALLS)
_PAGE: Final = 20_000


class SeriesToRead(Series, Protocol):
    """Time series that can be asked which of them measure a quantity."""

    async def keys_of(self, quantity: str) -> list[SeriesKey]: ...

    async def buckets(
        self, keys: Sequence[SeriesKey], level: Level, *, from_ms: int, to_ms: int
    ) -> dict[SeriesKey, list[Bucket]]: ...


class Tracks:
    """Asks the store of time series; remembers which series there are until `learn` is called."""

    def __init__(self, series: SeriesToRead) -> None:
        self._series = series
        self._keys: dict[str, list[SeriesKey]] = {}

    async def learn(self, places: Places) -> None:
        """Find out anew which series belong to which hall."""
        found: dict[str, list[SeriesKey]] = {}
        for quantity in QUANTITIES:
            for key in await self._series.keys_of(quantity):
                hall = hall_of(key, places) if key.quantity == quantity else ""
                if hall:
                    found.setdefault(hall, []).append(key)
        self._keys = found

    def keys(self, hall: str) -> Sequence[SeriesKey]:
        return self._keys.get(hall, ())

    @property
    def halls(self) -> frozenset[str]:
        """The halls of which anything is measured."""
        return frozenset(self._keys)

    async def first_ms(self, hall: str, from_ms: int, to_ms: int) -> int | None:
        """Return the first day within a time on which people of a hall were measured, None when they never were."""
        keys = [key for key in self.keys(hall) if key.quantity in _OF_PLACES]
        found = await self._series.buckets(keys, Level.DAY, from_ms=from_ms, to_ms=to_ms) if keys else {}
        return min((buckets[0].t_ms for buckets in found.values() if buckets), default=None)

    async def of(self, hall: str, from_ms: int, to_ms: int) -> list[Track]:
        """Return what was measured of a hall and its sections in this time."""
        curves: dict[frozenset[int], dict[str, Curve]] = {}
        for key in self.keys(hall):
            curve = await self._curve(key, from_ms, to_ms)
            sections = frozenset(place_of(key.component)[1]) if key.quantity in _OF_PLACES else frozenset[int]()
            name = _OF_PLACES.get(key.quantity) or _OF_HALLS[key.quantity]
            of_place = curves.setdefault(sections, {})
            of_place[name] = sorted([*of_place.get(name, ()), *curve], key=lambda point: point[0])
        return [_track(sections, named) for sections, named in curves.items()]

    async def _curve(self, key: SeriesKey, from_ms: int, to_ms: int) -> Curve:
        found = await self._series.window(key, from_ms=from_ms, to_ms=to_ms)
        page = found
        while len(page) >= _PAGE:
            page = await self._series.window(key, from_ms=page[-1][0] + 1, to_ms=to_ms)
            found += page
        return found


def _track(sections: frozenset[int], named: Mapping[str, Curve]) -> Track:
    return Track(
        sections,
        busy=named.get("busy", ()),
        presence=named.get("presence", ()),
        people=named.get("people", ()),
        low=named.get("low", ()),
        high=named.get("high", ()),
        entries=named.get("entries", ()),
        light=named.get("light", ()),
        air=named.get("air", ()),
        lamps=named.get("lamps", ()),
        heating=named.get("heating", ()),
        power=named.get("power", ()),
    )


def hall_of(key: SeriesKey, places: Places) -> str:
    """Return the hall a series is of: its place's; a sensor's whose device has one hall; nothing else."""
    hall, _ = place_of(key.component)
    if hall in places.halls:
        return hall
    placed = places.devices.get(key.device)
    here = [one for one in placed.halls if one in places.halls and not places.halls[one].is_room] if placed else []
    return here[0] if key.quantity in _OF_HALLS and len(here) == 1 else ""
