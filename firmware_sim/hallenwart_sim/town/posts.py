"""What clubs and the town tell on displays of the demo town. All of it is invented."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from hallenwart_sim.town.timetable import BC04, TSV

_DAYS: Final = 14
OFFICE_NAME: Final = "Sportamt"


def posts(today: date) -> list[dict[str, Any]]:
    """Return the posts of the next two weeks: a club's event, news of the town, an offer to help, one that waits."""
    span = {"first": today.isoformat(), "last": (today + timedelta(days=_DAYS)).isoformat()}
    return [
        {
            "kind": "event",
            "club": TSV,
            "author": "voss@tsv-lindenau.example",
            "title": "Turnfest am Samstag",
            "text": "Ab 10 Uhr turnen alle Gruppen. Eintritt frei, Kuchen gibt es im Foyer.",
            "title_en": "Gymnastics day on Saturday",
            "text_en": "All groups from 10 a.m. Free entry, cake in the foyer.",
            "title_easy": "Fest am Samstag",
            "text_easy": "Um 10 Uhr geht es los. Sie zahlen nichts. Es gibt Kuchen.",
            "link": "https://tsv-lindenau.example/turnfest",
            "halls": ["nordpark"],
            **span,
        },
        {
            "kind": "news",
            "by": OFFICE_NAME,
            "author": "amt@stadt.example",
            "title": "Neuer Boden in der Halle Süd",
            "text": "In den Ferien bekommt die Halle Süd einen neuen Boden. Danach ist sie wie gewohnt offen.",
            "title_en": "A new floor for Halle Süd",
            "text_en": "Halle Süd gets a new floor in the holidays, and opens again as usual.",
            "title_easy": "Die Halle Süd bekommt einen neuen Boden",
            "text_easy": "Das passiert in den Ferien. Danach ist die Halle wieder offen.",
            "link": "https://stadt.example/halle-sued",
            "picture": "hall",
            "everywhere": True,
            **span,
        },
        {
            "kind": "volunteer",
            "club": TSV,
            "author": "voss@tsv-lindenau.example",
            "title": "Wer hilft am Kampfgericht?",
            "text": "Zwei Stunden, Einweisung vor Ort, Getränke frei.",
            "title_en": "Who helps at the scorer's table?",
            "text_en": "Two hours, we show you how, drinks are free.",
            "link": "https://tsv-lindenau.example/helfen",
            "halls": ["nordpark"],
            **span,
        },
        {
            "kind": "news",
            "club": BC04,
            "author": "osman@bc04.example",
            "title": "Probetraining für alle ab 8 Jahren",
            "text": "Jeden Dienstag, Schläger leihen wir aus.",
            "halls": ["nordpark"],
            "asked": True,
            **span,
        },
    ]
