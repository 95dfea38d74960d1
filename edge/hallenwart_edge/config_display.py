"""The table of a hall display: its browser, its panel, its button."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from hallenwart_edge.config_devices import Table


class Display(Table, frozen=True, kw_only=True):
    """The hall display at this device. Where its arrow points in an alarm is no wiring: it takes a release, see `view.Exit`.

    `browser_port`: where this Pi's Chromium is asked what it draws (`--remote-debugging-port`, on 127.0.0.1); 0 where any
    browser shows the page, then nobody watches it. `button_pin`: a button to ground (BCM) that lets the plan be spoken.

    `power`: how the panel is switched: `cec` (the television itself, by `cec_device`), `dpms` (the output `output`, empty:
    every one, at the compositor's socket `wayland`), `backlight` (its folder below /sys/class/backlight; empty: the only
    one), or `none`.
    """

    title: str
    browser_port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 9222
    power: Literal["none", "cec", "dpms", "backlight"] = "none"
    cec_device: str = "/dev/cec0"
    output: str = ""
    wayland: str = "/run/hallenwart-screen/wayland-0"
    backlight: str = ""
    button_pin: int | None = None
