"""Joins the fire sensors of a configuration to their devices."""

from __future__ import annotations

from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_devices import Heat
from hallenwart_edge.fire.inputs import FireInputs
from hallenwart_edge.fire.plan import Profile
from hallenwart_edge.fire.watches.air import AirSpec
from hallenwart_edge.fire.watches.contact import ContactSpec
from hallenwart_edge.fire.watches.heat import HeatSpec
from hallenwart_edge.fire.watches.loop import LoopSpec
from hallenwart_edge.fire.watches.smoke import SmokeSpec
from hallenwart_edge.hardware import Hardware


def fire_inputs(config: AgentConfig, hardware: Hardware) -> FireInputs:
    """Return every fire sensor with its port."""
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
        airs=[*dust, *((AirSpec(each.id, each.zone, each.kind), hardware.co2(each)) for each in config.co2s)],
        self_test=hardware.analog(self_test) if config.uses_adc and self_test is not None else None,
    )


def _heat_spec(heat: Heat, of_zone: str) -> HeatSpec:
    return HeatSpec(heat.id, heat.zone, Profile(heat.profile or of_zone), heat.place)
