"""What the confirmation of a booking says. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hallenwart_backend.booking.model import Booking, State
from hallenwart_backend.booking.office.telling import when
from hallenwart_backend.halls.model import Hall
from hallenwart_backend.halls.parts import Language
from hallenwart_contract.clock import utc
from hallenwart_contract.codes import grouped

_WORDS: Final[dict[Language, dict[str, str]]] = {
    "de": {
        "title": "Bestätigung der Belegung",
        "asked": "Anfrage, noch nicht zugesagt",
        "off": "Abgesagte Belegung",
        "club": "Verein",
        "right": "Recht von",
        "what": "Wofür",
        "when": "Wann",
        "hall": "Halle",
        "parts": "Hallenteile",
        "rooms": "Räume",
        "where": "Anschrift",
        "code": "Code",
        "call": "Bei Fragen",
        "number": "Nummer",
        "zone": "Ortszeit",
        "town": "Stadt",
        "behalf": "Vom Sportamt für den Verein eingetragen.",
        "made": "Erstellt",
    },
    "en": {
        "title": "Confirmation of booking",
        "asked": "Request, not approved yet",
        "off": "Cancelled booking",
        "club": "Club",
        "right": "Right of",
        "what": "What for",
        "when": "When",
        "hall": "Hall",
        "parts": "Sections",
        "rooms": "Rooms",
        "where": "Address",
        "code": "Code",
        "call": "Questions",
        "number": "Number",
        "zone": "local time",
        "town": "Town",
        "behalf": "Entered by the sports office for the club.",
        "made": "Made",
    },
}
_RULES: Final[dict[Language, tuple[str, ...]]] = {
    "de": (
        "Die Zeit schließt Auf- und Abbau ein. Bitte verlassen Sie die Halle pünktlich und aufgeräumt.",
        "Wer nicht kommt, sagt bitte früh ab oder bietet den Termin zum Verleihen an: Andere warten auf Hallenzeit.",
        "Der Schlüssel liegt im Schließfach. Den Code dieses Termins sehen Trainerinnen und Trainer in der Vereins-App.",
        "Schäden bitte sofort melden. Bei Feuer immer 112 rufen.",
    ),
    "en": (
        "The time includes setting up and clearing away. Please leave the hall on time and tidy.",
        "If you do not come, please cancel early or offer the date for lending: others are waiting for hall time.",
        "The key is in the locker. Trainers see the code in the club app; it is valid for this date only.",
        "Please report damage at once. In case of fire always call 112.",
    ),
}


@dataclass(frozen=True, slots=True)
class Names:
    club: str
    owner: str
    rooms: Sequence[str]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What stands on it, in words: a title, a greeting line, facts as (name, text), rules as sentences."""

    title: str
    line: str
    facts: Sequence[tuple[str, str]]
    rules: Sequence[str]
    foot: str


def confirmation(booking: Booking, hall: Hall, names: Names, language: Language, *, code: str, made_ms: int) -> Confirmation:
    """Return what is printed. `code` empty: it does not stand on the sheet."""
    words = _WORDS[language]
    title = "title" if booking.state == State.BOOKED else "asked" if booking.state in {State.ASKED, State.HELD} else "off"
    span = when(booking.start_ms, booking.end_ms, hall.zone, language)
    facts = (
        ("club", names.club or words["town"]),
        ("right", names.owner),
        ("what", booking.title),
        ("when", f"{span} ({words['zone']} {hall.site.zone})"),
        ("hall", hall.name),
        ("parts", hall.words_of(booking.sections, language)),
        ("rooms", ", ".join(names.rooms)),
        ("where", ", ".join(part for part in (hall.site.name, hall.site.address) if part)),
        ("code", grouped(code) if code else ""),
        ("call", hall.site.help_phone),
        ("number", booking.id),
    )
    return Confirmation(
        title=words[title],
        line=words["behalf"] if booking.on_behalf else f"{names.club or words['town']}: {booking.title}",
        facts=[(words[name], text) for name, text in facts if text],
        rules=_RULES[language],
        foot=f"Hallenwart. {words['made']} {utc(made_ms).astimezone(hall.zone):%d.%m.%Y %H:%M}.",
    )
