"""The halls of the stand-in, and who was counted and who booked there that day."""

from __future__ import annotations

HALLS = [
    {
        "id": "nordpark",
        "name": "Sporthalle Nordpark",
        "site": "nordpark",
        "site_name": "Sporthalle Nordpark",
        "sections": 3,
        "capacity": 199,
        "address": "Am Nordpark 7",
    },
    {
        "id": "gymnastik",
        "name": "Gymnastikraum",
        "site": "nordpark",
        "site_name": "Sporthalle Nordpark",
        "sections": 1,
        "capacity": 40,
        "address": "Am Nordpark 7",
    },
    {
        "id": "sued",
        "name": "Halle Süd",
        "site": "sued",
        "site_name": "Halle Süd",
        "sections": 2,
        "capacity": 120,
        "address": "Südring 12",
    },
]

COUNTS = [
    ("08:00", 0),
    ("09:00", 0),
    ("09:30", 22),
    ("10:00", 28),
    ("10:30", 26),
    ("11:00", 14),
    ("11:30", 4),
    ("12:00", 0),
    ("12:30", 0),
    ("13:00", 0),
    ("13:30", 31),
    ("14:00", 41),
    ("14:30", 47),
    ("15:00", 45),
    ("15:30", 44),
    ("16:00", 20),
    ("16:30", 30),
    ("17:00", 34),
    ("17:30", 31),
    ("17:50", 12),
    ("18:10", 21),
    ("18:40", 26),
]
"""Wall time and people."""

PLANNED = [
    ("Sportamt", "Kinderturnen", "09:00", "11:30", [1, 2]),
    ("SG Süd", "Handball-Spiel", "13:15", "16:00", [1, 2, 3]),
    ("BC 04", "Badminton", "16:30", "17:45", [1]),
    ("TSV Lindenau", "Volleyball Jugend", "18:00", "20:00", [2, 3]),
    ("Hobby", "Basketball", "20:15", "22:00", [1, 2, 3]),
]
"""Club, title, begin, end, sections."""
