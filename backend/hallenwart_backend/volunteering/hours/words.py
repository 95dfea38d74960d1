"""The words of certificates and their check, German and English."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.volunteering.hours.rules import Basis
from hallenwart_backend.volunteering.model import Task
from hallenwart_backend.volunteering.words import TASKS

BASIS: Final = {
    Basis.KEY: ("Schlüssel der Schicht", "key of the shift"),
    Basis.MARK: ("am Schrank gemeldet", "checked in at the locker"),
    Basis.PERSON: ("vom Verein gesehen", "seen by the club"),
    Basis.CLUB: ("vom Verein eingetragen", "entered by the club"),
}
PAPER: Final = {
    "de": {
        "title": "Nachweis über freiwillige Hilfe",
        "name": "{name} hat freiwillig und ohne Lohn geholfen.",
        "sum": "Zusammen: {hours} Stunden.",
        "club_sum": "Hier zusammen: {hours} Stunden.",
        "head": ("Datum", "Zeit", "Aufgabe", "Stunden", "Grundlage", "Nummer"),
        "how": "Die Stunden hat der Verein bestätigt. Der Server hat jeden Eintrag unterschrieben.",
        "check": "So prüfen Sie dieses Blatt: Öffnen Sie {address}. Dort steht, ob es noch gilt. Namen stehen dort nicht.",
        "made": "Erstellt am {day}.",
        "qr": "QR-Code mit der Prüf-Adresse {address}",
        "foot": "Nachweis {id}",
    },
    "en": {
        "title": "Certificate of volunteering",
        "name": "{name} helped as a volunteer, without pay.",
        "sum": "In all: {hours} hours.",
        "club_sum": "Here in all: {hours} hours.",
        "head": ("Date", "Time", "Task", "Hours", "Stands on", "Number"),
        "how": "The club confirmed the hours. The server has signed each entry.",
        "check": "How to check this sheet: open {address}. It says whether it still holds. It shows no names.",
        "made": "Made on {day}.",
        "qr": "QR code with the address to check: {address}",
        "foot": "Certificate {id}",
    },
}
CHECK: Final = {
    "de": {
        "title": "Nachweis prüfen",
        "valid": "Dieser Nachweis gilt.",
        "partly": "Ein Teil dieses Nachweises gilt nicht mehr.",
        "withdrawn": "Dieser Nachweis gilt nicht mehr. Der Verein hat ihn zurückgezogen.",
        "broken": "Dieser Nachweis ist beschädigt. Bitte fragen Sie das Sportamt.",
        "sub": "Nummer {id}",
        "sum": "{hours} Stunden, Einsätze: {n}",
        "gone": "Einsätze, die nicht mehr gelten: {n}",
        "clubs": "Bestätigt von",
        "span": "Zeit",
        "made": "Ausgestellt am",
        "no_names": "Hier stehen keine Namen. Der Name steht auf dem Blatt, das Sie in der Hand haben.",
        "ask": "Steht der richtige Name auf dem Blatt?",
        "ask_how": "Schreiben Sie den Namen so, wie er auf dem Blatt steht. Wir sagen nur Ja oder Nein.",
        "name": "Name auf dem Blatt",
        "send": "Name prüfen",
        "yes": "Ja. Dieser Nachweis gehört zu diesem Namen.",
        "no": "Nein. Dieser Nachweis gehört nicht zu diesem Namen.",
        "erased": "Der Name ist gelöscht. Wir können ihn nicht mehr prüfen.",
        "for_programs": "Für Programme: alle Einträge mit Unterschrift",
    },
    "en": {
        "title": "Check a certificate",
        "valid": "This certificate holds.",
        "partly": "A part of this certificate does not hold any more.",
        "withdrawn": "This certificate does not hold any more. The club has withdrawn it.",
        "broken": "This certificate is damaged. Please ask the sports office.",
        "sub": "Number {id}",
        "sum": "{hours} hours, shifts: {n}",
        "gone": "Shifts that do not count any more: {n}",
        "clubs": "Confirmed by",
        "span": "Time",
        "made": "Made on",
        "no_names": "There are no names here. The name is on the sheet in your hand.",
        "ask": "Is the right name on the sheet?",
        "ask_how": "Write the name as it is on the sheet. We only say yes or no.",
        "name": "Name on the sheet",
        "send": "Check the name",
        "yes": "Yes. This certificate belongs to this name.",
        "no": "No. This certificate does not belong to this name.",
        "erased": "The name was deleted. We cannot check it any more.",
        "for_programs": "For programs: all entries with their signatures",
    },
}


def role_word(role: str, *, english: bool) -> str:
    """Return what a task is called; one of a later version is some other help."""
    known = Task(role) if role in set(Task) else Task.OTHER
    return TASKS[known][english]
