"""How long siren and evacuation of an alarm wait, and what ends the waiting. The alarm itself never waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Phase
from hallenwart_edge.fire.plan import SensorPlan, ZonePlan
from hallenwart_edge.fire.state import Draft, Latched, Until, changed


def wait_of(draft: Draft, zone: ZonePlan, sensor: SensorPlan) -> Until | None:
    """Return how long the outputs of a new alarm wait; None: not at all."""
    if sensor.overrides or zone.longest_wait_s == 0 or zone.id in draft.undelayed:
        return None
    return draft.now.after(zone.longest_wait_s * 1_000)


def begun(draft: Draft, latched: Latched) -> None:
    """Tell that outputs wait."""
    if latched.waits is not None:
        draft.note(EventKind.FIRE_DELAYED, zone=latched.alarm.zone, alarm=latched.alarm.id, until_ms=latched.waits.t_ms)


def switch(draft: Draft, zone_id: str, command: str, zones: Mapping[str, ZonePlan], *, on: bool) -> str:
    """Switch the delay of a zone. Off ends also the waiting that runs. Returns why it cannot be, empty when it was."""
    zone = zones.get(zone_id)
    if zone is None:
        return "unknown_zone"
    if zone.longest_wait_s == 0:
        return "no_delay"
    (draft.undelayed.discard if on else draft.undelayed.add)(zone_id)
    draft.note(EventKind.FIRE_DELAY, zone=zone_id, on=on, cmd=command)
    settle(draft)
    return ""


def settle(draft: Draft) -> None:
    """Let outputs go whose time is over or whose delay was switched off."""
    for zone_id, latched in [*draft.zones.items()]:
        if latched.waits is not None and (latched.waits.passed(draft.now) or zone_id in draft.undelayed):
            draft.again(latched.alarm, phase=Phase.UPDATE, delay_ms=0, text="delay over")
            draft.zones[zone_id] = replace(latched, waits=None, alarm=changed(latched.alarm, delay_ms=0))
