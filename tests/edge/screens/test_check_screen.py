"""What `check` and the assistant say of a display: by real programs, none of silence."""

import os

import pytest

from hallenwart_edge.check import check_each
from hallenwart_edge.check_screen import voice_look
from hallenwart_edge.commissioning.asking import Talk
from hallenwart_edge.commissioning.screens import panel_look
from hallenwart_edge.config import Agent, AgentConfig, Screens
from hallenwart_edge.config_display import Display
from hallenwart_edge.errors import DriverFault
from hallenwart_edge.screen_ports import PanelLook
from hallenwart_edge.screens.app import create_app
from hallenwart_edge.screens.browser import Chromium
from support.kiosk_browser import kiosk_browser, until_drawn
from support.ports import free_port
from support.screen_world import Wall, running


def config(port: int, browser: int) -> AgentConfig:
    display = Display(title="Süd", browser_port=browser, power="backlight", backlight="none")
    return AgentConfig(agent=Agent(device="sued-1", site="sued"), screens=Screens(port=port), display=display)


async def test_it_says_what_is_drawn_whether_it_speaks_and_what_to_do_about_a_panel(tmp_path):
    (tmp_path / "display").mkdir()
    (tmp_path / "display" / "index.html").write_text("<!doctype html><title>x</title>")
    async with running(create_app(pages=tmp_path, health=dict, display=Wall())) as port:
        page = f"http://127.0.0.1:{port}/display/"
        async with kiosk_browser(page) as browser:
            await until_drawn(Chromium(browser.port, page))
            said = {name: (good, words) async for name, good, words in check_each(config(port, browser.port))}
    assert said["screen"][0], said
    assert "zeichnet" in said["screen"][1]
    assert said["voice"][0], said
    assert not said["panel"][0]
    assert "docs/displays.md" in said["panel"][1]


async def test_a_browser_that_is_not_there_is_a_fault_with_what_to_do():
    said = {name: (good, words) async for name, good, words in check_each(config(8081, free_port()))}
    assert not said["screen"][0]
    assert "systemctl status hallenwart-screen" in said["screen"][1]


SILENCE = """#!/usr/bin/env python3
import sys, wave
with wave.open(sys.argv[sys.argv.index("-w") + 1], "wb") as file:
    file.setparams((1, 2, 22050, 0, "NONE", ""))
    file.writeframes(bytes(44100))
"""


async def test_a_recording_of_silence_is_a_fault_and_a_missing_voice_is_said(tmp_path, monkeypatch):
    (tmp_path / "espeak-ng").write_text(SILENCE)
    (tmp_path / "espeak-ng").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(DriverFault, match="stumm"):
        await voice_look()
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    assert "sudo apt install espeak-ng" in await voice_look()


class Set:
    def __init__(self, *, stuck: bool = False) -> None:
        self.on, self.stuck = True, stuck

    async def show(self, *, on, brightness_pct):
        assert brightness_pct == 100
        self.on = on or self.stuck

    async def look(self):
        return PanelLook(on=self.on)


@pytest.mark.parametrize(
    ("stuck", "answer", "outcome"),
    [(False, "ja", "ok"), (False, "nein", "failed"), (True, "ja", "failed"), (False, "s", "skipped")],
)
async def test_somebody_sees_the_panel_go_off_and_on_and_it_is_on_in_any_case(stuck, answer, outcome):
    panel, dark = Set(stuck=stuck), []

    async def ask(_text):
        return f"{answer}\n"

    async def pause(_seconds):
        dark.append(panel.on)

    look = await panel_look(panel, Talk(lambda _: None, ask), pause=pause)
    assert (look.outcome, panel.on) == (outcome, True)
    assert dark in ([], [stuck])
