"""What sensors on the local bus must be. Returns sentences that say what to write instead."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_sensors import BusReading, BusSensor
from hallenwart_edge.local_bus.sensors.kinds import COUNTERS, MEASURES, Kind

_RHYTHMS_S: Final = range(1, 7 * 86_400 + 1)
_HOLDS_S: Final = range(3_601)
_QUANTITY: Final = re.compile("[a-z][a-z0-9_]{0,63}")


def sensor_problems(config: AgentConfig) -> Iterator[str]:
    """Yield every mistake in [[bus_sensor]]."""
    if config.bus_sensors and config.local_bus is None:
        yield "[[bus_sensor]]: no broker to hear it from; add [local_bus] with its host"
    for sensor in config.bus_sensors:
        yield from _sensor(config, sensor)
        for reading in sensor.readings:
            yield from _reading(sensor, reading)
    if config.local_bus and not {"%prefix%", "%topic%"} <= set(re.findall("%[a-z]+%", config.local_bus.tasmota_full_topic)):
        yield "[local_bus] tasmota_full_topic: it needs %prefix% and %topic%, as Tasmota's FullTopic has them"


def _sensor(config: AgentConfig, sensor: BusSensor) -> Iterator[str]:
    if not sensor.topic or set(sensor.topic) & set("#+"):
        yield f"{sensor.id}: topic {sensor.topic!r}; write the topic of this one sensor, without # and +"
    if sensor.every_s not in _RHYTHMS_S:
        yield f"{sensor.id}: every_s {sensor.every_s}; write {_RHYTHMS_S[0]} to {_RHYTHMS_S[-1]} seconds"
    base = config.local_bus.zigbee_base if config.local_bus else ""
    if sensor.system == "zigbee2mqtt" and base and not sensor.topic.startswith(f"{base}/"):
        yield f"{sensor.id}: topic {sensor.topic!r} does not begin with {base!r}/; write it, or [local_bus] zigbee_base"
    if not sensor.readings:
        yield f"{sensor.id}: nothing to read; add reading = [{{ field = '...', kind = '...' }}]"
    told = Counter(reading.quantity or MEASURES[Kind(reading.kind)].quantity for reading in sensor.readings)
    for quantity, count in told.items():
        if count > 1:
            yield f"{sensor.id}: {quantity!r} stands {count} times; give each a quantity of its own"
    yield from _counter(sensor)
    if sum(reading.kind == "presence" for reading in sensor.readings) > 1:
        yield f"{sensor.id}: more than one presence; write a [[bus_sensor]] for each"


def _counter(sensor: BusSensor) -> Iterator[str]:
    kinds: Counter[str] = Counter(each.kind for each in sensor.readings if each.kind in COUNTERS or each.kind == "people")
    if not kinds:
        return
    if not sensor.hall:
        yield f"{sensor.id}: it counts people, but hall is empty; write the id of the hall it leads into"
    for way, ends in (("in", ("entered", "entered_since")), ("out", ("left", "left_since"))):
        if sum(kinds[end] for end in ends) > 1:
            yield f"{sensor.id}: who goes {way} stands twice; write {ends[0]} or {ends[1]}"
    if sensor.out_of and (not sensor.sections or set(sensor.sections) & set(sensor.out_of)):
        yield f"{sensor.id}: out_of {sensor.out_of}; a door between sections needs sections on either side, other ones"
    if not 0 <= sensor.error_pct <= 50:
        yield f"{sensor.id}: error_pct {sensor.error_pct}; write 0 to 50: of how many in 100 it is wrong"
    if sensor.most_per_min not in range(1, 1_001):
        yield f"{sensor.id}: most_per_min {sensor.most_per_min}; write 1 to 1000 persons"


def _reading(sensor: BusSensor, reading: BusReading) -> Iterator[str]:
    where = f"{sensor.id}: {reading.field or 'field'}"
    if not reading.field:
        yield f"{where} is empty; write where the figure stands, names joined by dots"
    if reading.kind == "number" and not reading.quantity:
        yield f"{where}: kind number needs a quantity, with its unit, such as 'water_l'"
    if reading.quantity and not _QUANTITY.fullmatch(reading.quantity):
        yield f"{where}: quantity {reading.quantity!r}; write small letters, digits and _"
    if not math.isfinite(reading.scale) or reading.scale == 0 or not math.isfinite(reading.offset):
        yield f"{where}: scale {reading.scale} and offset {reading.offset}; write numbers, a scale other than 0"
    if not (math.isfinite(reading.step) and reading.step >= 0):
        yield f"{where}: step {reading.step}; write 0 or more"
    if reading.hold_s not in _HOLDS_S:
        yield f"{where}: hold_s {reading.hold_s}; write 0 to {_HOLDS_S[-1]} seconds"
    if not 0 <= reading.debounce_ms <= 60_000:
        yield f"{where}: debounce_ms {reading.debounce_ms}; write 0 to 60000"
