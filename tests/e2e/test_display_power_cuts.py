"""kill -9 of the real agent while plans arrive, then no network: the screen is back with the last plan, at any moment."""

import asyncio
import random
import time

import msgspec
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from hallenwart_contract.display import Display, DisplayMode
from hallenwart_contract.view import View, ViewEntry, ViewHall
from support.agents import AgentProcess, DeskBackend, write_agent_toml
from support.brokers import FLEET, local_broker
from support.ports import free_port

ROUNDS = 4
pytestmark = [pytest.mark.slow]


def view(rev):
    now_ms = time.time_ns() // 1_000_000
    row = ViewEntry(
        id="b", hall="nordpark", sections=[1], title=f"Plan {rev}", start_ms=now_ms - 60_000, end_ms=now_ms + 3_600_000
    )
    hall = ViewHall(id="nordpark", name="Nordpark", sections=3, capacity=199)
    return View(rev=rev, made_ms=now_ms, title="Sporthalle Nordpark", halls=[hall], entries=[row])


class Page:
    """A page of the display that comes back by itself; `shown` are all its pictures, the first one after each start."""

    def __init__(self, port):
        self.url, self.shown, self.firsts = f"http://127.0.0.1:{port}", [], []

    async def follow(self):
        while True:
            try:
                async with connect(f"{self.url.replace('http', 'ws')}/display/live", origin=self.url) as socket:
                    self.firsts.append(msgspec.json.decode(await socket.recv(), type=Display))
                    async for message in socket:
                        self.shown.append(msgspec.json.decode(message, type=Display))
            except (OSError, WebSocketException):
                await asyncio.sleep(0.02)

    def newest_rev(self):
        return max((number(each) for each in [*self.shown, *self.firsts]), default=0)


def number(display):
    return int(display.rows[0].title.removeprefix("Plan ")) if display.rows else 0


async def reached(condition):
    async with asyncio.timeout(180):
        while not condition():  # noqa: ASYNC110 - another process rings no bell
            await asyncio.sleep(0.02)


async def test_the_screen_is_back_with_the_last_plan(tmp_path):
    chance = random.Random(8)
    with local_broker(tmp_path, "mosquitto", FLEET) as broker:
        port, dead = free_port(), free_port()
        more = '[display]\ntitle = "Halle"\nbrowser_port = 0\n'
        config = write_agent_toml(tmp_path / "agent", broker, screens=port, more=more)
        online = config.read_text()
        alone = online.replace(f"port = {broker.port}\n", f"port = {dead}\n")
        page, agent, rev = Page(port), AgentProcess(config), 0
        watching = asyncio.create_task(page.follow())
        async with DeskBackend(broker).on_duty() as desk:
            for _ in range(ROUNDS):
                config.write_text(online)
                agent.start()
                ends = time.monotonic() + 1.5 + chance.random()
                known = page.newest_rev()
                while time.monotonic() < ends or page.newest_rev() == known:
                    rev += 1
                    await desk.publish_document("view", view(rev))
                    await asyncio.sleep(chance.random() * 0.05)
                await asyncio.to_thread(agent.kill9)
                await asyncio.sleep(0.1)
                seen, starts = page.newest_rev(), len(page.firsts)
                config.write_text(alone)
                agent.start()
                await reached(lambda starts=starts: len(page.firsts) > starts)
                first = page.firsts[-1]
                assert first.mode is DisplayMode.BOARD
                assert seen <= number(first) <= rev
                assert not first.online
                await asyncio.to_thread(agent.kill9)
        watching.cancel()
    numbers = [number(each) for each in page.shown]
    assert numbers == sorted(numbers), "no plan ever went back"
