"""Two Pis of one site with a display each and nothing else alive: no broker, no server, only the wire between them."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from websockets.asyncio.client import connect

from hallenwart_contract.display import Display, DisplayMode
from hallenwart_contract.view import View, ViewEntry, ViewHall
from support.agents import AgentProcess, DeskBackend, write_agent_toml
from support.brokers import FLEET, local_broker
from support.ports import free_port
from support.rig import a_rig

SITE_LINK = """
[display]
title = "Sporthalle Nordpark"
browser_port = 0
[site_link]
listen = "127.0.0.1:{own}"
[[site_link.peers]]
device = "{peer}"
address = "127.0.0.1:{other}"
"""
EQUIPMENT = """
[pins]
factory = "hallenwart-sim"
[siren]
pin = 22
[[zone]]
id = "halle"
name = "Sporthalle"
[[loop]]
id = "bmz"
zone = "halle"
means = "panel"
adc_channel = 0
"""


@dataclass(frozen=True, slots=True)
class House:
    """`ports` are those of the pages: of the Pi at the panel, and of the other."""

    folder: Path
    loop: Any
    watching: AgentProcess
    ports: tuple[int, int]

    @property
    def pages(self) -> tuple[str, str]:
        first, second = (f"http://127.0.0.1:{port}/display/" for port in self.ports)
        return first, second

    def burn(self) -> None:
        self.loop.alarm()

    async def alarm_ms(self) -> int:
        """Return when the rule fired, by this machine's clock."""
        display = await _shown(self.ports[0])
        if display.alarm_since_ms is None:
            raise RuntimeError("there is no alarm")
        return display.alarm_since_ms

    async def quiet(self) -> None:
        """Mend the loop and let the watching Pi begin anew, as if there had been no fire."""
        self.loop.normal()
        await asyncio.to_thread(self.watching.stop)
        (self.folder / "first" / "state" / "fire.json").unlink(missing_ok=True)
        self.watching.start()
        await _boards(self.ports)


@contextlib.asynccontextmanager
async def display_house() -> AsyncIterator[House]:
    """Start both with a plan on the card, then end the broker."""
    with tempfile.TemporaryDirectory() as name, local_broker(Path(name) / "broker", "mosquitto", FLEET) as broker:
        folder, ports, links = Path(name), (free_port(), free_port()), (free_port(), free_port())
        async with a_rig() as rig:
            loop = rig.loop(0)  # whole before anybody looks
            first = SITE_LINK.format(own=links[0], other=links[1], peer="nordpark-2") + EQUIPMENT
            second = SITE_LINK.format(own=links[1], other=links[0], peer="nordpark-1")
            made = (("first", "nordpark-1", first, ports[0]), ("second", "nordpark-2", second, ports[1]))
            agents = [
                AgentProcess(
                    write_agent_toml(folder / each, broker, device=device, more=more, screens=port),
                    rig.environment if each == "first" else None,
                )
                for each, device, more, port in made
            ]
            with agents[0], agents[1]:
                async with DeskBackend(broker).on_duty() as desk:
                    for _, device, _, _ in made:
                        await desk.publish_document("view", _view(), device=device)
                    await _boards(ports)
                await asyncio.to_thread(broker.kill9)
                yield House(folder, loop, agents[0], ports)


async def _boards(ports: tuple[int, int]) -> None:
    """Wait until both show the plan and hear each other."""
    async with asyncio.timeout(60):
        for port in ports:
            while True:
                with contextlib.suppress(OSError):
                    shown = await _shown(port)
                    if shown.mode is DisplayMode.BOARD and shown.alarm_link:
                        break
                await asyncio.sleep(0.1)


async def _shown(port: int) -> Display:
    url = f"ws://127.0.0.1:{port}/display/live"
    async with connect(url, origin=f"http://127.0.0.1:{port}") as page:  # type: ignore[arg-type]
        return msgspec.json.decode(await page.recv(), type=Display)


def _view() -> View:
    now_ms = time.time_ns() // 1_000_000
    rows = [
        ViewEntry(
            id=str(hour), hall="nordpark", sections=[1], title=f"Gruppe {hour}", start_ms=now_ms, end_ms=now_ms + 36_000_000
        )
        for hour in range(5)
    ]
    hall = ViewHall(id="nordpark", name="Sporthalle Nordpark", sections=3, capacity=199)
    return View(rev=1, made_ms=now_ms, title="Sporthalle Nordpark", halls=[hall], entries=rows)
