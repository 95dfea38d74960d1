"""What things, quantities and methods are called, in German, with English beside it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Measured:
    """A quantity that is told: its words, its definition (QUDT), its unit's name, sign and definition (QUDT).

    `parameters` are those of each of its observations.
    """

    id: str
    dataset: str
    de: str
    en: str
    text: str
    definition: str
    unit: Mapping[str, str]
    parameters: Mapping[str, int] | None = None


CLIMATE: Final = "climate"
OCCUPANCY: Final = "occupancy"
PEOPLE_USUAL: Final = "people_usual"
_QUDT: Final = "http://qudt.org/vocab/quantitykind/"
_UNIT: Final = "http://qudt.org/vocab/unit/"
QUANTITIES: Final[Mapping[str, Measured]] = {
    one.id: one
    for one in (
        Measured(
            "temp_c",
            CLIMATE,
            "Temperatur",
            "temperature",
            "Lufttemperatur, Mittel einer Stunde. Air temperature, mean of an hour.",
            f"{_QUDT}Temperature",
            {"name": "degree Celsius", "symbol": "°C", "definition": f"{_UNIT}DEG_C"},
        ),
        Measured(
            "humidity_pct",
            CLIMATE,
            "Luftfeuchte",
            "humidity",
            "Relative Luftfeuchte, Mittel einer Stunde. Relative humidity, mean of an hour.",
            f"{_QUDT}RelativeHumidity",
            {"name": "percent", "symbol": "%", "definition": f"{_UNIT}PERCENT_RH"},
        ),
        Measured(
            PEOPLE_USUAL,
            OCCUPANCY,
            "Menschen zugleich, üblich",
            "people at the same time, usual",
            "Wie viele Menschen zu dieser Stunde der Woche zugleich da sind: das Mittel der acht ganzen Wochen bis zum Sonntag "
            "dieser Woche, auf ganze Fünf gerundet. Wo zu wenige Menschen, Tage oder Vereine waren, fehlt die Zahl. "
            "How many people are there at the same time in this hour of the week: the mean of the eight whole weeks up to the "
            "Sunday of this week, in whole fives. Where there were too few people, days or clubs, there is no figure.",
            f"{_QUDT}Count",
            {"name": "people", "symbol": "1", "definition": f"{_UNIT}NUM"},
            {"mean_of_weeks": 8},
        ),
    )
}
CLIMATE_QUANTITIES: Final = tuple(one.id for one in QUANTITIES.values() if one.dataset == CLIMATE)
TOWN: Final = "town"
TOWN_DE: Final = "Alle Hallen zusammen"
TOWN_EN: Final = "all halls together"
COUNTERS: Final = "counters"
COUNTERS_DE: Final = "Zählung an den Türen"
COUNTERS_EN: Final = "counting at the doors"
COUNTERS_TEXT: Final = (
    "Sensoren an den Türen zählen, wie viele Menschen hinein und hinaus gehen. Es gibt keine Bilder und keine Namen. "
    "Sensors at the doors count how many people go in and out. There are no images and no names."
)
SENSOR_TEXT: Final = "Fühler in der Halle. A sensor in the hall."
HALL_TEXT: Final = "Sporthalle. A sports hall."
SITE_TEXT: Final = "Standort mit einer oder mehreren Sporthallen. A place with one or more sports halls."
TOWN_TEXT: Final = "Alle Sporthallen, die die Stadt öffentlich zeigt. All sports halls that the town shows to everybody."
