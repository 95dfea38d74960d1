"""The emulated hall of a scene: heads on an MCP3008, thermometers on the 1-wire bus, and the agent's configuration for them.

A meter that is missing, or beyond its range, is a head without supply or a thermometer that is pulled out.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from evaluation.scene import Kind, Scene, Sensor
from hallenwart_sim.devices.fire import EmulatedSmokeHead
from hallenwart_sim.devices.mcp3008 import SELF_TEST_CHANNEL
from hallenwart_sim.world import Rig

HEAD_ZERO_CODE: Final = 40
HEAD_FULL_SCALE_PCT_M: Final = 20.0
SIREN_PIN: Final = 17
HEADS: Final = SELF_TEST_CHANNEL
"""A converter has eight inputs, one of which is its self-test."""


class TooManyHeadsError(ValueError):
    """Raised for a scene with more smoke heads than one converter has inputs."""


class Equipment:
    """Builds the devices on `rig`. `play` sets each to what its meter said at that moment."""

    def __init__(self, rig: Rig, scene: Scene) -> None:
        self._rig = rig
        self._players: list[Callable[[float], None]] = []
        self._tables: list[str] = []
        heads = [sensor for sensor in scene.sensors if sensor.kind is Kind.SMOKE]
        if len(heads) > HEADS:
            raise TooManyHeadsError(f"{scene.name}: {len(heads)} smoke meters, one converter takes {HEADS}")
        for channel, sensor in enumerate(heads):
            self._add_head(sensor, channel)
        thermometers = [sensor for sensor in scene.sensors if sensor.kind is Kind.HEAT]
        for number, sensor in enumerate(thermometers, start=1):
            self._add_thermometer(sensor, f"28-{number:012x}")
        for sensor in (sensor for sensor in scene.sensors if sensor.kind is Kind.CO2):
            self._add_air(sensor)
        self.siren = rig.siren(SIREN_PIN)
        self._zones = [
            f'[[zone]]\nid = "{zone}"\nname = "{name}"\ndependency = "{scene.dependency}"\nprofile = "{scene.profile}"\n'
            for zone, name in scene.zones.items()
        ]

    @property
    def toml(self) -> str:
        """The devices' part of the agent's configuration."""
        fixed = f'[pins]\nfactory = "hallenwart-sim"\n[siren]\npin = {SIREN_PIN}\n'
        return fixed + "\n".join([*self._zones, *self._tables])

    def play(self, t_s: float) -> None:
        for player in self._players:
            player(t_s)

    def _add_head(self, sensor: Sensor, channel: int) -> None:
        head = self._rig.smoke_head(channel, full_scale_pct_m=HEAD_FULL_SCALE_PCT_M, zero_code=HEAD_ZERO_CODE)
        self._tables.append(
            f'[[smoke]]\nid = "{sensor.id}"\nzone = "{sensor.zone}"\nplace = "{sensor.place}"\nadc_channel = {channel}\n'
            f"zero_code = {HEAD_ZERO_CODE}\nfull_scale_pct_m = {HEAD_FULL_SCALE_PCT_M}\n"
        )
        if sensor.measures:
            self._players.append(lambda t_s: _smoke(head, sensor.at(t_s)))
        else:
            head.die()

    def _add_thermometer(self, sensor: Sensor, rom: str) -> None:
        base = self._rig.w1_base
        self._tables.append(
            f'[[heat]]\nid = "{sensor.id}"\nzone = "{sensor.zone}"\nplace = "{sensor.place}"\nrom = "{rom}"\nbase = "{base}"\n'
        )
        if sensor.measures:
            self._players.append(_Thermometer(self._rig, rom, sensor).play)

    def _add_air(self, sensor: Sensor) -> None:
        device = self._rig.mh_z19b()
        self._tables.append(f'[[co2]]\nid = "{sensor.id}"\nzone = "{sensor.zone}"\nport = "{device.port}"\n')

        def play(t_s: float) -> None:
            value = sensor.at(t_s)
            if math.isfinite(value):
                device.co2_ppm = round(min(max(0.0, value), 5_000.0))

        self._players.append(play)


class _Thermometer:
    """Plugged in while its meter gives numbers, pulled out while it does not."""

    def __init__(self, rig: Rig, rom: str, sensor: Sensor) -> None:
        self._sensor = sensor
        self._device = rig.ds18b20(rom)
        self._shown = math.inf

    def play(self, t_s: float) -> None:
        value = self._sensor.at(t_s)
        if value == self._shown or (math.isnan(value) and math.isnan(self._shown)):
            return
        if math.isnan(value):
            self._device.unplug()
        elif math.isnan(self._shown):
            self._device.plug_in()
            self._device.temp_c = value
        else:
            self._device.temp_c = value
        self._shown = value


def _smoke(head: EmulatedSmokeHead, od_per_m: float) -> None:
    if math.isnan(od_per_m):
        head.die()
    else:
        head.die(dead=False)
        head.od_per_m = od_per_m
