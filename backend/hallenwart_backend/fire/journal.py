"""Writes into the evidence log what alarms and faults did: raised, worse, cleared. Each once, however often it is told."""

from __future__ import annotations

from collections.abc import Mapping

from hallenwart_backend.alerts.fault_words import fault_of
from hallenwart_backend.fire.rules import FAULT_TYPES, FIRE_TYPES, is_drill, is_rehearsal, measured
from hallenwart_backend.ports import Evidence, EvidenceKind, Where
from hallenwart_contract.messages import Alarm, AlarmType, Phase, Severity

_NAMES: Mapping[str, str] = {
    AlarmType.SMOKE: "Rauch",
    AlarmType.HEAT: "Hitze",
    AlarmType.PANEL: "Brandmeldeanlage",
    AlarmType.CALL_POINT: "Druckknopf",
    AlarmType.CO: "Kohlenmonoxid",
    AlarmType.SENSOR_FAULT: "Störung",
    AlarmType.PANEL_FAULT: "Störung der Brandmeldeanlage",
    AlarmType.BATTERY: "Batterie",
    AlarmType.TAMPER: "Manipulation",
}
_KEPT = FIRE_TYPES | FAULT_TYPES | {AlarmType.CO}


class Journal:
    """`sites` maps a device to its site."""

    def __init__(self, evidence: Evidence, sites: Mapping[str, str]) -> None:
        self._evidence = evidence
        self._sites = sites

    async def raised(self, device: str, alarm: Alarm) -> None:
        """Note a raise, or that it grew: each sensor that joins and each step from warning to alarm is a link of its own."""
        if alarm.type not in _KEPT or is_drill(alarm):
            return
        if alarm.type in FAULT_TYPES:
            kind, about = EvidenceKind.FAULT_RAISED, alarm.id
        elif alarm.phase == Phase.RAISE:
            kind, about = EvidenceKind.ALARM_RAISED, alarm.id
        else:
            kind, about = EvidenceKind.ALARM_WORSE, f"{alarm.id}:{alarm.sev}:{alarm.c}"
        await self._note(kind, about, device, alarm, said_of(alarm))

    async def cleared(self, device: str, alarm: Alarm) -> None:
        if alarm.type not in _KEPT or is_rehearsal(alarm):
            return
        kind = EvidenceKind.FAULT_CLEARED if alarm.type in FAULT_TYPES else EvidenceKind.ALARM_CLEARED
        await self._note(kind, alarm.id, device, alarm, _NAMES.get(alarm.type, alarm.type))

    async def _note(self, kind: str, about: str, device: str, alarm: Alarm, said: str) -> None:
        at = Where(site=self._sites.get(device, ""), device=device, zone=alarm.zone[:64], c=alarm.c[:64])
        await self._evidence.note(kind, about, "", said, at=at, t_ms=alarm.t_ms, once=True)


def said_of(alarm: Alarm) -> str:
    """Return what an alarm said, as `Rauch · Voralarm · Rauch 4,1 %/m`."""
    stage = "Voralarm" if alarm.type in FIRE_TYPES and alarm.sev == Severity.WARN else ""
    return " · ".join(filter(None, (_NAMES.get(alarm.type, alarm.type), stage, measured(alarm), fault_of(alarm.text)[0])))
