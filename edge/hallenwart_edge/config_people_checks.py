"""What sensors at doors and in halls must be. Returns sentences that say what to write instead."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_people import BeamPair, CountedPlace, DoorRadar, Pir
from hallenwart_edge.occupancy.proof import span_of

SPACINGS_MM: Final = range(30, 301)
GATES_MM: Final = range(500, 4_001)
"""From post to post of a door."""
NEAREST_MM: Final = 500
FARTHEST_MM: Final = 6_000
WIDEST_DEG: Final = 60
SECTIONS: Final = range(1, 10)


def people_problems(config: AgentConfig) -> Iterator[str]:
    """Yield every mistake in [[place]], [[beam]], [[door_radar]], [[presence]] and [[pir]]."""
    doors: list[BeamPair | DoorRadar] = [*config.beams, *config.door_radars]
    for each in [*doors, *config.presences, *config.pirs]:
        yield from _where(each.id, each.hall, each.sections)
    for door in doors:
        yield from _between(door)
    for place in config.places:
        yield from _where("[[place]]", place.hall, place.sections)
        yield from _closed(place)
    for hall, count in Counter(place.hall for place in config.places if not place.sections).items():
        if count > 1:
            yield f"[[place]] {hall} stands {count} times without sections; once"
    for beam in config.beams:
        if beam.spacing_mm not in SPACINGS_MM:
            yield f"{beam.id}: spacing_mm {beam.spacing_mm}; write the mm from beam to beam, {_span(SPACINGS_MM)}"
    for radar in config.door_radars:
        yield from _line(radar)
    for pir in config.pirs:
        yield from _pir(pir)


def _where(name: str, hall: str, sections: Sequence[int]) -> Iterator[str]:
    if not hall:
        yield f"{name}: hall is empty; write the id of the hall it belongs to"
    if len(set(sections)) < len(sections) or not set(sections) <= set(SECTIONS):
        yield f"{name}: sections {sections}; write each section once, counted from 1; none: the whole hall"


def _between(door: BeamPair | DoorRadar) -> Iterator[str]:
    if door.out_of and (not door.sections or set(door.sections) & set(door.out_of)):
        yield f"{door.id}: out_of {door.out_of}; a door between sections needs sections on either side, other ones"
    if len(set(door.out_of)) < len(door.out_of) or not set(door.out_of) <= set(SECTIONS):
        yield f"{door.id}: out_of {door.out_of}; write each section once, counted from 1; none: the outside"


def _closed(place: CountedPlace) -> Iterator[str]:
    if place.closed and place.sections:
        yield f"[[place]] {place.hall}: closed belongs to the whole hall; write it where there are no sections"
    for text in place.closed:
        try:
            span_of(text)
        except ValueError as error:
            yield f"[[place]] {place.hall}: closed: {error}"


def _pir(pir: Pir) -> Iterator[str]:
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
