"""Counting who crosses the line of a door before a radar. Pure; times are monotonic milliseconds, places mm.

Somebody has crossed when he was 30 cm beyond the line on one side and is 30 cm beyond it on the other: who dithers on it,
stands in the door or turns round there counts for nothing. One first seen in the door itself came through it, unless somebody
was lost there before; two who part right behind the line were one target on it. A fan or a curtain trembles about its place
and never gets anywhere. What rests on less than being seen on both sides is told as less sure, and so is everything while the
radar sees three, the most it can.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from typing import Final, Literal

from hallenwart_edge.door_types import Passage, RadarFrame
from hallenwart_edge.occupancy.tracks import Held, Track, Tracks

BEYOND_MM: Final = 300.0
BORN_BEYOND_MM: Final = 450.0
"""Somebody first seen in the door has to get farther."""
BORN_MM: Final = 150.0
"""Nearer to the line than that is in the door."""
BESIDE_MM: Final = 300.0
"""So far beside the posts a crossing may be measured."""
REMEMBERED_MS: Final = 120_000
LOST_NEAR_MM: Final = 900.0
SATURATED: Final = 3
SATURATED_FRAMES: Final = 4
SATURATION_LASTS_MS: Final = 2_000

SURE: Final = 0.92
"""Of twelve passages one is missed or false (evaluation/crowds.py, a mixed day)."""
SURE_BORN_IN_DOOR: Final = 0.7
SURE_UNSEEN: Final = 0.75
SURE_PARTED: Final = 0.6
PARTS_MS: Final = 1_200
PARTS_NEAR_MM: Final = 1_000.0
SURE_SATURATED: Final = 0.7


@dataclass(frozen=True, slots=True)
class Gate:
    """The line between the posts of a door, and which side of it is inside: the radar's own (`near`) or not."""

    x1: float
    y1: float
    x2: float
    y2: float
    near_is_inside: bool = True

    def inside_mm(self, x: float, y: float) -> float:
        """Return how far inside a place is; negative is outside."""
        along_x, along_y, length = self._along()
        off = (along_x * (y - self.y1) - along_y * (x - self.x1)) / length
        radars = (along_y * self.x1 - along_x * self.y1) / length
        return off if (radars > 0) == self.near_is_inside else -off

    def is_between_posts(self, x: float, y: float) -> bool:
        along_x, along_y, length = self._along()
        share_mm = (along_x * (x - self.x1) + along_y * (y - self.y1)) / length
        return -BESIDE_MM <= share_mm <= length + BESIDE_MM

    def _along(self) -> tuple[float, float, float]:
        along_x, along_y = self.x2 - self.x1, self.y2 - self.y1
        return along_x, along_y, math.hypot(along_x, along_y)


@dataclass(frozen=True, slots=True)
class _LostInDoor:
    x: float
    y: float
    side: int
    mono_ms: int


class LineCounter:
    """Takes frames in, gives passages."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._tracks = Tracks()
        self._last_ms: int | None = None
        self._full = 0
        self._saturated_ms: int | None = None
        self._lost: deque[_LostInDoor] = deque(maxlen=8)

    @property
    def people(self) -> int:
        """Return how many it follows now."""
        return sum(track.confirmed for track in self._tracks.all)

    def saturated(self, now_ms: int) -> bool:
        """Say whether it saw as many as it can see, a moment ago: there may have been more."""
        return self._saturated_ms is not None and now_ms - self._saturated_ms <= SATURATION_LASTS_MS

    def step(self, frame: RadarFrame) -> list[Passage]:
        """Take in one frame; return the passages that are certain with it."""
        elapsed_ms = 100 if self._last_ms is None else frame.mono_ms - self._last_ms
        self._last_ms = frame.mono_ms
        self._full = self._full + 1 if len(frame.targets) >= SATURATED else 0
        if self._full >= SATURATED_FRAMES:
            self._saturated_ms = frame.mono_ms
        before = {id(track): track.confirmed for track in self._tracks.all}
        self._tracks.step(frame.targets, elapsed_ms / 1000)
        for track in self._tracks.all:
            if id(track) not in before:
                self._born(track, frame.mono_ms)
        for track in self._tracks.lost:
            self._remember(track, frame.mono_ms)
        passages = [self._crossed(track, frame.mono_ms) for track in self._tracks.all]
        return [passage for passage in passages if passage is not None]

    def _born(self, track: Track, now_ms: int) -> None:
        inside_mm = self._gate.inside_mm(track.x, track.y)
        track.side = _side(inside_mm, BORN_MM)
        if track.side and any(self._came_with(track, each, now_ms) for each in self._tracks.all):
            track.parted = track.side
        if track.side or not self._gate.is_between_posts(track.x, track.y):
            track.side = track.side or (1 if inside_mm > 0 else -1)
            return
        near = [
            each
            for each in self._lost
            if now_ms - each.mono_ms <= REMEMBERED_MS and math.hypot(each.x - track.x, each.y - track.y) < LOST_NEAR_MM
        ]
        if near:
            track.side = near[-1].side
            self._lost.remove(near[-1])

    def _remember(self, track: Track, now_ms: int) -> None:
        """Keep the side of somebody who was lost while he stood in the door: he comes out of nowhere there."""
        stood = track.confirmed and track.side and track.held is Held.SLEEPING
        if stood and abs(self._gate.inside_mm(track.x, track.y)) < BEYOND_MM + BORN_MM:
            self._lost.append(_LostInDoor(track.x, track.y, track.side, now_ms))

    def _crossed(self, track: Track, now_ms: int) -> Passage | None:
        if not track.confirmed:
            return None
        if track.parted and track.gets_on:
            parted, track.parted = track.parted, 0
            if self._goes(track) * parted > 0:
                return Passage(1 if parted > 0 else -1, 1, SURE_PARTED, now_ms)
        side = _side(self._gate.inside_mm(track.x, track.y), BEYOND_MM if track.side else BORN_BEYOND_MM)
        if not side or side == track.side or not track.gets_on:
            return None
        came_from, track.side, track.crossed_ms, track.parted = track.side, side, now_ms, 0
        if not self._gate.is_between_posts(*self._at_line(track)):
            return None
        way: Literal[-1, 1] = 1 if side > 0 else -1
        return Passage(way, 1, self._sure(track, came_from, now_ms), now_ms)

    def _came_with(self, track: Track, other: Track, now_ms: int) -> bool:
        """Say whether somebody beside him has just crossed to his side: two who were one target on the line part behind it."""
        if other is track or other.crossed_ms is None or now_ms - other.crossed_ms > PARTS_MS or other.side != track.side:
            return False
        return math.hypot(other.x - track.x, other.y - track.y) < PARTS_NEAR_MM

    def _goes(self, track: Track) -> float:
        """Return how fast he goes in (mm/s); negative is out."""
        return self._gate.inside_mm(track.x + track.vx, track.y + track.vy) - self._gate.inside_mm(track.x, track.y)

    def _at_line(self, track: Track) -> tuple[float, float]:
        """Return about where he was on the line, the way he goes."""
        inside_mm = self._gate.inside_mm(track.x, track.y)
        speed = self._goes(track)
        if abs(speed) < 100 or inside_mm * speed < 0:
            return track.x, track.y
        ago_s = min(1.0, inside_mm / speed)
        return track.x - track.vx * ago_s, track.y - track.vy * ago_s

    def _sure(self, track: Track, came_from: int, now_ms: int) -> float:
        if not came_from:
            sure = SURE_BORN_IN_DOOR
        elif track.held is not Held.SEEN or track.rode:
            sure = SURE_UNSEEN
        else:
            sure = SURE
        return sure * (SURE_SATURATED if self.saturated(now_ms) else 1.0)


def _side(inside_mm: float, beyond_mm: float) -> int:
    return 1 if inside_mm > beyond_mm else -1 if inside_mm < -beyond_mm else 0
