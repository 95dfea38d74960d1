"""Joins what is told of the present: latest values, places to leave something, entities; and where all of it is sent to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hallenwart_backend.adapters.mqtt_city import MqttCity, Will
from hallenwart_backend.adapters.webhook_http import HttpCall
from hallenwart_backend.city.plan import Plan
from hallenwart_backend.exchange.service import Feeds
from hallenwart_backend.halls.model import Places
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_backend.opendata.latest import desk as desks
from hallenwart_backend.opendata.latest import topics
from hallenwart_backend.opendata.latest.climate import ClimateValues
from hallenwart_backend.opendata.latest.data import LatestData
from hallenwart_backend.opendata.latest.desk import LatestDesk
from hallenwart_backend.opendata.latest.halls import HallValues
from hallenwart_backend.opendata.latest.parked import ParkedValues
from hallenwart_backend.opendata.latest.ports import HourSeries, PublicUse, WhereIs
from hallenwart_backend.opendata.latest.service import Latest
from hallenwart_backend.opendata.ngsi.data import NgsiData
from hallenwart_backend.opendata.ngsi.pushing import Pusher
from hallenwart_backend.opendata.ngsi.service import Entities
from hallenwart_backend.opendata.parkapi.data import ParkingData
from hallenwart_backend.opendata.parkapi.lockers import LockerSites, Works
from hallenwart_backend.opendata.parkapi.model import ParkingSource
from hallenwart_backend.opendata.parkapi.service import ParkingSites
from hallenwart_backend.opendata.registry import Registry
from hallenwart_contract.clock import Clock

Run = Callable[[], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class LatestRoom:
    latest: Latest
    parking: ParkingSites
    entities: Entities
    desk: LatestDesk | None = None
    pusher: Pusher | None = None
    closing: list[Callable[[], None]] = field(default_factory=list)

    def tasks(self) -> dict[str, Run]:
        """Return what runs, by name: nothing where `feeds.toml` names no broker."""
        found: dict[str, Run] = {}
        if self.desk is not None:
            found |= {"open data connection": self.desk.session.run, "open data": self.desk.run}
        if self.pusher is not None:
            found["context broker"] = self.pusher.run
        return found

    def close(self) -> None:
        for close in self.closing:
            close()


def join_latest(
    state: Path,
    plan: Plan,
    registry: Registry,
    feeds: Feeds,
    places: PlaceBook,
    clock: Clock,
    *car_parks: ParkingSource,
    use: PublicUse,
    series: HourSeries,
    where: WhereIs,
    works: Works,
    shown: Callable[[], Awaitable[set[str]]],
) -> LatestRoom:
    """`use`: what `/belegung` tells; `shown`: the halls everybody may see; `works`: whether a device is there."""

    def now() -> Places:
        return places.current

    parking = ParkingSites(LockerSites(now, clock, works, shown), *car_parks)
    latest = Latest(clock, HallValues(use, now), ClimateValues(series, where, now, shown), ParkedValues(parking.sites))
    entities = Entities(latest, parking, now, shown, feeds.teller)
    desk, pusher, closing = None, None, list[Callable[[], None]]()

    async def about() -> bytes:
        teller = await feeds.teller()
        return topics.about(teller.publisher, teller.license, teller.base)

    if plan.open_data is not None:
        out = plan.open_data
        session = MqttCity(
            out.broker,
            f"hallenwart-{out.prefix.replace('/', '-')}-open",
            desks.filters(out),
            will=Will(desks.status_topic(out), b"offline"),
        )
        desk = LatestDesk(out, session, lambda: latest.values(registry.is_public), about)
        registry.changed.append(desk.wake)
    if plan.ngsi is not None:
        call = HttpCall("ngsi", at_once=1)
        pusher = Pusher(plan.ngsi, call, lambda: entities.now(registry.is_public), state)
        registry.changed.append(pusher.wake)
        closing.append(call.close)
    registry.sources += (LatestData(plan.open_data.told_as if plan.open_data else ""), ParkingData(), NgsiData())
    return LatestRoom(latest, parking, entities, desk, pusher, closing)
