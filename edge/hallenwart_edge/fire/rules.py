"""The fire watch as pure decisions: verdicts of sensors in, rows and events to tell out.

An alarm lives from raise to an explicit reset; silencing touches the siren only. Carbon monoxide is an alarm of its own beside
the fire of its zone. A faulty sensor raises a warning that ends by itself and never hides or ends a fire.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from hallenwart_contract.messages import Alarm, AlarmType, Phase, Severity
from hallenwart_contract.site_link import ZoneAlarm
from hallenwart_contract.zones import Zone, ZoneWord
from hallenwart_edge.fire import delaying, dependency, disabling, noting, walking
from hallenwart_edge.fire.plan import MAX_DELAY_S, MAX_DRILL_MS, SensorPlan, ZonePlan
from hallenwart_edge.fire.state import Draft, Fire, Held, Latched, Now
from hallenwart_edge.fire.verdict import OK, Verdict, Word

DRILL_ZONE: Final = "drill"


def consider(
    state: Fire, verdicts: Mapping[str, Verdict], sensors: Sequence[SensorPlan], zones: Mapping[str, ZonePlan], now: Now
) -> tuple[Fire, list[Alarm]]:
    """Take in what every sensor's rule says, and what time alone ends. Returns the new state and this step's rows."""
    draft = Draft(state, now)
    disabling.expire(draft)
    walking.expire(draft)
    if draft.drill is not None and abs(now.t_ms - draft.drill.t_ms) >= MAX_DRILL_MS:
        _end_drill(draft)
    noting.forget(draft, verdicts)
    counting = {}
    for sensor in sensors:
        off = disabling.covers(draft.off.values(), sensor)
        noting.follow(draft, sensor, verdicts[sensor.id], off=off)
        if off:
            continue
        if sensor.zone in draft.walks:
            walking.follow(draft, sensor, verdicts[sensor.id])
        else:
            counting[sensor.id] = verdicts[sensor.id]
            _health(draft, sensor, verdicts[sensor.id])
    for zone in zones.values():
        dependency.follow(draft, dependency.watchers_of(zone, sensors, counting))
    delaying.settle(draft)
    return draft.done()


def reset(
    state: Fire, alarm_id: str | None, verdicts: Mapping[str, Verdict], sensors: Iterable[SensorPlan], now: Now
) -> tuple[Fire, list[Alarm], list[str]]:
    """End the alarm `alarm_id`, or all. Returns state, rows and the ids of those that cannot end because the cause persists.

    A sensor that fell silent does not keep its alarm for ever: its fault stands as an alarm of its own. Nor does one that is
    disabled.
    """
    draft, persisting = Draft(state, now), []
    off = {sensor.id for sensor in sensors if disabling.covers(state.off.values(), sensor)}
    burning = {each for each, verdict in verdicts.items() if verdict.word is Word.FIRE and each not in off}
    for standing in (draft.zones, draft.health):
        for key, latched in [*standing.items()]:
            if alarm_id not in (None, latched.alarm.id):
                continue
            if burning.intersection(latched.alarm.sensors):
                persisting.append(latched.alarm.id)
                draft.again(latched.alarm, phase=Phase.UPDATE, text="cause persists")
            else:
                del standing[key]
                draft.again(latched.alarm, phase=Phase.CLEAR)
    if alarm_id is None:
        draft.held.clear()
    state, rows = draft.done()
    return state, rows, persisting


def drill(state: Fire, *, on: bool, now: Now, ref: str = "") -> tuple[Fire, list[Alarm]]:
    """Begin or end a drill. It is told as a test and shown as one; it ends by itself after two hours."""
    draft = Draft(state, now)
    if on == (draft.drill is not None):
        return state, []
    if draft.drill is not None:
        _end_drill(draft)
    else:
        draft.drill = draft.tell(tested(now, AlarmType.PANEL, DRILL_ZONE, c="", text="drill", ref=ref, said=OK))
    return draft.done()


def tested(now: Now, type_: AlarmType, zone: str, *, c: str, text: str, ref: str, said: Verdict) -> Alarm:
    """Return the row of a drill or of a self-test."""
    return Alarm(
        id=now.new_id(),
        type=type_,
        phase=Phase.TEST,
        sev=Severity.INFO,
        zone=zone,
        c=c,
        x=said.x,
        thr=said.thr,
        t_ms=now.t_ms,
        mono_ms=now.mono_ms,
        test=True,
        text=text,
        ref=ref,
    )


def resumed(state: Fire, zones: Mapping[str, ZonePlan], now: Now) -> Fire:
    """Return the state of an earlier run for a monotonic clock that began anew. What waited goes on for what is left."""

    def latched(key: str, each: Latched) -> Latched:
        longest_s = zones[key].longest_wait_s if key in zones else MAX_DELAY_S
        waits = each.waits.resumed(now, longest_s * 1_000) if each.waits else None
        return replace(each, waits=waits, calm_ms=None)

    def held(key: str, each: Held) -> Held:
        hold_ms, window_ms = zones[key].hold_s * 1_000, zones[key].window_s * 1_000
        return Held(each.where, each.until.resumed(now, hold_ms), each.ends.resumed(now, hold_ms + window_ms))

    return replace(
        state,
        zones={key: latched(key, each) for key, each in state.zones.items()},
        held={key: held(key, each) for key, each in state.held.items() if key in zones},
        off={key: each for key, each in state.off.items() if each.zone in zones},
        walks={key: each for key, each in state.walks.items() if key in zones},
    )


def zone_alarms(state: Fire, zones: Mapping[str, ZonePlan]) -> list[ZoneAlarm]:
    """Return what the site is told: full alarms, no pre-alarm, no fault and no carbon monoxide."""
    said = [
        ZoneAlarm(
            id=each.alarm.id, zone=_name(zones, zone), cause=each.means, since_ms=each.alarm.t_ms, sounds=each.waits is None
        )
        for zone, each in state.zones.items()
        if each.full
    ]
    if state.drill is not None:
        said.append(ZoneAlarm(id=state.drill.id, zone="", cause="drill", since_ms=state.drill.t_ms))
    return said


def zone_words(state: Fire, sensors: Sequence[SensorPlan], zones: Mapping[str, ZonePlan]) -> list[Zone]:
    """Return how each zone stands."""
    return [
        Zone(
            id=zone.id,
            word=_word(state, zone.id),
            sensors=[sensor.id for sensor in sensors if sensor.zone == zone.id],
            walk_until_ms=state.walks[zone.id].until_ms if zone.id in state.walks else None,
            delay_s=zone.longest_wait_s,
            delay_on=zone.longest_wait_s > 0 and zone.id not in state.undelayed,
        )
        for zone in zones.values()
    ]


def _word(state: Fire, zone: str) -> ZoneWord:
    """Return the first that applies; nothing lower hides a fire."""
    if zone in state.zones:
        return ZoneWord.FIRE if state.zones[zone].full else ZoneWord.PRE_ALARM
    faults = {each.alarm.zone for each in state.faults.values() if each.alarm.type != AlarmType.BATTERY}
    if zone in faults:
        return ZoneWord.FAULT
    if disabling.off_in(state.off, zone):
        return ZoneWord.DISABLED
    return ZoneWord.TEST if zone in state.walks else ZoneWord.NORMAL


def _health(draft: Draft, sensor: SensorPlan, verdict: Verdict) -> None:
    """Latch carbon monoxide: no zone's fire, no dependency, no siren."""
    if not sensor.burns and verdict.word is Word.FIRE and sensor.id not in draft.health:
        draft.health[sensor.id] = Latched(draft.raised(sensor, verdict, Severity.CRIT), sensor.means)


def _end_drill(draft: Draft) -> None:
    if draft.drill is not None:
        draft.again(draft.drill, phase=Phase.CLEAR)
        draft.drill = None


def _name(zones: Mapping[str, ZonePlan], zone: str) -> str:
    return zones[zone].name if zone in zones else zone
