"""What a person is told of an incident: short, in German first, and without personal data."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.alerts.rules import Incident
from hallenwart_backend.ports import Notice
from hallenwart_contract.messages import Severity

_TITLES: Final = {
    "smoke": ("Rauch", "Smoke"),
    "heat": ("Hitze", "Heat"),
    "panel": ("Brandmeldeanlage meldet Alarm", "Building fire panel in alarm"),
    "pre_alarm": ("Voralarm Rauch", "Smoke pre-alarm"),
    "tamper": ("Gerät manipuliert", "Device tampered with"),
    "sensor_fault": ("Sensor gestört", "Sensor fault"),
    "device_silent": ("Gerät meldet sich nicht", "Device silent"),
    "site_link": ("Alarmverbindung im Haus gestört", "Alarm link in the building broken"),
    "forced_door": ("Schlüsselfach aufgebrochen", "Key compartment forced"),
    "left_open": ("Schlüsselfach steht offen", "Key compartment left open"),
    "wrong_key": ("Falscher Schlüssel im Fach", "Wrong key in the compartment"),
    "jammed": ("Schlüsselfach klemmt", "Key compartment jammed"),
    "key_overdue": ("Schlüssel überfällig", "Key overdue"),
    "no_show": ("Halle gebucht, aber leer", "Hall booked but empty"),
}


def title_of(kind: str) -> tuple[str, str]:
    return _TITLES.get(kind, (f"Meldung: {kind}", f"Report: {kind}"))


def notice_of(incident: Incident, *, place: str, step: int) -> Notice:
    """Return the message for this incident; `step` above 0 tells that others did not answer."""
    de, en = title_of(incident.what.kind)
    zone = f", {incident.what.zone}" if incident.what.zone else ""
    lines = [f"{place}{zone}", *incident.measured[-1:]]
    if step:
        lines.append("Noch nicht angenommen. / Not acknowledged yet.")
    if incident.what.kind in {"smoke", "heat", "panel"}:
        lines.append("Bei Feuer 112 rufen. / In case of fire call 112.")
    return Notice(
        title=f"{de} · {place} / {en}",
        body="\n".join(lines),
        tag=f"incident-{incident.id}",
        urgent=incident.sev == Severity.CRIT,
        link=f"/manager/#incident-{incident.id}",
    )
