"""Joins what hangs at the broker inside the building to its connection."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hallenwart_contract.clock import Clock
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_outputs import Output
from hallenwart_edge.config_sensors import BusReading, BusSensor
from hallenwart_edge.errors import ConfigError
from hallenwart_edge.local_bus.bus import HeadSpec, LocalBus, SensorTopics
from hallenwart_edge.local_bus.sensors.agent import BusSensorsAgent, SensorSpec
from hallenwart_edge.local_bus.sensors.kinds import COUNTERS, Kind
from hallenwart_edge.local_bus.sensors.mapping import Field
from hallenwart_edge.local_bus.sensors.people import CounterSpec
from hallenwart_edge.local_bus.sensors.rules import Watched
from hallenwart_edge.local_bus.shelly_switch import ShellyCalls
from hallenwart_edge.local_bus.tasmota_switch import TasmotaCalls
from hallenwart_edge.mqtt import Mqtt
from hallenwart_edge.output_ports import Switch
from hallenwart_edge.ports import Board, Outbox


def local_bus(config: AgentConfig, clock: Clock) -> LocalBus | None:
    """Return the bus of radio heads, sensors and switches, None where there is none of them.

    Raises ConfigError for a password that cannot be read.
    """
    settings = config.local_bus
    shellys = any(output.shelly for output in config.outputs)
    tasmotas = sorted({output.tasmota.topic for output in config.outputs if output.tasmota})
    if settings is None or not (config.radio_smokes or config.bus_sensors or shellys or tasmotas):
        return None
    name = f"hallenwart-{config.agent.device}"
    mqtt = Mqtt(
        host=settings.host,
        port=settings.port,
        username=settings.username,
        password=_password(settings.password_file),
        client_id=name,
    )
    full_topic = settings.tasmota_full_topic
    return LocalBus(
        mqtt,
        [HeadSpec(each.id, each.system, each.topic) for each in config.radio_smokes],
        clock=clock,
        sensors=[_topics(sensor) for sensor in config.bus_sensors],
        zigbee_base=settings.zigbee_base,
        full_topic=full_topic,
        calls=[
            *([ShellyCalls(name)] if shellys else []),
            *([TasmotaCalls(tasmotas, full_topic=full_topic)] if tasmotas else []),
        ],
    )


def switch_of(bus: LocalBus, output: Output) -> Switch:
    """Return the switch on the bus at which an output hangs. Raises LookupError where it hangs elsewhere."""
    for calls in bus.calls:
        if isinstance(calls, ShellyCalls) and output.shelly is not None:
            return calls.switch(output.id, output.shelly.prefix, output.shelly.channel)
        if isinstance(calls, TasmotaCalls) and output.tasmota is not None:
            return calls.switch(output.id, output.tasmota.topic, output.tasmota.relay)
    raise LookupError(output.id)


def bus_sensors(
    config: AgentConfig, bus: LocalBus | None, *, outbox: Outbox, board: Board, clock: Clock, trusted: Callable[[], bool]
) -> BusSensorsAgent | None:
    """Return who tells what the sensors of the bus measure, None where there are none."""
    if bus is None or not config.bus_sensors:
        return None
    sensors = [(_spec(sensor), bus.sensor(sensor.id)) for sensor in config.bus_sensors]
    return BusSensorsAgent(sensors, outbox=outbox, board=board, clock=clock, trusted=trusted)


def _topics(sensor: BusSensor) -> SensorTopics:
    paths = tuple(reading.field for reading in sensor.readings)
    return SensorTopics(sensor.id, sensor.system, sensor.topic, paths, sleeps=sensor.sleeps)


def _spec(sensor: BusSensor) -> SensorSpec:
    counting = tuple(_field(reading) for reading in sensor.readings if reading.kind in COUNTERS)
    counter = CounterSpec(counting, sensor.error_pct / 100, sensor.most_per_min) if counting else None
    return SensorSpec(sensor.id, sensor.every_s, tuple(_watched(reading) for reading in sensor.readings), counter)


def fields_of(sensor: BusSensor) -> list[Field]:
    return [_field(reading) for reading in sensor.readings]


def _field(reading: BusReading) -> Field:
    return Field(
        reading.field,
        Kind(reading.kind),
        reading.quantity,
        scale=reading.scale,
        offset=reading.offset,
        closed_when=reading.closed_when,
        step=reading.step,
    )


def _watched(reading: BusReading) -> Watched:
    field = _field(reading)
    if field.kind is Kind.CONTACT:
        return Watched(field, reading.debounce_ms, reading.debounce_ms)
    return Watched(field, 0, reading.hold_s * 1_000) if field.kind is Kind.PRESENCE else Watched(field)


def _password(file: str) -> str:
    if not file:
        return ""
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"[local_bus] password_file: {file} cannot be read: {error}") from error
