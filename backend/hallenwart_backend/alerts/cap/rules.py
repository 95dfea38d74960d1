"""What an incident is as a CAP message. Pure.

Element names, their order and their words are those of the OASIS standard "Common Alerting Protocol Version 1.2" (2010).
No person is in it. Only alarms of fire and drills are told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from xml.etree import ElementTree as ET

from hallenwart_backend.alerts.model import Incident
from hallenwart_backend.xml_text import legal
from hallenwart_contract.clock import utc
from hallenwart_contract.live_incidents import IncidentKind, IncidentState
from hallenwart_contract.messages import Severity

NAMESPACE: Final = "urn:oasis:names:tc:emergency:cap:1.2"
CHANNEL: Final = "cap"
EXPIRES_MS: Final = 12 * 3_600_000
RENEW_MS: Final = 11 * 3_600_000
"""An incident that lasts is told again before what was told of it expires."""
KINDS: Final = frozenset(
    {IncidentKind.SMOKE, IncidentKind.HEAT, IncidentKind.PANEL, IncidentKind.CALL_POINT, IncidentKind.PRE_ALARM}
)
_DISCLAIMER: Final = (
    "Zusätzliche frühe Information neben der vorgeschriebenen Anlage, nicht zertifiziert.",
    "Additional early information beside the required system, not certified.",
)
_DRILL: Final = ("PROBE-ALARM", "DRILL")


class Status(StrEnum):
    ACTUAL = "Actual"
    EXERCISE = "Exercise"


class Kind(StrEnum):
    ALERT = "Alert"
    UPDATE = "Update"
    CANCEL = "Cancel"


@dataclass(frozen=True, slots=True)
class Place:
    """Where it burns. `coordinates` are degrees north and east (WGS 84), `radius_m` how far it concerns people."""

    site: str
    name: str
    address: str = ""
    zone: str = ""
    coordinates: tuple[float, float] | None = None
    radius_m: int = 200


@dataclass(frozen=True, slots=True)
class Words:
    """What the incident is called and what is to be done, German and English."""

    event: tuple[str, str]
    advice: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `references` are (identifier, sent_ms) of those before it, oldest first."""

    id: str
    sender: str
    kind: Kind
    sent_ms: int
    references: Sequence[tuple[str, int]] = ()


def concerns(incident: Incident, *, drill: bool) -> bool:
    """Say whether an incident is told at all. What came late is history."""
    return (drill or incident.what.kind in KINDS) and not incident.what.replayed


def status_of(*, drill: bool) -> Status:
    return Status.EXERCISE if drill else Status.ACTUAL


def kind_of(before: str | None, incident: Incident) -> Kind:
    """Say which message is due, by the state told before."""
    if incident.state is IncidentState.RESOLVED:
        return Kind.CANCEL
    return Kind.ALERT if before is None or before == IncidentState.RESOLVED else Kind.UPDATE


def certainty_of(incident: Incident) -> str:
    """A sensor alone makes an alarm likely, a first sensor possible; a person at the place confirms or denies it."""
    if incident.ack_word == "false_alarm":
        return "Unlikely"
    if incident.what.kind is IncidentKind.CALL_POINT or incident.ack_word == "there":
        return "Observed"
    early = incident.what.kind is IncidentKind.PRE_ALARM or incident.sev != Severity.CRIT
    return "Possible" if early else "Likely"


def urgency_of(incident: Incident) -> str:
    """What is over is past; a pre-alarm is expected to need somebody soon."""
    if incident.state is IncidentState.RESOLVED or incident.cleared_ms is not None:
        return "Past"
    return "Immediate" if incident.sev == Severity.CRIT else "Expected"


def severity_of(incident: Incident, *, drill: bool) -> str:
    if drill:
        return "Minor"
    return "Severe" if incident.sev == Severity.CRIT else "Moderate"


def said_of(incident: Incident, *, now_ms: int) -> tuple[object, ...]:
    """Return what makes a new message necessary when it changes."""
    return (
        str(incident.what.kind),
        str(incident.sev),
        incident.what.zone,
        len({*incident.causes, *incident.past}),
        incident.cleared_ms,
        certainty_of(incident),
        incident.state is IncidentState.RESOLVED,
        0 if incident.state is IncidentState.RESOLVED else (now_ms - incident.raised_ms) // RENEW_MS,
    )


def headline(words: Words, place: Place, language: int, *, drill: bool) -> str:
    """Return what it is and where, marked as a drill where it is one."""
    text = f"{words.event[language]} · {place.name}"
    return f"{_DRILL[language]} · {text}" if drill else text


def document(message: Message, incident: Incident, place: Place, words: Words, *, web: str, drill: bool) -> str:
    """Return the message as XML."""
    alert = ET.Element("alert", xmlns=NAMESPACE)
    _add(alert, "identifier", message.id)
    _add(alert, "sender", message.sender)
    _add(alert, "sent", moment(message.sent_ms))
    _add(alert, "status", status_of(drill=drill))
    _add(alert, "msgType", message.kind)
    _add(alert, "scope", "Public")
    if drill:
        _add(alert, "note", "PROBE-ALARM, keine Gefahr. / DRILL, no danger.")
    if message.references:
        known = (f"{message.sender},{identity},{moment(sent_ms)}" for identity, sent_ms in message.references)
        _add(alert, "references", " ".join(known))
    _add(alert, "incidents", incident.id)
    for language, name in enumerate(("de-DE", "en-GB")):
        _info(alert, message, incident, place, words, language=language, name=name, web=web, drill=drill)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + legal(ET.tostring(alert, encoding="unicode")) + "\n"


def _info(
    alert: ET.Element,
    message: Message,
    incident: Incident,
    place: Place,
    words: Words,
    *,
    language: int,
    name: str,
    web: str,
    drill: bool,
) -> None:
    over = message.kind is Kind.CANCEL
    info = ET.SubElement(alert, "info")
    _add(info, "language", name)
    _add(info, "category", "Fire")
    _add(info, "category", "Safety")
    _add(info, "event", words.event[language])
    _add(info, "responseType", "AllClear" if over else "None" if drill else _response(incident))
    _add(info, "urgency", urgency_of(incident))
    _add(info, "severity", severity_of(incident, drill=drill))
    _add(info, "certainty", certainty_of(incident))
    _add(info, "effective", moment(message.sent_ms))
    _add(info, "onset", moment(incident.what.since_ms))
    _add(info, "expires", moment(message.sent_ms + EXPIRES_MS))
    _add(info, "senderName", "Hallenwart")
    _add(info, "headline", headline(words, place, language, drill=drill))
    _add(info, "description", _description(place, language, over=over))
    if not over and not drill:
        _add(info, "instruction", " ".join(line[language] for line in words.advice))
    _add(info, "web", web)
    _area(info, place)


def _response(incident: Incident) -> str:
    return "Evacuate" if incident.sev == Severity.CRIT else "Assess"


def _description(place: Place, language: int, *, over: bool) -> str:
    over_words = ("Die Meldung ist erledigt.", "This is settled.")
    room = (f"Raum: {place.zone}.", f"Room: {place.zone}.")
    parts = [over_words[language] if over else "", room[language] if place.zone else "", _DISCLAIMER[language]]
    return " ".join(part for part in parts if part)


def _area(info: ET.Element, place: Place) -> None:
    area = ET.SubElement(info, "area")
    _add(area, "areaDesc", ", ".join(filter(None, (place.name, place.address))))
    if place.coordinates is not None:
        north, east = place.coordinates
        _add(area, "circle", f"{north:.5f},{east:.5f} {place.radius_m / 1000:.3f}")
    code = ET.SubElement(area, "geocode")
    _add(code, "valueName", "hallenwart-site")
    _add(code, "value", place.site)


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text


def moment(t_ms: int) -> str:
    """Return a moment as CAP wants it: whole seconds, a numeric offset, never Z."""
    return utc(t_ms).strftime("%Y-%m-%dT%H:%M:%S+00:00")
