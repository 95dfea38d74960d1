"""The emulated world: for every agent a rig of devices that speak the real protocols.

    async with World() as world:
        rig = await world.add_rig("nordpark-1")
        locker = rig.locker(keys=range(8))          # its port goes into the agent's configuration

All of it lives in one folder that is removed at the end; devices are driven by the running loop, pins by threads.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from hallenwart_contract.clock import Clock, SystemClock
from hallenwart_sim.devices.camera import EmulatedCamera
from hallenwart_sim.devices.contact import EmulatedContact
from hallenwart_sim.devices.door import EmulatedBeamPair
from hallenwart_sim.devices.ds18b20 import EmulatedDs18b20
from hallenwart_sim.devices.ds3231 import EmulatedDs3231
from hallenwart_sim.devices.fire import EmulatedFaultLoop, EmulatedLoop, EmulatedSmokeHead
from hallenwart_sim.devices.gm65 import EmulatedGm65
from hallenwart_sim.devices.gpio_lock import EmulatedGpioLock
from hallenwart_sim.devices.hid_keys import EmulatedHidKeypad, EmulatedHidReader
from hallenwart_sim.devices.keypad import EmulatedKeypad
from hallenwart_sim.devices.kr_cu16 import LOCKS, EmulatedCu16
from hallenwart_sim.devices.kr_cu48 import LOCKS as LOCKS_48
from hallenwart_sim.devices.kr_cu48 import EmulatedCu48
from hallenwart_sim.devices.lamps import EmulatedLamps
from hallenwart_sim.devices.ld2410 import EmulatedLd2410
from hallenwart_sim.devices.ld2450 import EmulatedLd2450
from hallenwart_sim.devices.lock_board import EmulatedSupply
from hallenwart_sim.devices.mcp3008 import EmulatedMcp3008
from hallenwart_sim.devices.mh_z19b import EmulatedMhZ19b
from hallenwart_sim.devices.pir import EmulatedPir
from hallenwart_sim.devices.pms5003 import EmulatedPms5003
from hallenwart_sim.devices.pn532 import EmulatedPn532
from hallenwart_sim.devices.pty_port import SerialDevice
from hallenwart_sim.devices.rdm6300 import EmulatedRdm6300
from hallenwart_sim.devices.relay_load import EmulatedRelayLoad
from hallenwart_sim.devices.rs485 import EmulatedBus
from hallenwart_sim.devices.siren import EmulatedSiren
from hallenwart_sim.devices.sps30 import EmulatedSps30
from hallenwart_sim.pins import SOCKET_VARIABLE
from hallenwart_sim.pins_server import PinsServer

Device = TypeVar("Device", bound=SerialDevice)


class Rig:
    """The hardware around one agent. `paced` lets its serial lines run at their baud rate."""

    def __init__(self, name: str, folder: Path, *, clock: Clock, paced: bool) -> None:
        self.name = name
        self.w1_base = folder / "w1"
        self.rtc_base = folder / "rtc"
        self.pins = PinsServer(folder / "pins", clock=clock)
        self._folder = folder
        self._paced = paced
        self._clock = clock
        self._serial: list[SerialDevice] = []
        self._clocks: list[EmulatedDs3231] = []
        self.rtc_base.mkdir(parents=True)
        self.w1_base.mkdir(parents=True)
        self.pins.start()

    @property
    def adc(self) -> EmulatedMcp3008:
        return self.pins.converter

    @property
    def pins_socket(self) -> str:
        return str(self.pins.path)

    @property
    def environment(self) -> dict[str, str]:
        """What the agent's process needs in its environment."""
        return {SOCKET_VARIABLE: self.pins_socket}

    def bus(self) -> EmulatedBus:
        """Lay an RS-485 bus for several boards."""
        return self._kept(EmulatedBus(self._link("bus"), paced=self._paced))

    def locker(
        self,
        *,
        locks: int = LOCKS,
        keys: Iterable[int] = (),
        address: int = 0,
        hook_bit_when_closed: bool = True,
        key_bit_when_present: bool = True,
        bus: EmulatedBus | None = None,
        supply: EmulatedSupply | None = None,
    ) -> EmulatedCu16:
        """Hang up a KR-CU16; without `bus` and `supply` it has its own."""
        return EmulatedCu16(
            bus or self.bus(),
            locks=locks,
            keys=keys,
            address=address,
            hook_bit_when_closed=hook_bit_when_closed,
            key_bit_when_present=key_bit_when_present,
            supply=supply,
        )

    def locker_48(
        self,
        *,
        locks: int = LOCKS_48,
        keys: Iterable[int] = (),
        address: int = 0,
        hook_bit_when_closed: bool = True,
        bus: EmulatedBus | None = None,
        supply: EmulatedSupply | None = None,
    ) -> EmulatedCu48:
        """Hang up a KR-CU48; without `bus` and `supply` it has its own."""
        return EmulatedCu48(
            bus or self.bus(),
            locks=locks,
            keys=keys,
            address=address,
            hook_bit_when_closed=hook_bit_when_closed,
            supply=supply,
        )

    def gpio_lock(
        self,
        *,
        coil_pin: int,
        contact_pin: int,
        key_pin: int | None = None,
        key: bool = False,
        active_high: bool = False,
        strike: bool = False,
        hook_bit_when_closed: bool = False,
        key_bit_when_present: bool = False,
    ) -> EmulatedGpioLock:
        """Build one lock on pins, or with `strike` a door strike."""
        return EmulatedGpioLock(
            self.pins,
            coil_pin=coil_pin,
            contact_pin=contact_pin,
            key_pin=key_pin,
            key=key,
            active_high=active_high,
            strike=strike,
            hook_bit_when_closed=hook_bit_when_closed,
            key_bit_when_present=key_bit_when_present,
        )

    def hid_keypad(self) -> EmulatedHidKeypad:
        return self._kept(EmulatedHidKeypad(self._link("hid-keypad")))

    def hid_reader(self) -> EmulatedHidReader:
        return self._kept(EmulatedHidReader(self._link("hid-reader")))

    def lamps(self, *, green_pin: int, red_pin: int, buzzer_pin: int | None = None, active_high: bool = True) -> EmulatedLamps:
        return EmulatedLamps(self.pins, green_pin=green_pin, red_pin=red_pin, buzzer_pin=buzzer_pin, active_high=active_high)

    def contact(self, pin: int, *, closed: bool = True) -> EmulatedContact:
        return EmulatedContact(self.pins, pin, closed=closed)

    def ds3231(self, *, number: int = 0, set_the_system: bool = True) -> EmulatedDs3231:
        """Plug in a clock chip; its files are in `rtc_base`."""
        clock = EmulatedDs3231(self.rtc_base, self._clock, number=number, set_the_system=set_the_system)
        self._clocks.append(clock)
        return clock

    def keypad(self) -> EmulatedKeypad:
        return self._kept(EmulatedKeypad(self._link("keypad"), paced=self._paced))

    def pn532(self) -> EmulatedPn532:
        return self._kept(EmulatedPn532(self._link("pn532"), paced=self._paced))

    def rdm6300(self, *, period_s: float = 0.065) -> EmulatedRdm6300:
        return self._kept(EmulatedRdm6300(self._link("rdm6300"), period_s=period_s, paced=self._paced))

    def gm65(self, *, model: str = "gm65") -> EmulatedGm65:
        return self._kept(EmulatedGm65(self._link("gm65"), model=model, paced=self._paced))

    def pms5003(self, *, period_s: float = 1.0) -> EmulatedPms5003:
        return self._kept(EmulatedPms5003(self._link("pms5003"), period_s=period_s, paced=self._paced))

    def sps30(self, *, period_s: float = 1.0) -> EmulatedSps30:
        return self._kept(EmulatedSps30(self._link("sps30"), period_s=period_s, paced=self._paced))

    def mh_z19b(self, *, cold: bool = False) -> EmulatedMhZ19b:
        return self._kept(EmulatedMhZ19b(self._link("mh-z19b"), cold=cold, paced=self._paced))

    def ld2410(self, *, period_s: float = 0.1) -> EmulatedLd2410:
        return self._kept(EmulatedLd2410(self._link("ld2410"), period_s=period_s, paced=self._paced))

    def ld2450(self, *, period_s: float = 0.1, seed: int = 0) -> EmulatedLd2450:
        return self._kept(EmulatedLd2450(self._link("ld2450"), period_s=period_s, paced=self._paced, seed=seed))

    def pir(self, pin: int, *, speed: float = 1.0) -> EmulatedPir:
        return EmulatedPir(self.pins, pin, speed=speed)

    def ds18b20(self, rom: str, *, temp_c: float = 21.0) -> EmulatedDs18b20:
        return EmulatedDs18b20(self.w1_base, rom, temp_c=temp_c)

    def loop(self, channel: int) -> EmulatedLoop:
        return EmulatedLoop(self.adc, channel)

    def fault_loop(self, channel: int, *, bridge_ohm: float | None = 10_000) -> EmulatedFaultLoop:
        return EmulatedFaultLoop(self.adc, channel, bridge_ohm=bridge_ohm)

    def smoke_head(self, channel: int, *, full_scale_pct_m: float = 20.0, zero_code: int = 40) -> EmulatedSmokeHead:
        return EmulatedSmokeHead(self.adc, channel, full_scale_pct_m, zero_code)

    def beam_pair(self, outer: int, inner: int, *, speed: float = 1.0) -> EmulatedBeamPair:
        return EmulatedBeamPair(self.pins, outer, inner, speed=speed)

    def siren(self, pin: int, *, active_high: bool = False) -> EmulatedSiren:
        return EmulatedSiren(self.pins, pin, active_high=active_high)

    def relay_load(self, pin: int, *, active_high: bool = False, closed_at_rest: bool = False) -> EmulatedRelayLoad:
        return EmulatedRelayLoad(self.pins, pin, active_high=active_high, closed_at_rest=closed_at_rest)

    def camera(self, *, port: int, shutter_pin: int, lamp_pin: int) -> EmulatedCamera:
        """Hang up a camera of the hall's network; start and stop it."""
        return EmulatedCamera(self.pins, port=port, shutter_pin=shutter_pin, lamp_pin=lamp_pin)

    def close(self) -> None:
        for device in self._serial:
            device.close()
        for clock in self._clocks:
            clock.close()
        self.pins.close()

    def _link(self, name: str) -> Path:
        return self._folder / f"{name}-{len(self._serial)}"

    def _kept(self, device: Device) -> Device:
        self._serial.append(device)
        return device


class World:
    """All rigs of a simulation. Keep its folder short: a unix socket's path holds 107 bytes."""

    def __init__(self, folder: Path | None = None, *, clock: Clock | None = None, paced: bool = False) -> None:
        self._wanted = folder
        self._clock = clock or SystemClock()
        self._paced = paced
        self.rigs: dict[str, Rig] = {}

    async def __aenter__(self) -> Self:
        self.folder = self._wanted or Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="hallenwart-sim-"))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for rig in self.rigs.values():
            rig.close()
        await asyncio.to_thread(shutil.rmtree, self.folder, ignore_errors=True)

    async def add_rig(self, name: str) -> Rig:
        """Build the hardware of one agent and start its pins."""
        rig = await asyncio.to_thread(Rig, name, self.folder / name, clock=self._clock, paced=self._paced)
        self.rigs[name] = rig
        return rig
