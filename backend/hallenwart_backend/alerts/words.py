"""What a person is told of an incident: short, in German first, and without personal data."""

from __future__ import annotations

from typing import Final, assert_never

from hallenwart_backend.alerts.advice import next_steps
from hallenwart_backend.alerts.fault_words import fault_of
from hallenwart_backend.alerts.model import Incident
from hallenwart_backend.ports import Notice
from hallenwart_contract.live_incidents import IncidentKind
from hallenwart_contract.messages import Severity

_TITLE_BYTES: Final = 240
_BODY_BYTES: Final = 2_400
_MOST_ADVICE: Final = 2
_MOST_NAMED: Final = 5
_SOME: Final = 2
_OF_ONE_SENSOR: Final = {IncidentKind.SENSOR_FAULT, IncidentKind.PANEL_FAULT, IncidentKind.BATTERY, IncidentKind.TAMPER}


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
        case IncidentKind.REVOKED:
            return "Gerät ohne Zugang meldet sich", "Device without access speaks"
        case IncidentKind.DEVICE_CARE:
            return "Gerät braucht Wartung", "Device needs care"
        case IncidentKind.COMPONENT:
            return "Teil eines Geräts gestört", "Part of a device in fault"
        case IncidentKind.AUTHORITY:
            return "Zertifikatsstelle antwortet nicht", "Certificate authority does not answer"
        case IncidentKind.EXIT_ENDS:
            return "Freigabe eines Pfeils endet bald", "Release of an arrow ends soon"
        case IncidentKind.OTHER:
            return "Unbekannter Alarm", "Unknown alarm"
        case _:
            assert_never(kind)


def notice_of(incident: Incident, *, place: str, zone: str, again: bool = False, now_ms: int) -> Notice:
    """Return the message for this incident; `again` tells that nobody acknowledged so far.

    It says what a person needs at night: where, which sensors, people last counted, the key, what to do. No names.
    """
    de, en = title_of(incident.what.kind)
    if incident.what.drill:
        de, en = f"PROBE: {de}", f"DRILL: {en}"
    lines = [
        ", ".join(filter(None, (place, zone))),
        *incident.measured[-1:],
        *(["Noch nicht angenommen. / Not acknowledged yet."] if again else []),
        *facts_of(incident, now_ms=now_ms),
        *(f"{one_de} / {one_en}" for one_de, one_en in next_steps(incident.what.kind)[:_MOST_ADVICE]),
    ]
    return Notice(
        title=_cut(f"{de} · {place} / {en}" if place else f"{de} / {en}", _TITLE_BYTES),
        body=_cut("\n".join(filter(None, lines)), _BODY_BYTES),
        tag=f"incident-{incident.id}",
        urgent=incident.sev == Severity.CRIT,
        link=f"/manager/#incident-{incident.id}",
        drill=incident.what.drill,
    )


def facts_of(incident: Incident, *, now_ms: int) -> list[str]:
    """Return what else is known, in lines without personal data: sensors, people counted with their age, keys, the wait."""
    return list(
        filter(
            None, (_sensors_line(incident), _people_line(incident, now_ms), _keys_line(incident), _delay_line(incident, now_ms))
        )
    )


def _sensors_line(incident: Incident) -> str:
    speaking = [one for one in incident.sensors if one.gone_ms is None]
    if incident.what.kind in _OF_ONE_SENSOR and speaking:
        de, en = fault_of(incident.what.detail)
        return f"{speaking[-1].c}: {de} / {en}" if de else speaking[-1].c
    if len(speaking) < _SOME:
        return ""
    names = ", ".join(one.c for one in speaking[:_MOST_NAMED])
    return f"{len(speaking)} Melder / detectors: {names}"


def _people_line(incident: Incident, now_ms: int) -> str:
    fact = next((one for one in incident.facts if one.get("kind") == "people" and isinstance(one.get("number"), int)), None)
    if fact is None:
        return ""
    spread, t_ms = fact.get("spread"), fact.get("t_ms")
    count = f"{fact['number']} ± {spread}" if spread else f"{fact['number']}"
    age = max(0, now_ms - t_ms) // 60_000 if isinstance(t_ms, int) else None
    de, en = ("", "") if age is None else (f", vor {age} min", f", {age} min ago")
    return f"Zuletzt gezählt: {count} Menschen{de} / Last counted: {count} people{en}"


def _keys_line(incident: Incident) -> str:
    keys = [str(one.get("text", "")) for one in incident.facts if one.get("kind") == "key"][:_MOST_NAMED]
    return f"Schlüssel draußen / Keys out: {', '.join(keys)}" if keys else ""


def _delay_line(incident: Incident, now_ms: int) -> str:
    until = incident.what.delay_until_ms
    if until is None or until <= now_ms:
        return ""
    seconds = -(-(until - now_ms) // 1_000)
    return f"Sirene wartet noch {seconds} s. / The siren waits for {seconds} s."


def _cut(text: str, most: int) -> str:
    """Shorten to so many bytes, at a character: a push message has 4 kB for all of it."""
    return text if len(text.encode()) <= most else text.encode()[: most - 3].decode(errors="ignore") + "…"
