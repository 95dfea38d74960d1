"""The tables of sensors on the broker inside the building: Zigbee2MQTT, Shelly, Tasmota."""

from __future__ import annotations

from typing import Literal

import msgspec

from hallenwart_edge.config_devices import Device, Table


class BusReading(Table, frozen=True, kw_only=True):
    """One figure of a sensor. `field`: where it stands in the messages, names joined by dots.

    `quantity`: what it is told as, with its unit in the name; empty: as its kind has it. What stands there is multiplied by
    `scale`, then `offset` is added; a change of `step` is told at once, 0: as its kind has it. Of a contact, `closed_when` is
    the word that means closed, and what it says last for `debounce_ms` stands. Presence counts until `hold_s` after motion was
    last seen.
    """

    field: str
    kind: Literal[
        "presence",
        "contact",
        "switch",
        "temperature",
        "humidity",
        "light",
        "power",
        "energy",
        "battery",
        "co2",
        "count",
        "entered",
        "left",
        "entered_since",
        "left_since",
        "parking",
        "people",
        "number",
    ]
    quantity: str = ""
    scale: float = 1.0
    offset: float = 0.0
    step: float = 0.0
    closed_when: bool = True
    debounce_ms: int = 1_000
    hold_s: int = 90


class BusSensor(Device, frozen=True, kw_only=True):
    """A sensor at the [local_bus]. `every_s`: how long it says nothing when all is well; three times that, and it is missed.

    `topic`: of Zigbee2MQTT the base and the friendly name, of a Shelly its prefix, of a Tasmota its topic. `hall` and
    `sections`: what it sees, no section is the whole hall. `sleeps`: it runs on a battery and is off the network in between,
    which is no fault.

    `system` json: any other that publishes JSON at `topic`. Of a people counter `out_of` is the sections on its outer side
    (none: the outside), `error_pct` how many of 100 persons it gets wrong; more than `most_per_min` cannot pass it.
    """

    system: Literal["zigbee2mqtt", "shelly", "tasmota", "json"]
    topic: str
    every_s: int
    hall: str = ""
    sections: list[int] = msgspec.field(default_factory=list)
    out_of: list[int] = msgspec.field(default_factory=list)
    error_pct: float = 5.0
    most_per_min: int = 60
    sleeps: bool = False
    readings: list[BusReading] = msgspec.field(name="reading")
