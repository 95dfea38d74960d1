"""Looks at the hall display of this device: what its browser draws, how its panel is, whether it can speak. Nothing moves."""

from __future__ import annotations

import tempfile
import wave
from array import array
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from hallenwart_contract.display import Display, DisplayMode
from hallenwart_edge.config import AgentConfig
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.panels import panel_of
from hallenwart_edge.screen_ports import Panel
from hallenwart_edge.screens.browser import Browser, BrowserError, chromium_of
from hallenwart_edge.screens.recording import PROGRAM, Recorder
from hallenwart_edge.screens.sentences import plan_sentences

HELP: Final = {
    "screen": "systemctl status hallenwart-screen; `browser_port` prüfen / check `browser_port`",
    "panel": "`power` und was dazu gehört prüfen: docs/displays.md / check `power` and what belongs to it",
    "voice": "sudo apt install --reinstall espeak-ng",
}
LOUD: Final = 1_000
"""Of 32 767: below it a recording is as good as silent."""
Look = Callable[[], Awaitable[str]]


def screen_looks(config: AgentConfig) -> list[tuple[str, str, Look]]:
    """Return name, kind of help and look of each part; none without a display."""
    if config.display is None:
        return []
    panel = panel_of(config.display)
    browser = chromium_of(config.display.browser_port, config.screens.port)
    looks: list[tuple[str, str, Look]] = [("voice", "voice", voice_look)]
    looks += [("screen", "screen", _browser_look(browser))] if browser is not None else []
    looks += [("panel", "panel", _panel_look(panel))] if panel is not None else []
    return looks


def _browser_look(browser: Browser) -> Look:
    async def look() -> str:
        try:
            shot = await browser.shot()
        except BrowserError as error:
            raise DriverFault("screen", str(error)) from error
        return f"zeichnet {shot.width} x {shot.height} px, Beleg {shot.sha256[:12]} / draws, proof {shot.sha256[:12]}"

    return look


def _panel_look(panel: Panel) -> Look:
    async def look() -> str:
        said = await panel.look()
        state = {True: "an / on", False: "aus / off", None: "sagt nicht, ob an oder aus / does not say"}[said.on]
        return state if said.brightness_pct is None else f"{state}, {said.brightness_pct} %"

    return look


async def voice_look() -> str:
    """Record a sentence and see that it is none of silence. Raises DriverFault."""
    with tempfile.TemporaryDirectory() as folder:
        file = await sample(Path(folder))
        if file is None:
            return f"spricht nicht, {PROGRAM} fehlt / does not speak, {PROGRAM} is missing: sudo apt install {PROGRAM}"
        with wave.open(str(file)) as recording:
            loudest = max(map(abs, array("h", recording.readframes(recording.getnframes()))), default=0)
            seconds = recording.getnframes() / recording.getframerate()
    if loudest < LOUD:
        raise DriverFault("voice", "die Aufnahme ist stumm / the recording is silent")
    return f"ein Satz von {seconds:.1f} s ist aufgenommen / a sentence of {seconds:.1f} s is recorded"


async def sample(folder: Path) -> Path | None:
    """Record what a display says when nothing is booked; None without the program. Raises DriverFault."""
    recorder = Recorder(folder)
    if not recorder.can:
        return None
    empty = Display(now_ms=0, zone="Europe/Berlin", mode=DisplayMode.BOARD, title="", plan_ms=0)
    sentence = plan_sentences(empty)[0]
    try:
        await recorder.record(sentence)
    except OSError as error:
        raise DriverFault("voice", str(error)) from error
    return folder / sentence.file
