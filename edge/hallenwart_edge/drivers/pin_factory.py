"""The pin factory named in the configuration: that one or an error, never a fallback."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.metadata import entry_points

from gpiozero import Factory, GPIOZeroError, InputDevice, OutputDevice

from hallenwart_edge.errors import ConfigError, DriverFault

_GROUP = "gpiozero_pin_factories"


def open_pin_factory(name: str) -> Factory:
    """Load and construct the factory registered as `name`. Raises ConfigError when it is unknown or does not start."""
    known = {entry.name: entry for entry in entry_points(group=_GROUP)}
    if name not in known:
        raise ConfigError(f"[pins] factory = {name!r} is not installed; installed are: {', '.join(sorted(known))}")
    try:
        factory_class = known[name].load()
    except ImportError as error:
        raise ConfigError(f"[pins] factory = {name!r} cannot be loaded: {error}") from error
    try:
        factory: Factory = factory_class()
    except hardware_errors() as error:
        raise ConfigError(f"[pins] factory = {name!r} does not start: {error}") from error
    return factory


def release(component: str, outputs: Iterable[OutputDevice], inputs: Iterable[InputDevice] = ()) -> None:
    """Switch outputs off and let go of all pins, also when one of them fails. Idempotent. Raises DriverFault at the end."""
    failed: Exception | None = None
    for device in (*outputs, *inputs):
        try:
            if isinstance(device, OutputDevice) and not device.closed:
                device.off()
        except hardware_errors() as error:
            failed = error
        try:
            device.close()
        except hardware_errors() as error:
            failed = error
    if failed is not None:
        raise DriverFault(component, str(failed)) from failed


def hardware_errors(*more: type[Exception]) -> tuple[type[Exception], ...]:
    """Return what pins and SPI raise when the hardware fails, and `more`. The lgpio library has an error of its own."""
    lgpio = sys.modules.get("lgpio")
    own: tuple[type[Exception], ...] = (lgpio.error,) if lgpio is not None else ()
    return (GPIOZeroError, OSError, *own, *more)
