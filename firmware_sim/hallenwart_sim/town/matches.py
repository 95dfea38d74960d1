"""The public matches of the town's day: one early, one that runs in the evening, one whose stream nobody allowed yet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from hallenwart_sim.town import plan, timetable
from hallenwart_sim.town.camera_plan import CAMERA

_VOSS, _OSMAN, _SOMMER = "voss@tsv-lindenau.example", "osman@bc04.example", "sommer@sg-sued.example"
_OFFICE: Final = "amt@stadt.example"
_ENTERED_DAYS: Final = 3


def matches(today: date) -> list[dict[str, Any]]:
    """Return what is told of today's matches: the trainer's may be filmed, the one after it may not."""
    shared: dict[str, Any] = {
        "date": today.isoformat(),
        "entered": (today - timedelta(days=_ENTERED_DAYS)).isoformat(),
        "stream": True,
        "camera": {"device": plan.NORDPARK_1, "camera": CAMERA},
    }
    told: list[dict[str, Any]] = [
        {
            **_date(timetable.EARLY_MATCH),
            "title": "Basketball Ü50: BC 04 gegen Hirschau",
            "text": "Freundschaftsspiel der Älteren. Zuschauen ist frei, danach gibt es Kaffee.",
            "sport": "basketball",
            "teams": ["BC 04", "SV Hirschau"],
            "visitors": "SV Hirschau",
            "by": _OSMAN,
            "consent": _agreed(_OSMAN),
        },
        {
            **_date(timetable.TRAINER_GROUP),
            "title": "Volleyball Damen: TSV Lindenau gegen Talheim",
            "text": "Spitzenspiel der Bezirksliga. Eingang über das Foyer, Eintritt frei.",
            "sport": "volleyball",
            "teams": ["TSV Lindenau", "VC Talheim"],
            "visitors": "VC Talheim",
            "spectators": 60,
            "tickets": 60,
            "given": [2, 4, 1, 2, 3, 2, 1, 6],
            "record_days": 7,
            "by": _VOSS,
            "consent": _agreed(_VOSS),
        },
        {
            **_date(timetable.EVENING_MATCH),
            "title": "Handball Herren: SG Süd gegen Ostheim",
            "text": "Heimspiel in der zweiten Runde des Stadtpokals.",
            "sport": "handball",
            "teams": ["SG Süd", "HSV Ostheim"],
            "visitors": "HSV Ostheim",
            "by": _SOMMER,
            "consent": [{"party": "club", "by": _SOMMER}],
        },
    ]
    return [shared | one for one in told]


def _date(group: str) -> dict[str, str]:
    """Return how the seed names the date of a group."""
    lesson = next(one for one in timetable.WEEK if one.title == group)
    return {"hall": lesson.hall, "booking": group, "start": lesson.start}


def _agreed(club: str) -> list[dict[str, str]]:
    return [{"party": "club", "by": club}, {"party": "visitors"}, {"party": "office", "by": _OFFICE}]
