"""What citizens of the town said about its halls before it begins."""

from __future__ import annotations

from typing import Any, Final

_DOOR: Final = "Die Tür zum Foyer ist sehr schwer. Mit dem Rollstuhl komme ich nicht allein hinein."
_HOOKS: Final = "In der Umkleide 2 fehlen Haken. Für Kinder hängen sie zu hoch."
_LATE: Final = "Können wir abends später spielen? Nach der Arbeit ist alles voll."
_WATER: Final = "Ein Brunnen mit Trinkwasser wäre schön."
_SOON: Final = "Wir haben einen Türöffner bestellt. Er wird im Januar eingebaut."


def ideas() -> list[dict[str, Any]]:
    return [
        {
            "kind": "barrier",
            "text": _DOOR,
            "hall": "nordpark",
            "days_ago": 12,
            "support": 9,
            "state": "answered",
            "answer": _SOON,
        },
        {"kind": "repair", "text": _HOOKS, "hall": "nordpark", "days_ago": 4, "support": 3, "state": "open"},
        {"kind": "sport", "text": _LATE, "hall": "sued", "days_ago": 6, "support": 14, "state": "passed_on"},
        {"kind": "other", "text": _WATER, "hall": "nordpark", "days_ago": 1},
    ]
