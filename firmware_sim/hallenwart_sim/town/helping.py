"""Where the town's clubs look for help: tonight, this week, and one shift at which nothing is asked but a smile."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

_VOSS, _OSMAN = "voss@tsv-lindenau.example", "osman@bc04.example"
_OFFICE = "amt@stadt.example"


def helping(today: date) -> list[dict[str, Any]]:
    """Return offers of help of the coming days."""
    return [
        {
            "club": "tsv-lindenau",
            "by": _VOSS,
            "title": "Einlass beim Volleyball",
            "role": "door",
            "text": "Sie begrüßen die Gäste und zeigen ihnen den Weg zur Tribüne.",
            "sport": "volleyball",
            "hall": "nordpark",
            "date": _in(today, 5),
            "shift": [{"start": "17:00", "end": "18:30", "wanted": 2}],
            "languages": ["de", "en"],
            "min_age": 16,
            "step_free": True,
            "seated": True,
            "contact": "helfen@tsv-lindenau.example",
            "helper": [{"name": "Hanna Beispiel", "email": "hanna@helfen.example"}],
        },
        {
            "club": "tsv-lindenau",
            "by": _VOSS,
            "title": "Schlüssel-Dienst am Spieltag",
            "role": "key_service",
            "text": "Sie schließen die Halle auf und nach dem Spiel wieder zu.",
            "hall": "nordpark",
            "date": _in(today, 5),
            "shift": [{"start": "16:30", "end": "20:30", "wanted": 1}],
            "min_age": 18,
            "key": True,
            "contact": "helfen@tsv-lindenau.example",
        },
        {
            "club": "bc-04",
            "by": _OSMAN,
            "title": "Kuchen und Kaffee beim Heimspiel",
            "role": "catering",
            "text": "Sie verkaufen Kuchen. Der Erlös geht an die Jugend.",
            "needs": "Ein selbst gebackener Kuchen ist willkommen, aber nicht nötig.",
            "sport": "basketball",
            "hall": "nordpark",
            "date": _in(today, 9),
            "shift": [
                {"start": "14:00", "end": "16:00", "wanted": 2},
                {"start": "16:00", "end": "18:00", "wanted": 2},
            ],
            "step_free": True,
            "seated": True,
            "contact": "theke@bc04.example",
        },
        {
            "by": _OFFICE,
            "title": "Hallen-Flohmarkt aufbauen",
            "role": "setup",
            "text": "Sie stellen Tische auf. Wir sind ein Team von zehn Menschen.",
            "place": "Marktplatz",
            "date": _in(today, 12),
            "shift": [{"start": "08:00", "end": "10:00", "wanted": 6}],
            "contact": "sportamt@stadt.example",
        },
    ]


def _in(today: date, days: int) -> str:
    return (today + timedelta(days=days)).isoformat()
