"""Joins what the city already has: its brokers, its feeds, its Home Assistant."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any, Final, Protocol

from hallenwart_backend.adapters.mqtt_access import read_access
from hallenwart_backend.adapters.mqtt_city import MqttCity
from hallenwart_backend.city.file import read_plan
from hallenwart_backend.city.incidents import CityIncidents
from hallenwart_backend.city.keys import FeedKeys
from hallenwart_backend.city.lorawan import chirpstack, things_stack
from hallenwart_backend.city.plan import Broker, Plan, Sensor, System
from hallenwart_backend.city.ports import Hears, LastSeries
from hallenwart_backend.city.service import CityDesk
from hallenwart_backend.ports import Changed, Incidents
from hallenwart_contract.clock import Clock


class Places(Protocol):
    """The sites and halls there are, by id."""

    @property
    def sites(self) -> Mapping[str, object]: ...

    @property
    def halls(self) -> Mapping[str, object]: ...


Run = Callable[[], Coroutine[Any, Any, None]]
_CLIENT: Final = "hallenwart"


class City:
    """Building it reads `feeds.toml`; nothing connects before `tasks` are started. A file with mistakes connects nothing."""

    def __init__(
        self,
        state: Path,
        series: LastSeries,
        incidents: Incidents,
        clock: Clock,
        *,
        places: Callable[[], Places],
        tell: Hears,
        changed: Changed,
    ) -> None:
        self._places = places
        access = read_access(state / "broker.toml")
        plan = read_plan(state, own_broker=(access.host, access.port))
        self._sessions = {one.id: MqttCity(one, f"{_CLIENT}-{one.id}", filters_of(plan, one)) for one in plan.brokers}
        self.desk = CityDesk(plan, self._sessions, series, CityIncidents(incidents, clock), clock, tell=tell, changed=changed)
        self.keys = FeedKeys(plan.pushes, clock)

    async def load(self) -> None:
        """Take up what was known before the restart. Call it when places are known."""
        places = self._places()
        self.desk.problems += [
            f"[[sensor]] {sensor.id}: there is no {what} {name!r}"
            for sensor in self.desk.plan.sensors
            for what, name, known in (("site", sensor.site, places.sites), ("hall", sensor.hall, places.halls))
            if name and name not in known
        ]
        await self.desk.load()

    def tasks(self) -> dict[str, Run]:
        """Return what runs, by name."""
        return {
            **{f"city {name}": session.run for name, session in self._sessions.items()},
            "city": self.desk.run,
            "city watch": self.desk.watch,
        }


def filters_of(plan: Plan, broker: Broker) -> list[str]:
    """Return what is subscribed at a broker."""
    if broker.system is System.CHIRPSTACK:
        return chirpstack.filters(broker.application)
    if broker.system is System.THINGS_STACK:
        return things_stack.filters(broker.application)
    mine: list[Sensor] = [sensor for sensor in plan.sensors if sensor.source == broker.id]
    return sorted({sensor.key for sensor in mine})
