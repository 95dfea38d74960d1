"""What the town's halls offer: parts, facts, extra rooms, hours, holidays, closures, doors. All of it is invented."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from hallenwart_sim.town.plan import NORDPARK_1

POSITIONS: Final = {"nordpark": (52.5473, 13.4012), "sued": (52.4921, 13.4288)}
"""Latitude and longitude in degrees."""
PUBLIC, SCHOOL = "feiertage", "ferien"
SCHOOL_HOLIDAYS: Final = (
    ("Herbstferien", "2026-10-19", "2026-10-31"),
    ("Weihnachtsferien", "2026-12-23", "2027-01-02"),
    ("Winterferien", "2027-02-01", "2027-02-06"),
    ("Osterferien", "2027-03-22", "2027-04-02"),
    ("Pfingstferien", "2027-05-14", "2027-05-15"),
    ("Sommerferien", "2027-07-01", "2027-08-14"),
)
_FIXED: Final = (
    ("Neujahr", 1, 1),
    ("Tag der Arbeit", 5, 1),
    ("Tag der Deutschen Einheit", 10, 3),
    ("1. Weihnachtstag", 12, 25),
    ("2. Weihnachtstag", 12, 26),
)
_AFTER_EASTER: Final = (("Karfreitag", -2), ("Ostermontag", 1), ("Christi Himmelfahrt", 39), ("Pfingstmontag", 50))
_STEP_FREE: Final = {"step_free": True, "changing": True, "toilet": True, "parking": True}

HALLS: Final[dict[str, dict[str, Any]]] = {
    "nordpark": {
        "buffer_min": 0,
        "part": [{"id": f"drittel-{n}", "name": f"Drittel {n}", "sections": [n]} for n in (1, 2, 3)]
        + [{"id": "zwei-drittel", "name": "Drittel 1 und 2", "sections": [1, 2]}],
        "facts": {
            "size": "triple",
            "area_m2": 1215,
            "length_m": 45.0,
            "width_m": 27.0,
            "height_m": 7.0,
            "floor": "Flächenelastischer Schwingboden",
            "sports": ["handball", "basketball", "volleyball", "badminton", "floorball", "football"],
            "markings": [
                {"sport": "handball", "courts": 1, "sections": [1, 2, 3]},
                *({"sport": "volleyball", "courts": 1, "sections": [n]} for n in (1, 2, 3)),
                *({"sport": "badminton", "courts": 3, "sections": [n]} for n in (1, 2, 3)),
                {"sport": "basketball", "courts": 1, "sections": [1, 2, 3]},
            ],
            "equipment": ["Trennvorhänge", "Anzeigetafel", "2 Handballtore", "6 Basketballkörbe", "Tribüne, 180 Plätze"],
            "access": {**_STEP_FREE, "lift": False, "hearing_loop": True, "note": "Stufenlos über den Eingang Nord."},
        },
        "named": [
            {
                "kind": "children",
                "label": "Bis 18:00 Vorrang für Kinder und Jugendliche",
                "hours": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "14:00-18:00"),
            }
        ],
    },
    "gymnastik": {
        "facts": {
            "size": "gym",
            "area_m2": 120,
            "length_m": 12.0,
            "width_m": 10.0,
            "height_m": 3.5,
            "floor": "Parkett",
            "sports": ["gymnastics", "dance", "yoga", "rehab"],
            "equipment": ["Spiegelwand", "Musikanlage", "20 Matten"],
            "access": {**_STEP_FREE, "lift": True, "hearing_loop": False},
        },
    },
    "sued": {
        "buffer_min": 0,
        "part": [
            {"id": "haelfte-1", "name": "Hälfte Eingang", "sections": [1]},
            {"id": "haelfte-2", "name": "Hälfte Bühne", "sections": [2]},
        ],
        "facts": {
            "size": "double",
            "area_m2": 968,
            "length_m": 44.0,
            "width_m": 22.0,
            "height_m": 6.5,
            "floor": "Linoleum auf Schwingboden",
            "sports": ["handball", "table_tennis", "badminton", "volleyball"],
            "markings": [
                {"sport": "handball", "courts": 1, "sections": [1, 2]},
                {"sport": "badminton", "courts": 4},
                *({"sport": "volleyball", "courts": 1, "sections": [n]} for n in (1, 2)),
            ],
            "equipment": ["8 Tischtennisplatten", "Trennvorhang", "Bühne"],
            "access": {"step_free": False, "lift": False, "changing": False, "toilet": False, "parking": True},
        },
        "season": [
            {"name": "Sommer", "first": "2027-07-01", "last": "2027-08-14", "open": "09:00-20:00", "closed": ["sat", "sun"]}
        ],
        "holidays": {PUBLIC: "closed", SCHOOL: "09:00-22:00"},
    },
}
ROOMS: Final[tuple[dict[str, Any], ...]] = (
    {
        "id": "geraete-nord",
        "site": "nordpark",
        "name": "Geräteraum",
        "kind": "equipment",
        "capacity": 6,
        "only_halls": ["nordpark"],
    },
    {"id": "umkleide-1", "site": "nordpark", "name": "Umkleide 1", "kind": "changing", "capacity": 20},
    {"id": "umkleide-2", "site": "nordpark", "name": "Umkleide 2", "kind": "changing", "capacity": 20},
    {"id": "teekueche", "site": "nordpark", "name": "Teeküche", "kind": "kitchen", "capacity": 8},
    {"id": "sitzung", "site": "nordpark", "name": "Sitzungszimmer", "kind": "room", "capacity": 24, "alone": True},
    {"id": "umkleide-sued", "site": "sued", "name": "Umkleide Süd", "kind": "changing", "capacity": 18},
    {"id": "vereinszimmer", "site": "sued", "name": "Vereinszimmer", "kind": "room", "capacity": 16, "alone": True},
)


ONLY_HALLS: Final = {"geraete-nord": ["nordpark"], "umkleide-1": ["nordpark"], "umkleide-2": ["nordpark"]}


def rooms() -> list[dict[str, Any]]:
    return [room | ({"only_halls": ONLY_HALLS[room["id"]]} if room["id"] in ONLY_HALLS else {}) for room in ROOMS]


def calendars(today: date) -> list[dict[str, Any]]:
    """Return public holidays of last year to the year after next, and the school holidays of a season."""
    years = range(today.year - 1, today.year + 3)
    public = [{"name": name, "first": day.isoformat()} for year in years for name, day in _public(year)]
    school = [{"name": name, "first": first, "last": last} for name, first, last in SCHOOL_HOLIDAYS]
    return [
        {"id": PUBLIC, "name": "Feiertage Musterland", "kind": "public", "day": public},
        {"id": SCHOOL, "name": "Schulferien Musterland", "kind": "school", "day": school},
    ]


def _public(year: int) -> list[tuple[str, date]]:
    easter = easter_sunday(year)
    days = [(name, date(year, month, day)) for name, month, day in _FIXED]
    days += [(name, easter + timedelta(days=offset)) for name, offset in _AFTER_EASTER]
    return sorted(days, key=lambda one: one[1])


def easter_sunday(year: int) -> date:
    """Return Easter of a year 1900 to 2099 (Gauss)."""
    moon = (19 * (year % 19) + 24) % 30
    week = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7
    offset = 22 + moon + week
    if week == 6 and (moon == 29 or (moon == 28 and year % 19 > 10)):
        offset -= 7
    return date(year, 3, 1) + timedelta(days=offset - 1)


def closures(today: date) -> list[dict[str, Any]]:
    """Return the floor care of Halle Süd on the first Sunday night of each month, and a week of new markings in ten weeks."""
    sunday = next(day for n in range(1, 8) if (day := date(today.year, today.month, n)).weekday() == 6)
    paint = today + timedelta(days=70 - today.weekday())
    return [
        {
            "id": "bodenpflege-sued",
            "site": "sued",
            "hall": "sued",
            "why": "Bodenpflege",
            "first": f"{sunday}T07:00",
            "last": f"{sunday}T09:00",
            "every": "month",
        },
        {
            "id": "linien-sued",
            "site": "sued",
            "hall": "sued",
            "sections": [2],
            "why": "Neue Spielfeldlinien",
            "first": f"{paint}T07:00",
            "last": f"{paint + timedelta(days=4)}T18:00",
        },
    ]


def doors() -> list[dict[str, Any]]:
    """Return the doors of both sites; the spare keys of Halle Süd hang at the Nordpark."""

    def keys(*numbers: int) -> list[dict[str, Any]]:
        return [{"device": NORDPARK_1, "number": number} for number in numbers]

    return [
        {"id": "eingang-nord", "site": "nordpark", "name": "Eingang Nord", "keys": keys(1, 2, 3, 4, 7, 8)},
        {"id": "halle-nord", "site": "nordpark", "name": "Hallentür", "hall": "nordpark", "keys": keys(1, 2, 3, 7, 8)},
        {
            "id": "geraeteraum",
            "site": "nordpark",
            "name": "Geräteraum",
            "rooms": ["geraete-nord"],
            "keys": keys(1, 2, 3, 7, 8),
        },
        {
            "id": "umkleiden",
            "site": "nordpark",
            "name": "Umkleiden",
            "rooms": ["umkleide-1", "umkleide-2"],
            "keys": keys(1, 2, 3, 7, 8),
        },
        {"id": "gymnastik", "site": "nordpark", "name": "Gymnastikraum", "hall": "gymnastik", "keys": keys(4, 8)},
        {
            "id": "sitzung",
            "site": "nordpark",
            "name": "Sitzungszimmer und Teeküche",
            "rooms": ["sitzung", "teekueche"],
            "keys": keys(8),
        },
        {"id": "eingang-sued", "site": "sued", "name": "Eingang Südring", "hall": "sued", "keys": keys(5, 6)},
    ]
