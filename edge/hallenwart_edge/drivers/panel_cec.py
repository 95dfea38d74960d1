"""A television on HDMI that is switched over CEC, by `cec-ctl` of v4l-utils. Source: cec-ctl(1); HDMI 1.4b, supplement 1 (CEC).

It cannot be dimmed. Its power state is asked by GIVE_DEVICE_POWER_STATUS; a television that does not answer is not known.
"""

from __future__ import annotations

import re
from typing import Final

from hallenwart_edge.drivers.programs import call
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.screen_ports import PanelLook

PROGRAM: Final = "cec-ctl"
_STATE: Final = re.compile(r"pwr-state:\s*([a-z-]+)")
_ADDRESS: Final = re.compile(r"Physical Address\s*:\s*([0-9a-f]\.[0-9a-f]\.[0-9a-f]\.[0-9a-f])")
_NO_ADDRESS: Final = "f.f.f.f"
_ON: Final = {"on": True, "to-on": True, "standby": False, "to-standby": False}


class CecPanel:
    def __init__(self, device: str, component: str = "panel") -> None:
        self._device, self._component = device, component

    async def show(self, *, on: bool, brightness_pct: int) -> None:
        """Switch the television; when on, let it show this input. `brightness_pct` is its own affair. Raises DriverFault."""
        del brightness_pct
        if not on:
            await self._ask("--to", "0", "--standby")
            return
        found = _ADDRESS.search(await self._ask("--playback"))
        if found is None or found[1] == _NO_ADDRESS:
            raise DriverFault(self._component, "no television is on this HDMI output")
        await self._ask("--to", "0", "--image-view-on")
        await self._ask("--active-source", f"phys-addr={found[1]}")

    async def look(self) -> PanelLook:
        """Ask the television. Raises DriverFault when there is no CEC at all."""
        found = _STATE.search(await self._ask("--to", "0", "--give-device-power-status"))
        return PanelLook(on=_ON.get(found[1]) if found else None)

    async def _ask(self, *words: str) -> str:
        return await call(self._component, (PROGRAM, "--device", self._device, *words))
