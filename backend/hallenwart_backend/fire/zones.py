"""How every zone and sensor stands now, for the pages. What is not known is `unknown`: silence never looks like all-clear."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from hallenwart_backend.fire.desk.diary import FireDiary
from hallenwart_backend.fire.desk.fog import HallSensor
from hallenwart_backend.fire.desk.rules import Off
from hallenwart_backend.fire.plan.service import PlanBook
from hallenwart_backend.fire.rules import FIRE_TYPES, is_drill, is_rehearsal
from hallenwart_backend.fire.values import Values
from hallenwart_backend.halls.model import PlacedDevice, Site
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract import live
from hallenwart_contract.messages import Alarm, AlarmType, Conn, Heartbeat, Phase, State
from hallenwart_contract.zones import Disablement, Zone, ZoneWord

UNKNOWN: Final = "unknown"
_GRAVEST: Final = ("fire", "pre_alarm", "fault", "disabled", "test", "normal", UNKNOWN)


class Devices(Protocol):
    """What supervision knows of devices."""

    def state(self, device: str) -> State | None: ...

    def conn(self, device: str) -> Conn | None: ...


@dataclass(frozen=True, slots=True)
class Known:
    """What the records say beside the devices' snapshots: disablements by id, names of their owners, lines of bookings."""

    offs: Mapping[str, Off] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    bookings: Mapping[str, str] = field(default_factory=dict)


class FireZones:
    """`online` says whether a device is heard now."""

    def __init__(
        self,
        places: PlaceBook,
        plans: PlanBook,
        devices: Devices,
        diary: FireDiary,
        values: Values,
        *,
        online: Callable[[str], bool],
    ) -> None:
        self._places = places
        self._plans = plans
        self._devices = devices
        self._diary = diary
        self._values = values
        self._online = online

    # --- names ---

    def sensor_name(self, device: str, c: str) -> str:
        """Return what a sensor is called in the plan, else its id."""
        found = self._plans.sensor(device, c)
        return found[1].name if found else c

    def name(self, device: str, zone: str, c: str) -> str:
        """Return `Geräteraum, Rauchmelder Decke`; without a sensor the zone alone."""
        placed = self._places.current.devices.get(device)
        room = self._zone_name(placed.site if placed else "", zone)
        return f"{room}, {self.sensor_name(device, c)}" if c else room

    def sensors_of_hall(self, hall: str) -> list[HallSensor]:
        """Return the fire sensors that watch a hall, as their devices tell."""
        found = []
        for device in self._places.current.devices.values():
            state = self._devices.state(device.id)
            for zone in state.zones if state else ():
                if self._places.current.hall_of_zone(device.site, zone.id) == hall:
                    found += [
                        HallSensor(device.id, zone.id, c, self.sensor_name(device.id, c), self._kind(device.id, c))
                        for c in zone.sensors
                    ]
        return found

    def _kind(self, device: str, c: str) -> str:
        drawn = self._plans.sensor(device, c)
        return (drawn[1].sees if drawn else "") or self._values.kind(device, c)

    def _zone_name(self, site: str, zone: str) -> str:
        known = self._places.current.zones.get((site, zone))
        return known.name if known else zone

    # --- the page ---

    def zones(self, known: Known) -> list[live.FireZone]:
        """Return all zones, the gravest first; also rooms that no device told of yet."""
        told = [zone for device in self._places.current.devices.values() for zone in self._of_device(device, known)]
        seen = {(zone.site, zone.zone) for zone in told}
        untold = [
            live.FireZone(device="", site=site, zone=zone, name=room.name, hall=room.hall, word=UNKNOWN)
            for (site, zone), room in self._places.current.zones.items()
            if (site, zone) not in seen
        ]
        return sorted([*told, *untold], key=lambda one: (_GRAVEST.index(one.word), one.site, one.name, one.device))

    def _of_device(self, device: PlacedDevice, known: Known) -> list[live.FireZone]:
        state = self._devices.state(device.id)
        if state is None:
            return []
        online = self._online(device.id)
        return [self._zone(device, state, zone, known, online=online) for zone in state.zones]

    def _zone(self, device: PlacedDevice, state: State, zone: Zone, known: Known, *, online: bool) -> live.FireZone:
        offs = [one for one in state.off if one.zone == zone.id]
        alarms = [one for one in state.alarms if one.zone == zone.id and one.phase != Phase.CLEAR and not is_rehearsal(one)]
        return live.FireZone(
            device=device.id,
            site=device.site,
            zone=zone.id,
            name=self._zone_name(device.site, zone.id),
            hall=self._places.current.hall_of_zone(device.site, zone.id),
            word=(zone.word if zone.word in _GRAVEST else ZoneWord.FAULT) if online else UNKNOWN,
            since_ms=_since(zone.word, alarms, offs),
            sensors=[self._sensor(device.id, c, state, zone, alarms, offs, online=online) for c in zone.sensors],
            off=[_off(one, known) for one in offs],
            walk_until_ms=zone.walk_until_ms,
            walked=self._diary.walked(device.id, zone.id) if zone.walk_until_ms is not None else [],
            delay_s=zone.delay_s,
            delay_on=zone.delay_on,
        )

    def _sensor(
        self,
        device: str,
        c: str,
        state: State,
        zone: Zone,
        alarms: Sequence[Alarm],
        offs: Sequence[Disablement],
        *,
        online: bool,
    ) -> live.FireSensor:
        word, reason = _word(c, alarms, offs, zone, self._quality(device, c)) if online else (UNKNOWN, "")
        drawn = self._plans.sensor(device, c)
        x, y = drawn[0].share(drawn[1]) if drawn else (None, None)
        return live.FireSensor(
            c=c,
            name=self.sensor_name(device, c),
            kind=self._kind(device, c),
            state=word,
            reason=reason,
            value=self._values.words(device, c) if online else "",
            battery_pct=state.batteries.get(c),
            x=x,
            y=y,
        )

    def _quality(self, device: str, c: str) -> str:
        conn = self._devices.conn(device)
        return conn.sensors.get(c, "") if isinstance(conn, Heartbeat) else ""

    def sites(self) -> list[live.Site]:
        return [self._site(site) for site in self._places.current.sites.values()]

    def _site(self, site: Site) -> live.Site:
        here = self._places.devices_of(site.id)
        states = {device: state for device in here if (state := self._devices.state(device)) and self._online(device)}
        drills = [_drill_ms(state) for state in states.values() if state.drill]
        return live.Site(
            id=site.id,
            name=site.name,
            address=site.address,
            drill_ms=min(drills) if drills else None,
            siren=any(state.siren for state in states.values()),
            silenced=any(self._diary.silenced(device) for device in states),
            plan=site.id in self._plans.current,
        )


def _drill_ms(state: State) -> int:
    return min((alarm.t_ms for alarm in state.alarms if is_drill(alarm)), default=state.sent_ms)


def _since(word: str, alarms: Iterable[Alarm], offs: Iterable[Disablement]) -> int | None:
    match word:
        case ZoneWord.FIRE | ZoneWord.PRE_ALARM:
            return min((one.t_ms for one in alarms if one.type in FIRE_TYPES or one.type == AlarmType.CO), default=None)
        case ZoneWord.FAULT:
            return min((one.t_ms for one in alarms if one.type not in FIRE_TYPES), default=None)
        case ZoneWord.DISABLED:
            return min((one.since_ms for one in offs), default=None)
        case _:
            return None


def _word(c: str, alarms: Iterable[Alarm], offs: Iterable[Disablement], zone: Zone, quality: str) -> tuple[str, str]:
    """Return a sensor's state and why, the gravest that applies: alarm, fault, off, test, ok."""
    mine = [one for one in alarms if c == one.c or c in one.sensors]
    if any(one.type in FIRE_TYPES or one.type == AlarmType.CO for one in mine):
        return "alarm", ""
    wrong = next((one for one in mine if one.type in {AlarmType.SENSOR_FAULT, AlarmType.TAMPER, AlarmType.PANEL_FAULT}), None)
    if wrong is not None or quality in {"fault", "stale"}:
        return "fault", (wrong.text or wrong.type) if wrong is not None else quality
    off = next((one for one in offs if one.c in {"", c}), None)
    if off is not None:
        return "off", off.reason
    return ("test" if zone.walk_until_ms is not None else "ok"), ""


def _off(shown: Disablement, known: Known) -> live.FireOff:
    entry = known.offs.get(shown.id)
    return live.FireOff(
        id=shown.id,
        c=shown.c,
        since_ms=shown.since_ms,
        until_ms=shown.until_ms,
        reason=shown.reason,
        owner=known.owners.get(entry.owner or "", "") if entry else "",
        text=entry.text if entry else "",
        booking=known.bookings.get(entry.booking, "") if entry else "",
    )
