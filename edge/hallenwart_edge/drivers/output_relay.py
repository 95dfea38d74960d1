"""A light or heating behind a relay on a pin, wired to its closing or its resting contact.

What is known of it is the pin: whether the relay pulled in, and whether the lamp behind it burns, no pin says. Letting go
of the pin leaves the relay to the resistor of its board, so a lamp that must outlive a restart hangs at the resting contact.
"""

from __future__ import annotations

from gpiozero import Factory, OutputDevice

from hallenwart_edge.drivers.pin_factory import hardware_errors
from hallenwart_edge.errors import DriverFault


class OutputRelay:
    """On or off from the first moment, without a flicker in between. All methods raise DriverFault when the pin is gone."""

    def __init__(
        self,
        factory: Factory,
        component: str,
        *,
        pin: int,
        active_high: bool = False,
        closed_at_rest: bool = False,
        on: bool = False,
    ) -> None:
        """Claim the pin with the level that means `on`. `closed_at_rest`: the load is on while the relay rests."""
        self._component = component
        try:
            self._relay = OutputDevice(pin, active_high=active_high != closed_at_rest, initial_value=on, pin_factory=factory)
        except hardware_errors() as error:
            raise DriverFault(component, str(error)) from error

    async def switch(self, *, on: bool) -> None:
        """Switch, and look at the pin whether it took the level."""
        try:
            self._relay.value = on
        except hardware_errors(AttributeError) as error:  # a closed device has no pin
            raise DriverFault(self._component, str(error)) from error
        if await self.read() is not on:
            raise DriverFault(self._component, "der Pin bleibt, wie er war / the pin stays as it was")

    async def read(self) -> bool:
        try:
            return bool(self._relay.value)
        except hardware_errors(AttributeError) as error:
            raise DriverFault(self._component, str(error)) from error

    def close(self) -> None:
        """Let go of the pin as it stands. May be called twice."""
        try:
            self._relay.close()
        except hardware_errors() as error:
            raise DriverFault(self._component, str(error)) from error
