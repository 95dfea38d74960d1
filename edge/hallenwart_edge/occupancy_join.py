"""Joins what counts and sees people to the devices of a configuration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_contract.messages import ClockTrust
from hallenwart_contract.people import SensorKind, Sign
from hallenwart_edge.config_people import BeamPair, DoorRadar, Pir, Presence
from hallenwart_edge.config_sensors import BusSensor
from hallenwart_edge.core import Core
from hallenwart_edge.door_join import door_counters
from hallenwart_edge.door_ports import DoorCounter
from hallenwart_edge.local_bus.sensors.agent import BusSensorsAgent
from hallenwart_edge.local_bus.sensors.kinds import COUNTERS, Kind
from hallenwart_edge.occupancy import kept, proof
from hallenwart_edge.occupancy.agent import OccupancyAgent
from hallenwart_edge.occupancy.counting import DoorSpec, Place
from hallenwart_edge.occupancy.surroundings import CountingSettings
from hallenwart_edge.occupancy.watching import EyeSpec, Head, Helper
from hallenwart_edge.overheard import Overheard
from hallenwart_edge.ports import Sensor

CO2: Final = "co2_ppm"
LIGHT: Final = "light_lx"
LIGHT_STEPS: Final = "light_steps"
LX_PER_STEP: Final = 4.0
_TRUE: Final = frozenset({ClockTrust.NTP, ClockTrust.RTC})


def add_occupancy(core: Core, bus: BusSensorsAgent | None = None) -> None:
    """Add the counting of people. `bus`: what measures on the local bus."""
    on_bus = core.config.bus_sensors if bus is not None else []
    doors, eyes, heads = [*_doors(core)], [*_eyes(core)], []
    helpers = [*_helpers(core)]
    if bus is not None:
        doors += [*_bus_doors(on_bus, bus)]
        eyes += [(_eye(each, Sign.MOTION), bus.presence(each.id)) for each in on_bus if each.hall and _has(each, Kind.PRESENCE)]
        heads = [*_bus_heads(on_bus, bus)]
        helpers += _bus_helpers(on_bus, bus)
    if not doors and not eyes and not heads:
        return
    agent = OccupancyAgent(
        doors=doors,
        eyes=eyes,
        heads=heads,
        helpers=helpers,
        judged={each.id: partial(bus.doubt, each.id) for each in on_bus} if bus is not None else {},
        settings=_settings(core),
        outbox=core.outbox,
        board=core.board,
        clock=core.clock,
    )
    core.agents.append(("occupancy", agent.run))


def _doors(core: Core) -> Iterator[tuple[DoorSpec, DoorCounter]]:
    for table, counter in door_counters(core.config, core.hardware, core.clock):
        kind = SensorKind.BEAMS if isinstance(table, BeamPair) else SensorKind.DOOR_RADAR
        yield DoorSpec(table.id, table.hall, *_sides(table), kind=kind), counter


def _eyes(core: Core) -> Iterator[tuple[EyeSpec, Sensor]]:
    for radar in core.config.presences:
        yield _eye(radar, Sign.RADAR), core.overhear(radar.id, core.hardware.presence(radar))
    for pir in core.config.pirs:
        yield _eye(pir, Sign.MOTION), core.hardware.pir(pir)


def _helpers(core: Core) -> Iterator[Helper]:
    halls = {zone.id: zone.hall for zone in core.config.zones}
    heard = [(each.id, halls.get(each.zone, ""), each.sections, CO2) for each in core.config.co2s]
    for name, hall, sections, quantity in heard:
        if hall and name in core.overheard:
            yield Helper(name, hall, quantity, partial(core.overheard[name].last, quantity), _sorted(sections))
    for radar in core.config.presences:
        if radar.light:
            yield Helper(radar.id, radar.hall, LIGHT, partial(_brightness, core.overheard[radar.id]), _sorted(radar.sections))


def _brightness(radar: Overheard) -> float | None:
    """Return what a radar sees of light, on a scale on which lamps stand out; only how it changes means anything."""
    steps = radar.last(LIGHT_STEPS)
    return None if steps is None else steps * LX_PER_STEP


def _bus_doors(sensors: Sequence[BusSensor], bus: BusSensorsAgent) -> Iterator[tuple[DoorSpec, DoorCounter]]:
    for sensor in sensors:
        if sensor.hall and any(_has(sensor, kind) for kind in COUNTERS):
            counter = bus.counter(sensor.id)
            yield DoorSpec(sensor.id, sensor.hall, *_sides(sensor), remembers=counter.remembers), counter


def _bus_heads(sensors: Sequence[BusSensor], bus: BusSensorsAgent) -> Iterator[Head]:
    for sensor in sensors:
        if sensor.hall and _has(sensor, Kind.PEOPLE):
            place = Place(sensor.hall, _sorted(sensor.sections))
            yield Head(sensor.id, place, partial(bus.value, sensor.id, Kind.PEOPLE), sensor.error_pct / 100)


def _bus_helpers(sensors: Sequence[BusSensor], bus: BusSensorsAgent) -> Iterator[Helper]:
    for sensor in sensors:
        for kind, quantity in ((Kind.LIGHT, LIGHT), (Kind.CO2, CO2)):
            if sensor.hall and _has(sensor, kind):
                yield Helper(sensor.id, sensor.hall, quantity, partial(bus.value, sensor.id, kind), _sorted(sensor.sections))


def _has(sensor: BusSensor, kind: Kind) -> bool:
    return any(reading.kind == kind for reading in sensor.readings)


def _eye(each: Presence | Pir | BusSensor, sign: Sign) -> EyeSpec:
    return EyeSpec(each.id, each.hall, _sorted(each.sections), sign)


def _sides(door: BeamPair | DoorRadar | BusSensor) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return _sorted(door.sections), _sorted(door.out_of)


def _sorted(sections: Sequence[int]) -> tuple[int, ...]:
    return tuple(sorted(sections))


def _settings(core: Core) -> CountingSettings:
    places = core.config.places
    return CountingSettings(
        state_file=core.state_dir / kept.FILE,
        boot=kept.boot_id(),
        places=tuple(Place(each.hall, _sorted(each.sections)) for each in places),
        closed={each.hall: tuple(map(proof.span_of, each.closed)) for each in places if each.closed},
        zone=partial(_zone, core),
        trusted=lambda: core.clock.trust() in _TRUE,
        keys_out=partial(_keys_out, core),
        own_keys=partial(_own_keys, core),
        looks=core.neighbours.looks,
        sections=partial(_sections, core),
    )


def _zone(core: Core) -> ZoneInfo:
    config = core.documents.config
    return ZoneInfo(config.zone if config is not None else core.config.agent.zone)


def _sections(core: Core, hall: str) -> Sequence[int]:
    view = core.documents.view
    known = next((each.sections for each in view.halls if each.id == hall), 0) if view is not None else 0
    return range(1, known + 1)


def _own_keys(core: Core) -> dict[str, int | None]:
    """Return per hall how many keys of this device's locker are out; under an empty name those of the whole site."""
    compartments = [each for locker in core.config.lockers for each in locker.compartments]
    out: dict[str, int | None] = {}
    for hall in dict.fromkeys(each.hall for each in compartments):
        doors = [core.board.doors.get(each.number) for each in compartments if each.hall == hall]
        known = [door for door in doors if door is not None and door.known]
        out[hall] = sum(not door.key for door in known) if len(known) == len(doors) else None
    return out


def _keys_out(core: Core, hall: str) -> int | None:
    """Return how many keys to a hall are out, of its own compartments and the site's; None when that is not known."""
    lockers = [_own_keys(core), *(look.keys if look is not None else {} for look in core.neighbours.looks().values())]
    if not any(hall in keys for keys in lockers):
        return None
    counts = [keys[name] for keys in lockers for name in (hall, "") if name in keys]
    return None if None in counts else sum(count for count in counts if count is not None)
