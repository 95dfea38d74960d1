"""A hall in alarm with nothing but real processes: broker, server and agent, each of which can be killed and started again.

The hardware is emulated here, and so are the phones: a gateway on loopback that keeps what it is handed.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import msgspec
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from hallenwart_broker.provision import Member
from hallenwart_contract.clock import SystemClock
from hallenwart_contract.codec import decode
from hallenwart_contract.display import Display, DisplayMode
from hallenwart_contract.live import ManagerView
from hallenwart_sim.town.watch import origin_of
from support.agents import COMMAND, write_agent_toml
from support.brokers import LocalBroker, local_broker
from support.databases import fresh
from support.http_double import Double, http_double
from support.ports import free_port
from support.rig import a_rig

SITE, DEVICE, ZONE = "nordpark", "nordpark-1", "geraeteraum"
ADMIN, KERN, YILMAZ = "admin@stadt.example", "kern@stadt.example", "yilmaz@stadt.example"
SMOKE, HEAT, LOOP = "rauch", "waerme", "schleife"
NAMES = {KERN: "M. Kern", YILMAZ: "A. Yilmaz"}
ESCALATES_S = 15
SOON_S = 180
"""How long anything may take on a machine that has much else to do."""

SEED = f"""
site = [{{ id = "{SITE}", name = "Sporthalle Nordpark", address = "Am Nordpark 7" }}]
hall = [{{ id = "nordpark", site = "{SITE}", name = "Sporthalle Nordpark", capacity = 199, open = "07:00-23:00" }}]
device = [{{ id = "{DEVICE}", site = "{SITE}", halls = ["nordpark"] }}]
display = [{{ device = "{DEVICE}", title = "Sporthalle Nordpark", halls = ["nordpark"] }}]
zone = [{{ site = "{SITE}", id = "{ZONE}", name = "Geräteraum", hall = "nordpark" }}]
[[person]]
email = "{KERN}"
name = "{NAMES[KERN]}"
roles = ["caretaker"]
site = "{SITE}"
on_call = 1
notify = ["json://127.0.0.1:{{gateway}}/kern"]
proved = true
[[person]]
email = "{YILMAZ}"
name = "{NAMES[YILMAZ]}"
roles = ["caretaker"]
on_call = 2
notify = ["json://127.0.0.1:{{gateway}}/yilmaz"]
proved = true
[[person]]
email = "{ADMIN}"
name = "Ada Admin"
roles = ["admin"]
"""

EQUIPMENT = """
[display]
title = "Sporthalle Nordpark"
[pins]
factory = "hallenwart-sim"
[siren]
pin = 22
max_s = 1800
[[zone]]
id = "geraeteraum"
name = "Geräteraum"
[[loop]]
id = "schleife"
zone = "geraeteraum"
adc_channel = 0
[[smoke]]
id = "rauch"
zone = "geraeteraum"
adc_channel = 1
[[heat]]
id = "waerme"
zone = "geraeteraum"
rom = "28-0316a2791234"
base = "{w1}"
"""


class Process:
    """One command that is killed and started again, its output in a log."""

    def __init__(self, name: str, command: list[str], log: Path, environment: dict[str, str] | None = None) -> None:
        self.name, self.log = name, log
        self._command, self._environment = command, environment or {}
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command, stdout=log, stderr=log, env=os.environ | self._environment, start_new_session=True
            )

    async def kill(self) -> None:
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            await self._process.wait()
            self._process = None

    def tail(self) -> str:
        return self.log.read_text(errors="replace")[-2_000:]


class Broker:
    """The broker of either engine under the same two words."""

    name = "broker"

    def __init__(self, broker: LocalBroker) -> None:
        self._broker = broker

    async def start(self) -> None:
        await asyncio.to_thread(self._broker.start)

    async def kill(self) -> None:
        await asyncio.to_thread(self._broker.kill9)

    def tail(self) -> str:
        return self._broker.log.read_text(errors="replace")[-2_000:]


@dataclass
class House:
    """`gateway` holds what the phones were handed. Looks at pages and records as people would, never into a process."""

    folder: Path
    broker: Broker
    server: Process
    agent: Process
    rig: Any
    gateway: Double
    url: str
    screens: int
    passwords: dict[str, str]
    _browsers: dict[str, httpx.AsyncClient] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.loop, self.smoke = self.rig.loop(0), self.rig.smoke_head(1)
        self.heat, self.siren = self.rig.ds18b20("28-0316a2791234"), self.rig.siren(22)

    # --- what people see and do ---

    async def shown(self) -> Display | None:
        """Return what the hall's display shows; None while its Pi does not answer."""
        url = f"ws://127.0.0.1:{self.screens}/display/live"
        try:
            async with asyncio.timeout(180), connect(url, origin=origin_of(url)) as page:
                return msgspec.json.decode(await page.recv(), type=Display)
        except (OSError, TimeoutError, WebSocketException):
            return None

    async def page(self) -> ManagerView | None:
        """Return what the manager's page shows; None while the server does not answer."""
        browser = await self._browser(KERN)
        if browser is None:
            return None
        cookie = {"Cookie": "; ".join(f"{each.name}={each.value}" for each in browser.cookies.jar)}
        try:
            address = f"{self.url.replace('http', 'ws')}/api/live"
            async with asyncio.timeout(180), connect(address, additional_headers=cookie, max_size=None) as page:
                said = await page.recv()
        except (OSError, TimeoutError, WebSocketException):
            return None
        return decode(said.encode() if isinstance(said, str) else said, ManagerView)

    async def ask(self, mail: str, method: str, path: str, body: object = None) -> httpx.Response | None:
        """Do as a person's browser does; None when the server is not there or is killed meanwhile."""
        browser = await self._browser(mail)
        try:
            return await browser.request(method, path, json=body) if browser else None
        except httpx.TransportError:
            return None

    async def _browser(self, mail: str) -> httpx.AsyncClient | None:
        if mail not in self._browsers:
            browser = httpx.AsyncClient(base_url=self.url, headers={"Origin": self.url}, timeout=180)
            try:
                answer = await browser.post("/api/session", json={"email": mail, "password": self.passwords[mail]})
            except httpx.TransportError:
                await browser.aclose()
                return None
            assert answer.status_code == 200, answer.text
            self._browsers[mail] = browser
        return self._browsers[mail]

    async def close(self) -> None:
        for browser in self._browsers.values():
            await browser.aclose()

    # --- what is on record ---

    def records(self, query: str, *values: object) -> list[Any]:
        path = self.folder / "backend" / "records.db"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=180)) as db:
            db.row_factory = sqlite3.Row
            return db.execute(query, values).fetchall()

    # --- the room ---

    def air_out(self) -> None:
        self.smoke.od_per_m = 0.0
        self.heat.temp_c = 21.0
        self.loop.normal()

    def tails(self) -> str:
        return "\n".join(f"--- {each.name}\n{each.tail()}" for each in (self.broker, self.server, self.agent))


async def until(holds: Callable[[], Awaitable[object]], what: str, *, seen: Callable[[], Awaitable[str]] | None = None) -> None:
    """Look again and again: processes that are killed ring no bell. `seen` says how it is when it does not come to hold."""
    try:
        async with asyncio.timeout(SOON_S):
            while not await holds():  # noqa: ASYNC110 - see above
                await asyncio.sleep(0.2)
    except TimeoutError:
        raise AssertionError(f"not within {SOON_S} s: {what}; {await seen() if seen else ''}") from None


@asynccontextmanager
async def alarm_house(folder: Path, engine: str) -> AsyncIterator[House]:
    """Start everything and wait until the device is online; end everything afterwards."""
    with local_broker(folder, engine, [Member(DEVICE, SITE)]) as broker:
        async with http_double() as gateway, a_rig(DEVICE) as rig:
            seed = SEED.replace("{gateway}", str(gateway.port))
            passwords = fresh(folder / "backend", seed, SystemClock().now_ms())
            port, screens = free_port(), free_port()
            equipment = EQUIPMENT.format(w1=rig.w1_base)
            config = write_agent_toml(folder / "agent", broker, more=equipment, screens=screens)
            serve = ["-m", "hallenwart_backend.cli", "serve", "--state", str(folder / "backend"), "--port", str(port)]
            house = House(
                folder,
                Broker(broker),
                Process("server", [sys.executable, *serve], folder / "server.log"),
                Process("agent", [COMMAND, "run", "--config", str(config)], folder / "agent.log", rig.environment),
                rig,
                gateway,
                f"http://127.0.0.1:{port}",
                screens,
                passwords,
            )
            try:
                await house.server.start()
                await house.agent.start()
                await until(lambda: _is_online(house), "the device is online")
                yield house
            finally:
                await house.close()
                await house.agent.kill()
                await house.server.kill()


async def _is_online(house: House) -> bool:
    view, shown = await house.page(), await house.shown()
    here = view is not None and any(each.id == DEVICE and each.state == "online" for each in view.devices)
    return here and shown is not None and shown.mode is DisplayMode.BOARD
