"""The season rounds of the town as it begins: one whose proposal clubs read just now, one that takes wishes. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from hallenwart_sim.town.timetable import BC04, REHA, SEASON_WEEKS, SG, TANZ, TSV, WERK

_OFFICE: Final = "amt@stadt.example"
_HALLS: Final = ("nordpark", "gymnastik", "sued")
_WEEKS: Final = 26
Row = tuple[str, str, str, int, int, str, tuple[int, ...], str, str, str, int, int]
_PLACED: Final[tuple[Row, ...]] = (
    # club, group, sport, people, youth %, hall, sections, from, to, at, weekday, priority
    (TSV, "Volleyball Damen", "volleyball", 12, 0, "nordpark", (1,), "17:00", "18:30", "17:30", 0, 1),
    (TSV, "Kinderturnen", "gymnastics", 18, 100, "nordpark", (1,), "14:00", "16:00", "15:00", 2, 1),
    (TSV, "Volleyball Mixed", "volleyball", 11, 20, "nordpark", (1,), "19:00", "20:30", "19:30", 0, 2),
    (BC04, "Basketball U12", "basketball", 14, 100, "nordpark", (2,), "15:00", "16:30", "15:15", 0, 1),
    (BC04, "Basketball U16", "basketball", 12, 100, "nordpark", (2,), "16:30", "18:00", "16:45", 0, 1),
    (BC04, "Basketball Damen", "basketball", 10, 10, "nordpark", (2,), "19:00", "20:30", "20:00", 0, 2),
    (BC04, "Badminton", "badminton", 8, 0, "nordpark", (1,), "20:00", "21:30", "21:00", 0, 3),
    (SG, "Handball A-Jugend", "handball", 15, 90, "nordpark", (3,), "18:00", "20:00", "19:30", 0, 1),
    (SG, "Handball D-Jugend", "handball", 12, 100, "sued", (1,), "17:00", "18:30", "18:00", 0, 1),
    (SG, "Minis", "handball", 11, 100, "sued", (2,), "15:00", "17:00", "15:30", 0, 2),
    (REHA, "Wirbelsäulengymnastik", "rehab", 12, 0, "gymnastik", (1,), "10:00", "11:00", "10:15", 1, 1),
    (REHA, "Lungensport", "rehab", 9, 0, "gymnastik", (1,), "19:30", "20:45", "20:45", 1, 2),
    (TANZ, "Standard und Latein", "dance", 14, 0, "gymnastik", (1,), "19:00", "19:30", "19:15", 1, 1),
    (TANZ, "Kindertanz", "dance", 11, 100, "gymnastik", (1,), "14:30", "16:00", "14:45", 1, 1),
)
_WITHOUT: Final[tuple[dict[str, Any], ...]] = (
    {"club": WERK, "group": "Betriebssport Fußball", "sport": "football", "people": 12, "sections": 3, "priority": 1},
    {"club": TSV, "group": "Yoga", "sport": "yoga", "people": 11, "halls": ["gymnastik"], "weekdays": [1], "priority": 3},
)
_STATED: Final[tuple[dict[str, Any], ...]] = (
    {"club": SG, "group": "Handball Damen", "sport": "handball", "people": 14, "youth": 10, "sections": 2, "priority": 1},
    {"club": BC04, "group": "Tischtennis Jugend", "sport": "table_tennis", "people": 9, "youth": 100, "halls": ["sued"]},
    {"club": TSV, "group": "Turnen für alle", "sport": "gymnastics", "people": 25, "youth": 40, "step_free": True},
)
_EVENING: Final[dict[str, Any]] = {"weekdays": [0], "earliest": "19:00", "latest": "20:00", "minutes": 90}
_OBJECTION: Final = "Yoga war immer am Dienstag. Unsere Gruppe ist alt und kommt nur an diesem Tag."


def rounds(today: date) -> list[dict[str, Any]]:
    """`today` is the town's first day; the seasons begin when its plan ends."""
    begins = today + timedelta(weeks=SEASON_WEEKS + 1)
    ends = begins + timedelta(weeks=_WEEKS)
    proposal = {
        "title": f"Saison ab {_MONTHS[begins.month - 1]} {begins.year}",
        "by": _OFFICE,
        "from": str(begins),
        "to": str(ends),
        "halls": list(_HALLS),
        "wishes_days": -7,
        "objections_days": 10,
        "wish": [*(_placed(row) for row in _PLACED), *(_EVENING | one for one in _WITHOUT)],
        "objection": [{"club": TSV, "group": "Yoga", "text": _OBJECTION}],
    }
    opened = {
        "title": "Die Saison danach",
        "by": _OFFICE,
        "from": str(ends + timedelta(days=1)),
        "to": str(ends + timedelta(weeks=_WEEKS)),
        "halls": list(_HALLS),
        "wishes_days": 40,
        "weights": {"youth": 7, "most_hours": 20},
        "wish": [_EVENING | one for one in _STATED],
    }
    return [proposal, opened]


def _placed(row: Row) -> dict[str, Any]:
    club, group, sport, people, youth, hall, sections, earliest, latest, at, weekday, priority = row
    return {
        "club": club,
        "group": group,
        "sport": sport,
        "people": people,
        "youth": youth,
        "sections": len(sections),
        "weekdays": [weekday],
        "earliest": earliest,
        "latest": latest,
        "halls": [hall],
        "priority": priority,
        "at": {"hall": hall, "sections": list(sections), "weekday": weekday, "start": at},
    }


_MONTHS: Final = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
