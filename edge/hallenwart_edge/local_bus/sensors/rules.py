"""When a value of the local bus stands, and when a sensor is not to be believed. Pure; times are monotonic milliseconds.

A contact may say several things within a second; what it says last, and keeps to, stands. A motion sensor is blind for a while
after each motion: it counts as seeing somebody until some time after it last said so. What waited at the broker, and nobody
knows how long, is shown as old and proves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from hallenwart_contract.messages import Quality
from hallenwart_edge.local_bus.sensors.mapping import Field, value_of
from hallenwart_edge.local_bus.sensors.said import Said

MISSED_INTERVALS: Final = 3
GRACE_MS: Final = 10_000
OUT_AFTER_MS: Final = 30_000
"""How long the broker or the radio's bridge may be away before its sensors are at fault."""
AHEAD_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class Watched:
    """A field and its times. `rise_ms`, `fall_ms`: how long a new word must stand before it counts."""

    field: Field
    rise_ms: int = 0
    fall_ms: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """The value that stands, and the one that waits to. `old`: it waited at the broker. `true_ms`: when it last said yes."""

    value: float | None = None
    waiting: float | None = None
    since_ms: int = 0
    true_ms: int | None = None
    old: bool = False


@dataclass(frozen=True, slots=True)
class Sensor:
    """`heard_ms`: when it last spoke itself, at first the start. `out` since `out_ms`: why nothing can be heard at all.

    `spoke`: it did so since the start.
    """

    heard_ms: int
    points: tuple[Point, ...]
    began_ms: int = 0
    spoke: bool = False
    reachable: bool = True
    out: str = ""
    out_ms: int = 0
    garbage: int = 0


def hear(
    sensor: Sensor, said: Said, watched: tuple[Watched, ...], *, now_ms: int, wall_ms: int | None, silent_ms: int
) -> Sensor:
    """Take one message in. `wall_ms`: the wall clock where it is to be trusted. One that is garbage costs itself alone."""
    if said.nonsense:
        return replace(sensor, garbage=sensor.garbage + 1)
    if said.reachable is not None:
        return replace(sensor, reachable=said.reachable)
    age_ms = _age_ms(said, wall_ms)
    fresh = age_ms is not None and age_ms <= silent_ms
    points = tuple(
        _take(point, each, said, now_ms - (age_ms or 0), old=not fresh)
        for point, each in zip(sensor.points, watched, strict=True)
    )
    if age_ms is None or not fresh:
        return replace(sensor, points=points)
    heard_ms = max(sensor.heard_ms, now_ms - age_ms)
    return replace(sensor, points=points, heard_ms=heard_ms, spoke=True, reachable=sensor.reachable or said.alive)


def look(sensor: Sensor, watched: tuple[Watched, ...], out: str, now_ms: int) -> Sensor:
    """Let time pass. While nothing can be heard, a sensor's silence does not count."""
    points = tuple(_settled(point, each, now_ms) for point, each in zip(sensor.points, watched, strict=True))
    if out and not sensor.out:
        return replace(sensor, points=points, out=out, out_ms=now_ms)
    if sensor.out and not out:
        return replace(sensor, points=points, out="", heard_ms=min(now_ms, sensor.heard_ms + now_ms - sensor.out_ms))
    return replace(sensor, points=points, out=out)


def word(sensor: Sensor, now_ms: int, *, silent_ms: int) -> tuple[Quality, str]:
    """Return how the sensor is and why: `link`, `bridge`, `unreachable`, `silent`, `missing` (a field never came).

    Stale without a reason: it has not spoken since the start, and need not have yet.
    """
    if sensor.out and now_ms - sensor.out_ms >= OUT_AFTER_MS:
        return Quality.FAULT, sensor.out
    if not sensor.reachable:
        return Quality.FAULT, "unreachable"
    if not sensor.out and now_ms - sensor.heard_ms > silent_ms:
        return Quality.STALE, "silent"
    if not sensor.spoke:
        return Quality.STALE, ""
    if now_ms - sensor.began_ms > silent_ms and any(point.value is None for point in sensor.points):
        return Quality.FAULT, "missing"
    return Quality.OK, ""


def silent_ms(every_s: int) -> int:
    """Return after how long a sensor that speaks at least every `every_s` is missed."""
    return MISSED_INTERVALS * every_s * 1_000 + GRACE_MS


def _age_ms(said: Said, wall_ms: int | None) -> int | None:
    if said.age_ms == 0:
        return 0
    if said.stamp_ms is None or wall_ms is None or said.stamp_ms > wall_ms + AHEAD_MS:
        return said.age_ms
    by_stamp = max(0, wall_ms - said.stamp_ms)
    return by_stamp if said.age_ms is None else min(by_stamp, said.age_ms)


def _take(point: Point, watched: Watched, said: Said, at_ms: int, *, old: bool) -> Point:
    value = value_of(said.content, watched.field)
    if not isinstance(value, float):
        return point
    if old:
        return replace(point, value=value, waiting=None, old=True) if point.value is None or point.old else point
    if value > 0:
        point = replace(point, true_ms=at_ms)
    if point.value is None or point.old or not (watched.fall_ms if value == 0 else watched.rise_ms):
        return replace(point, value=value, waiting=None, old=False)
    if value == point.value:
        return replace(point, waiting=None)
    return point if value == point.waiting else replace(point, waiting=value, since_ms=at_ms)


def _settled(point: Point, watched: Watched, now_ms: int) -> Point:
    if point.waiting is None:
        return point
    falls = point.waiting == 0
    since_ms = point.true_ms if falls and point.true_ms is not None and watched.rise_ms == 0 else point.since_ms
    if now_ms - since_ms < (watched.fall_ms if falls else watched.rise_ms):
        return point
    return replace(point, value=point.waiting, waiting=None)
