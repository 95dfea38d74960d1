"""The house of one run: two agents, broker and server as real processes, links between them that misbehave as told."""

from __future__ import annotations

import random
import socket
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psycopg
from psycopg.rows import dict_row

from chaos import black_box, disk, netns, words
from chaos.process import Process
from chaos.proxy import Link
from chaos.watch import Watcher
from hallenwart_sim.world import Rig


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
    database: str = ""
    """URL of the PostgreSQL with records and time series; empty: they are in files."""
    notes: list[str] = field(default_factory=list)
    _browsers: dict[str, httpx.AsyncClient] = field(default_factory=dict)

    @property
    def records_db(self) -> Path:
        return self.store.folder / "records.db"

    @property
    def series_db(self) -> Path:
        return self.store.folder / "series.db"

    def records(self, query: str, *values: object) -> list[Any]:
        """Ask the records; rows answer to the names of their columns."""
        if self.database:
            with psycopg.connect(self.database, row_factory=dict_row) as held:
                asked = query.replace("?", "%s").encode() if values else query.encode()
                return held.execute(asked, values or None).fetchall()
        with closing(sqlite3.connect(f"file:{self.records_db}?mode=ro", uri=True, timeout=5)) as db:
            db.row_factory = sqlite3.Row
            return db.execute(query, values).fetchall()

    def series(self, query: str, *values: object) -> list[Any]:
        """Ask the time series; rows are tuples."""
        if self.database:
            with psycopg.connect(self.database, options="-c search_path=telemetry") as held:
                return held.execute(query.replace("%", "%%").replace("?", "%s").encode(), values).fetchall()
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
