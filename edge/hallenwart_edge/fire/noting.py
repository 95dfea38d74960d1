"""What is wrong with a sensor: its own fault and the notes beside its verdict. Each is a warning that ends with its cause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hallenwart_contract.messages import AlarmType, Phase, Severity
from hallenwart_edge.fire.plan import SensorPlan
from hallenwart_edge.fire.state import Draft, Latched, changed
from hallenwart_edge.fire.verdict import Note, Verdict, Word


def follow(draft: Draft, sensor: SensorPlan, verdict: Verdict, *, off: bool) -> None:
    """Follow a sensor: its fault under its own id, its notes under id and type. A disabled one has neither."""
    wrong = {} if off else _wrong(sensor, verdict)
    for key in [key for key, each in draft.faults.items() if each.alarm.c == sensor.id and key not in wrong]:
        draft.again(draft.faults.pop(key).alarm, phase=Phase.CLEAR)
    for key, note in wrong.items():
        known = draft.faults.get(key)
        if known is None:
            said = replace(verdict, reason=note.reason, x=note.x)
            draft.faults[key] = Latched(draft.raised(replace(sensor, type=note.type), said, Severity.WARN))
        elif key != sensor.id and known.alarm.text != note.reason:
            draft.again(known.alarm, phase=Phase.UPDATE, text=note.reason, x=note.x)
            draft.faults[key] = replace(known, alarm=changed(known.alarm, text=note.reason, x=note.x))


def forget(draft: Draft, verdicts: Mapping[str, Verdict]) -> None:
    """End what stands of sensors that are no longer configured."""
    for key in sorted(key for key, each in draft.faults.items() if each.alarm.c not in verdicts):
        draft.again(draft.faults.pop(key).alarm, phase=Phase.CLEAR, text="no longer configured")


def _wrong(sensor: SensorPlan, verdict: Verdict) -> dict[str, Note]:
    wrong = {f"{sensor.id}/{note.type}": note for note in verdict.notes}
    if verdict.word is Word.FAULT:
        wrong[sensor.id] = Note(AlarmType.SENSOR_FAULT, verdict.reason, verdict.x)
    return wrong
