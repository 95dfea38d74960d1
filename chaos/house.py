"""The house of one run: two agents, broker and server as real processes, links between them that misbehave as told."""

from __future__ import annotations

import asyncio
import contextlib
import random
import shutil
import socket
import sqlite3
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx

from chaos import black_box, disk, netns, template, words
from chaos.process import Process
from chaos.proxy import Link
from chaos.watch import Watcher
from hallenwart_broker.run import find_mosquitto
from hallenwart_sim.world import Rig, World

_SITE_LINK_PORT: Final = 47_100
_CARD_MIB, _STORE_MIB = 12, 40


@dataclass
class Agent:
    """One Pi: its process, its rig, its link to the broker, its card and its clock."""

    name: str
    folder: Path
    process: Process
    rig: Rig
    link: Link
    card: disk.Disk

    @property
    def state(self) -> Path:
        return self.card.folder

    @property
    def log(self) -> Path:
        return self.folder / "black_box.jsonl"

    def witness(self) -> black_box.Witness:
        return black_box.read(self.log)

    def set_clock(self, offset_ms: int, trust: str = "ntp") -> None:
        set_clock(self.folder / "clock", offset_ms, trust)

    def waiting(self) -> int | None:
        """Count the rows that wait for their receipt; None while that cannot be read."""
        total = 0
        for name in ("alarms_events.db", "telemetry.db"):
            try:
                with closing(sqlite3.connect(f"file:{self.state / name}?mode=ro", uri=True, timeout=2)) as outbox:
                    total += sum(last - wm for last, wm in outbox.execute("SELECT last, wm FROM streams"))
            except sqlite3.Error:
                return None
        return total


@dataclass
class House:
    """Everything that can be broken. `dice` is this run's."""

    folder: Path
    dice: random.Random
    broker: Process
    server: Process
    agents: dict[str, Agent]
    server_link: Link
    broker_port: int
    store: disk.Disk
    url: str
    passwords: dict[str, str]
    watcher: Watcher
    gateway: Any
    network: netns.Network | None
    locker: Any
    keypad: Any
    smoke: Any
    loops: dict[str, Any]
    beams: Any
    siren: Any
    notes: list[str] = field(default_factory=list)
    _browsers: dict[str, httpx.AsyncClient] = field(default_factory=dict)

    @property
    def records_db(self) -> Path:
        return self.store.folder / "records.db"

    @property
    def series_db(self) -> Path:
        return self.store.folder / "series.db"

    def records(self, query: str, *values: object) -> list[Any]:
        with closing(sqlite3.connect(f"file:{self.records_db}?mode=ro", uri=True, timeout=5)) as db:
            db.row_factory = sqlite3.Row
            return db.execute(query, values).fetchall()

    def series(self, query: str, *values: object) -> list[Any]:
        with closing(sqlite3.connect(f"file:{self.series_db}?mode=ro", uri=True, timeout=5)) as db:
            return db.execute(query, values).fetchall()

    async def ask(self, mail: str, method: str, path: str, body: object = None, within_s: float = 5) -> httpx.Response | None:
        """Do as a person's browser does; None when the server is not there or goes away meanwhile."""
        try:
            browser = await self._browser(mail)
            if browser is None:
                return None
            answer = await browser.request(method, path, json=body, timeout=within_s)
        except httpx.TransportError:
            return None
        if answer.status_code == 401:
            await self._browsers.pop(mail).aclose()
        return answer

    def cookie(self) -> str:
        browser = self._browsers.get(words.ADMIN)
        return "; ".join(f"{each.name}={each.value}" for each in browser.cookies.jar) if browser else ""

    async def _browser(self, mail: str) -> httpx.AsyncClient | None:
        if mail not in self._browsers:
            browser = httpx.AsyncClient(base_url=self.url, headers={"Origin": self.url})
            login = {"email": mail, "password": self.passwords[mail]}
            try:
                answer = await browser.post("/api/session", json=login, timeout=10)
            except httpx.TransportError:
                await browser.aclose()
                return None
            if answer.status_code != 200:
                await browser.aclose()
                return None
            self._browsers[mail] = browser
        return self._browsers[mail]

    async def restart_server(self) -> None:
        await self.server.start()

    async def close(self) -> None:
        for browser in self._browsers.values():
            await browser.aclose()
        for process in (*(agent.process for agent in self.agents.values()), self.server, self.broker):
            process.thaw()
            await process.kill()


def set_clock(path: Path, offset_ms: int, trust: str) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_text(f"{offset_ms} {trust}".strip())
    fresh.replace(path)


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def open_house(
    seed: int, made_from: Path, *, spaces: bool, small_disks: bool, database: str = ""
) -> AsyncIterator[House]:
    """Start broker, server and agents of a run; end everything at the end. `spaces`: agents in network namespaces."""
    from support.http_double import http_double

    async with AsyncExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="hwc-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        notes: list[str] = []
        store = disk.Disk(folder / "backend", _STORE_MIB)
        if small_disks:
            store.mount()
            stack.callback(store.unmount)
            if disk.why_no_tmpfs():
                notes.append(f"no tmpfs ({disk.why_no_tmpfs()}): files may not grow instead")
        passwords = template.copy(made_from, folder)
        dice = random.Random(f"house {seed}")
        gateway = await stack.enter_async_context(http_double())
        world = await stack.enter_async_context(World())
        network = await _network(stack, seed, spaces=spaces, notes=notes)
        broker_port, port = free_port(), free_port()
        _send_letters_to(store.folder / "records.db", gateway.port)
        server_link = Link("server", ("127.0.0.1", broker_port), dice)
        await server_link.start()
        stack.push_async_callback(server_link.stop)
        template.point_server_at(folder, server_link.port)
        broker = Process(
            "broker", [str(find_mosquitto()), "-c", str(template.broker_config(folder, broker_port))], folder / "broker.log"
        )
        set_clock(folder / "server-clock", 0, "")
        serve = [sys.executable, "-m", "hallenwart_backend.cli", "serve", "--state", str(store.folder), "--port", str(port)]
        more = ["--database", database] if database else []
        server = Process("server", [*serve, "--clock", f"set:{folder / 'server-clock'}", *more], folder / "server.log")
        agents: dict[str, Agent] = {}
        wiring: dict[str, dict[str, str]] = {}
        parts: dict[str, Any] = {}
        for name in words.AGENTS:
            rig = await world.add_rig(name)
            wiring[name] = {"w1": str(rig.w1_base)}
            if name == words.FIRST:
                parts = _first_rig(rig)
                wiring[name] |= {"locker": parts["locker"].port, "keypad": parts["keypad"].port}
                parts["loops"] = {name: rig.loop(0)}
            else:
                parts["loops"][name] = rig.loop(0)
            agents[name] = await _agent(stack, name, folder, rig, wiring[name], broker_port, network, dice, small=small_disks)
        url = f"http://127.0.0.1:{port}"
        house = House(
            folder=folder,
            dice=dice,
            broker=broker,
            server=server,
            agents=agents,
            server_link=server_link,
            broker_port=broker_port,
            store=store,
            url=url,
            passwords=passwords,
            watcher=Watcher(url, lambda: house.cookie()),  # noqa: PLW0108 - made later
            gateway=gateway,
            network=network,
            notes=notes,
            **parts,
        )
        stack.push_async_callback(house.close)
        await broker.start()
        await server.start()
        for agent in agents.values():
            await agent.process.start()
        watching = asyncio.create_task(house.watcher.run())
        stack.push_async_callback(_cancelled, watching)
        yield house


def _first_rig(rig: Rig) -> dict[str, Any]:
    rig.ds18b20(words.ROM)
    return {
        "locker": rig.locker(keys=range(8)),
        "keypad": rig.keypad(),
        "smoke": rig.smoke_head(1),
        "beams": rig.beam_pair(*words.BEAMS, speed=4),
        "siren": rig.siren(words.SIREN_PIN),
    }


async def _network(stack: AsyncExitStack, seed: int, *, spaces: bool, notes: list[str]) -> netns.Network | None:
    if not spaces:
        return None
    if why := netns.why_not():
        notes.append(f"no network namespaces ({why}): the proxy cuts instead")
        return None
    return await stack.enter_async_context(netns.Network(seed % 250, list(words.AGENTS)))


async def _agent(
    stack: AsyncExitStack,
    name: str,
    folder: Path,
    rig: Rig,
    wiring: dict[str, str],
    broker_port: int,
    network: netns.Network | None,
    dice: random.Random,
    *,
    small: bool,
) -> Agent:
    home = folder / "agents" / name
    home.mkdir(parents=True)
    card = disk.Disk(home / "state", _CARD_MIB)
    card.folder.mkdir()
    if small:
        card.mount()
        stack.callback(card.unmount)
    host = network.host if network else "127.0.0.1"
    link = Link(name, ("127.0.0.1", broker_port), dice, host)
    await link.start()
    stack.push_async_callback(link.stop)
    config = home / "agent.toml"
    other = next(each for each in words.AGENTS if each != name)
    set_clock(home / "clock", 0, "ntp")
    config.write_text(
        words.agent_toml(
            name,
            state=str(card.folder),
            credentials=str(folder / "devices" / name / "credentials.toml"),
            clock=f"set:{home / 'clock'}",
            broker=(host, link.port),
            link=(_link_address(folder, name, network), _link_address(folder, other, network)),
            wiring=wiring,
        )
    )
    inside = network.inside(name) if network else []
    command = [*inside, sys.executable, "-m", "chaos.black_box", str(home / "black_box.jsonl"), "run", "--config", str(config)]
    return Agent(name, home, Process(name, command, home / "agent.log", rig.environment), rig, link, card)


_ports: dict[tuple[Path, str], int] = {}


def _link_address(folder: Path, name: str, network: netns.Network | None) -> str:
    """Return where an agent listens for its neighbours; a port of its own unless it has an address of its own."""
    if network is not None:
        return f"{network.address(name)}:{_SITE_LINK_PORT}"
    if (folder, name) not in _ports:
        with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
            probe.bind(("127.0.0.1", 0))
            _ports[folder, name] = probe.getsockname()[1]
    return f"127.0.0.1:{_ports[folder, name]}"


def _send_letters_to(records: Path, port: int) -> None:
    """Point the seeded ways at this run's gateway."""
    with closing(sqlite3.connect(records)) as db, db:
        db.execute("UPDATE ways SET address = replace(address, ?, ?)", (f":{template.GATEWAY}/", f":{port}/"))


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
