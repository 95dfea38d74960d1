"""Incidents as a CSV table a spreadsheet opens: one line each, local wall time, and no cell that is a formula. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.alerts.words import title_of
from hallenwart_contract.clock import utc
from hallenwart_contract.live_incidents import Incident, IncidentState
from hallenwart_contract.messages import Severity

_HEAD: Final = {
    "de": (
        *("Beginn", "Gemeldet", "Art", "Schwere", "Zustand", "Standort", "Halle", "Raum", "Gerät", "Melder", "Messwerte"),
        *("Einzelheit", "Anzahl", "Probe", "Benachrichtigt", "Angenommen von", "Angenommen um", "Wort", "Vorbei um"),
        *("Erledigt um", "Erledigt von", "Notiz", "Kennung"),
    ),
    "en": (
        *("Begin", "Raised", "Kind", "Severity", "State", "Site", "Hall", "Room", "Device", "Sensors", "Measured"),
        *("Detail", "Count", "Drill", "Told", "Acknowledged by", "Acknowledged at", "Word", "Over at"),
        *("Resolved at", "Resolved by", "Note", "Id"),
    ),
}
_SEVERITY: Final = {
    "de": {Severity.CRIT: "kritisch", Severity.WARN: "Warnung", Severity.INFO: "Hinweis"},
    "en": {Severity.CRIT: "critical", Severity.WARN: "warning", Severity.INFO: "hint"},
}
_STATE: Final = {
    "de": {IncidentState.OPEN: "offen", IncidentState.ACKED: "angenommen", IncidentState.RESOLVED: "erledigt"},
    "en": {IncidentState.OPEN: "open", IncidentState.ACKED: "acknowledged", IncidentState.RESOLVED: "resolved"},
}
WORD: Final = {
    "de": {"going": "geht hin", "there": "ist da", "false_alarm": "Fehlalarm", "seen": "gesehen", "": ""},
    "en": {"going": "is going", "there": "is there", "false_alarm": "false alarm", "seen": "seen", "": ""},
}
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def safe(cell: str) -> str:
    """Return the cell so that a spreadsheet shows it as text: one that looks like a formula gets an apostrophe."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def table(incidents: Iterable[Incident], zone_of: Callable[[str], ZoneInfo], *, lang: str = "de") -> str:
    """Return the whole table, in German with semicolons, as German spreadsheets want."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if lang == "de" else ",")
    writer.writerow(_HEAD[lang])
    for one in incidents:
        writer.writerow([safe(cell) for cell in _row(one, zone_of(one.site), lang)])
    return out.getvalue()


def _row(one: Incident, zone: ZoneInfo, lang: str) -> list[str]:
    return [
        _wall(one.since_ms, zone),
        _wall(one.raised_ms, zone),
        title_of(one.kind)[lang == "en"],
        _SEVERITY[lang][one.sev],
        _STATE[lang][one.state],
        one.site_name,
        one.hall_name,
        one.zone,
        one.device,
        ", ".join(sensor.name or sensor.c for sensor in one.sensors),
        ", ".join(one.measured),
        one.detail,
        str(one.count),
        ("ja" if lang == "de" else "yes") if one.drill else "",
        ", ".join(one.told),
        one.acked_by,
        _wall(one.acked_ms, zone),
        WORD[lang].get(one.ack_word, one.ack_word),
        _wall(one.cleared_ms, zone),
        _wall(one.resolved_ms, zone),
        one.resolved_by,
        one.note,
        one.id,
    ]


def _wall(t_ms: int | None, zone: ZoneInfo) -> str:
    if t_ms is None:
        return ""
    return utc(t_ms).astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")
