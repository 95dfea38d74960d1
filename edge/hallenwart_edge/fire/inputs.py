"""The sensors of a fire watch with their ports, and the watch that each of them gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hallenwart_contract.clock import Clock
from hallenwart_edge.fire.watches.air import AirSpec, AirWatch
from hallenwart_edge.fire.watches.contact import ContactSpec, ContactWatch
from hallenwart_edge.fire.watches.converter import SelfTest
from hallenwart_edge.fire.watches.heat import HeatSpec, HeatWatch
from hallenwart_edge.fire.watches.loop import LoopSpec, LoopWatch
from hallenwart_edge.fire.watches.radio import RadioSpec, RadioWatch
from hallenwart_edge.fire.watches.smoke import SmokeSpec, SmokeWatch
from hallenwart_edge.fire.watches.watch import Watch
from hallenwart_edge.local_bus.head import RadioHead
from hallenwart_edge.ports import AnalogInput, Contact, Outbox, Sensor


@dataclass(frozen=True, slots=True)
class FireInputs:
    """The sensors with their ports. `self_test` is the converter's mid-scale channel."""

    loops: Sequence[tuple[LoopSpec, AnalogInput]] = ()
    contacts: Sequence[tuple[ContactSpec, Contact]] = ()
    smokes: Sequence[tuple[SmokeSpec, AnalogInput]] = ()
    heats: Sequence[tuple[HeatSpec, Sensor]] = ()
    radios: Sequence[tuple[RadioSpec, RadioHead]] = ()
    airs: Sequence[tuple[AirSpec, Sensor]] = ()
    self_test: AnalogInput | None = None


def watches_of(inputs: FireInputs, clock: Clock, outbox: Outbox) -> list[Watch]:
    """Return a watch for every sensor."""
    self_test = SelfTest(inputs.self_test)
    watches: list[Watch] = []
    watches += [LoopWatch(spec, channel, self_test, clock) for spec, channel in inputs.loops]
    watches += [ContactWatch(spec, contact, clock) for spec, contact in inputs.contacts]
    watches += [SmokeWatch(spec, channel, self_test, clock, outbox) for spec, channel in inputs.smokes]
    watches += [HeatWatch(spec, sensor, clock, outbox) for spec, sensor in inputs.heats]
    watches += [RadioWatch(spec, head, clock, outbox) for spec, head in inputs.radios]
    watches += [AirWatch(spec, sensor, clock, outbox) for spec, sensor in inputs.airs]
    return watches
