"""What the signals of a zone's sensors are worth together: nothing yet, a pre-alarm, or an alarm, and whether it sounds.

Another sensor that is faulty or disabled cannot confirm. Where nobody is left who could, a first signal of dependency B is an
alarm at once: a broken neighbour hides no fire. A call point and the building's panel override every dependency.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.messages import Phase, Severity
from hallenwart_edge.fire import delaying
from hallenwart_edge.fire.plan import CANCEL_AFTER_MS, Dependency, Means, SensorPlan, ZonePlan
from hallenwart_edge.fire.state import Draft, Held, Latched, changed
from hallenwart_edge.fire.verdict import Verdict, Word

_STRENGTH: Final = (Means.PANEL, Means.NAMED, Means.OWN)


@dataclass(frozen=True, slots=True)
class Watchers:
    """The fire sensors of one zone now. `verdicts` holds those that are neither disabled nor in test."""

    zone: ZonePlan
    sensors: Mapping[str, SensorPlan]
    verdicts: Mapping[str, Verdict]

    def burning(self) -> list[SensorPlan]:
        return [sensor for sensor in self.sensors.values() if self.word(sensor.id) is Word.FIRE]

    def word(self, sensor: str) -> Word | None:
        return self.verdicts[sensor].word if sensor in self.verdicts else None

    def place(self, sensor: str) -> str:
        return self.sensors[sensor].where if sensor in self.sensors else sensor

    def confirmable(self, where: str) -> bool:
        """Say whether a sensor at another place lives that could confirm this one. Nobody waits for a person to press."""
        others = (sensor for sensor in self.sensors.values() if sensor.where != where and not sensor.overrides)
        return any(self.word(sensor.id) not in (None, Word.FAULT) for sensor in others)


def watchers_of(zone: ZonePlan, sensors: Iterable[SensorPlan], verdicts: Mapping[str, Verdict]) -> Watchers:
    """Gather the fire sensors of a zone; `verdicts` of those that count now."""
    here = {sensor.id: sensor for sensor in sensors if sensor.zone == zone.id and sensor.burns}
    return Watchers(zone, here, {each: verdicts[each] for each in here if each in verdicts})


def follow(draft: Draft, watchers: Watchers) -> None:
    """Take in what the sensors of a zone say."""
    zone = watchers.zone.id
    burning = watchers.burning()
    if zone not in draft.zones:
        first = next((sensor for sensor in burning if _counts(draft, watchers.zone, sensor)), None)
        if first is not None:
            _begin(draft, watchers, first)
    for sensor in burning:
        if zone in draft.zones and sensor.id not in draft.zones[zone].alarm.sensors:
            _join(draft, watchers, draft.zones[zone], sensor)
    if zone in draft.held and draft.held[zone].ends.passed(draft.now):
        del draft.held[zone]
    if zone in draft.zones:
        _settle(draft, watchers, draft.zones[zone])


def _counts(draft: Draft, zone: ZonePlan, sensor: SensorPlan) -> bool:
    """Say whether a signal counts now. Under dependency A a first one is held back, and confirmed later or elsewhere."""
    if zone.dependency is not Dependency.A or sensor.overrides:
        return True
    held = draft.held.get(zone.id)
    if held is None or held.ends.passed(draft.now):
        until = draft.now.after(zone.hold_s * 1_000)
        draft.held[zone.id] = Held(sensor.where, until, draft.now.after((zone.hold_s + zone.window_s) * 1_000))
        draft.note(EventKind.FIRE_HELD, sensor.id, zone=zone.id, until_ms=until.t_ms)
        return False
    return sensor.where != held.where or held.until.passed(draft.now)


def _begin(draft: Draft, watchers: Watchers, sensor: SensorPlan) -> None:
    zone = watchers.zone
    first = zone.dependency is Dependency.B and not sensor.overrides and watchers.confirmable(sensor.where)
    waits = None if first else delaying.wait_of(draft, zone, sensor)
    delay_ms = waits.left_ms(draft.now) if waits else 0
    alarm = draft.raised(sensor, watchers.verdicts[sensor.id], Severity.WARN if first else Severity.CRIT, delay_ms=delay_ms)
    draft.held.pop(zone.id, None)
    draft.zones[zone.id] = latched = Latched(alarm, sensor.means, waits)
    delaying.begun(draft, latched)


def _join(draft: Draft, watchers: Watchers, latched: Latched, sensor: SensorPlan) -> None:
    alarm, verdict = latched.alarm, watchers.verdicts[sensor.id]
    places = {watchers.place(each) for each in alarm.sensors}
    confirmed = sensor.overrides or bool(places - {sensor.where})
    sev = Severity.CRIT if confirmed else alarm.sev
    waits = None if confirmed else latched.waits
    delay_ms = waits.left_ms(draft.now) if waits else 0
    sensors = [*alarm.sensors, sensor.id]
    changes = {"sev": sev, "sensors": sensors, "delay_ms": delay_ms}
    draft.again(alarm, phase=Phase.UPDATE, c=sensor.id, x=verdict.x, thr=verdict.thr, text="", **changes)
    stronger = min((latched.means, sensor.means), key=_STRENGTH.index)
    draft.zones[alarm.zone] = Latched(changed(alarm, **changes), stronger, waits)


def _settle(draft: Draft, watchers: Watchers, latched: Latched) -> None:
    """Let a pre-alarm grow when nobody is left to confirm it, or end when its cause has been gone for long."""
    if latched.full:
        return
    alarm, now = latched.alarm, draft.now
    burning = [each for each in alarm.sensors if watchers.word(each) is Word.FIRE]
    if burning and not any(watchers.confirmable(watchers.place(each)) for each in burning):
        draft.again(alarm, phase=Phase.UPDATE, sev=Severity.CRIT, text="nobody else can confirm")
        draft.zones[alarm.zone] = replace(latched, alarm=changed(alarm, sev=Severity.CRIT), calm_ms=None)
    elif any(watchers.word(each) is not Word.OK for each in alarm.sensors):  # silence does not say that all is well
        draft.zones[alarm.zone] = replace(latched, calm_ms=None)
    elif latched.calm_ms is None:
        draft.zones[alarm.zone] = replace(latched, calm_ms=now.mono_ms)
    elif now.mono_ms - latched.calm_ms >= CANCEL_AFTER_MS:
        draft.again(alarm, phase=Phase.CLEAR, text="cause gone")
        del draft.zones[alarm.zone]
