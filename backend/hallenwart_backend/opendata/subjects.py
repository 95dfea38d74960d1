"""The datasets that several rooms offer, each in its own ways: `OCCUPANCY.by(Distribution(…))`. Pure."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.opendata.datasets import Dataset, Often, Words

OCCUPANCY: Final = Dataset(
    "occupancy",
    Words(
        "Belegung der Sporthallen",
        "Wie viele Menschen zugleich in den Hallen sind. Die Zahlen sind auf Fünf gerundet. "
        "Wo zu wenige Menschen oder zu wenige Vereine waren, steht keine Zahl.",
        ("Sporthalle", "Belegung", "Auslastung", "Zählung"),
    ),
    Words(
        "Use of the sports halls",
        "How many people are in the halls at the same time. The figures are in whole fives. "
        "Where there were too few people or clubs, there is no figure.",
        ("sports hall", "occupancy", "use", "count"),
    ),
    ("EDUC", "GOVE"),
    Often.MONTHLY,
)
CLIMATE: Final = Dataset(
    "climate",
    Words(
        "Raumklima der Sporthallen",
        "Wie warm und wie feucht es in den Hallen ist, als Mittel einer Stunde.",
        ("Sporthalle", "Temperatur", "Luftfeuchte", "Raumklima"),
    ),
    Words(
        "Climate in the sports halls",
        "How warm and how humid it is in the halls, as the mean of an hour.",
        ("sports hall", "temperature", "humidity", "indoor climate"),
    ),
    ("ENVI", "ENER"),
    Often.DAILY,
)
LOCKERS: Final = Dataset(
    "lockers",
    Words(
        "Schließfächer an den Sporthallen",
        "Wo Schließfächer stehen, wie viele Fächer sie haben und ob sie in Betrieb sind.",
        ("Schließfach", "Sporthalle", "ParkAPI"),
    ),
    Words(
        "Lockers at the sports halls",
        "Where lockers stand, how many compartments they have and whether they work.",
        ("locker", "sports hall", "ParkAPI"),
    ),
    ("TRAN", "GOVE"),
    Often.CONT,
)
PARKING: Final = Dataset(
    "parking",
    Words(
        "Parkplätze an den Sporthallen",
        "Wo Parkplätze sind, wie viele Stellplätze sie haben und ob sie frei oder voll sind. Kennzeichen stehen nicht darin.",
        ("Parkplatz", "Stellplatz", "Sporthalle", "ParkAPI", "DATEX II"),
    ),
    Words(
        "Car parks at the sports halls",
        "Where car parks are, how many spaces they have and whether they are free or full. There are no number plates in it.",
        ("car park", "parking space", "sports hall", "ParkAPI", "DATEX II"),
    ),
    ("TRAN",),
    Often.CONT,
)
BOOKINGS: Final = Dataset(
    "bookings",
    Words(
        "Gebuchte Stunden der Sporthallen",
        "Wann welche Halle gebucht war. Namen von Menschen und Vereinen stehen nicht darin.",
        ("Sporthalle", "Buchung", "Hallenplan"),
    ),
    Words(
        "Booked hours of the sports halls",
        "When which hall was booked. There are no names of people or clubs in it.",
        ("sports hall", "booking", "timetable"),
    ),
    ("EDUC", "GOVE"),
    Often.MONTHLY,
)
HALLS: Final = Dataset(
    "halls",
    Words(
        "Sporthallen",
        "Welche Sporthallen es gibt, wo sie stehen, wie viele Teile sie haben und was man ohne Stufen erreicht.",
        ("Sporthalle", "Sportstätte", "Barrierefreiheit"),
    ),
    Words(
        "Sports halls",
        "Which sports halls there are, where they stand, how many sections they have and what can be reached without steps.",
        ("sports hall", "sports facility", "accessibility"),
    ),
    ("EDUC", "GOVE"),
    Often.IRREG,
)
CLUBS: Final = Dataset(
    "clubs",
    Words(
        "Sportvereine",
        "Welche Vereine es gibt, was sie anbieten und wo ihre Seite steht.",
        ("Verein", "Sportverein", "Sport"),
    ),
    Words(
        "Sports clubs",
        "Which clubs there are, what they offer and where their page is.",
        ("club", "sports club", "sport"),
    ),
    ("EDUC", "SOCI"),
    Often.IRREG,
)
