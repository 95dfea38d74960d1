"""Joins what the city already has: its brokers, its feeds, its Home Assistant."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, Protocol

from hallenwart_backend.adapters.mqtt_access import read_access
from hallenwart_backend.adapters.mqtt_city import MqttCity, Will
from hallenwart_backend.city.file import read_plan
from hallenwart_backend.city.home_assistant import HallDevice, status_topic
from hallenwart_backend.city.home_desk import HomeDesk, filters
from hallenwart_backend.city.incidents import CityIncidents
from hallenwart_backend.city.keys import FeedKeys
from hallenwart_backend.city.lorawan import chirpstack, things_stack
from hallenwart_backend.city.plan import Broker, HomeAssistant, Plan, Sensor, System
from hallenwart_backend.city.ports import Hears, LastSeries
from hallenwart_backend.city.service import CityDesk
from hallenwart_backend.fleet.rules import DeviceState
from hallenwart_backend.halls.model import Places
from hallenwart_backend.ports import Arrival, Changed, Incidents, Listener
from hallenwart_contract.clock import Clock
from hallenwart_contract.live import Device
from hallenwart_contract.messages import Reading, State


class Fleet(Protocol):
    """What supervision knows of the devices."""

    def devices(self, site_name: Callable[[str], str]) -> list[Device]: ...

    def states(self) -> dict[str, State]: ...


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
        fleet: Fleet,
        tell: Sequence[Hears],
        changed: Changed,
    ) -> None:
        self._places = places
        access = read_access(state / "broker.toml")
        plan = read_plan(state, own_broker=access.address)
        self._sessions = {one.id: MqttCity(one, f"{_CLIENT}-{one.id}", filters_of(plan, one)) for one in plan.brokers}
        self.desk = CityDesk(
            plan, self._sessions, series, CityIncidents(incidents, clock), clock, tell=_Each(tell), changed=changed
        )
        self.keys = FeedKeys(plan.pushes, clock)
        self.home = self._home(plan.home_assistant, fleet) if plan.home_assistant else None

    @property
    def listeners(self) -> tuple[Listener, ...]:
        """Who of the city hears what devices say."""
        return (self.home,) if self.home else ()

    def _home(self, config: HomeAssistant, fleet: Fleet) -> HomeDesk:
        will = Will(status_topic(config.prefix), b"offline")
        session = MqttCity(config.broker, f"{_CLIENT}-{config.prefix.replace('/', '-')}-out", filters(config), will=will)
        return HomeDesk(
            config, session, lambda: hall_devices(config, fleet, self._places()), version=version("hallenwart-backend")
        )

    def heard(self, device: str, component: str) -> tuple[int, int | None, bool] | None:
        """Return a sensor's rhythm in seconds, when it last spoke, whether its source is reached; None: it is none of these."""
        for one in self.desk.sensors.values():
            if one.sensor.device == device and any(figure.component == component for figure in one.sensor.figures):
                source = self.desk.sources[one.sensor.source]
                return one.sensor.every_s, one.heard_ms, source.session is None or source.session.connected
        return None

    @property
    def places_of_devices(self) -> dict[str, tuple[str, str]]:
        """Site and hall of the device that each sensor is in the records."""
        return {sensor.device: (sensor.site, sensor.hall) for sensor in self.desk.plan.sensors}

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
            **({"home assistant connection": self.home.session.run, "home assistant": self.home.run} if self.home else {}),
            "city": self.desk.run,
            "city watch": self.desk.watch,
        }


@dataclass(frozen=True, slots=True)
class _Each:
    """Tells everybody who hears of figures."""

    hearers: Sequence[Hears]

    async def on_readings(self, arrival: Arrival, readings: Sequence[Reading]) -> None:
        for one in self.hearers:
            await one.on_readings(arrival, readings)


def hall_devices(config: HomeAssistant, fleet: Fleet, places: Places) -> Iterator[HallDevice]:
    """Yield every device that told its state, of the sites that are shown."""
    states = fleet.states()
    for device in fleet.devices(lambda site: places.sites[site].name if site in places.sites else site):
        state = states.get(device.id)
        if state is None or (config.sites and device.site not in config.sites):
            continue
        yield HallDevice(
            device.id,
            f"{device.site_name} {device.id}",
            device.site_name,
            device.state == DeviceState.ONLINE,
            state,
            zones={zone.id: places.zone_name(device.site, zone.id) for zone in state.zones},
            doors={one.number: one.label for one in places.compartments if one.device == device.id},
            halls={hall: places.halls[hall].name for hall in state.people if hall in places.halls},
        )


def filters_of(plan: Plan, broker: Broker) -> list[str]:
    """Return what is subscribed at a broker."""
    if broker.system is System.CHIRPSTACK:
        return chirpstack.filters(broker.application)
    if broker.system is System.THINGS_STACK:
        return things_stack.filters(broker.application)
    mine: list[Sensor] = [sensor for sensor in plan.sensors if sensor.source == broker.id]
    return sorted({sensor.key for sensor in mine})
