"""A town whose halls have positions, a climate and a car park, and what is told of it."""

from __future__ import annotations

from contextlib import asynccontextmanager

from hallenwart_backend.opendata.parkapi.model import ParkingSite, Purpose, SiteNow, SpaceKind
from hallenwart_backend.ports import SeriesKey
from support.backends import HOUR_MS, MONDAY_NOON_MS, SEED, open_town

PLACED = SEED.replace('address = "Am Nordpark 7"', 'address = "Am Nordpark 7", lat = 52.53, lon = 13.41')
CAR_PARK = ParkingSite(
    "p-nord",
    Purpose.CAR,
    "Parkplatz Nordpark",
    "nordpark",
    "Am Nordpark 7",
    52.5301,
    13.4102,
    {SpaceKind.NORMAL: 30, SpaceKind.DISABLED: 2, SpaceKind.CHARGING: 4, SpaceKind.BIKE: 20},
    MONDAY_NOON_MS - 86_400_000,
    "Schotter, ohne Schranke.",
    "/parken",
    "Mo-Su 06:00-23:30",
    now=SiteNow(
        MONDAY_NOON_MS - 30_000,
        {SpaceKind.NORMAL: 11, SpaceKind.DISABLED: 1, SpaceKind.CHARGING: 0},
        open=True,
    ),
)


class CarParks:
    """Car parks as their subject would tell them."""

    def __init__(self, *told):
        self.told = told

    async def sites(self):
        return self.told


@asynccontextmanager
async def open_city(folder, **more):
    """Open the town: two hours of climate at one hall, a car park whose bicycle spaces nobody counts."""
    async with open_town(folder, seed=PLACED, **more) as town:
        warm, humid = SeriesKey("nordpark-1", "luft", "temp_c"), SeriesKey("nordpark-1", "luft", "humidity_pct")
        hour = MONDAY_NOON_MS - HOUR_MS
        points = [(warm, hour - HOUR_MS, 15.0), (warm, hour, 19.0), (warm, hour + 1_800_000, 20.5), (humid, hour, 48.0)]
        await town.backend.series.append(points)
        await town.backend.series.append([(SeriesKey("nordpark-1", "luft", "co2_ppm"), hour, 900.0)])
        await town.backend.series.append([(SeriesKey("sued-1", "luft", "temp_c"), MONDAY_NOON_MS - 30 * HOUR_MS, 17.0)])
        town.car_parks = CarParks(CAR_PARK)
        town.backend.outward.latest.parking.sources += (town.car_parks,)
        yield town


async def rights(town, **said):
    """Let the office say who may read which dataset."""
    await town.backend.outward.opendata.registry.say({name: (right, "") for name, right in said.items()})
