"""Which adapter switches the panel of a hall display."""

from __future__ import annotations

from hallenwart_edge.config_display import Display
from hallenwart_edge.drivers.panel_backlight import BacklightPanel
from hallenwart_edge.drivers.panel_cec import CecPanel
from hallenwart_edge.drivers.panel_dpms import DpmsPanel
from hallenwart_edge.screen_ports import Panel


def panel_of(display: Display) -> Panel | None:
    """Return its panel, None where it is not switched from here."""
    if display.power == "cec":
        return CecPanel(display.cec_device)
    if display.power == "dpms":
        return DpmsPanel(display.output, display.wayland)
    return BacklightPanel(display.backlight) if display.power == "backlight" else None
