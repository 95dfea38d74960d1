"""The contact of a telephone dialler, or an input of the building's panel, behind a relay on a pin."""

from __future__ import annotations

from gpiozero import Factory

from hallenwart_edge.drivers.siren_relay import SirenRelay


class DiallerRelay:
    """Open from the first moment, and open again when closed. All methods raise DriverFault when the pin is gone."""

    def __init__(self, factory: Factory, pin: int, *, active_high: bool = False) -> None:
        self._relay = SirenRelay(factory, pin, active_high=active_high, component="dialler")

    def dial(self) -> None:
        self._relay.sound()

    def rest(self) -> None:
        self._relay.silence()

    def close(self) -> None:
        """Open the contact, then let go of the pin. May be called twice."""
        self._relay.close()
