"""One word about a place from all devices that know something of it. Pure; times are milliseconds since the epoch.

Devices that hear each other count all their doors together: of them one speaks. Devices that do not, count each its own doors:
these add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from hallenwart_backend.occupancy.rules import DAY_MS, STALE_MS, Curve, merged
from hallenwart_contract.live import PartNow
from hallenwart_contract.people import PlaceCount, Use

GONE_MS: Final = DAY_MS
"""A device that was silent for so long is not waited for."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a device said of a place; `t_ms` is the device's time at which that was last known to be so."""

    count: PlaceCount
    t_ms: int


def speakers(told: Mapping[str, Told], now_ms: int) -> list[str]:
    """Return the devices whose words make up the place: the ones that know most, and nobody's doors twice."""
    alive = {device: one for device, one in told.items() if now_ms - one.t_ms < GONE_MS} or dict(told)
    chosen: list[str] = []
    for device in sorted(alive, key=lambda name: _rank(name, alive[name], now_ms)):
        mine = alive[device].count.of
        if not any(device in alive[other].count.of or other in mine for other in chosen):
            chosen.append(device)
    return chosen


def _rank(device: str, told: Told, now_ms: int) -> tuple[bool, bool, int, int, str]:
    count = told.count
    wide = 0 if count.low is None or count.high is None else count.high - count.low
    return now_ms - told.t_ms > STALE_MS, count.people is None, -len(count.of), wide, device


def together(told: Mapping[str, Told], now_ms: int) -> Told | None:
    """Return what is to be said of a place, None when nobody ever told anything. It is as old as its oldest part."""
    if not told:
        return None
    chosen = [told[device] for device in speakers(told, now_ms)]
    counts = [one.count for one in chosen]
    if len(counts) == 1:
        return chosen[0]
    use = _use([count.use for count in counts])
    agreeing = [count for count in counts if count.use == use]
    strongest = max(agreeing or counts, key=lambda count: count.sure)
    whole = msgspec.structs.replace(
        strongest,
        people=_sum(count.people for count in counts),
        low=_sum(count.low for count in counts),
        high=_sum(count.high for count in counts),
        use=use,
        sure=_sure(use, [count.sure for count in agreeing]),
        ins=sum(count.ins for count in counts),
        outs=sum(count.outs for count in counts),
        of=[],
    )
    return Told(whole, min(one.t_ms for one in chosen))


def _use(words: Sequence[str]) -> str:
    if Use.BUSY in words:
        return Use.BUSY
    return Use.FREE if all(word == Use.FREE for word in words) else Use.UNKNOWN


def _sure(use: str, sures: Sequence[float]) -> float:
    """Busy is as sure as the surest who says so; that nobody is anywhere only as sure as the least sure."""
    if use == Use.UNKNOWN or not sures:
        return 0.5
    return max(sures) if use == Use.BUSY else min(sures)


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = list(numbers)
    return None if None in known else sum(number for number in known if number is not None)


def part_of(told: Told, now_ms: int) -> PartNow:
    """Return a place as the page shows it; what is too old is not the present."""
    count = told.count
    if now_ms - told.t_ms > STALE_MS:
        return PartNow(sections=[*count.sections], ins=count.ins, outs=count.outs)
    return PartNow(
        sections=[*count.sections],
        people=count.people,
        low=count.low,
        high=count.high,
        use=count.use,
        sure=count.sure,
        signs=[*count.signs],
        since_ms=count.since_ms,
        ins=count.ins,
        outs=count.outs,
    )


def summed(curves: Sequence[Sequence[tuple[int, float | None]]]) -> Curve:
    """Add the counts of several devices, each of its own doors, into one curve; None while one of them is not known."""
    steps = sorted((t_ms, at, x) for at, curve in enumerate(map(_alone, curves)) for t_ms, x in curve)
    now: dict[int, float | None] = {}
    points: Curve = []
    for t_ms, at, x in steps:
        now[at] = x
        values = list(now.values())
        total = None if None in values else sum(value for value in values if value is not None)
        if points and points[-1][0] == t_ms:
            points.pop()
        points.append((t_ms, total))
    return points


def _alone(curve: Sequence[tuple[int, float | None]]) -> Curve:
    return merged([curve])
