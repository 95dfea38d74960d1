"""Joins what counts at doors to the devices of a configuration."""

from __future__ import annotations

from collections.abc import Iterator

from hallenwart_contract.clock import Clock
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_people import BeamPair, DoorRadar
from hallenwart_edge.door_ports import DoorCounter
from hallenwart_edge.hardware import Hardware
from hallenwart_edge.occupancy.counters import BeamCounter, RadarCounter
from hallenwart_edge.occupancy.lines import Gate


def door_counters(config: AgentConfig, hardware: Hardware, clock: Clock) -> Iterator[tuple[BeamPair | DoorRadar, DoorCounter]]:
    """Yield the table and the counter of each door."""
    for beam in config.beams:
        yield beam, BeamCounter(hardware.beam_pair(beam), clock, spacing_mm=beam.spacing_mm)
    for radar in config.door_radars:
        yield radar, RadarCounter(hardware.door_radar(radar), clock, gate_of(radar))


def gate_of(radar: DoorRadar) -> Gate:
    line = radar.line
    return Gate(line.x1_mm, line.y1_mm, line.x2_mm, line.y2_mm, near_is_inside=radar.inside == "near")
