"""The broker inside Nordpark, and what hangs there: a Zigbee2MQTT with a smoke head, a Shelly smoke head, a Shelly switch."""

from __future__ import annotations

import asyncio
import itertools
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from hallenwart_contract.clock import TownClock
from hallenwart_sim.devices.mqtt_wire import Account
from hallenwart_sim.devices.shelly_smoke import EmulatedShellySmoke
from hallenwart_sim.devices.shelly_switch import EmulatedShellySwitch
from hallenwart_sim.devices.zigbee2mqtt import EmulatedZigbeeBridge
from hallenwart_sim.town import parking, timetable
from hallenwart_sim.town.folder import Folder
from hallenwart_sim.town.plan import SHELLY_PREFIX, SWITCH_PREFIX, ZIGBEE_NAME
from hallenwart_sim.town.processes import Command

_HOST: Final = "127.0.0.1"
_AGAIN_AFTER_S: Final = 1.0
_CARS_EVERY_S: Final = 5.0
_ZIGBEE_TELLS_EVERY_S: Final = 3_600.0
_SHELLY_WAKES_EVERY_S: Final = 43_200.0
_SHELLY_FIRST_WAKES_S: Final = (1.0, 5.0, 30.0)
_SBIN: Final = "/usr/local/sbin:/usr/sbin:/sbin"


def find_mosquitto(engine: str) -> str | None:
    """Return the binary; None when the machine has none, or `engine` is to be amqtt."""
    if engine == "amqtt":
        return None
    return shutil.which("mosquitto") or shutil.which("mosquitto", path=_SBIN)


def command(folder: Folder, port: int, engine: str) -> Command | None:
    """Write the broker's file and return how it is started; None when the machine has no broker for it."""
    folder.bus.mkdir(exist_ok=True, mode=0o700)
    if mosquitto := find_mosquitto(engine):
        user = ["user root"] if os.getuid() == 0 else []
        return [
            mosquitto,
            "-c",
            _file(folder.bus / "mosquitto.conf", [*user, f"listener {port} {_HOST}", "allow_anonymous true"]),
        ]
    amqtt = Path(sys.executable).parent / "amqtt"
    if not amqtt.exists():
        return None
    anonymous = ["plugins:", "  amqtt.plugins.authentication.AnonymousAuthPlugin:", "    allow_anonymous: true"]
    listener = ["listeners:", "  default:", "    type: tcp", f"    bind: {_HOST}:{port}"]
    return [amqtt, "-c", _file(folder.bus / "amqtt.yaml", [*listener, *anonymous])]


def _file(path: Path, lines: list[str]) -> Path:
    path.write_text("\n".join(lines) + "\n")
    return path


class RadioHeads:
    """One head behind Zigbee2MQTT, one Shelly. They speak once `live` runs, and again whenever the broker was away.

    `switch` feeds light and heating of the gymnastics room; `powered` False: its fuse is out.
    """

    def __init__(self, port: int, clock: TownClock) -> None:
        account = Account(_HOST, port)
        self._clock = clock
        self.bridge = EmulatedZigbeeBridge(account, clock=clock, retains=True, stamps=True)
        self.zigbee = self.bridge.head(ZIGBEE_NAME)
        self._cars = [self.bridge.space(parking.friendly(number + 1)) for number in range(parking.SENSED)]
        self.shelly = EmulatedShellySmoke(account, clock=clock, prefix=SHELLY_PREFIX)
        self.switch = EmulatedShellySwitch(account, clock=clock, prefix=SWITCH_PREFIX, channels=2)
        self.powered = True

    async def start(self) -> None:
        """Say the first words. Raises OSError."""
        await self.bridge.start()
        await self.zigbee.tell()
        await self.switch.plug_in()

    async def live(self) -> None:
        """Report as such heads do, in the town's time, until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._report(), name="zigbee reports")
            group.create_task(self._park(), name="cars")
            group.create_task(self._wake(), name="shelly wakes")
            group.create_task(self._hold_switch(), name="shelly switch")

    async def stop(self) -> None:
        await self.bridge.crash()
        await self.shelly.sleep()
        await self.switch.unplug()

    async def _hold_switch(self) -> None:
        """Let the switch come back to the broker, and come and go with its power."""
        while True:
            with suppress(OSError):
                if self.powered and not self.switch.connected:
                    await self.switch.plug_in()
                elif not self.powered and self.switch.connected:
                    await self.switch.unplug()
            await asyncio.sleep(_AGAIN_AFTER_S)

    async def _report(self) -> None:
        while True:
            await asyncio.sleep(_ZIGBEE_TELLS_EVERY_S / self._clock.speed)
            await self._tell()

    async def _park(self) -> None:
        """Let cars come and go, and each sensor tell it; now and then all tell what stands."""
        told: tuple[bool, ...] = ()
        told_ms = 0
        while True:
            now_ms = self._clock.now_ms()
            wanted = parking.taken(now_ms, timetable.ZONE)
            old = now_ms - told_ms >= parking.TELLS_EVERY_S * 1_000
            with suppress(OSError):
                for at, sensor in enumerate(self._cars):
                    if old or told[at] is not wanted[at]:
                        await sensor.change(occupancy=wanted[at])
                told, told_ms = wanted, now_ms if old else told_ms
            await asyncio.sleep(_CARS_EVERY_S)

    async def _tell(self) -> None:
        while True:
            with suppress(OSError):
                await self.zigbee.tell()
                return
            await asyncio.sleep(_AGAIN_AFTER_S)
            with suppress(OSError):
                await self.bridge.start()

    async def _wake(self) -> None:
        """Wake now and again: whoever listens may not be there yet when the head is put into its base."""
        for pause_s in itertools.chain(_SHELLY_FIRST_WAKES_S, itertools.repeat(_SHELLY_WAKES_EVERY_S / self._clock.speed)):
            await asyncio.sleep(pause_s)
            with suppress(OSError):
                await self.shelly.wake()
                await self.shelly.sleep()
