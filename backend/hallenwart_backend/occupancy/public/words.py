"""The words of the public page of use, German and English."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "de": {
        "title": "Was ist frei, was ist los",
        "now": "Jetzt und gleich",
        "free": "frei jetzt, mindestens bis {until} Uhr",
        "soon": "frei ab {from} Uhr",
        "busy": "belegt",
        "closed": "geschlossen",
        "typical": "Was üblich ist",
        "about": "Menschen zugleich, im Mittel der Wochen vom {first} bis {last}, auf ganze Fünf gerundet. "
        "„\u2013“ heißt: zu wenige, um etwas zu sagen (unter {k}), oder nicht genug Vereine.",
        "town": "Alle Hallen zusammen",
        "hour": "Uhr",
        "caption": "{place}: Menschen nach Wochentag und Stunde",
        "none": "\u2013",
        "honest": "Gezählt werden Menschen, nicht wer sie sind. Es gibt keine Bilder und keine Zahlen einzelner Vereine.",
        "nothing": "Hier ist noch nichts zu sehen.",
    },
    "en": {
        "title": "What is free, how busy it is",
        "now": "Now and soon",
        "free": "free now, at least until {until}",
        "soon": "free from {from}",
        "busy": "taken",
        "closed": "closed",
        "typical": "What is usual",
        "about": "People at the same time, on average of the weeks from {first} to {last}, in whole fives. "
        "“\u2013” means: too few to say anything (below {k}), or not enough clubs.",
        "town": "All halls together",
        "hour": "",
        "caption": "{place}: people by weekday and hour",
        "none": "\u2013",
        "honest": "People are counted, not who they are. There are no images and no figures of single clubs.",
        "nothing": "There is nothing to be seen here yet.",
    },
}
DAYS: Final = {
    "de": ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
