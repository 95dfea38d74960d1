"""What sensors at doors and in halls must be. Returns sentences that say what to write instead."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_people import BeamPair, DoorRadar, Pir, Presence

SPACINGS_MM: Final = range(30, 301)
GATES_MM: Final = range(500, 4_001)
"""From post to post of a door."""
NEAREST_MM: Final = 500
FARTHEST_MM: Final = 6_000
WIDEST_DEG: Final = 60
SECTIONS: Final = range(1, 10)


def people_problems(config: AgentConfig) -> Iterator[str]:
    """Yield every mistake in [[beam]], [[door_radar]], [[presence]] and [[pir]]."""
    places: list[BeamPair | DoorRadar | Presence | Pir] = [*config.beams, *config.door_radars, *config.presences, *config.pirs]
    for each in places:
        if not each.hall:
            yield f"{each.id}: hall is empty; write the id of the hall it belongs to"
        if len(set(each.sections)) < len(each.sections) or not set(each.sections) <= set(SECTIONS):
            yield f"{each.id}: sections {each.sections}; write each section once, counted from 1; none: the whole hall"
    for beam in config.beams:
        if beam.spacing_mm not in SPACINGS_MM:
            yield f"{beam.id}: spacing_mm {beam.spacing_mm}; write the mm from beam to beam, {_span(SPACINGS_MM)}"
    for radar in config.door_radars:
        yield from _line(radar)
    for pir in config.pirs:
        if pir.warm_up_s not in range(601):
            yield f"{pir.id}: warm_up_s {pir.warm_up_s}; write 0 to 600 seconds"
        if pir.stuck_after_s not in range(600, 86_401):
            yield f"{pir.id}: stuck_after_s {pir.stuck_after_s}; write 600 to 86400 seconds"


def _line(radar: DoorRadar) -> Iterator[str]:
    line = radar.line
    posts = ((line.x1_mm, line.y1_mm), (line.x2_mm, line.y2_mm))
    gate_mm = math.dist(*posts)
    if round(gate_mm) not in GATES_MM:
        yield f"{radar.id}: the line is {gate_mm:.0f} mm long; write the posts of the door, {_span(GATES_MM)} mm apart"
        return
    for x_mm, y_mm in posts:
        far_mm, off_deg = math.hypot(x_mm, y_mm), abs(math.degrees(math.atan2(x_mm, y_mm)))
        if not NEAREST_MM <= far_mm <= FARTHEST_MM or off_deg > WIDEST_DEG:
            yield (
                f"{radar.id}: the post at ({x_mm}, {y_mm}) is {far_mm:.0f} mm away and {off_deg:.0f}° off its axis; "
                f"it sees {NEAREST_MM} to {FARTHEST_MM} mm and {WIDEST_DEG}°, move it"
            )
    if abs(line.x1_mm * line.y2_mm - line.x2_mm * line.y1_mm) / gate_mm < NEAREST_MM:
        yield f"{radar.id}: it looks along the line; hang it at least {NEAREST_MM} mm before or behind the door"


def _span(numbers: range) -> str:
    return f"{numbers[0]} to {numbers[-1]}"
