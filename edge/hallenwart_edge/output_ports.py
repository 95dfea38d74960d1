"""What booking needs of a light or heating. Adapters: `drivers/output_relay`, `local_bus/shelly_switch`."""

from __future__ import annotations

from typing import Protocol

from hallenwart_edge.ports import Closable


class Switch(Closable, Protocol):
    """One output. Both calls raise DriverFault within seconds when it does not answer, and may be tried again."""

    async def switch(self, *, on: bool) -> None:
        """Switch; returns when the device itself confirmed it."""
        ...

    async def read(self) -> bool:
        """Ask the device whether it is on."""
        ...
