"""Joins the fire sensors of a configuration to their devices."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import msgspec

from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_devices import Heat
from hallenwart_edge.fire.inputs import FireInputs
from hallenwart_edge.fire.plan import Profile
from hallenwart_edge.fire.watches.air import AirSpec
from hallenwart_edge.fire.watches.contact import ContactSpec
from hallenwart_edge.fire.watches.heat import HeatSpec
from hallenwart_edge.fire.watches.loop import LoopSpec
from hallenwart_edge.fire.watches.radio import RadioSpec
from hallenwart_edge.fire.watches.smoke import SmokeSpec
from hallenwart_edge.hardware import Hardware
from hallenwart_edge.local_bus.bus import LocalBus
from hallenwart_edge.ports import Sensor


def fire_inputs(
    config: AgentConfig,
    hardware: Hardware,
    bus: LocalBus | None = None,
    *,
    trusted: Callable[[], bool] = lambda: True,
    overhear: Callable[[str, Sensor], Sensor] = lambda _, sensor: sensor,
) -> FireInputs:
    """Return every fire sensor with its port. `trusted` says whether this device's wall clock is right.

    `overhear` lets others hear what an air sensor says.
    """
    profiles = {zone.id: zone.profile for zone in config.zones}
    self_test = config.adc.self_test_channel
    dust = [(AirSpec(each.id, each.zone, each.kind), hardware.particles(each)) for each in config.particles]
    return FireInputs(
        loops=[
            (
                LoopSpec(each.id, each.zone, means=each.means, short_means=each.short_means, place=each.place),
                hardware.analog(each.adc_channel),
            )
            for each in config.loops
        ],
        contacts=[
            (ContactSpec(each.id, each.zone, each.means, each.place), hardware.contact(each)) for each in config.fire_contacts
        ],
        smokes=[
            (
                SmokeSpec(
                    each.id,
                    each.zone,
                    full_scale_pct_m=each.full_scale_pct_m,
                    zero_code=each.zero_code,
                    place=each.place,
                    fault=hardware.fault_contact(each),
                ),
                hardware.analog(each.adc_channel),
            )
            for each in config.smokes
        ],
        heats=[(_heat_spec(each, profiles.get(each.zone, Profile.ROOM)), hardware.heat(each)) for each in config.heats],
        radios=[
            (RadioSpec(each.id, each.zone, each.every_s, each.place, trusted), bus.head(each.id))
            for each in config.radio_smokes
        ]
        if bus is not None
        else [],
        airs=[
            *dust,
            *((AirSpec(each.id, each.zone, each.kind), overhear(each.id, hardware.co2(each))) for each in config.co2s),
        ],
        self_test=hardware.analog(self_test) if config.uses_adc and self_test is not None else None,
    )


def _heat_spec(heat: Heat, of_zone: str) -> HeatSpec:
    return HeatSpec(heat.id, heat.zone, Profile(heat.profile or of_zone), heat.place)


def fire_digest(config: AgentConfig) -> str:
    """Return the digest of everything by which this device watches: zones, sensors, siren and dialler."""
    sensors = (
        config.loops,
        config.fire_contacts,
        config.smokes,
        config.heats,
        config.radio_smokes,
        config.particles,
        config.co2s,
    )
    watched = (config.zones, *sensors, config.adc, config.siren, config.dialler)
    return hashlib.sha256(msgspec.json.encode(watched, order="sorted")).hexdigest()
