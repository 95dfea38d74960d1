"""A panel with a backlight of the kernel, such as the Pi's own touch display: switched and dimmed by files.

Source: Documentation/ABI/stable/sysfs-class-backlight of Linux: `bl_power` 0 is on, 4 off; `brightness` up to `max_brightness`.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from hallenwart_edge.errors import DriverFault
from hallenwart_edge.screen_ports import PanelLook

BASE: Final = Path("/sys/class/backlight")
_ON: Final = 0
_OFF: Final = 4


class BacklightPanel:
    """`name` is the folder below `base`, empty: the only one."""

    def __init__(self, name: str, base: Path = BASE, component: str = "panel") -> None:
        self._name, self._base, self._component = name, base, component

    async def show(self, *, on: bool, brightness_pct: int) -> None:
        """Switch and dim. Raises DriverFault."""
        await asyncio.to_thread(self._show, on, brightness_pct)

    async def look(self) -> PanelLook:
        """Read how it is. Raises DriverFault."""
        return await asyncio.to_thread(self._look)

    def _show(self, on: bool, brightness_pct: int) -> None:
        folder = self._folder()
        if on:
            least = 1
            code = max(least, round(self._number(folder / "max_brightness") * brightness_pct / 100))
            self._write(folder / "brightness", code)
        self._write(folder / "bl_power", _ON if on else _OFF)

    def _look(self) -> PanelLook:
        folder = self._folder()
        most = max(self._number(folder / "max_brightness"), 1)
        on = self._number(folder / "bl_power") == _ON
        return PanelLook(on=on, brightness_pct=round(100 * self._number(folder / "brightness") / most))

    def _folder(self) -> Path:
        if self._name:
            return self._base / self._name
        try:
            found = sorted(self._base.iterdir())
        except OSError:
            found = []
        if len(found) != 1:
            names = ", ".join(each.name for each in found) or "none"
            raise DriverFault(self._component, f"which backlight? write [display] backlight; there are: {names}")
        return found[0]

    def _number(self, file: Path) -> int:
        try:
            return int(file.read_text())
        except (OSError, ValueError) as error:
            raise DriverFault(self._component, f"{file}: {error}") from error

    def _write(self, file: Path, number: int) -> None:
        try:
            file.write_text(f"{number}\n")
        except OSError as error:
            raise DriverFault(self._component, f"{file}: {error}") from error
