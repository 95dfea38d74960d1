"""Building the house of a run: its folder, its links, its processes; and taking all of it down again."""

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
from pathlib import Path
from typing import Any, Final

from chaos import disk, netns, template, words
from chaos.house import Agent, House, free_port, set_clock
from chaos.process import Process
from chaos.proxy import Link
from chaos.watch import Watcher
from hallenwart_broker.run import find_mosquitto
from hallenwart_sim.world import Rig, World

_SITE_LINK_PORT: Final = 47_100
_CARD_MIB, _STORE_MIB = 12, 40


@asynccontextmanager
async def open_house(
    seed: int, made_from: Path, *, spaces: bool, small_disks: bool, database: str = ""
) -> AsyncIterator[House]:
    """Start broker, server and agents of a run; end everything at the end. `spaces`: agents in network namespaces."""
    async with AsyncExitStack() as stack:
        house = await _Building(stack, seed, small=small_disks, database=database).built(made_from, spaces=spaces)
        stack.push_async_callback(house.close)
        await house.broker.start()
        await house.server.start()
        for agent in house.agents.values():
            await agent.process.start()
        watching = asyncio.create_task(house.watcher.run())
        stack.push_async_callback(_cancelled, watching)
        yield house


class _Building:
    """A house in the making; `stack` takes down again what stands. `small`: its disks can be full."""

    def __init__(self, stack: AsyncExitStack, seed: int, *, small: bool, database: str) -> None:
        self._stack, self._seed, self._small, self._database = stack, seed, small, database
        self._dice = random.Random(f"house {seed}")
        self._folder = Path(tempfile.mkdtemp(prefix="hwc-"))
        stack.callback(shutil.rmtree, self._folder, ignore_errors=True)
        self._broker_port = free_port()
        self._addresses: dict[str, str] = {}
        self._network: netns.Network | None = None
        self._notes: list[str] = []

    async def built(self, made_from: Path, *, spaces: bool) -> House:
        from support.http_double import http_double

        store = self._disk(self._folder / "backend", _STORE_MIB)
        passwords = template.copy(made_from, self._folder)
        gateway = await self._stack.enter_async_context(http_double())
        if self._database:
            passwords = await asyncio.to_thread(template.into_postgresql, self._folder, _plain(self._database), gateway.port)
        else:
            _send_letters_to(store.folder / "records.db", gateway.port)
        world = await self._stack.enter_async_context(World())
        self._network = await self._spaces(wanted=spaces)
        rigs = {name: await world.add_rig(name) for name in words.AGENTS}
        parts = _parts(rigs)
        wiring = {"locker": parts["locker"].port, "keypad": parts["keypad"].port}
        agents = {name: await self._agent(name, rig, {"w1": str(rig.w1_base)} | wiring) for name, rig in rigs.items()}
        url = f"http://127.0.0.1:{free_port()}"
        server_link = await self._link("server", "127.0.0.1")
        template.point_server_at(self._folder, server_link.port)
        house = House(
            folder=self._folder,
            dice=self._dice,
            broker=self._broker(),
            server=self._server(store, url),
            agents=agents,
            server_link=server_link,
            broker_port=self._broker_port,
            store=store,
            url=url,
            passwords=passwords,
            watcher=Watcher(url, lambda: house.cookie()),  # noqa: PLW0108 - made later
            gateway=gateway,
            network=self._network,
            database=self._database,
            notes=self._notes,
            **parts,
        )
        return house

    def _disk(self, folder: Path, size_mib: int) -> disk.Disk:
        made = disk.Disk(folder, size_mib)
        folder.mkdir(parents=True, exist_ok=True)
        if self._small:
            made.mount()
            self._stack.callback(made.unmount)
            if why := disk.why_no_tmpfs():
                self._notes.append(f"no tmpfs ({why}): files may not grow instead")
        return made

    async def _spaces(self, *, wanted: bool) -> netns.Network | None:
        if not wanted:
            return None
        if why := netns.why_not():
            self._notes.append(f"no network namespaces ({why}): the proxy cuts instead")
            return None
        return await self._stack.enter_async_context(netns.Network(self._seed, list(words.AGENTS)))

    async def _link(self, name: str, host: str) -> Link:
        link = Link(name, ("127.0.0.1", self._broker_port), self._dice, host)
        await link.start()
        self._stack.push_async_callback(link.stop)
        return link

    def _broker(self) -> Process:
        config = template.broker_config(self._folder, self._broker_port)
        return Process("broker", [str(find_mosquitto()), "-c", str(config)], self._folder / "broker.log")

    def _server(self, store: disk.Disk, url: str) -> Process:
        clock = self._folder / "server-clock"
        set_clock(clock, 0, "")
        where = ["--state", str(store.folder), "--port", url.rsplit(":", 1)[1], "--clock", f"set:{clock}"]
        more = ["--database", _plain(self._database)] if self._database else []
        serve = [sys.executable, "-m", "hallenwart_backend.cli", "serve", *where, *more]
        return Process("server", serve, self._folder / "server.log")

    async def _agent(self, name: str, rig: Rig, wiring: dict[str, str]) -> Agent:
        home = self._folder / "agents" / name
        card = self._disk(home / "state", _CARD_MIB)
        host = self._network.host if self._network else "127.0.0.1"
        link = await self._link(name, host)
        config, other = home / "agent.toml", next(each for each in words.AGENTS if each != name)
        set_clock(home / "clock", 0, "ntp")
        config.write_text(
            words.agent_toml(
                name,
                state=str(card.folder),
                credentials=str(self._folder / "devices" / name / "credentials.toml"),
                clock=f"set:{home / 'clock'}",
                broker=(host, link.port),
                link=(self._address(name), self._address(other)),
                wiring=wiring,
            )
        )
        inside = self._network.inside(name) if self._network else []
        run = ["-m", "chaos.black_box", str(home / "black_box.jsonl"), "run", "--config", str(config)]
        return Agent(
            name, home, Process(name, [*inside, sys.executable, *run], home / "agent.log", rig.environment), rig, link, card
        )

    def _address(self, name: str) -> str:
        """Return where an agent listens for its neighbours; a port of its own unless it has an address of its own."""
        if self._network is not None:
            return f"{self._network.address(name)}:{_SITE_LINK_PORT}"
        if name not in self._addresses:
            with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
                probe.bind(("127.0.0.1", 0))
                self._addresses[name] = f"127.0.0.1:{probe.getsockname()[1]}"
        return self._addresses[name]


def _parts(rigs: dict[str, Rig]) -> dict[str, Any]:
    """Hang up the devices; all but an alarm loop are at the first agent."""
    rig = rigs[words.FIRST]
    rig.ds18b20(words.ROM)
    return {
        "locker": rig.locker(keys=range(8)),
        "keypad": rig.keypad(),
        "smoke": rig.smoke_head(1),
        "beams": rig.beam_pair(*words.BEAMS, speed=4),
        "siren": rig.siren(words.SIREN_PIN),
        "loops": {name: each.loop(0) for name, each in rigs.items()},
    }


def _plain(url: str) -> str:
    """Return the URL as the server takes it."""
    return url.replace("postgresql://", "postgresql+psycopg://", 1)


def _send_letters_to(records: Path, port: int) -> None:
    """Point the seeded ways at this run's gateway."""
    with closing(sqlite3.connect(records)) as db, db:
        db.execute("UPDATE ways SET address = replace(address, ?, ?)", (f":{template.GATEWAY}/", f":{port}/"))


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
