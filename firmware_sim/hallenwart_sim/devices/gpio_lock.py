"""One lock on pins: a relay with the resistor that keeps it off while its pin floats, a door contact and a key switch.

A sprung door jumps open when its coil is fed. A door strike only lets go while it is fed: somebody has to pull meanwhile.
Contacts are wired to ground, so a pin is high when its contact is open or its wire is cut.
"""

from __future__ import annotations

import asyncio
from typing import Final, NamedTuple

from hallenwart_sim.devices.cabinet import SPRING_S, Cabinet
from hallenwart_sim.pins_server import Change, PinsServer

FLICKERS_EVERY_S: Final = 0.05


class Feeding(NamedTuple):
    mono_ms: int
    on: bool


class EmulatedGpioLock(Cabinet):
    """Lock 0 of a cabinet of one. Needs a running loop. `bit` means: the level of the pin."""

    def __init__(
        self,
        pins: PinsServer,
        *,
        coil_pin: int,
        contact_pin: int,
        key_pin: int | None = None,
        key: bool = False,
        active_high: bool = False,
        strike: bool = False,
        hook_bit_when_closed: bool = False,
        key_bit_when_present: bool = False,
    ) -> None:
        super().__init__(
            locks=1,
            keys=[0] if key else [],
            hook_bit_when_closed=hook_bit_when_closed,
            key_bit_when_present=key_bit_when_present,
        )
        self._pins, self._coil_pin, self._contact_pin, self._key_pin = pins, coil_pin, contact_pin, key_pin
        self._active_high = active_high
        self._strike = strike
        self._cut = False
        self._flicker: asyncio.TimerHandle | None = None
        self._loop = asyncio.get_running_loop()
        pins.rest(coil_pin, high=not active_high)
        self._fed_from = len(pins.history(coil_pin))
        self._moved()
        pins.observe(coil_pin, self._on_coil)

    @property
    def fed(self) -> bool:
        """Whether the coil has current now."""
        return self._pins.level(self._coil_pin) == self._active_high

    @property
    def history(self) -> list[Feeding]:
        """What its coil got so far, oldest first."""
        changes = self._pins.history(self._coil_pin)[self._fed_from :]
        return [Feeding(change.mono_ms, change.high == self._active_high) for change in changes]

    def pull_door(self, lock: int, *, force: bool = False) -> bool:
        """Pull at the door. It opens while a strike is fed, and by force."""
        return super().pull_door(lock, force=force or (self._strike and self.fed and not self.doors[lock].jammed))

    def cut_contact(self, *, cut: bool = True) -> None:
        """Cut the wire of the door contact."""
        self._cut = cut
        self._moved()

    def _moved(self) -> None:
        if self._cut:
            self._pins.release(self._contact_pin)
        else:
            self._pins.drive(self._contact_pin, bool(self._hook_bit(self.doors[0])))
        if self._key_pin is not None:
            self._pins.drive(self._key_pin, bool(self._key_bit(self.doors[0])))

        if self.doors[0].key_sensor_flickers and self._flicker is None:
            self._flicker = self._loop.call_later(FLICKERS_EVERY_S, self._flickered)

    def _flickered(self) -> None:
        self._flicker = None
        self._moved()

    def _on_coil(self, change: Change) -> None:
        if change.high == self._active_high and not self._strike and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._loop.call_later, SPRING_S, self._spring_open)

    def _spring_open(self) -> None:
        if self.fed and not self.doors[0].jammed:
            self.doors[0].closed = False
            self._moved()
