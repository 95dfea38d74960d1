"""Opens the devices of a configuration: the one place that knows which driver stands behind which table."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from hallenwart_contract.clock import Clock
from hallenwart_edge import config_devices as devices
from hallenwart_edge import config_people as people
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.config_outputs import RelayPin
from hallenwart_edge.config_streaming import Camera
from hallenwart_edge.door_ports import DoorRadar
from hallenwart_edge.drivers import gm65, kerong, keypad_serial, mh_z19b, pms5003, pn532, rdm6300, sps30
from hallenwart_edge.drivers.beam_pair import GpioBeamPair
from hallenwart_edge.drivers.contact import GpioContact
from hallenwart_edge.drivers.dialler_relay import DiallerRelay
from hallenwart_edge.drivers.ds18b20 import Ds18b20
from hallenwart_edge.drivers.gm65 import Gm65
from hallenwart_edge.drivers.gpio_lock import GpioLock
from hallenwart_edge.drivers.hid_keys import HidCodeReader, HidKeypad
from hallenwart_edge.drivers.keypad_serial import SerialKeypad
from hallenwart_edge.drivers.kr_cu16 import KrCu16
from hallenwart_edge.drivers.kr_cu48 import KrCu48
from hallenwart_edge.drivers.lamps import GpioLamps
from hallenwart_edge.drivers.ld2410 import Ld2410
from hallenwart_edge.drivers.ld2450 import Ld2450, SupplyCuts
from hallenwart_edge.drivers.mcp3008 import Mcp3008
from hallenwart_edge.drivers.mh_z19b import MhZ19b
from hallenwart_edge.drivers.output_relay import OutputRelay
from hallenwart_edge.drivers.pin_factory import open_pin_factory
from hallenwart_edge.drivers.pir import GpioPir, PirLife
from hallenwart_edge.drivers.pms5003 import Pms5003
from hallenwart_edge.drivers.pn532 import Pn532
from hallenwart_edge.drivers.rdm6300 import Rdm6300, RdmTagReader
from hallenwart_edge.drivers.serial_bus import SerialBus
from hallenwart_edge.drivers.serial_line import SerialLine
from hallenwart_edge.drivers.siren_relay import SirenRelay
from hallenwart_edge.drivers.sps30 import Sps30
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.output_ports import Switch
from hallenwart_edge.ports import (
    AnalogInput,
    BeamPair,
    CardReader,
    Closable,
    CodeReader,
    Contact,
    Dialler,
    Keypad,
    Lamps,
    LockBoard,
    Sensor,
    Siren,
    TagReader,
)
from hallenwart_edge.reopening import (
    ReopeningBeamPair,
    ReopeningCardReader,
    ReopeningCodeReader,
    ReopeningContact,
    ReopeningDoorRadar,
    ReopeningInput,
    ReopeningKeypad,
    ReopeningLamps,
    ReopeningLockBoard,
    ReopeningSensor,
    ReopeningSwitch,
    ReopeningTagReader,
)
from hallenwart_edge.supply import SuppliedLockBoard, Supply

if TYPE_CHECKING:  # the libraries of the hardware belong to the drivers alone
    from gpiozero import Factory

_log: Final = logging.getLogger(__name__)

R = TypeVar("R", bound=Closable)


class Hardware:
    """Hands out ports; each opens its device at first use and anew after a fault. `close` releases everything."""

    def __init__(self, config: AgentConfig, clock: Clock) -> None:
        self._config = config
        self._clock = clock
        self._factory: Factory | None = None
        self._adc: Mcp3008 | None = None
        self._buses: dict[str, SerialBus] = {}
        self._supplies: dict[str, Supply] = {}
        self._handed_out: list[Closable] = []

    def locker(self, locker: devices.Locker) -> LockBoard:
        """Return the board; boards at one supply wait for each other's coils."""
        supply = self._supplies.setdefault(locker.supply_name, Supply())
        board = ReopeningLockBoard(lambda: self._lock_board(locker))
        return self._kept(SuppliedLockBoard(locker.id, board, supply, pulse_ms=locker.pulse_ms))

    def keypad(self, keypad: devices.Keypad) -> Keypad:
        def opened() -> Keypad:
            if keypad.kind == "usb":
                return HidKeypad(keypad.id, keypad.port)
            return SerialKeypad(SerialLine(keypad.id, keypad.port, baud=keypad_serial.BAUD))

        return self._kept(ReopeningKeypad(opened))

    def contact(self, contact: devices.Contact | devices.FireContact) -> Contact:
        return self._contact(contact.id, contact.pin, active_high=contact.active_high, debounce_ms=contact.debounce_ms)

    def fault_contact(self, smoke: devices.Smoke) -> Contact | None:
        """Return the smoke head's own fault contact, None when it has none."""
        if smoke.fault_pin is None:
            return None
        return self._contact(smoke.id, smoke.fault_pin, active_high=smoke.fault_active_high)

    def cover(self, camera: Camera) -> Contact | None:
        """Return the contact of a camera's cover, None when it has none."""
        if camera.shutter_pin is None:
            return None
        return self._contact(camera.id, camera.shutter_pin, active_high=camera.shutter_active_high)

    def lamps(self, lamps: devices.Lamps) -> Lamps:
        def opened() -> Lamps:
            return GpioLamps(
                self.factory(),
                green_pin=lamps.green_pin,
                red_pin=lamps.red_pin,
                buzzer_pin=lamps.buzzer_pin,
                active_high=lamps.active_high,
            )

        return self._kept(ReopeningLamps(opened))

    def card_reader(self, reader: devices.CardReader) -> CardReader:
        def opened() -> CardReader:
            if reader.kind == "rdm6300":
                return Rdm6300(SerialLine(reader.id, reader.port, baud=rdm6300.BAUD), component=reader.id)
            return Pn532(SerialLine(reader.id, reader.port, baud=pn532.BAUD), component=reader.id)

        return self._kept(ReopeningCardReader(opened))

    def code_reader(self, reader: devices.CodeReader) -> CodeReader:
        def opened() -> CodeReader:
            if reader.kind == "usb":
                return HidCodeReader(reader.id, reader.port)
            line = SerialLine(reader.id, reader.port, baud=gm65.BAUD)
            return Gm65(line, component=reader.id, model=gm65.Model(reader.kind), mode=gm65.Mode(reader.mode))

        return self._kept(ReopeningCodeReader(opened))

    def tag_reader(self, reader: devices.TagReader) -> TagReader:
        def opened() -> TagReader:
            return RdmTagReader(SerialLine(reader.id, reader.port, baud=rdm6300.BAUD), component=reader.id)

        return self._kept(ReopeningTagReader(opened))

    def heat(self, heat: devices.Heat) -> Sensor:
        return self._kept(Ds18b20(heat.id, heat.rom, base=Path(heat.base)))

    def particles(self, sensor: devices.Particles) -> Sensor:
        def opened() -> Sensor:
            if sensor.kind == "sps30":
                return Sps30(SerialLine(sensor.id, sensor.port, baud=sps30.BAUD), component=sensor.id)
            return Pms5003(SerialLine(sensor.id, sensor.port, baud=pms5003.BAUD), component=sensor.id)

        return self._sensor(opened)

    def co2(self, sensor: devices.CarbonDioxide) -> Sensor:
        return self._sensor(
            lambda: MhZ19b(SerialLine(sensor.id, sensor.port, baud=mh_z19b.BAUD), component=sensor.id, clock=self._clock)
        )

    def presence(self, radar: people.Presence) -> Sensor:
        def opened() -> Sensor:
            how = {"bluetooth": radar.bluetooth, "light": radar.light}
            return Ld2410(self._line(radar.id, radar.port), component=radar.id, baud=radar.baud, **how)

        return self._sensor(opened)

    def pir(self, pir: people.Pir) -> Sensor:
        life = PirLife.begun(self._clock, warm_up_s=pir.warm_up_s)

        def opened() -> Sensor:
            wiring = {"pin": pir.pin, "stuck_after_s": pir.stuck_after_s}
            return GpioPir(self.factory(), pir.id, clock=self._clock, life=life, active_high=pir.active_high, **wiring)

        return self._sensor(opened)

    def door_radar(self, radar: people.DoorRadar) -> DoorRadar:
        power = self.output_relay(radar.id, radar.power, on=lambda: True) if radar.power else None
        cuts = SupplyCuts()

        def opened() -> DoorRadar:
            return Ld2450(
                self._line(radar.id, radar.port),
                component=radar.id,
                clock=self._clock,
                baud=radar.baud,
                power=power,
                cuts=cuts,
                bluetooth=radar.bluetooth,
            )

        return self._kept(ReopeningDoorRadar(opened))

    def analog(self, channel: int) -> AnalogInput:
        return self._kept(ReopeningInput(lambda: self._converter().channel(channel)))

    def beam_pair(self, beam: people.BeamPair) -> BeamPair:
        def opened() -> BeamPair:
            pins = {"outer_pin": beam.outer_pin, "inner_pin": beam.inner_pin}
            return GpioBeamPair(self.factory(), beam.id, clock=self._clock, **pins)

        return self._kept(ReopeningBeamPair(opened))

    def siren(self, siren: devices.Siren) -> Siren:
        """Open the siren at once, silent. Raises DriverFault."""
        return self._kept(SirenRelay(self.factory(), siren.pin, active_high=siren.active_high))

    def dialler(self, dialler: devices.Dialler) -> Dialler:
        """Open the dialler's contact at once, at rest. Raises DriverFault."""
        return self._kept(DiallerRelay(self.factory(), dialler.pin, active_high=dialler.active_high))

    def button(self, pin: int) -> Contact:
        """Return a button to ground: active while it is pressed."""
        return self._contact("button", pin, active_high=False)

    def output_relay(self, output: str, relay: RelayPin, *, on: Callable[[], bool]) -> Switch:
        """Return a relay that comes up, and comes back after a fault, in the state `on` says."""

        def opened() -> Switch:
            wiring = {"active_high": relay.active_high, "closed_at_rest": relay.closed_at_rest}
            return OutputRelay(self.factory(), output, pin=relay.pin, **wiring, on=on())

        return self._kept(ReopeningSwitch(opened))

    def factory(self) -> Factory:
        """Return the pin factory of the configuration. Raises ConfigError."""
        if self._factory is None:
            self._factory = open_pin_factory(self._config.pins.factory)
        return self._factory

    def close(self) -> None:
        """Release every device; the siren falls silent, coils and lamps go off. One that is gone keeps no other. Idempotent."""
        while self._handed_out:
            try:
                self._handed_out.pop().close()
            except DriverFault as fault:
                _log.warning("could not be closed in order: %s", fault)
        if self._adc is not None:
            self._adc.close()
            self._adc = None
        if self._factory is not None:
            self._factory.close()
            self._factory = None

    def _line(self, component: str, port: str) -> Callable[[int], SerialLine]:
        return lambda baud: SerialLine(component, port, baud=baud)

    def _sensor(self, opener: Callable[[], Sensor]) -> Sensor:
        return self._kept(ReopeningSensor(opener))

    def _contact(self, component: str, pin: int, *, active_high: bool, debounce_ms: int = 50) -> Contact:
        def opened() -> Contact:
            return GpioContact(
                self.factory(), component, pin=pin, active_high=active_high, debounce_ms=debounce_ms, clock=self._clock
            )

        return self._kept(ReopeningContact(opened))

    def _lock_board(self, locker: devices.Locker) -> LockBoard:
        if locker.gpio is not None:
            return self._single_lock(locker, locker.gpio)
        bus = self._buses.setdefault(locker.port, SerialBus(locker.port, baud=kerong.BAUD))
        place, address, hook = bus.place(locker.id), locker.address, locker.hook_bit_when_closed
        if locker.board == "kr-cu48":
            return KrCu48(place, address=address, hook_bit_when_closed=hook)
        how = {"key_bit_when_present": locker.key_bit_when_present, "key_sensors": locker.key_sensors}
        return KrCu16(place, address=address, hook_bit_when_closed=hook, **how)

    def _single_lock(self, locker: devices.Locker, pins: devices.LockPins) -> LockBoard:
        return GpioLock(
            self.factory(),
            locker.id,
            coil_pin=pins.coil_pin,
            contact_pin=pins.contact_pin,
            key_pin=pins.key_pin,
            active_high=pins.active_high,
            hook_bit_when_closed=locker.hook_bit_when_closed,
            key_bit_when_present=locker.key_bit_when_present,
            pulse_ms=locker.pulse_ms,
        )

    def _converter(self) -> Mcp3008:
        if self._adc is None:
            self._adc = Mcp3008(self.factory(), self_test_channel=self._config.adc.self_test_channel)
        return self._adc

    def _kept(self, port: R) -> R:
        self._handed_out.append(port)
        return port
