"""What is measured: the quantities of telemetry, their units, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Shape(StrEnum):
    """How values of a quantity add up over time."""

    GAUGE = "gauge"
    """Stands until the next value: mean, lowest and highest say something."""
    SUM = "sum"
    """Counted since the value before: the total says something."""
    TRUTH = "truth"
    """0 or 1, stands until the next value: the mean is the share of time."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """`unit` as people write it, after SI; empty for a bare number. `de` and `en` name it on pages and in exports."""

    id: str
    unit: str
    shape: Shape
    de: str
    en: str


PEOPLE: Final = "people"
PEOPLE_LOW: Final = "people_low"
PEOPLE_HIGH: Final = "people_high"
PRESENCE: Final = "presence"
BUSY_P: Final = "busy_p"
PASSAGES_IN: Final = "passages_in"
PASSAGES_OUT: Final = "passages_out"
CLOSING_ERROR: Final = "closing_error"
COUNT_RESETS: Final = "count_resets"
LIGHT_ON: Final = "light_on"
HEATING_ON: Final = "heating_on"
PARKED: Final = "parked"

_ALL: Final = (
    Quantity(PEOPLE, "Personen", Shape.GAUGE, "Personen", "people"),
    Quantity(PEOPLE_LOW, "Personen", Shape.GAUGE, "Personen, mindestens", "people, at least"),
    Quantity(PEOPLE_HIGH, "Personen", Shape.GAUGE, "Personen, höchstens", "people, at most"),
    Quantity(PRESENCE, "", Shape.TRUTH, "Jemand da", "somebody there"),
    Quantity(BUSY_P, "", Shape.GAUGE, "Belegt, Wahrscheinlichkeit", "in use, probability"),
    Quantity(PASSAGES_IN, "Personen", Shape.SUM, "Hineingegangen", "went in"),
    Quantity(PASSAGES_OUT, "Personen", Shape.SUM, "Hinausgegangen", "went out"),
    Quantity(CLOSING_ERROR, "Personen", Shape.GAUGE, "Zählfehler am Tagesende", "counting error at the end of the day"),
    Quantity(COUNT_RESETS, "", Shape.SUM, "Zählung richtiggestellt", "counts put right"),
    Quantity(LIGHT_ON, "", Shape.TRUTH, "Licht an", "light on"),
    Quantity(HEATING_ON, "", Shape.TRUTH, "Heizung an", "heating on"),
    Quantity("temp_c", "°C", Shape.GAUGE, "Temperatur", "temperature"),
    Quantity("humidity_pct", "%", Shape.GAUGE, "Luftfeuchte", "humidity"),
    Quantity("light_lx", "lx", Shape.GAUGE, "Helligkeit", "light"),
    Quantity("light_steps", "", Shape.GAUGE, "Helligkeit, Stufen des Radars", "light, in the radar's own steps"),
    Quantity("co2_ppm", "ppm", Shape.GAUGE, "CO₂", "CO₂"),
    Quantity("co_ppm", "ppm", Shape.GAUGE, "CO", "CO"),
    Quantity("smoke_pct_m", "%/m", Shape.GAUGE, "Rauch", "smoke"),
    Quantity("pm1_ug_m3", "µg/m³", Shape.GAUGE, "Feinstaub PM1", "particles PM1"),
    Quantity("pm2_5_ug_m3", "µg/m³", Shape.GAUGE, "Feinstaub PM2,5", "particles PM2.5"),
    Quantity("pm4_ug_m3", "µg/m³", Shape.GAUGE, "Feinstaub PM4", "particles PM4"),
    Quantity("pm10_ug_m3", "µg/m³", Shape.GAUGE, "Feinstaub PM10", "particles PM10"),
    Quantity("power_w", "W", Shape.GAUGE, "Leistung", "power"),
    Quantity("energy_wh", "Wh", Shape.GAUGE, "Zählerstand Energie", "energy meter"),
    Quantity("battery_pct", "%", Shape.GAUGE, "Batterie", "battery"),
    Quantity("open", "", Shape.TRUTH, "Offen", "open"),
    Quantity(PARKED, "", Shape.TRUTH, "Stellplatz belegt", "space taken"),
    Quantity("on", "", Shape.TRUTH, "Eingeschaltet", "switched on"),
)
QUANTITIES: Final = {each.id: each for each in _ALL}


def quantity(name: str) -> Quantity:
    """Return what is known of a quantity; one nobody named here is a gauge without unit that goes by its own name."""
    return QUANTITIES.get(name) or Quantity(name, "", Shape.GAUGE, name, name)
