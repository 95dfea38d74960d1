"""Every file to copy, with its columns in words."""

from __future__ import annotations

from typing import Final

from hallenwart_backend.occupancy.public.rows import UseRows
from hallenwart_backend.opendata.datasets import Often
from hallenwart_backend.opendata.dumps.model import Column, Table, Type
from hallenwart_backend.opendata.dumps.rows import HallRows
from hallenwart_backend.opendata.subjects import BOOKINGS, CLIMATE, CLUBS, HALLS, OCCUPANCY

_PEOPLE: Final = Column(
    "people",
    Type.INTEGER,
    "Menschen zugleich, auf ganze Fünf gerundet; leer oder ohne Zeile: zu wenige Menschen oder Vereine",
    "people at the same time, in whole fives; empty or without a row: too few people or clubs",
)
_BIN: Final = Column("hours", Type.INTEGER, "Wie viele Stunden die Zahl umfasst", "how many hours the figure covers", "h")
_START: Final = Column("start", Type.TIME, "Beginn, mit Abstand zu UTC", "beginning, with its distance from UTC")
_HALL: Final = (
    Column("hall", Type.STRING, "Kennung der Halle", "identifier of the hall"),
    Column("hall_name", Type.STRING, "Name der Halle", "name of the hall"),
)
_SITE: Final = (
    Column(
        "site", Type.STRING, "Kennung des Standorts; leer: alle Hallen zusammen", "identifier of the site; empty: all halls"
    ),
    Column("site_name", Type.STRING, "Name des Standorts", "name of the site"),
)
_REACHED: Final = (
    ("step_free", "Ohne Stufen erreichbar: yes, no, leer unbekannt", "reachable without steps: yes, no, empty unknown"),
    ("lift", "Aufzug: yes, no, leer unbekannt", "lift: yes, no, empty unknown"),
    ("toilet", "Toilette für alle: yes, no, leer unbekannt", "accessible toilet: yes, no, empty unknown"),
    ("parking", "Stellplatz für Menschen mit Behinderung: yes, no, leer unbekannt", "disabled parking: yes, no, empty unknown"),
)


def _figures(name: str, de: str, en: str, unit: str) -> tuple[Column, ...]:
    return (
        Column(f"{name}_mean", Type.NUMBER, f"{de}, Mittel des Tages", f"{en}, mean of the day", unit),
        Column(f"{name}_low", Type.NUMBER, f"{de}, niedrigste Stunde", f"{en}, lowest hour", unit),
        Column(f"{name}_high", Type.NUMBER, f"{de}, höchste Stunde", f"{en}, highest hour", unit),
    )


def tables(use: UseRows, halls: HallRows) -> tuple[Table, ...]:
    """Return all tables, with where their rows come from."""
    return (
        Table(
            "occupancy-week",
            OCCUPANCY,
            "Übliche Belegung je Woche, Wochentag und Stunde",
            "Usual use by week, weekday and hour",
            Often.MONTHLY,
            (
                Column(
                    "week",
                    Type.DATE,
                    "Montag der Woche; die Zahl ist das Mittel dieser Woche und der sieben davor",
                    "Monday of the week; the figure is the mean of this week and the seven before",
                ),
                Column("weekday", Type.INTEGER, "Wochentag, 1 ist Montag", "weekday, 1 is Monday"),
                Column("hour", Type.INTEGER, "Beginn, Stunde der Ortszeit", "beginning, hour of local time"),
                _BIN,
                *_SITE,
                _PEOPLE,
            ),
            use.usual,
        ),
        Table(
            "occupancy-hours",
            OCCUPANCY,
            "Belegung aller Hallen zusammen, Stunde für Stunde",
            "Use of all halls together, hour by hour",
            Often.MONTHLY,
            (_START, _BIN, _PEOPLE),
            use.single,
        ),
        Table(
            "climate-hours",
            CLIMATE,
            "Raumklima, Stunde für Stunde",
            "Climate, hour by hour",
            Often.DAILY,
            (
                _START,
                *_HALL,
                Column("temperature", Type.NUMBER, "Temperatur, Mittel der Stunde", "temperature, mean of the hour", "°C"),
                Column("humidity", Type.NUMBER, "Luftfeuchte, Mittel der Stunde", "humidity, mean of the hour", "%"),
            ),
            halls.climate_hours,
        ),
        Table(
            "climate-days",
            CLIMATE,
            "Raumklima, Tag für Tag",
            "Climate, day by day",
            Often.DAILY,
            (
                Column("day", Type.DATE, "Tag", "day"),
                *_HALL,
                *_figures("temperature", "Temperatur", "temperature", "°C"),
                *_figures("humidity", "Luftfeuchte", "humidity", "%"),
            ),
            halls.climate_days,
        ),
        Table(
            "bookings",
            BOOKINGS,
            "Gebuchte Stunden, ohne Namen",
            "Booked hours, without names",
            Often.MONTHLY,
            (
                _START,
                Column("end", Type.TIME, "Ende, mit Abstand zu UTC", "end, with its distance from UTC"),
                *_HALL,
                Column("sections", Type.STRING, "Gebuchte Teile der Halle", "sections of the hall that were booked"),
                Column("of_sections", Type.INTEGER, "Wie viele Teile die Halle hat", "how many sections the hall has"),
                Column(
                    "kind",
                    Type.STRING,
                    "Wofür: training, match (Spiel), event (Veranstaltung), school (Schule), block (gesperrt)",
                    "what for: training, match, event, school, block (closed)",
                ),
            ),
            halls.booked,
        ),
        Table(
            "halls",
            HALLS,
            "Liste der Sporthallen",
            "List of the sports halls",
            Often.DAILY,
            (
                *_HALL,
                *_SITE,
                Column("address", Type.STRING, "Anschrift", "address"),
                Column("lat", Type.NUMBER, "Breite (WGS 84)", "latitude (WGS 84)", "°"),
                Column("lon", Type.NUMBER, "Länge (WGS 84)", "longitude (WGS 84)", "°"),
                Column("sections", Type.INTEGER, "Wie viele Teile die Halle hat", "how many sections the hall has"),
                Column("people_allowed", Type.INTEGER, "Wie viele Menschen hinein dürfen", "how many people are allowed in"),
                *(Column(name, Type.STRING, de, en) for name, de, en in _REACHED),
            ),
            halls.halls,
            yearly=False,
        ),
        Table(
            "clubs",
            CLUBS,
            "Liste der Sportvereine",
            "List of the sports clubs",
            Often.DAILY,
            (
                Column("club", Type.STRING, "Kennung des Vereins", "identifier of the club"),
                Column("name", Type.STRING, "Name des Vereins", "name of the club"),
                Column("sports", Type.STRING, "Sportarten", "sports"),
                Column("url", Type.STRING, "Seite des Vereins", "page of the club"),
            ),
            halls.clubs,
            yearly=False,
        ),
    )
