"""Why a detector is faulty or warns, in the words of the pages: for messages to people and the yearly record."""

from __future__ import annotations

from typing import Final

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "silent": ("meldet sich nicht mehr", "no longer reports"),
    "stuck": ("zeigt immer denselben Wert", "always shows the same value"),
    "out_of_range": ("zeigt unmögliche Werte", "shows impossible values"),
    "bad_time": ("seine Uhr geht falsch", "its clock is wrong"),
    "nonsense": ("sendet Unverständliches", "sends what cannot be understood"),
    "adc": ("Messwandler am Gerät antwortet nicht", "the device's converter does not answer"),
    "pin": ("Anschluss am Gerät antwortet nicht", "the device's input does not answer"),
    "open": ("Leitung oder Kontakt ist offen", "its wire or contact is open"),
    "short": ("Kurzschluss in der Leitung", "short circuit in its wire"),
    "leaky": ("Leitung leitet ab, vielleicht feucht", "its wire leaks, perhaps damp"),
    "resistive": ("Widerstand der Leitung ist zu hoch", "its wire has too much resistance"),
    "drift": ("Leitung altert, bitte prüfen lassen", "its wire ages, please have it checked"),
    "alarm": ("Kontakt ist falsch angeschlossen", "its contact is wired wrongly"),
    "head": ("meldet selbst eine Störung", "reports a fault of its own"),
    "link": (
        "Funk-Melder nicht zu hören: Verbindung im Haus fehlt",
        "radio detectors cannot be heard: no connection in the building",
    ),
    "bridge": ("Funk-Melder nicht zu hören: Funk-Zentrale steht", "radio detectors cannot be heard: the radio bridge is down"),
    "unreachable": ("ist über Funk nicht erreichbar", "cannot be reached by radio"),
    "unconfirmed": (
        "meldete zuletzt Rauch, wann ist unbekannt: bitte nachsehen",
        "last reported smoke, nobody knows when: please have a look",
    ),
    "battery": ("Batterie hält höchstens noch 7 Tage", "battery lasts 7 days at most"),
    "days_30": ("Batterie hält höchstens noch 30 Tage", "battery lasts 30 days at most"),
    "days_7": ("Batterie hält höchstens noch 7 Tage", "battery lasts 7 days at most"),
    "panel_fault": ("Brandmeldeanlage des Hauses meldet Störung", "the building's fire alarm reports a fault"),
    "tamper": ("wurde geöffnet oder abgenommen", "was opened or taken down"),
    "fault": ("gestört", "faulty"),
    "stale": ("Werte sind veraltet", "values are out of date"),
}


def fault_of(reason: str) -> tuple[str, str]:
    """Return a device's reason in German and English; one nobody knows as it stands."""
    return _WORDS.get(reason, (reason, reason))
