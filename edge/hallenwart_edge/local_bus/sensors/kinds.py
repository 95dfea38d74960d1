"""What a sensor on the local bus may measure: quantity with unit, what can be true, what is worth telling. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    PRESENCE = "presence"
    CONTACT = "contact"
    """A door or window: told as `open`, 1 while it is open."""
    SWITCH = "switch"
    TEMPERATURE = "temperature"
    HUMIDITY = "humidity"
    LIGHT = "light"
    POWER = "power"
    ENERGY = "energy"
    BATTERY = "battery"
    CO2 = "co2"
    COUNT = "count"
    ENTERED = "entered"
    """Persons who ever went in, added up by a people counter; what it says anew has passed."""
    LEFT = "left"
    ENTERED_SINCE = "entered_since"
    """Persons who went in since the message before."""
    LEFT_SINCE = "left_since"
    PARKING = "parking"
    """A space in a car park: told as `parked`, 1 while something stands on it."""
    PEOPLE = "people"
    """Persons who are there now."""
    NUMBER = "number"
    """Anything else; its quantity must be written down, with the unit in its name. Without a `step` it is told every 10 min."""


COUNTERS: Final = frozenset({Kind.ENTERED, Kind.LEFT, Kind.ENTERED_SINCE, Kind.LEFT_SINCE})
"""What makes a sensor the counter of a door."""


@dataclass(frozen=True, slots=True)
class Measure:
    """`step`: a change of this much is told at once. `truth`: it is yes or no. `low` to `high`: what can be."""

    quantity: str
    low: float
    high: float
    step: float
    truth: bool = False


_ANY: Final = 1e12
MEASURES: Final = {
    Kind.PRESENCE: Measure("presence", 0, 1, 1, truth=True),
    Kind.CONTACT: Measure("open", 0, 1, 1, truth=True),
    Kind.SWITCH: Measure("on", 0, 1, 1, truth=True),
    Kind.TEMPERATURE: Measure("temp_c", -60, 125, 0.5),
    Kind.HUMIDITY: Measure("humidity_pct", 0, 100, 2),
    Kind.LIGHT: Measure("light_lx", 0, 200_000, 50),
    Kind.POWER: Measure("power_w", -100_000, 100_000, 25),
    Kind.ENERGY: Measure("energy_wh", 0, _ANY, 100),
    Kind.BATTERY: Measure("battery_pct", 0, 100, 1),
    Kind.CO2: Measure("co2_ppm", 0, 50_000, 50),
    Kind.COUNT: Measure("count", 0, _ANY, 1),
    Kind.ENTERED: Measure("entered", 0, _ANY, 1),
    Kind.LEFT: Measure("left", 0, _ANY, 1),
    Kind.ENTERED_SINCE: Measure("entered_since", 0, 10_000, 1),
    Kind.LEFT_SINCE: Measure("left_since", 0, 10_000, 1),
    Kind.PARKING: Measure("parked", 0, 1, 1, truth=True),
    Kind.PEOPLE: Measure("people", 0, 10_000, 1),
    Kind.NUMBER: Measure("", -_ANY, _ANY, _ANY),
}
