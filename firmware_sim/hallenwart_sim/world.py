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
from hallenwart_sim.devices.door import EmulatedBeamPair
from hallenwart_sim.devices.ds18b20 import EmulatedDs18b20
from hallenwart_sim.devices.fire import EmulatedLoop, EmulatedSmokeHead
from hallenwart_sim.devices.keypad import EmulatedKeypad
from hallenwart_sim.devices.kr_cu16 import LOCKS, EmulatedCu16
from hallenwart_sim.devices.ld2410 import EmulatedLd2410
from hallenwart_sim.devices.mcp3008 import EmulatedMcp3008
from hallenwart_sim.devices.pms5003 import EmulatedPms5003
from hallenwart_sim.devices.pty_port import SerialDevice
from hallenwart_sim.devices.siren import EmulatedSiren
from hallenwart_sim.pins import SOCKET_VARIABLE
from hallenwart_sim.pins_server import PinsServer

Device = TypeVar("Device", bound=SerialDevice)


class Rig:
    """The hardware around one agent. `paced` lets its serial lines run at their baud rate."""

    def __init__(self, name: str, folder: Path, *, clock: Clock, paced: bool) -> None:
        self.name = name
        self.w1_base = folder / "w1"
        self.pins = PinsServer(folder / "pins", clock=clock)
        self._folder = folder
        self._paced = paced
        self._serial: list[SerialDevice] = []
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

    def locker(
        self, *, locks: int = LOCKS, keys: Iterable[int] = (), address: int = 0, hook_bit_when_closed: bool = True
    ) -> EmulatedCu16:
        return self._kept(
            EmulatedCu16(
                self._link("locker"),
                locks=locks,
                keys=keys,
                address=address,
                hook_bit_when_closed=hook_bit_when_closed,
                paced=self._paced,
            )
        )

    def keypad(self) -> EmulatedKeypad:
        return self._kept(EmulatedKeypad(self._link("keypad"), paced=self._paced))

    def pms5003(self, *, period_s: float = 1.0) -> EmulatedPms5003:
        return self._kept(EmulatedPms5003(self._link("pms5003"), period_s=period_s, paced=self._paced))

    def ld2410(self, *, period_s: float = 0.1) -> EmulatedLd2410:
        return self._kept(EmulatedLd2410(self._link("ld2410"), period_s=period_s, paced=self._paced))

    def ds18b20(self, rom: str, *, temp_c: float = 21.0) -> EmulatedDs18b20:
        return EmulatedDs18b20(self.w1_base, rom, temp_c=temp_c)

    def loop(self, channel: int) -> EmulatedLoop:
        return EmulatedLoop(self.adc, channel)

    def smoke_head(self, channel: int, *, full_scale_pct_m: float = 20.0, zero_code: int = 40) -> EmulatedSmokeHead:
        return EmulatedSmokeHead(self.adc, channel, full_scale_pct_m, zero_code)

    def beam_pair(self, outer: int, inner: int, *, speed: float = 1.0) -> EmulatedBeamPair:
        return EmulatedBeamPair(self.pins, outer, inner, speed=speed)

    def siren(self, pin: int, *, active_high: bool = False) -> EmulatedSiren:
        return EmulatedSiren(self.pins, pin, active_high=active_high)

    def close(self) -> None:
        for device in self._serial:
            device.close()
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
