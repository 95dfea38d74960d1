"""The car park at Nordpark: Zigbee sensors in the ground, and cars that come and go with the evening."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final
from zoneinfo import ZoneInfo

SENSED: Final = 6
"""So many of its spaces have a sensor; the last one is for people with a disability."""
TELLS_EVERY_S: Final = 3_600
_SITE: Final = "nordpark"
_TAKEN_BY_HOUR: Final = (0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 3, 2, 2, 2, 3, 4, 5, 6, 6, 6, 5, 3, 1, 0)


def component(number: int) -> str:
    return f"stellplatz-{number}"


def friendly(number: int) -> str:
    """Return how Zigbee2MQTT calls the sensor of a space."""
    return f"Stellplatz {number}"


def taken(now_ms: int, zone: str) -> tuple[bool, ...]:
    """Return for each space whether a car stands there at this hour."""
    many = _TAKEN_BY_HOUR[dt.datetime.fromtimestamp(now_ms / 1_000, ZoneInfo(zone)).hour]
    return tuple(number < many for number in range(SENSED))


def bus_sensors() -> list[dict[str, Any]]:
    """Return the tables of the agent's file."""
    return [
        {
            "id": component(number),
            "system": "zigbee2mqtt",
            "topic": f"zigbee2mqtt/{friendly(number)}",
            "every_s": TELLS_EVERY_S,
            "reading": [{"field": "occupancy", "kind": "parking"}, {"field": "battery", "kind": "battery"}],
        }
        for number in range(1, SENSED + 1)
    ]


def car_parks(device: str) -> list[dict[str, Any]]:
    """Return the tables of the seed file. `device`: at whose bus the sensors are."""
    sensed = [
        {
            "name": str(number),
            "kind": "disabled" if number == SENSED else "normal",
            "device": device,
            "component": component(number),
        }
        for number in range(1, SENSED + 1)
    ]
    return [
        {
            "site": _SITE,
            "name": "Parkplatz am Nordpark",
            "text": "Einfahrt neben dem Haupteingang. Von dort sind es 50 Meter zur Halle, ohne Stufen.",
            "lat": 51.3655,
            "lon": 12.3731,
            "capacity": 40,
            "limits": {"match": 10, "event": 20},
            "spaces": [*sensed, *({"name": f"R{number}", "kind": "bike"} for number in range(1, 5))],
        }
    ]
