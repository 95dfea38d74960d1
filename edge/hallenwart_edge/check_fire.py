"""What `check` says of the fire sensors: in which band a loop lies, how much smoke a head sees, what radio heads said last."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Final

from hallenwart_contract.clock import SystemClock
from hallenwart_edge.bus_join import fields_of, local_bus, switch_of
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_devices import Loop, RadioSmoke, Smoke
from hallenwart_edge.config_outputs import Output
from hallenwart_edge.config_sensors import BusSensor
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.fire import loop
from hallenwart_edge.fire.loop import Band
from hallenwart_edge.fire.watches.smoke import pct_m_at
from hallenwart_edge.local_bus.bus import LocalBus
from hallenwart_edge.local_bus.head import HeadReport
from hallenwart_edge.local_bus.sensors.mapping import value_of
from hallenwart_edge.local_bus.sensors.said import Said
from hallenwart_edge.ports import AnalogInput, Contact

LINKS_WITHIN_S: Final = 6.0
WAITING_COME_WITHIN_S: Final = 0.5
"""What waits at the broker comes at once."""
BANDS: Final = {
    Band.NORMAL: "ruhig / calm",
    Band.ALARM: "Kontakt geschlossen / contact closed",
    Band.SHORT: "KURZSCHLUSS / SHORT",
    Band.LEAKY: "ABLEITUNG, Feuchte? / LEAKS, damp?",
    Band.RESISTIVE: "WIDERSTAND ZU HOCH / RESISTANCE TOO HIGH",
    Band.OPEN: "OFFEN, Draht ab? / OPEN, wire off?",
}
OPENED: Final = "Kontakt offen: Störung der Anlage / contact open: the panel has a fault"
UNSTAMPED: Final = (
    "ohne Zeit; in Zigbee2MQTT advanced.last_seen einschalten / without time; switch advanced.last_seen on in Zigbee2MQTT"
)


def loop_look(config: Loop, channel: AnalogInput) -> Callable[[], Awaitable[str]]:
    """Say where a loop lies."""

    async def look() -> str:
        code = await channel.read_code()
        band = loop.band_of(code)
        opened = config.means == "panel_fault" and band in (Band.RESISTIVE, Band.OPEN)
        return f"{OPENED if opened else BANDS[band]} ({code} von 1023 / of 1023)"

    return look


def smoke_look(config: Smoke, channel: AnalogInput, fault: Contact | None) -> Callable[[], Awaitable[str]]:
    """Say how much smoke a head sees. Raises DriverFault when its zero is not there or it says fault itself."""

    async def look() -> str:
        code = await channel.read_code()
        pct_m = pct_m_at(code, zero_code=config.zero_code, full_scale_pct_m=config.full_scale_pct_m)
        if pct_m is None:
            raise DriverFault(config.id, f"code {code} lies below its zero {config.zero_code}: no supply, or a wire is off")
        if fault is not None and fault.active():
            raise DriverFault(config.id, "its fault contact says fault")
        return f"{pct_m:.2f} %/m ({code} von 1023 / of 1023)"

    return look


class RadioLooks:
    """Connects to the local bus once, for all heads and switches."""

    def __init__(self, config: AgentConfig) -> None:
        self._config = config
        self._bus: LocalBus | None = None
        self._running: asyncio.Task[None] | None = None

    def of(self, head: RadioSmoke) -> Callable[[], Awaitable[str]]:
        async def look() -> str:
            bus = await self._listening()
            if not bus.linked:
                raise DriverFault(head.id, "the broker of [local_bus] does not answer or refuses")
            port = bus.head(head.id)
            if port.out_of_hearing():
                raise DriverFault(head.id, "Zigbee2MQTT says it is offline, or says nothing")
            return said_last(port.reports(), head)

        return look

    def sensor(self, sensor: BusSensor) -> Callable[[], Awaitable[str]]:
        """Return the look at a sensor: what it said since the bus was reached."""

        async def look() -> str:
            bus = await self._listening()
            if not bus.linked:
                raise DriverFault(sensor.id, "the broker of [local_bus] does not answer or refuses")
            port = bus.sensor(sensor.id)
            if port.out_of_hearing():
                raise DriverFault(sensor.id, "Zigbee2MQTT says it is offline, or says nothing")
            return sensor_said_last(port.heard(), sensor)

        return look

    def switch(self, output: Output) -> Callable[[], Awaitable[str]]:
        """Return the look at a Shelly or Tasmota: it is asked, and switches nothing."""

        async def look() -> str:
            bus = await self._listening()
            if not bus.linked:
                raise DriverFault(output.id, "the broker of [local_bus] does not answer or refuses")
            on = await switch_of(bus, output).read()
            return "antwortet, ist an / answers, is on" if on else "antwortet, ist aus / answers, is off"

        return look

    async def close(self) -> None:
        if self._running is not None:
            self._running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._running

    async def _listening(self) -> LocalBus:
        if self._bus is None:
            bus = local_bus(self._config, SystemClock())
            if bus is None:
                raise DriverFault("local_bus", "not configured")
            self._bus, self._running = bus, asyncio.create_task(bus.run(), name="local bus")
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LINKS_WITHIN_S):
                    while not bus.linked:  # noqa: ASYNC110 - the bus rings no bell
                        await asyncio.sleep(0.02)
            await asyncio.sleep(WAITING_COME_WITHIN_S)
        return self._bus


def said_last(reports: list[HeadReport], head: RadioSmoke) -> str:
    """Say in words what a head said last."""
    smoke = next((report for report in reversed(reports) if report.smoke is not None), None)
    battery_pct = next((report.battery_pct for report in reversed(reports) if report.battery_pct is not None), None)
    if smoke is None:
        return f"Broker erreicht, noch nichts gehört (höchstens {head.every_s} s) / broker reached, nothing heard yet"
    words = "RAUCH / SMOKE" if smoke.smoke else "kein Rauch / no smoke"
    battery = "" if battery_pct is None else f", {battery_pct} %"
    unknown = smoke.stamp_ms is None and smoke.age_ms is None
    return f"{words}{battery}{f', {UNSTAMPED}' if unknown else ''}"


def sensor_said_last(heard: list[Said], sensor: BusSensor) -> str:
    """Say in words what a sensor said last, and which of its fields are not there."""
    found: dict[str, float] = {}
    for said in heard:
        for field in fields_of(sensor):
            value = value_of(said.content, field)
            if isinstance(value, float):
                found[field.told_as] = value
    if not any(said.content for said in heard):
        return f"Broker erreicht, noch nichts gehört (höchstens {sensor.every_s} s) / broker reached, nothing heard yet"
    missing = [field.path for field in fields_of(sensor) if field.told_as not in found]
    words = ", ".join(f"{quantity} {value:g}" for quantity, value in found.items())
    return f"{words} (fehlt / missing: {', '.join(missing)})".strip() if missing else words
