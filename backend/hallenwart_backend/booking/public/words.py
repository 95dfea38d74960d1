"""The words of the public pages, German and English."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.halls.facts import Access

WORDS: Final = {
    "de": {
        "halls": "Alle Hallen",
        "free": "Freie Zeiten",
        "access": "Barrierefreiheit",
        "none": "Hier ist noch keine Halle zu sehen.",
        "parking_at": "Parken an den Hallen",
        "before": "Woche davor",
        "after": "Woche danach",
        "nothing": "Keine Belegung.",
        "feed": "Kalender abonnieren",
        "day": "Tag",
        "from": "Ab",
        "length": "Dauer",
        "sport": "Sportart",
        "any": "alle",
        "all": "alle Hallen",
        "accessible": "stufenfrei mit WC",
        "go": "Suchen",
        "now": "Frei jetzt",
        "tonight": "Frei heute Abend",
        "honest": "Was frei ist, kann inzwischen vergeben sein.",
        "free_now": "frei jetzt",
        "part_now": "frei jetzt: {part}",
        "busy_now": "jetzt belegt",
        "shut_now": "jetzt geschlossen",
        "free_evening": "frei heute Abend",
        "busy_evening": "heute Abend nichts frei",
        "taken": "belegt",
        "week": "Woche vom {day}",
        "found": "{count} Hallen mit freien Zeiten.",
        "nowhere": "In dieser Zeit ist nichts frei.",
        "clock": "{clock} Uhr",
        "more": "und weitere",
    },
    "en": {
        "halls": "All halls",
        "free": "Free times",
        "access": "Accessibility",
        "none": "There is no hall to be seen here yet.",
        "parking_at": "Parking at the halls",
        "before": "Week before",
        "after": "Week after",
        "nothing": "No booking.",
        "feed": "Subscribe to calendar",
        "day": "Day",
        "from": "From",
        "length": "Length",
        "sport": "Sport",
        "any": "any",
        "all": "all halls",
        "accessible": "step-free with toilet",
        "go": "Search",
        "now": "Free now",
        "tonight": "Free tonight",
        "honest": "What is free may have been taken since.",
        "free_now": "free now",
        "part_now": "free now: {part}",
        "busy_now": "taken now",
        "shut_now": "closed now",
        "free_evening": "free tonight",
        "busy_evening": "nothing free tonight",
        "taken": "taken",
        "week": "Week of {day}",
        "found": "{count} halls with free times.",
        "nowhere": "Nothing is free in that time.",
        "clock": "{clock}",
        "more": "and more",
    },
}
DAYS: Final = {
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_ACCESS: Final = {
    "step_free": ("stufenfrei", "step-free"),
    "lift": ("Aufzug", "lift"),
    "changing": ("Umkleide für Rollstuhl", "accessible changing room"),
    "toilet": ("Rollstuhl-WC", "accessible toilet"),
    "hearing_loop": ("Induktionsschleife", "hearing loop"),
    "parking": ("Behindertenparkplatz", "accessible parking"),
}


def access_words(access: Access, lang: str) -> str:
    """Return what is known to be there, or known to be missing for getting in; nothing where nobody entered anything."""
    there = [words[lang == "en"] for name, words in _ACCESS.items() if getattr(access, name)]
    steps = ("nicht stufenfrei", "not step-free")[lang == "en"] if access.step_free is False else ""
    return ", ".join(filter(None, (steps, *there, access.note)))
