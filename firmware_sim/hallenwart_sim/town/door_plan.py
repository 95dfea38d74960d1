"""What counts people at the town's doors and sees them in its halls, as tables of a wiring."""

from __future__ import annotations

from typing import Any, Final

BEAM_PINS: Final = (17, 27)
PIR_PIN: Final = 17
_AWAY_MM, _HALF_DOOR_MM = 3_000, 800


def beam(name: str, hall: str) -> dict[str, Any]:
    outer, inner = BEAM_PINS
    return {"id": name, "hall": hall, "outer_pin": outer, "inner_pin": inner}


def door_radar(name: str, hall: str, port: str) -> dict[str, Any]:
    """Return a radar that looks straight at a door of 1.6 m from 3 m inside."""
    line = {"x1_mm": -_HALF_DOOR_MM, "y1_mm": _AWAY_MM, "x2_mm": _HALF_DOOR_MM, "y2_mm": _AWAY_MM}
    return {"id": name, "hall": hall, "port": port, "line": line}


def motion(name: str, hall: str) -> dict[str, Any]:
    return {"id": name, "hall": hall, "pin": PIR_PIN}
