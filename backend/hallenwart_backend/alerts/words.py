"""What a person is told of an incident: short, in German first, and without personal data."""

from __future__ import annotations

from typing import assert_never

from hallenwart_backend.alerts.rules import FIRE_KINDS, Incident
from hallenwart_backend.ports import Notice
from hallenwart_contract.live import IncidentKind
from hallenwart_contract.messages import Severity


def title_of(kind: IncidentKind) -> tuple[str, str]:  # noqa: C901, PLR0911, PLR0912 - one case per kind: mypy proves none is missing
    match kind:
        case IncidentKind.SMOKE:
            return "Rauch", "Smoke"
        case IncidentKind.HEAT:
            return "Hitze", "Heat"
        case IncidentKind.PANEL:
            return "Brandmeldeanlage meldet Alarm", "Building fire panel in alarm"
        case IncidentKind.PRE_ALARM:
            return "Voralarm: ein Melder allein", "Pre-alarm: one detector alone"
        case IncidentKind.TAMPER:
            return "Melder manipuliert", "Detector tampered with"
        case IncidentKind.SENSOR_FAULT:
            return "Melder gestört", "Detector faulty"
        case IncidentKind.FORCED_DOOR:
            return "Schlüsselfach aufgebrochen", "Key compartment forced"
        case IncidentKind.LEFT_OPEN:
            return "Schlüsselfach steht offen", "Key compartment left open"
        case IncidentKind.JAMMED:
            return "Schlüsselfach klemmt", "Key compartment jammed"
        case IncidentKind.WRONG_KEY:
            return "Falscher Schlüssel im Fach", "Wrong key in the compartment"
        case IncidentKind.KEY_OVERDUE:
            return "Schlüssel überfällig", "Key overdue"
        case IncidentKind.NO_SHOW:
            return "Halle gebucht, aber leer", "Hall booked but empty"
        case IncidentKind.DEVICE_SILENT:
            return "Gerät meldet sich nicht", "Device silent"
        case IncidentKind.SITE_LINK:
            return "Alarm-Verbindung der Geräte fehlt", "Alarm link between devices lost"
        case IncidentKind.BROKER_DOWN:
            return "Nachrichtendienst der Anlage steht", "Message service of the system is down"
        case IncidentKind.OTHER:
            return "Unbekannter Alarm", "Unknown alarm"
        case _:
            assert_never(kind)


def notice_of(incident: Incident, *, place: str, zone: str, step: int) -> Notice:
    """Return the message for this incident; `step` above 0 tells that others did not answer."""
    de, en = title_of(incident.what.kind)
    lines = [where, *incident.measured[-1:]] if (where := ", ".join(filter(None, (place, zone)))) else []
    if step:
        lines.append("Noch nicht angenommen. / Not acknowledged yet.")
    if incident.what.kind in FIRE_KINDS:
        lines.append("Bei Feuer 112 rufen. / In case of fire call 112.")
    return Notice(
        title=f"{de} · {place} / {en}" if place else f"{de} / {en}",
        body="\n".join(lines),
        tag=f"incident-{incident.id}",
        urgent=incident.sev == Severity.CRIT,
        link=f"/manager/#incident-{incident.id}",
    )
