"""The words around guides, German, English and in Plain Language."""

from __future__ import annotations

from typing import Final

from hallenwart_contract.guides import Room

WORDS: Final = {
    "de": {
        "title": "Hilfe Schritt für Schritt",
        "lead": "Jede Anleitung passt auf ein Blatt. Drucken Sie sie aus oder gehen Sie sie zusammen durch.",
        "for_page": "Hilfe zu der Seite, von der Sie kommen",
        "need": "Das brauchen Sie",
        "steps": "So geht es",
        "done": "Geschafft",
        "all": "Alle Anleitungen",
        "start": "Zur Seite gehen",
        "start_led": "In der App Schritt für Schritt",
        "easy": "Das Gleiche in Leichter Sprache",
        "plain": "Das Gleiche in Alltagssprache",
        "print": "Zum Ausdrucken nehmen Sie „Drucken“ in Ihrem Browser.",
        "helper": "Sie helfen jemandem?",
        "helper_text": "Lesen Sie den Schritt vor. Warten Sie. Tippen Sie nicht für den anderen. Loben Sie, was klappt.",
    },
    "en": {
        "title": "Help step by step",
        "lead": "Each guide fits one sheet. Print it, or go through it together.",
        "for_page": "Help for the page you come from",
        "need": "What you need",
        "steps": "How it is done",
        "done": "Done",
        "all": "All guides",
        "start": "Go to the page",
        "start_led": "In the app, step by step",
        "easy": "The same in easy German",
        "plain": "The same in everyday language",
        "print": "To print it, use “Print” in your browser.",
        "helper": "Do you help somebody?",
        "helper_text": "Read the step aloud. Wait. Do not type for them. Praise what works.",
    },
}
ROOMS: Final = {
    "de": {
        Room.EVERYBODY: "Ohne Konto",
        Room.CLUB: "Im Verein",
        Room.KIOSK: "Am Schließfach",
        Room.OFFICE: "Im Sportamt",
    },
    "en": {
        Room.EVERYBODY: "Without an account",
        Room.CLUB: "In a club",
        Room.KIOSK: "At the key locker",
        Room.OFFICE: "In the sports office",
    },
}
