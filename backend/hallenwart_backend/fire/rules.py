"""What an alarm of a device means for the incidents: raise it, wait a moment, or take it as past. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from hallenwart_contract.live import IncidentKind
from hallenwart_contract.messages import Alarm, AlarmType, Phase, Severity, State

HOLD_MS: Final = 3_000
"""An old alarm waits this long for the word that it is over; then it is raised as if it were new."""

_FIRE: Final[frozenset[str]] = frozenset({AlarmType.SMOKE, AlarmType.HEAT, AlarmType.PANEL})
_SEVERITIES: Final[frozenset[str]] = frozenset(Severity)
_UNITS: Final[dict[str, tuple[str, str]]] = {AlarmType.SMOKE: ("Rauch", "%/m"), AlarmType.HEAT: ("Temperatur", "°C")}


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


def kind_of(alarm: Alarm) -> IncidentKind:
    """Return the incident's kind: a fire sensor that stands alone in a zone of two is a pre-alarm."""
    return IncidentKind.PRE_ALARM if alarm.type in _FIRE and alarm.sev == Severity.WARN else IncidentKind.of(alarm.type)


def severity_of(alarm: Alarm) -> Severity:
    """Return how grave it is; unknown words count as warnings, never as less. Duress is never less than critical."""
    if alarm.type == AlarmType.DURESS:
        return Severity.CRIT
    return Severity(alarm.sev) if alarm.sev in _SEVERITIES else Severity.WARN


def detail_of(alarm: Alarm) -> str:
    return alarm.text or (alarm.type if kind_of(alarm) is IncidentKind.OTHER else "")


def key_of(alarm: Alarm, site: str) -> str:
    """Return what is wrong where; a pre-alarm and the alarm it grows into are one. Faults are told per component."""
    place = f"{site}:{alarm.zone}"
    return f"{alarm.type}:{place}" if alarm.type in _FIRE else f"{alarm.type}:{place}:{alarm.c}"


def sounds(alarm: Alarm) -> bool:
    """Whether the device sounds its siren for this."""
    return alarm.type in _FIRE and alarm.sev == Severity.CRIT


def measured(alarm: Alarm) -> str:
    """Return the figure in words, as "Rauch 4,1 %/m"; empty when there is none."""
    name, unit = _UNITS.get(alarm.type, ("", ""))
    if not name or alarm.x is None:
        return ""
    return f"{name} {alarm.x:.1f} {unit}".replace(".", ",")
