"""The tables of lights and heatings that follow bookings."""

from __future__ import annotations

from typing import Literal

import msgspec

from hallenwart_edge.config_devices import Device, Table


class RelayPin(Table, frozen=True, kw_only=True):
    """A relay on a BCM pin. `active_high`: the board pulls it in on a high level; most opto-isolated boards do not.

    `closed_at_rest`: the load hangs at the contact that is closed while the relay rests (NC): a Pi without power leaves it on.
    """

    pin: int
    active_high: bool = False
    closed_at_rest: bool = False


class ShellySwitch(Table, frozen=True, kw_only=True):
    """A switch of a second-generation Shelly on the local bus: its topic prefix, and which of its channels, from 0."""

    prefix: str
    channel: int = 0


class TasmotaRelay(Table, frozen=True, kw_only=True):
    """A relay of a Tasmota on the local bus: its topic, and which of its relays, from 1."""

    topic: str
    relay: int = 1


class Output(Device, frozen=True, kw_only=True):
    """A light or heating that follows the bookings of a hall, or of some of its sections; without a word of the whole hall.

    It hangs at a `relay` of this Pi, a `shelly` or a `tasmota`. A heating that is off keeps the set-back of its own regulator.
    """

    kind: Literal["light", "heating"]
    hall: str
    sections: list[int] = msgspec.field(default_factory=list)
    relay: RelayPin | None = None
    shelly: ShellySwitch | None = None
    tasmota: TasmotaRelay | None = None
