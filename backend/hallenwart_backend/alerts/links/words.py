"""What the page behind a link says: German and English."""

from __future__ import annotations

from typing import Final, NamedTuple


class Line(NamedTuple):
    de: str
    en: str


WORDS: Final = {
    "going": Line("Ich gehe hin", "I am going"),
    "there": Line("Ich bin vor Ort", "I am there"),
    "false_alarm": Line("Fehlalarm", "False alarm"),
}
"""The three answers, the first as the main one."""
SAID: Final = {
    "going": Line("geht hin", "is going"),
    "there": Line("ist vor Ort", "is there"),
    "false_alarm": Line("meldet Fehlalarm", "reports a false alarm"),
    "seen": Line("hat es gesehen", "has seen it"),
}
MARKS: Final = {
    "crit": Line("▲ Alarm", "Alarm"),
    "warn": Line("◆ Warnung", "Warning"),
    "info": Line("● Hinweis", "Notice"),
}
RESOLVED: Final = Line("✓ Erledigt", "Resolved")
EXPIRED: Final = Line("Dieser Link gilt nicht mehr", "This link is no longer valid")
UNKNOWN: Final = Line("Diesen Link gibt es nicht", "There is no such link")
EXPIRED_HINT: Final = Line(
    "Links in Nachrichten gelten 24 Stunden. Bitte melden Sie sich an, um den Stand zu sehen.",
    "Links in messages are valid for 24 hours. Please sign in to see how things stand.",
)
UNKNOWN_HINT: Final = Line(
    "Vielleicht ist er nicht vollständig. Öffnen Sie ihn noch einmal aus der Nachricht.",
    "It may be incomplete. Open it from the message again.",
)
OVER_HINT: Final = Line("Hier ist nichts mehr zu tun.", "Nothing is left to do here.")
GROWN: Final = Line(
    "Es ist inzwischen schlimmer geworden. Bitte lesen Sie, was jetzt gilt, und antworten Sie dann.",
    "It has become worse meanwhile. Please read how things stand now, then answer.",
)
NO_NAME: Final = Line("Bitte geben Sie Ihren Namen an.", "Please give your name.")
TOO_MANY: Final = Line("Zu viele Versuche. Bitte warten Sie eine Minute.", "Too many tries. Please wait a minute.")
HONEST: Final = Line(
    "Zusätzliche frühe Information, keine zertifizierte Anlage; sie ruft keine Feuerwehr. Bei Feuer: 112.",
    "Additional early information, not a certified system; it calls no fire brigade. In case of fire: 112.",
)
UNCOUNTED: Final = "Anzahl unbekannt / number unknown"
FACTS: Final = {
    "since": Line("Seit", "Since"),
    "sensors": Line("Melder", "Detectors"),
    "people": Line("Noch im Gebäude (gezählt)", "Still in the building (counted)"),
    "key": Line("Schlüssel", "Keys"),
    "holder": Line("Schlüssel hat", "Key is with"),
    "booking": Line("Buchung", "Booking"),
    "detail": Line("Genauer", "In detail"),
}


def thanks(name: str, word: str) -> Line:
    said = SAID[word]
    return Line(f"✓ Eingetragen: {name} {said.de}.", f"Noted: {name} {said.en}.")
