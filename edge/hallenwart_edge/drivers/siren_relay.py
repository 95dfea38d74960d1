"""Siren behind a relay on a pin. Most opto-isolated relay boards are active low: the pin is high when the siren is silent.

The relay board needs a resistor to its silent level, because the pin floats before the agent starts and after it ends.
"""

from __future__ import annotations

from gpiozero import Factory, OutputDevice

from hallenwart_edge.drivers.pin_factory import hardware_errors
from hallenwart_edge.errors import DriverFault


class SirenRelay:
    """Silent from the first moment, and silent again when closed. All methods raise DriverFault when the pin is gone."""

    def __init__(self, factory: Factory, pin: int, *, active_high: bool = False, component: str = "siren") -> None:
        self._component = component
        try:
            self._relay = OutputDevice(pin, active_high=active_high, initial_value=False, pin_factory=factory)
        except hardware_errors() as error:
            raise DriverFault(component, str(error)) from error

    def sound(self) -> None:
        try:
            self._relay.on()
        except hardware_errors() as error:
            raise DriverFault(self._component, str(error)) from error

    def silence(self) -> None:
        try:
            self._relay.off()
        except hardware_errors() as error:
            raise DriverFault(self._component, str(error)) from error

    def close(self) -> None:
        """Silence the siren, then let go of the pin. May be called twice."""
        if self._relay.closed:
            return
        try:
            self._relay.off()
            self._relay.close()
        except hardware_errors() as error:
            raise DriverFault(self._component, str(error)) from error
