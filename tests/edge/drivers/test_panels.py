"""Panels through real calls: small programs on PATH that answer as cec-ctl, wlopm and wlr-randr do, and keep a log."""

import os
from pathlib import Path

import pytest

from hallenwart_edge.config_display import Display
from hallenwart_edge.drivers import programs
from hallenwart_edge.drivers.panel_backlight import BacklightPanel
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.panels import panel_of
from hallenwart_edge.screen_ports import PanelLook

CEC = """
case "$*" in
  *--playback*) printf '\\tPhysical Address           : %s\\n' "$(cat address 2>/dev/null || echo 2.0.0.0)";;
  *--image-view-on*) echo on > state;;
  *--standby*) echo standby > state;;
  *--give-device-power-status*)
    printf 'Transmit from Playback Device 1 to TV (4 to 0):\\nGIVE_DEVICE_POWER_STATUS (0x8f)\\n'
    if [ -e mute ]; then echo 'Tx, Not Acknowledged (4), Max Retries'
    else printf '\\tReceived from TV (0 to 4):\\n\\tpwr-state: %s (0x00)\\n' "$(cat state)"; fi;;
esac
"""
WLOPM = """
case "$1" in
  --on) echo on > state;;
  --off) echo off > state;;
  *) echo "HDMI-A-1 $(cat state)"; echo "HDMI-A-2 on";;
esac
"""
RANDR = """
case "$3" in
  --on) echo yes > state;;
  --off) echo no > state;;
  *) printf 'HDMI-A-1 "Sharp 55 (HDMI-A-1)"\\n  Physical size: 1210x680 mm\\n  Enabled: %s\\n  Modes:\\n    1920x1080 px\\n' \\
       "$(cat state)";;
esac
"""


@pytest.fixture
def bin_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Put a program on an otherwise empty PATH; gives its log."""

    def make(name: str, body: str, state: str = "on") -> Path:
        (tmp_path / "state").write_text(f"{state}\n")
        script = f'#!/bin/sh\nPATH=/usr/bin:/bin\ncd {tmp_path}\necho "$* $WAYLAND_DISPLAY" >> log\n{body}'
        (tmp_path / name).write_text(script)
        (tmp_path / name).chmod(0o755)
        return tmp_path / "log"

    monkeypatch.setenv("PATH", str(tmp_path))
    return make


def asked(log: Path) -> list[str]:
    return log.read_text().splitlines()


async def test_a_television_is_switched_over_cec_and_asked(bin_of):
    log = bin_of("cec-ctl", CEC, "standby")
    panel = panel_of(Display(title="Halle", power="cec"))
    assert await panel.look() == PanelLook(on=False)
    await panel.show(on=True, brightness_pct=100)
    assert [line.strip() for line in asked(log)[1:]] == [
        "--device /dev/cec0 --playback",
        "--device /dev/cec0 --to 0 --image-view-on",
        "--device /dev/cec0 --active-source phys-addr=2.0.0.0",
    ]
    assert await panel.look() == PanelLook(on=True)
    await panel.show(on=False, brightness_pct=100)
    assert await panel.look() == PanelLook(on=False)
    (log.parent / "mute").touch()
    assert await panel.look() == PanelLook(on=None)
    (log.parent / "address").write_text("f.f.f.f")
    with pytest.raises(DriverFault, match="no television"):
        await panel.show(on=True, brightness_pct=100)


@pytest.mark.parametrize(("program", "body", "on", "off"), [("wlopm", WLOPM, "on", "off"), ("wlr-randr", RANDR, "yes", "no")])
async def test_an_output_is_switched_at_the_compositor(bin_of, program: str, body: str, on: str, off: str):
    log = bin_of(program, body, on)
    panel = panel_of(Display(title="Halle", power="dpms", output="HDMI-A-1", wayland="/run/kiosk/wayland-0"))
    assert await panel.look() == PanelLook(on=True)
    await panel.show(on=False, brightness_pct=100)
    assert (log.parent / "state").read_text().strip() == off
    assert await panel.look() == PanelLook(on=False)
    assert all(line.endswith(" /run/kiosk/wayland-0") for line in asked(log))
    with pytest.raises(DriverFault, match="no output HDMI-A-9; there are: HDMI-A-1"):
        await panel_of(Display(title="Halle", power="dpms", output="HDMI-A-9")).look()


async def test_a_missing_a_failing_and_a_hanging_program_are_faults(bin_of, monkeypatch: pytest.MonkeyPatch):
    panel = panel_of(Display(title="Halle", power="cec"))
    with pytest.raises(DriverFault, match="cec-ctl is not installed"):
        await panel.look()
    bin_of("cec-ctl", "echo 'Failed to open /dev/cec0: No such file'; exit 1")
    with pytest.raises(DriverFault, match="ended with 1: Failed to open"):
        await panel.look()
    monkeypatch.setattr(programs, "WITHIN_S", 0.2)
    bin_of("cec-ctl", "exec sleep 30")
    with pytest.raises(DriverFault, match="did not end"):
        await panel.look()


@pytest.fixture
def backlight(tmp_path: Path) -> Path:
    folder = tmp_path / "10-0045"
    folder.mkdir()
    for name, number in (("brightness", 200), ("max_brightness", 255), ("bl_power", 0)):
        (folder / name).write_text(f"{number}\n")
    return folder


async def test_a_backlight_is_dimmed_and_switched_by_its_files(backlight: Path):
    panel = BacklightPanel("", backlight.parent)
    assert await panel.look() == PanelLook(on=True, brightness_pct=78)
    await panel.show(on=True, brightness_pct=40)
    assert await panel.look() == PanelLook(on=True, brightness_pct=40)
    await panel.show(on=False, brightness_pct=40)
    assert (backlight / "bl_power").read_text() == "4\n"
    assert await panel.look() == PanelLook(on=False, brightness_pct=40)
    await panel.show(on=True, brightness_pct=0)
    assert (backlight / "brightness").read_text() == "1\n"


async def test_which_backlight_must_be_said_where_there_are_two_or_none(backlight: Path):
    (backlight.parent / "acpi").mkdir()
    with pytest.raises(DriverFault, match="there are: 10-0045, acpi"):
        await BacklightPanel("", backlight.parent).look()
    with pytest.raises(DriverFault, match="there are: none"):
        await BacklightPanel("", backlight.parent / "nowhere").look()
    assert (await BacklightPanel("10-0045", backlight.parent).look()).on
    assert panel_of(Display(title="Halle")) is None
    if os.geteuid():
        (backlight / "brightness").chmod(0o400)
        with pytest.raises(DriverFault):
            await BacklightPanel("10-0045", backlight.parent).show(on=True, brightness_pct=50)
