"""One lock on pins: a relay that pulses its coil, a door contact, and where wanted a key switch. Drives a door strike as well.

Contacts are wired to ground with the pull-up on, so that a cut wire reads high. The coil's pin needs a resistor to its idle
level, because it floats before the agent starts and after it ends; the lock or strike must bear the pulse, and one that must
never burn needs a relay with a time limit of its own, because a pin keeps its level when a process is killed.
"""

from __future__ import annotations

import threading

from gpiozero import Factory, InputDevice, OutputDevice

from hallenwart_edge.drivers.pin_factory import hardware_errors, release
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.ports import DoorReading


class GpioLock:
    """A board with one lock, number 0. The coil is off from the first moment, and off again when closed."""

    def __init__(
        self,
        factory: Factory,
        component: str,
        *,
        coil_pin: int,
        contact_pin: int,
        key_pin: int | None = None,
        active_high: bool = False,
        hook_bit_when_closed: bool = False,
        key_bit_when_present: bool = False,
        pulse_ms: int = 500,
    ) -> None:
        """Claim the pins. `hook_bit_when_closed`: the contact's pin is high while the door is shut. Raises DriverFault."""
        self._component = component
        self._pulse_s = pulse_ms / 1000
        self._hook_bit_when_closed = hook_bit_when_closed
        self._key_bit_when_present = key_bit_when_present
        self._turn = threading.Lock()
        self._ending: threading.Timer | None = None
        self._inputs: list[InputDevice] = []
        try:
            self._coil = OutputDevice(coil_pin, active_high=active_high, initial_value=False, pin_factory=factory)
        except hardware_errors() as error:
            raise DriverFault(component, str(error)) from error
        try:
            for pin in [contact_pin] if key_pin is None else [contact_pin, key_pin]:
                self._inputs.append(InputDevice(pin, pull_up=True, pin_factory=factory))
        except hardware_errors() as error:
            self.close()
            raise DriverFault(component, str(error)) from error

    async def unlock(self, lock: int) -> None:
        """Pulse the coil. Returns when it is on; a thread of its own ends the pulse, even when the loop stands still."""
        if lock != 0:
            raise ValueError(f"a single lock has number 0, not {lock}")
        with self._turn:
            self._forget_ending()
            try:
                self._coil.on()
            except hardware_errors(AttributeError) as error:  # a closed device has no pin
                raise DriverFault(self._component, str(error)) from error
            self._ending = threading.Timer(self._pulse_s, self._end_pulse)
            self._ending.daemon = True
            self._ending.start()

    async def read(self) -> tuple[DoorReading, ...]:
        """Read door contact and key switch. Raises DriverFault when a pin is gone."""
        try:
            levels = [device.pin.state == 1 for device in self._inputs]
        except hardware_errors(AttributeError) as error:  # a closed device has no pin
            raise DriverFault(self._component, str(error)) from error
        key = levels[1] == self._key_bit_when_present if len(levels) > 1 else None
        return (DoorReading(closed=levels[0] == self._hook_bit_when_closed, item_present=key),)

    def close(self) -> None:
        """Switch the coil off, then let go of the pins. May be called twice. Raises DriverFault when the pins are gone."""
        with self._turn:
            self._forget_ending()
            release(self._component, [self._coil], self._inputs)

    def _end_pulse(self) -> None:
        with self._turn:
            if self._ending is not threading.current_thread():
                return  # closed, or pulsed anew
            self._ending = None
            try:
                self._coil.off()
            except hardware_errors(AttributeError):
                pass  # the pins are gone; the next reading says so

    def _forget_ending(self) -> None:
        if self._ending is not None:
            self._ending.cancel()
            self._ending = None
