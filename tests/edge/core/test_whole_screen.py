"""A display as a hall has it: a real agent, a real Chromium on its real page, a broker, a small program as panel."""

import asyncio
import os
import time
from pathlib import Path

import pytest

from hallenwart_contract.event_kinds import EventKind
from hallenwart_contract.view import OnTime, Screen, View, ViewHall
from hallenwart_edge.screens.browser import Chromium
from support.agents import AgentProcess, write_agent_toml
from support.kiosk_browser import kiosk_browser, until_drawn
from support.ports import free_port
from support.screen_world import listening

WLOPM = """#!/bin/sh
case "$1" in
  --on) echo on > {state};;
  --off) echo off > {state};;
  *) echo "HDMI-A-1 $(cat {state})";;
esac
"""
DISPLAY = '[display]\ntitle = "Sporthalle Nordpark"\nbrowser_port = {browser}\npower = "dpms"\n'


def view(rev: int, *on: OnTime) -> View:
    halls = [ViewHall(id="nordpark", name="Nordpark", sections=3, capacity=90)]
    now_ms = time.time_ns() // 1_000_000
    until_ms = now_ms + 86_400_000
    return View(rev=rev, made_ms=now_ms, title="Nordpark", halls=halls, entries=[], until_ms=until_ms, screen=Screen(on=[*on]))


@pytest.fixture
def panel(tmp_path: Path) -> Path:
    state = tmp_path / "panel"
    state.write_text("off\n")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/wlopm").write_text(WLOPM.format(state=state))
    (tmp_path / "bin/wlopm").chmod(0o755)
    return state


async def test_a_display_draws_proves_it_speaks_and_lights_its_panel(mosquitto, backend, tmp_path, panel):
    screens, debug = free_port(), free_port()
    config = write_agent_toml(tmp_path / "agent", mosquitto, more=DISPLAY.format(browser=debug), screens=screens)
    page = f"http://127.0.0.1:{screens}/display/"
    environment = {**os.environ, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
    with AgentProcess(config, environment):
        await listening(screens, within_s=180)
        async with kiosk_browser(page, port=debug):
            await until_drawn(Chromium(debug, page))
            await backend.until(lambda: backend.conns)
            await backend.publish_document("view", view(1))
            await backend.until(lambda: panel_says(panel, "on"))
            command = backend.command("proof", arg={"ref": "r-1"})
            await backend.send(command)
            await backend.until(lambda: ("done", "ok") in backend.acks_of(command))
            await backend.until(lambda: any(state.screen and state.screen.sha256 for state in backend.states))
            await backend.until(lambda: any(state.screen and state.screen.page and state.screen.on for state in backend.states))
            shown = next(state.screen for state in reversed(backend.states) if state.screen and state.screen.sha256)
            [proof] = [row for row in backend.rows("e") if row["kind"] == EventKind.SCREEN_PROOF]
            assert (proof["a"]["ref"], proof["a"]["sha256"]) == ("r-1", shown.sha256)
            assert len([*(config.parent / "state/proofs").iterdir()]) == 1  # no server: it waits on the card
            await backend.until(lambda: recorded(config, "de-evacuate"))
            never = OnTime(days=[], from_min=0, to_min=1440)
            await backend.publish_document("view", view(2, never))
            await asyncio.sleep(0)
            if backend.conn.clk in ("ntp", "rtc"):
                await backend.until(lambda: panel_says(panel, "off"))


def panel_says(panel: Path, word: str) -> bool:
    return panel.read_text().strip() == word


def recorded(config: Path, name: str) -> bool:
    return any(file.name.startswith(name) for file in (config.parent / "state/speech-display").glob("*.wav"))
