"""Keeps the entities at hand, made anew when halls, sensors or rights change, and answers questions about them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from hallenwart_backend.bucket import Buckets
from hallenwart_backend.halls.model import Hall, Places
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.occupancy.public.history import ToldWeek, UseHistory
from hallenwart_backend.occupancy.public.service import ShownHalls
from hallenwart_backend.occupancy.public.weeks import TOWN
from hallenwart_backend.opendata import subjects
from hallenwart_backend.opendata.datasets import Dataset, Distribution, FileType
from hallenwart_backend.opendata.sensorthings import words
from hallenwart_backend.opendata.sensorthings.answering import Answering
from hallenwart_backend.opendata.sensorthings.model import Kind, World
from hallenwart_backend.opendata.sensorthings.options import address_of, options_of, pairs_of
from hallenwart_backend.opendata.sensorthings.sources import Both, HourlyMeans, Hours
from hallenwart_backend.opendata.sensorthings.usual import Usual, extent
from hallenwart_backend.opendata.sensorthings.world import Measuring, digest, hall_id, site_id, world_of
from hallenwart_backend.opendata.sensorthings.writing import Writer
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.folding import HOUR_MS, hour_of
from hallenwart_backend.telemetry.ports import Level
from hallenwart_backend.telemetry.whereabouts import Feeds, Whereabouts
from hallenwart_contract.clock import Clock

ROOT: Final = "/sensorthings/v1.1"
DATASETS: Final = (subjects.OCCUPANCY.id, subjects.CLIMATE.id)
BURST: Final = 120
RATE_PER_S: Final = 20.0
LOOK_EVERY_S: Final = 600.0
FRESH_MS: Final = 60_000
"""For so long what is known of sensors and their newest hour may be old."""
STANDARD: Final = "http://www.opengis.net/spec/iot_sensing/1.1"


@dataclass(frozen=True, slots=True)
class _Known:
    """`keys`: the series of each datastream of climate."""

    places: Places
    shown: frozenset[str]
    made_ms: int
    weeks: Sequence[ToldWeek]
    keys: Mapping[str, SeriesKey]
    measured: Sequence[Measuring]
    worlds: dict[frozenset[str], World]


class SensorThings:
    """`base` is where people reach this server. A `datasets.Source`, too."""

    def __init__(
        self,
        series: HourlyMeans,
        places: PlaceBook,
        clock: Clock,
        shown: ShownHalls,
        history: UseHistory,
        feeds: Feeds,
        base: str,
    ) -> None:
        self._series, self._places, self._clock, self._shown, self._history = series, places, clock, shown, history
        self._where = Whereabouts(lambda: places.current, feeds)
        self.base = base.rstrip("/")
        self._lock = asyncio.Lock()
        self._kept: _Known | None = None
        self.rate = Buckets(BURST, RATE_PER_S)

    async def answer(self, path: str, query: str, readable: Callable[[str], bool]) -> Any:
        """Return what is told under a path below the root, ready for JSON, to who may read such datasets. Raises QueryError."""
        pairs = pairs_of(query)
        address = address_of(path)
        options = options_of(pairs, address.kind)
        known, now_ms = await self._known(), self._clock.now_ms()
        world = await self._world(known, frozenset(one for one in DATASETS if readable(one)))
        streams = world.of(Kind.STREAM)
        places = {f"{site_id(one)}.{words.PEOPLE_USUAL}": one for one in known.places.sites}
        usual = Usual(known.weeks, places | {f"{words.TOWN}.{words.PEOPLE_USUAL}": TOWN})
        hours = Hours(self._series, known.keys, hour_of(now_ms))
        climate = frozenset(one for one in streams if one in known.keys)
        source = Both(((climate, hours), (frozenset(streams) - climate, usual)))
        return await Answering(world, source, Writer(self.base + ROOT), now_ms).answer(address, options, path, pairs)

    async def look(self) -> None:
        """Find out again what there is, once anybody asked: the next who asks does not wait for it."""
        if self._kept is not None:
            await self._known()

    def root(self) -> dict[str, Any]:
        """Return what the service says of itself."""
        return {
            "value": [{"name": str(kind), "url": f"{self.base}{ROOT}/{kind}"} for kind in Kind],
            "serverSettings": {
                "conformance": [
                    f"{STANDARD}/req/datamodel",
                    f"{STANDARD}/req/resource-path/resource-path-to-entities",
                    f"{STANDARD}/req/request-data",
                    f"{STANDARD}/req/data-array/data-array",
                ],
            },
        }

    async def datasets(self) -> Sequence[Dataset]:
        """Return what is offered, for the catalogue."""
        measured = self._kept.measured if self._kept else ()
        found = []
        for dataset, property_ in ((subjects.OCCUPANCY, words.OCCUPANCY), (subjects.CLIMATE, words.CLIMATE)):
            spans = [one.extent for one in measured if words.QUANTITIES[one.quantity].dataset == property_]
            offered = dataset.by(_distribution(property_))
            found.append(_of_time(offered, spans))
        return found

    # --- what is known ---

    async def _known(self) -> _Known:
        async with self._lock:
            kept, now_ms = self._kept, self._clock.now_ms()
            shown, places = frozenset(await self._shown()), self._places.current
            old = kept is None or not 0 <= now_ms - kept.made_ms < FRESH_MS
            if kept is None or old or kept.places is not places or kept.shown != shown:
                kept = self._kept = await self._learn(places, shown, now_ms)
            return kept

    async def _learn(self, places: Places, shown: frozenset[str], now_ms: int) -> _Known:
        weeks, keys = await self._history.weeks(), await self._keys(places, shown)
        extents = await self._series.extents(list(keys.values()), Level.HOUR) if keys else {}
        measured = []
        for name, key in keys.items():
            if key in extents and extents[key][0] + HOUR_MS <= now_ms:
                first, last = extents[key][0], min(extents[key][1], hour_of(now_ms) - HOUR_MS)
                thing, quantity, sensor = name.rsplit(".", 2)
                measured.append(Measuring(thing, quantity, (first, last + HOUR_MS, first + HOUR_MS, last + HOUR_MS), sensor))
        of_places = {site_id(place) if place else words.TOWN: extent(weeks, place) for place in (TOWN, *places.sites)}
        measured += [Measuring(thing, words.PEOPLE_USUAL, found) for thing, found in of_places.items() if found]
        kept = self._kept
        same = kept is not None and (kept.places, kept.shown, kept.measured) == (places, shown, measured)
        return _Known(places, shown, now_ms, weeks, keys, measured, kept.worlds if kept is not None and same else {})

    async def _keys(self, places: Places, shown: frozenset[str]) -> dict[str, SeriesKey]:
        """Return the series of climate in halls that everybody may see, by the id of their datastream."""
        halls = {hall.id for hall in places.proper_halls} & shown
        found = {}
        for quantity in words.CLIMATE_QUANTITIES:
            for key in await self._series.keys(quantity=quantity):
                hall = self._where.hall_of(key)
                if hall in halls:
                    found[f"{hall_id(hall)}.{quantity}.{digest(key.device, key.component)}"] = key
        return found

    async def _world(self, known: _Known, readable: frozenset[str]) -> World:
        if readable not in known.worlds:
            halls: list[Hall] = [hall for hall in known.places.proper_halls if hall.id in known.shown]
            measured = [one for one in known.measured if words.QUANTITIES[one.quantity].dataset in readable]
            since_ms = min((one.extent[0] for one in known.measured), default=known.made_ms)
            made = await asyncio.to_thread(world_of, halls if readable else [], measured, since_ms, self.base)
            known.worlds[readable] = made
        return known.worlds[readable]


def _distribution(dataset: str) -> Distribution:
    example = f"{ROOT}/Datastreams?$filter=ObservedProperty/properties/dataset eq '{dataset}'&$top=5"
    return Distribution(
        "sensorthings",
        ROOT,
        FileType.JSON,
        "application/json",
        "Schnittstelle für Programme nach OGC SensorThings 1.1",
        "interface for programs after OGC SensorThings 1.1",
        api=True,
        standard="https://docs.ogc.org/is/18-088/18-088.html",
        example=example,
    )


def _of_time(dataset: Dataset, spans: Sequence[tuple[int, int, int, int]]) -> Dataset:
    if not spans:
        return dataset
    return replace(
        dataset,
        from_ms=min(span[0] for span in spans),
        to_ms=max(span[1] for span in spans),
        modified_ms=max(span[3] for span in spans),
    )
