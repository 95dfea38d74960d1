"""What an alarm of a device means for the incidents: raise it, wait a moment, or take it as past. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Alarm, AlarmType, Phase, Severity, State

HOLD_MS: Final = 3_000
"""An old alarm waits this long for the word that it is over; then it is raised as if it were new."""

FIRE_TYPES: Final[frozenset[str]] = frozenset({AlarmType.SMOKE, AlarmType.HEAT, AlarmType.PANEL, AlarmType.CALL_POINT})
FAULT_TYPES: Final[frozenset[str]] = frozenset(
    {AlarmType.SENSOR_FAULT, AlarmType.PANEL_FAULT, AlarmType.BATTERY, AlarmType.TAMPER}
)
DRILL: Final = "drill"
_ALWAYS_CRITICAL: Final[frozenset[str]] = frozenset({AlarmType.DURESS, AlarmType.CALL_POINT, AlarmType.CO})
_SEVERITIES: Final[frozenset[str]] = frozenset(Severity)
_UNITS: Final[dict[str, tuple[str, str, int]]] = {
    AlarmType.SMOKE: ("Rauch", "%/m", 1),
    AlarmType.HEAT: ("Temperatur", "°C", 1),
    AlarmType.CO: ("Kohlenmonoxid", "ppm", 0),
    AlarmType.BATTERY: ("Batterie", "%", 0),
}
"""Name, unit and decimals of what is measured."""


class Verdict(StrEnum):
    RAISE = "raise"
    HOLD = "hold"
    OVER = "over"


def verdict(alarm: Alarm, *, replayed: bool, state: State | None) -> Verdict:
    """Judge a raise or update. A fresh row is news; an old one is judged by the device's own snapshot, if that is newer.

    No snapshot ever speaks of duress: whoever was made to open still needs help, however late it is known.
    """
    if not replayed or alarm.type == AlarmType.DURESS:
        return Verdict.RAISE
    if state is None or state.sent_ms <= alarm.t_ms:
        return Verdict.HOLD
    active = any(known.id == alarm.id and known.phase != Phase.CLEAR for known in state.alarms)
    return Verdict.RAISE if active else Verdict.OVER


def is_rehearsal(alarm: Alarm) -> bool:
    return alarm.test or alarm.phase == Phase.TEST


def is_drill(alarm: Alarm) -> bool:
    """Whether it is a drill: a rehearsal of people, which goes the way of a real alarm. Others rehearse sensors."""
    return is_rehearsal(alarm) and (DRILL in {alarm.zone, alarm.text} or alarm.ref.startswith(f"{DRILL}-"))


def kind_of(alarm: Alarm) -> IncidentKind:
    """Return the incident's kind: a fire sensor that stands alone in a zone of two is a pre-alarm."""
    if is_drill(alarm):
        return IncidentKind.DRILL
    alone = alarm.type in FIRE_TYPES and alarm.type != AlarmType.CALL_POINT and alarm.sev == Severity.WARN
    return IncidentKind.PRE_ALARM if alone else IncidentKind.of(alarm.type)


def severity_of(alarm: Alarm) -> Severity:
    """Return how grave it is; unknown words count as warnings, never as less.

    Duress, a pressed button and carbon monoxide are never less than critical; a drill is told as what it rehearses.
    """
    if is_drill(alarm) or alarm.type in _ALWAYS_CRITICAL:
        return Severity.CRIT
    return Severity(alarm.sev) if alarm.sev in _SEVERITIES else Severity.WARN


def detail_of(alarm: Alarm) -> str:
    if is_drill(alarm):
        return ""
    return alarm.text or (alarm.type if kind_of(alarm) is IncidentKind.OTHER else "")


def key_of(alarm: Alarm, site: str) -> str:
    """Return what is wrong where.

    All fire in one zone is one incident, whatever sees it: smoke, heat, a person at a button. So is a drill of a site.
    Faults are told per component.
    """
    if is_drill(alarm):
        return f"{DRILL}:{site}"
    place = f"{site}:{alarm.zone}"
    if alarm.type in FIRE_TYPES:
        return f"fire:{place}"
    return f"{alarm.type}:{place}" if alarm.type == AlarmType.CO else f"{alarm.type}:{place}:{alarm.c}"


def sounds(alarm: Alarm) -> bool:
    """Whether the device sounds its siren for this, now."""
    return alarm.type in FIRE_TYPES and alarm.sev == Severity.CRIT and not alarm.delay_ms and not is_rehearsal(alarm)


def delay_until_ms(alarm: Alarm) -> int | None:
    """Return until when siren and evacuation wait."""
    return alarm.t_ms + alarm.delay_ms if alarm.delay_ms > 0 else None


def sensors_of(alarm: Alarm) -> tuple[str, ...]:
    """Return all sensors that have joined, the one of this row too."""
    return tuple(dict.fromkeys(filter(None, (*alarm.sensors, alarm.c))))


def measured(alarm: Alarm) -> str:
    """Return the figure in words, as "Rauch 4,1 %/m"; empty when there is none."""
    name, unit, decimals = _UNITS.get(alarm.type, ("", "", 0))
    if not name or alarm.x is None:
        return ""
    return f"{name} {alarm.x:.{decimals}f} {unit}".replace(".", ",")
