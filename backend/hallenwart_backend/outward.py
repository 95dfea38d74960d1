"""Joins what others may read and copy: feeds, open data, SensorThings, and the values of the present."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from hallenwart_backend.booking.join import BookingRoom
from hallenwart_backend.booking.public.offering import FreeTimes
from hallenwart_backend.city.join import City
from hallenwart_backend.clubs.join import ClubRoom
from hallenwart_backend.events.offering import EventOffers
from hallenwart_backend.exchange.join import ExchangeRoom, join_exchange
from hallenwart_backend.fleet.rules import DeviceState
from hallenwart_backend.impact.data import ImpactData
from hallenwart_backend.occupancy.join import UsageRoom
from hallenwart_backend.occupancy.public.data import UseData
from hallenwart_backend.opendata.join import OpenDataRoom, join_opendata
from hallenwart_backend.opendata.latest.join import LatestRoom, join_latest
from hallenwart_backend.opendata.sensorthings.service import LOOK_EVERY_S, SensorThings
from hallenwart_backend.participation.data import IdeaData
from hallenwart_backend.runtime import every
from hallenwart_backend.showing import Showing
from hallenwart_backend.telemetry.join import TelemetryRoom

if TYPE_CHECKING:
    from hallenwart_backend.ground import Ground

_WORKS = {DeviceState.ONLINE: True, DeviceState.OFFLINE: False}


@dataclass(frozen=True, slots=True)
class Outward:
    exchange: ExchangeRoom
    sensorthings: SensorThings
    opendata: OpenDataRoom
    latest: LatestRoom

    def tasks(self) -> dict[str, Callable[[], Coroutine[Any, Any, None]]]:
        things = {"sensorthings": partial(every, LOOK_EVERY_S, self.sensorthings.look)}
        return {**self.exchange.tasks(), **self.opendata.tasks(), **things, **self.latest.tasks()}

    def close(self) -> None:
        for room in (self.exchange, self.latest):
            room.close()


def join_outward(
    ground: Ground,
    base: str,
    booking: BookingRoom,
    clubs: ClubRoom,
    showing: Showing,
    usage: UsageRoom,
    telemetry: TelemetryRoom,
    city: City,
    *,
    loopback: bool,
) -> Outward:
    """`base`: the address everybody knows this server by."""
    records, places, clock, series, shown = ground.records, ground.places, ground.clock, ground.series, booking.public.shown
    free = FreeTimes(records, places, clock, booking.finder, booking.public, base)
    events = EventOffers(showing.events.events, places, clock, shown, base)
    shared = showing.volunteering.source, clubs.offers, showing.participation.projects
    exchange = join_exchange(records, places, clock, base, free, events, *shared, loopback=loopback)
    things = SensorThings(series, places, clock, shown, usage.history, lambda: city.places_of_devices, base)
    told = things, UseData(), IdeaData(), ImpactData()
    opendata = join_opendata(
        ground.state, records, places, clock, exchange.feeds, series, telemetry.where, usage.history, shown, *told
    )
    latest = join_latest(
        ground.state,
        city.desk.plan,
        opendata.registry,
        exchange.feeds,
        places,
        clock,
        showing.parking.offers,
        use=usage.public,
        series=series,
        where=telemetry.where,
        works=lambda device: _WORKS.get(ground.fleet.state_of(device)),
        shown=shown,
    )
    return Outward(exchange, things, opendata, latest)
