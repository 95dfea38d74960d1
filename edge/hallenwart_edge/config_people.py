"""The tables of what counts people at doors and sees them in halls.

`hall` and `sections` name the place: of a door the place behind it, of a presence sensor what it looks at; no section is the
whole hall. `out_of`: a door between sections, these lie on its outer side; none: the outside does.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from hallenwart_edge.config_devices import Device, Table
from hallenwart_edge.config_outputs import RelayPin


class CountedPlace(Table, frozen=True, kw_only=True):
    """A hall, or sections of it, that is told of also where no door leads into it alone.

    `closed`: times of each day at which nobody is let into the hall, local, such as "22:30-06:00".
    """

    hall: str
    sections: list[int] = msgspec.field(default_factory=list)
    closed: list[str] = msgspec.field(default_factory=list)


class BeamPair(Device, frozen=True, kw_only=True):
    """Two light beams across a door, one behind the other; pins are BCM numbers. `spacing_mm`: from beam to beam."""

    hall: str
    sections: list[int] = msgspec.field(default_factory=list)
    out_of: list[int] = msgspec.field(default_factory=list)
    outer_pin: int
    inner_pin: int
    spacing_mm: int = 100


class Line(Table, frozen=True, kw_only=True):
    """The counting line before a radar, from one post of the door to the other: mm to the right of its axis, mm away."""

    x1_mm: int
    y1_mm: int
    x2_mm: int
    y2_mm: int


class DoorRadar(Device, frozen=True, kw_only=True):
    """An LD2450 radar that looks at a door. `inside`: which side of the line is the hall, the radar's (near) or beyond (far).

    `baud` 115200 for long wires: a radar that speaks 256000 is set over once. `power`: a relay in its supply, by which one that
    hangs is switched off and on. `bluetooth`: left on; off as delivered, since everybody knows its password.
    """

    hall: str
    sections: list[int] = msgspec.field(default_factory=list)
    out_of: list[int] = msgspec.field(default_factory=list)
    port: str
    baud: Literal[256000, 115200] = 256000
    line: Line
    inside: Literal["near", "far"] = "near"
    power: RelayPin | None = None
    bluetooth: bool = False


class Presence(Device, frozen=True, kw_only=True):
    """An LD2410 radar. `bluetooth`: left on; off as delivered, since everybody knows its password.

    `light`: it tells the brightness it sees, in steps of its own from 0 to 255.
    """

    hall: str
    sections: list[int] = msgspec.field(default_factory=list)
    port: str
    baud: Literal[256000, 115200] = 256000
    bluetooth: bool = False
    light: bool = False


class Pir(Device, frozen=True, kw_only=True):
    """A passive infrared motion sensor (HC-SR501) on a BCM pin. `warm_up_s`: what it says before that is nonsense.

    `stuck_after_s`: one that says motion for so long without a pause is broken.
    """

    hall: str
    sections: list[int] = msgspec.field(default_factory=list)
    pin: int
    active_high: bool = True
    warm_up_s: int = 60
    stuck_after_s: int = 14 * 3600
