"""The walk test of a zone: its sensors are tried and alarm nobody, each answer is told and chirps.

It ends by itself. A sensor that still burns then raises an alarm. Other zones stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable

from hallenwart_contract.event_kinds import EventKind
from hallenwart_edge.fire.plan import MAX_WALK_MS, SensorPlan
from hallenwart_edge.fire.state import Draft, Walk
from hallenwart_edge.fire.verdict import Verdict, Word


def begin(draft: Draft, zone: str, until_ms: int, command: str, zones: Iterable[str]) -> str:
    """Begin a walk test or set its end anew. Returns why it cannot be, empty when it was."""
    if zone not in zones:
        return "unknown_zone"
    if zone in draft.zones:
        return "in_alarm"
    if not 0 < until_ms - draft.now.t_ms <= MAX_WALK_MS:
        return "bad_until"
    known = draft.walks.get(zone)
    draft.walks[zone] = Walk(until_ms, known.burning if known else ())
    draft.held.pop(zone, None)
    draft.note(EventKind.WALK_BEGUN, zone=zone, until_ms=until_ms, cmd=command)
    return ""


def end(draft: Draft, zone: str) -> str:
    """End a walk test by hand. Returns why it cannot be, empty when it was."""
    if zone not in draft.walks:
        return "no_walk"
    _end(draft, zone, "person")
    return ""


def expire(draft: Draft) -> None:
    """End what is over, and what a wall clock that was set back would make too long."""
    for zone, walk in [*draft.walks.items()]:
        if not 0 < walk.until_ms - draft.now.t_ms <= MAX_WALK_MS:
            _end(draft, zone, "end")


def follow(draft: Draft, sensor: SensorPlan, verdict: Verdict) -> None:
    """Take in a sensor of a zone in test: its first word of a fire, or of its own test button, is a hit; the next only after it
    let go.
    """
    walk = draft.walks[sensor.zone]
    burns, burnt = verdict.word in (Word.FIRE, Word.TEST), sensor.id in walk.burning
    if burns == burnt:
        return
    others = tuple(each for each in walk.burning if each != sensor.id)
    draft.walks[sensor.zone] = Walk(walk.until_ms, (*others, sensor.id) if burns else others)
    if burns:
        draft.note(EventKind.WALK_HIT, sensor.id, zone=sensor.zone, x=verdict.x)


def _end(draft: Draft, zone: str, why: str) -> None:
    del draft.walks[zone]
    draft.note(EventKind.WALK_ENDED, zone=zone, why=why)
