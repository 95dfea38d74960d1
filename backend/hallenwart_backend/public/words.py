"""The words around every public page, German and English."""

from __future__ import annotations

from typing import Final

LANGUAGES: Final = {"de": "Deutsch", "en": "English"}
PAGES: Final = {
    "/hallen": ("Hallen", "Halls"),
    "/frei": ("Freie Zeiten", "Free times"),
    "/veranstaltungen": ("Veranstaltungen", "Events"),
    "/vereine": ("Vereine", "Clubs"),
    "/mitmachen": ("Mitmachen", "Join in"),
    "/ideen": ("Ideen", "Ideas"),
    "/belegung": ("Belegung", "Use"),
    "/wirkung": ("Wirkung", "Impact"),
    "/anleitungen": ("Hilfe", "Help"),
}
"""The navigation, in its order: path and what it is called."""
WORDS: Final = {
    "de": {
        "skip": "Zum Inhalt",
        "nav": "Seiten",
        "as_of": "Stand",
        "contact": "Fragen",
        "help": "Hilfe zu dieser Seite",
        "sign_in": "Anmelden",
        "privacy": "Datenschutz",
        "data": "Daten zum Weiterverwenden",
        "unknown": "Diese Seite gibt es nicht",
        "unknown_hint": "Vielleicht wurde sie gelöscht. Gehen Sie oben zu einer anderen Seite.",
    },
    "en": {
        "skip": "Skip to content",
        "nav": "Pages",
        "as_of": "As of",
        "contact": "Questions",
        "help": "Help with this page",
        "sign_in": "Sign in",
        "privacy": "Privacy",
        "data": "Data for reuse",
        "unknown": "This page does not exist",
        "unknown_hint": "Perhaps it was deleted. Choose another page above.",
    },
}
