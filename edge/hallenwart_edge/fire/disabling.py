"""Sensors and zones that are disabled for a while: they give no fire and no fault, and stay listed.

A disablement ends by itself, because a forgotten one is the danger. One without a sensor covers the automatic fire sensors of
its zone; a call point, the building's panel and a carbon monoxide alarm are disabled by name only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.zones import Disablement, OffReason
from hallenwart_edge.fire.plan import MAX_OFF_MS, SensorPlan
from hallenwart_edge.fire.state import Draft

_BOOTED_BACK_MS: Final = 2 * 3_600_000
"""A Pi without a battery for its clock wakes with the time it saved last, an hour ago at most."""


def covers(off: Iterable[Disablement], sensor: SensorPlan) -> bool:
    """Say whether one of these disables the sensor."""
    return any(_covers(each, sensor) for each in off)


def disable(draft: Draft, wanted: Disablement, sensors: Sequence[SensorPlan], zones: Iterable[str]) -> str:
    """Take in a disablement; one with a known id is renewed. Returns why it cannot be, empty when it was."""
    if wanted.zone not in zones:
        return "unknown_zone"
    if wanted.c and not any(_covers(wanted, sensor) for sensor in sensors):
        return "unknown_sensor"
    if not 0 < wanted.until_ms - draft.now.t_ms <= MAX_OFF_MS:
        return "bad_until"
    known = draft.off.get(wanted.id)
    if known is not None and (known.zone, known.c) != (wanted.zone, wanted.c):
        return "other_zone"
    draft.off[wanted.id] = wanted if known is None else msgspec.structs.replace(wanted, since_ms=known.since_ms)
    draft.note(
        EventKind.FIRE_OFF,
        wanted.c,
        off=wanted.id,
        zone=wanted.zone,
        until_ms=wanted.until_ms,
        reason=wanted.reason,
        by=wanted.by,
    )
    return ""


def enable(draft: Draft, off_id: str) -> str:
    """End a disablement by hand. Returns why it cannot be, empty when it was."""
    if off_id not in draft.off:
        return "unknown_off"
    _end(draft, off_id, "person")
    return ""


def expire(draft: Draft) -> None:
    """End what is over; also what a wall clock that was set back would make last longer than it was meant to."""
    for off_id, each in [*draft.off.items()]:
        ahead = each.since_ms - draft.now.t_ms > _BOOTED_BACK_MS
        if ahead or not 0 < each.until_ms - draft.now.t_ms <= MAX_OFF_MS:
            _end(draft, off_id, "end")


def off_in(off: Mapping[str, Disablement], zone: str) -> list[Disablement]:
    return [each for each in off.values() if each.zone == zone]


def reason_of(word: object) -> OffReason:
    """Return the reason a command names; a word that is none is `other`."""
    try:
        return OffReason(str(word))
    except ValueError:
        return OffReason.OTHER


def _covers(each: Disablement, sensor: SensorPlan) -> bool:
    if each.zone != sensor.zone:
        return False
    return each.c == sensor.id if each.c else sensor.burns and not sensor.overrides


def _end(draft: Draft, off_id: str, why: str) -> None:
    ended = draft.off.pop(off_id)
    draft.note(EventKind.FIRE_ON, ended.c, off=off_id, zone=ended.zone, why=why)
