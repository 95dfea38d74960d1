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
        case IncidentKind.CALL_POINT:
            return "Druckknopf-Melder gedrückt", "Call point pressed"
        case IncidentKind.CO:
            return "Kohlenmonoxid", "Carbon monoxide"
        case IncidentKind.PRE_ALARM:
            return "Voralarm: ein Melder allein", "Pre-alarm: one detector alone"
        case IncidentKind.DRILL:
            return "Probe-Alarm", "Drill"
        case IncidentKind.PANEL_FAULT:
            return "Brandmeldeanlage meldet Störung", "Building fire panel reports a fault"
        case IncidentKind.BATTERY:
            return "Batterie eines Melders wird leer", "Battery of a detector runs low"
        case IncidentKind.FIRE_OFF:
            return "Melder sind abgeschaltet", "Detectors are disabled"
        case IncidentKind.OVERCROWDED:
            return "Mehr Menschen in der Halle als erlaubt", "More people in the hall than permitted"
        case IncidentKind.ALERT_PATH:
            return "Alarmweg gestört", "The way of alarms is disturbed"
        case IncidentKind.NOBODY_ON_CALL:
            return "Niemand hat Bereitschaft", "Nobody is on call"
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
        case IncidentKind.KEY_MISSING:
            return "Schlüssel fehlt im Fach", "Key missing from its compartment"
        case IncidentKind.KEY_UNKNOWN:
            return "Schlüssel weg, niemand bekannt", "Key gone, holder unknown"
        case IncidentKind.KEY_LOST:
            return "Schlüssel verloren", "Key lost"
        case IncidentKind.KEY_CONFLICT:
            return "Nächste Gruppe braucht den Schlüssel", "Next group needs the key"
        case IncidentKind.CODE_LATE:
            return "Code noch nicht am Schlüsselkasten", "Code not yet at the key locker"
        case IncidentKind.HELP:
            return "Jemand braucht Hilfe am Schlüsselkasten", "Somebody needs help at the key locker"
        case IncidentKind.DURESS:
            return "Bedrohung am Schlüsselkasten", "Duress at the key locker"
        case IncidentKind.GUESSING:
            return "Viele falsche Codes", "Many wrong codes"
        case IncidentKind.DAMAGE:
            return "Schaden gemeldet", "Damage reported"
        case IncidentKind.INSIDE:
            return "Schlüssel zurück, noch Menschen in der Halle", "Key back, people still inside"
        case IncidentKind.NO_KEY:
            return "Halle genutzt, kein Schlüssel ausgegeben", "Hall in use, no key out"
        case IncidentKind.MAINS:
            return "Schlüsselkasten ohne Netzstrom", "Key locker without mains power"
        case IncidentKind.RESPONDER:
            return "Fach für Einsatzkräfte geöffnet", "Responder compartment open"
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
    if incident.what.kind is IncidentKind.DURESS:
        lines.append("Polizei 110 rufen, nicht am Kasten anrufen. / Call the police, do not call the locker.")
    return Notice(
        title=f"{de} · {place} / {en}" if place else f"{de} / {en}",
        body="\n".join(lines),
        tag=f"incident-{incident.id}",
        urgent=incident.sev == Severity.CRIT,
        link=f"/manager/#incident-{incident.id}",
    )
