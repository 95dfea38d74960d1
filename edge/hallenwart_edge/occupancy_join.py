"""Joins what counts and sees people to the devices of a configuration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from zoneinfo import ZoneInfo

from hallenwart_contract.messages import ClockTrust
from hallenwart_contract.people import Sign
from hallenwart_edge.core import Core
from hallenwart_edge.door_ports import DoorCounter
from hallenwart_edge.occupancy import kept, proof
from hallenwart_edge.occupancy.agent import OccupancyAgent
from hallenwart_edge.occupancy.counters import BeamCounter
from hallenwart_edge.occupancy.counting import DoorSpec, Place
from hallenwart_edge.occupancy.surroundings import CountingSettings
from hallenwart_edge.occupancy.watching import EyeSpec
from hallenwart_edge.ports import Sensor

_TRUE = frozenset({ClockTrust.NTP, ClockTrust.RTC})


def add_occupancy(core: Core, seeing: Sequence[tuple[EyeSpec, Sensor]] = ()) -> None:
    """Add the counting of people. `seeing`: what else sees whether somebody is there."""
    doors, eyes = [*_doors(core)], [*_eyes(core), *seeing]
    if not doors and not eyes:
        return
    agent = OccupancyAgent(
        doors=doors,
        eyes=eyes,
        settings=_settings(core),
        outbox=core.outbox,
        board=core.board,
        clock=core.clock,
    )
    core.agents.append(("occupancy", agent.run))


def _doors(core: Core) -> Iterator[tuple[DoorSpec, DoorCounter]]:
    for beam in core.config.beams:
        spec = DoorSpec(beam.id, beam.hall, tuple(sorted(beam.sections)), tuple(sorted(beam.out_of)))
        yield spec, BeamCounter(core.hardware.beam_pair(beam), core.clock)


def _eyes(core: Core) -> Iterator[tuple[EyeSpec, Sensor]]:
    for radar in core.config.presences:
        yield EyeSpec(radar.id, radar.hall, tuple(sorted(radar.sections))), core.hardware.presence(radar)
    for pir in core.config.pirs:
        yield EyeSpec(pir.id, pir.hall, tuple(sorted(pir.sections)), Sign.MOTION), core.hardware.pir(pir)


def _settings(core: Core) -> CountingSettings:
    places = core.config.places
    return CountingSettings(
        state_file=core.state_dir / kept.FILE,
        boot=kept.boot_id(),
        places=tuple(Place(each.hall, tuple(sorted(each.sections))) for each in places),
        closed={each.hall: tuple(map(proof.span_of, each.closed)) for each in places if each.closed},
        zone=partial(_zone, core),
        trusted=lambda: core.clock.trust() in _TRUE,
        keys_out=partial(_keys_out, core),
        sections=partial(_sections, core),
    )


def _zone(core: Core) -> ZoneInfo:
    config = core.documents.config
    return ZoneInfo(config.zone if config is not None else core.config.agent.zone)


def _sections(core: Core, hall: str) -> Sequence[int]:
    view = core.documents.view
    known = next((each.sections for each in view.halls if each.id == hall), 0) if view is not None else 0
    return range(1, known + 1)


def _keys_out(core: Core, hall: str) -> int | None:
    """Return how many keys to a hall are out, of its own compartments and the site's; None when that is not known."""
    compartments = [each for locker in core.config.lockers for each in locker.compartments]
    if not any(each.hall == hall for each in compartments):
        return None
    doors = [core.board.doors.get(each.number) for each in compartments if each.hall in (hall, "")]
    known = [door for door in doors if door is not None and door.known]
    return sum(not door.key for door in known) if len(known) == len(doors) else None
