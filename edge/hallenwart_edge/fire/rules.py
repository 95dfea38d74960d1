"""Zones, latched alarms and the siren, as pure decisions: verdicts of sensors in, alarms to tell out.

An alarm lives from raise to an explicit reset; silencing touches the siren only. A faulty sensor raises an alarm of its own
that ends by itself and never hides or ends a fire. Times are wall milliseconds, those of the siren monotonic ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from hallenwart_contract.messages import Alarm, AlarmType, Phase, Severity
from hallenwart_contract.site_link import ZoneAlarm
from hallenwart_edge.fire.plan import Dependency, Means, SensorPlan, ZonePlan
from hallenwart_edge.fire.verdict import Note, Verdict, Word

DRILL_ZONE: Final = "drill"


@dataclass(frozen=True, slots=True)
class Latched:
    """An alarm that stands. `sensors` joined it; `told` is False until its raise is safe in the outbox."""

    alarm: Alarm
    sensors: tuple[str, ...]
    means: Means = Means.OWN
    told: bool = False


@dataclass(frozen=True, slots=True)
class Fire:
    """All that stands: alarms by zone, sensor faults by sensor, and the drill."""

    zones: Mapping[str, Latched]
    faults: Mapping[str, Latched]
    drill: Alarm | None = None


@dataclass(frozen=True, slots=True)
class Now:
    """The moment of a decision and where new identities come from."""

    t_ms: int
    mono_ms: int
    new_id: Callable[[], str]


NOTHING: Final = Fire(zones={}, faults={})


def consider(
    state: Fire, verdicts: Mapping[str, Verdict], sensors: Iterable[SensorPlan], zones: Mapping[str, ZonePlan], now: Now
) -> tuple[Fire, list[Alarm]]:
    """Take in what every sensor's rule says. Returns the new state and the rows to tell, fires before faults."""
    fires, faults = dict(state.zones), dict(state.faults)
    fire_rows: list[Alarm] = []
    unknown = sorted(key for key, each in faults.items() if each.sensors[0] not in verdicts)
    fault_rows = [_again(faults.pop(gone).alarm, now, phase=Phase.CLEAR, text="no longer configured") for gone in unknown]
    for sensor in sensors:
        verdict = verdicts[sensor.id]
        if verdict.word is Word.FIRE:
            fire_rows += _burning(fires, sensor, verdict, zones[sensor.zone], now)
        fault_rows += _faulty(faults, sensor, verdict, now)
    return replace(state, zones=fires, faults=faults), fire_rows + fault_rows


def reset(state: Fire, alarm_id: str | None, verdicts: Mapping[str, Verdict], now: Now) -> tuple[Fire, list[Alarm], list[str]]:
    """End the alarm `alarm_id`, or all. Returns state, rows and the zones that cannot end because the cause persists.

    A sensor that fell silent does not keep its alarm for ever: its fault stands as an alarm of its own.
    """
    left, rows, persisting = dict(state.zones), [], []
    for zone, latched in state.zones.items():
        if alarm_id not in (None, latched.alarm.id):
            continue
        if any(verdicts[sensor].word is Word.FIRE for sensor in latched.sensors if sensor in verdicts):
            persisting.append(zone)
            rows.append(_again(latched.alarm, now, phase=Phase.UPDATE, text="cause persists"))
        else:
            del left[zone]
            rows.append(_again(latched.alarm, now, phase=Phase.CLEAR))
    return replace(state, zones=left), rows, persisting


def drill(state: Fire, *, on: bool, now: Now) -> tuple[Fire, list[Alarm]]:
    """Begin or end a drill. It is told as a test and shown as one."""
    if on == (state.drill is not None):
        return state, []
    if state.drill is not None:
        return replace(state, drill=None), [_again(state.drill, now, phase=Phase.CLEAR)]
    begun = Alarm(
        id=now.new_id(),
        type=AlarmType.PANEL,
        phase=Phase.TEST,
        sev=Severity.INFO,
        zone=DRILL_ZONE,
        t_ms=now.t_ms,
        mono_ms=now.mono_ms,
        test=True,
        text="drill",
    )
    return replace(state, drill=begun), [begun]


def untold(state: Fire) -> list[Alarm]:
    """Raises that a crash may have swallowed. Telling one twice is harmless: its id is the same."""
    standing = [*state.zones.values(), *state.faults.values()]
    return [latched.alarm for latched in standing if not latched.told]


def told(state: Fire, alarm_ids: Iterable[str]) -> Fire:
    """Note that these alarms are safe in the outbox."""
    ids = frozenset(alarm_ids)

    def noted(standing: Mapping[str, Latched]) -> dict[str, Latched]:
        return {key: replace(each, told=True) if each.alarm.id in ids else each for key, each in standing.items()}

    return replace(state, zones=noted(state.zones), faults=noted(state.faults))


def standing(state: Fire) -> list[Alarm]:
    """Return all alarms that stand, fires first."""
    alarms = [latched.alarm for latched in (*state.zones.values(), *state.faults.values())]
    return alarms if state.drill is None else [*alarms, state.drill]


def zone_alarms(state: Fire, zones: Mapping[str, ZonePlan]) -> list[ZoneAlarm]:
    """Return what the site is told: full alarms, no pre-alarm and no fault."""
    said = [
        ZoneAlarm(id=each.alarm.id, zone=_name(zones, zone), cause=each.means, since_ms=each.alarm.t_ms)
        for zone, each in state.zones.items()
        if each.alarm.sev == Severity.CRIT
    ]
    if state.drill is not None:
        said.append(ZoneAlarm(id=state.drill.id, zone="", cause="drill", since_ms=state.drill.t_ms))
    return said


def _name(zones: Mapping[str, ZonePlan], zone: str) -> str:
    return zones[zone].name if zone in zones else zone


def _burning(fires: dict[str, Latched], sensor: SensorPlan, verdict: Verdict, zone: ZonePlan, now: Now) -> list[Alarm]:
    latched = fires.get(sensor.zone)
    if latched is None:
        alone = zone.dependency is Dependency.B and sensor.means is Means.OWN
        alarm = _raised(sensor, verdict, now, sensor.type, Severity.WARN if alone else Severity.CRIT)
        fires[sensor.zone] = Latched(alarm, (sensor.id,), sensor.means)
        return [alarm]
    if sensor.id in latched.sensors:
        return []
    grown = _again(latched.alarm, now, phase=Phase.UPDATE, c=sensor.id, x=verdict.x, thr=verdict.thr, sev=Severity.CRIT)
    means = Means.PANEL if Means.PANEL in (sensor.means, latched.means) else Means.OWN
    fires[sensor.zone] = Latched(
        _again(latched.alarm, now, sev=Severity.CRIT, t_ms=latched.alarm.t_ms),
        (*latched.sensors, sensor.id),
        means,
        latched.told,
    )
    return [grown]


def _faulty(faults: dict[str, Latched], sensor: SensorPlan, verdict: Verdict, now: Now) -> list[Alarm]:
    """Follow what is wrong with a sensor: its fault under its own id, its notes under id and type."""
    wrong = {f"{sensor.id}/{note.type}": note for note in verdict.notes}
    if verdict.word is Word.FAULT:
        wrong[sensor.id] = Note(AlarmType.SENSOR_FAULT, verdict.reason, verdict.x)
    over = [key for key, each in faults.items() if each.sensors == (sensor.id,) and key not in wrong]
    rows = [_again(faults.pop(key).alarm, now, phase=Phase.CLEAR) for key in over]
    for key, note in wrong.items():
        known = faults.get(key)
        if known is None:
            said = replace(verdict, reason=note.reason, x=note.x)
            alarm = _raised(sensor, said, now, note.type, Severity.WARN)
            faults[key] = Latched(alarm, (sensor.id,))
            rows.append(alarm)
        elif key != sensor.id and known.alarm.text != note.reason:
            worse = _again(known.alarm, now, phase=Phase.UPDATE, text=note.reason, x=note.x)
            faults[key] = replace(known, alarm=_again(known.alarm, now, text=note.reason, x=note.x, t_ms=known.alarm.t_ms))
            rows.append(worse)
    return rows


def _raised(sensor: SensorPlan, verdict: Verdict, now: Now, type_: AlarmType, sev: Severity) -> Alarm:
    return Alarm(
        id=now.new_id(),
        type=type_,
        phase=Phase.RAISE,
        sev=sev,
        zone=sensor.zone,
        c=sensor.id,
        x=verdict.x,
        thr=verdict.thr,
        t_ms=now.t_ms,
        mono_ms=now.mono_ms,
        text=verdict.reason,
    )


def _again(alarm: Alarm, now: Now, **changes: object) -> Alarm:
    fields = {name: getattr(alarm, name) for name in alarm.__struct_fields__}
    return Alarm(**{**fields, "t_ms": now.t_ms, "mono_ms": now.mono_ms, **changes})
