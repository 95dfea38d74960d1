"""A monitor that sleeps while its output is off: by `wlopm`, else by `wlr-randr`, at the kiosk's compositor.

Sources: wlopm(1), wlr-randr(1). It cannot be dimmed.
"""

from __future__ import annotations

import re
import shutil
from typing import Final

from hallenwart_edge.drivers.programs import call
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.screen_ports import PanelLook

_WLOPM_LINE: Final = re.compile(r"^(\S+) (on|off)$", re.MULTILINE)
_RANDR_OUTPUT: Final = re.compile(r'^(\S+) "[^\n]*\n(?:[ \t][^\n]*\n)*?[ \t]+Enabled: (yes|no)', re.MULTILINE)


class DpmsPanel:
    """`output` empty: every one. `wayland` is the compositor's socket."""

    def __init__(self, output: str, wayland: str, component: str = "panel") -> None:
        self._output, self._env, self._component = output, {"WAYLAND_DISPLAY": wayland}, component

    async def show(self, *, on: bool, brightness_pct: int) -> None:
        """Switch the outputs. Raises DriverFault."""
        del brightness_pct
        for output in await self._outputs():
            if self._has_wlopm:
                await call(self._component, ("wlopm", "--on" if on else "--off", output), env=self._env)
            else:
                await call(self._component, ("wlr-randr", "--output", output, "--on" if on else "--off"), env=self._env)

    async def look(self) -> PanelLook:
        """Ask the compositor. Raises DriverFault."""
        return PanelLook(on=any((await self._outputs()).values()))

    @property
    def _has_wlopm(self) -> bool:
        return shutil.which("wlopm") is not None

    async def _outputs(self) -> dict[str, bool]:
        """Return which of our outputs are on."""
        program, pattern = ("wlopm", _WLOPM_LINE) if self._has_wlopm else ("wlr-randr", _RANDR_OUTPUT)
        said = await call(self._component, (program,), env=self._env)
        outputs = {name: word in ("on", "yes") for name, word in pattern.findall(said)}
        ours = {name: on for name, on in outputs.items() if self._output in ("", name)}
        if not ours:
            there = ", ".join(outputs) or "none"
            raise DriverFault(self._component, f"no output {self._output or 'at all'}; there are: {there}")
        return ours
