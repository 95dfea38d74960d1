"""What hangs at a camera: the contact of its cover, its "on air" lamp, the relay that feeds it."""

from __future__ import annotations

import contextlib

from hallenwart_edge.errors import DriverFault
from hallenwart_edge.output_ports import Switch
from hallenwart_edge.ports import Contact


class Switches:
    """What is not there is None. A cover that nobody can ask counts as shut, a lamp that fails keeps the camera dark."""

    def __init__(self, *, cover: Contact | None = None, lamp: Switch | None = None, power: Switch | None = None) -> None:
        self._cover, self._lamp, self._power = cover, lamp, power
        self.lamp_ok = True

    def shut(self) -> bool | None:
        """Say whether the lens is covered, None where nothing tells."""
        if self._cover is None:
            return None
        try:
            return self._cover.active()
        except DriverFault:
            return True

    async def light(self) -> None:
        """Lamp on, then power. Raises DriverFault: then nothing is on."""
        if self._lamp is not None:
            try:
                await self._lamp.switch(on=True)
            except DriverFault:
                self.lamp_ok = False
                raise
        if self._power is not None:
            await self._power.switch(on=True)

    async def dark(self) -> None:
        """Power off, then the lamp: it is lit as long as something may film. What fails is tried again with the next look."""
        for each in (self._power, self._lamp):
            if each is not None:
                with contextlib.suppress(DriverFault):
                    await each.switch(on=False)

    async def look(self) -> None:
        """Ask a lamp that failed whether it answers again."""
        if self._lamp is not None and not self.lamp_ok:
            with contextlib.suppress(DriverFault):
                await self._lamp.read()
                self.lamp_ok = True
