"""A whole town with certificates: Mosquitto with TLS, the keeper, the server, and agents that enrol themselves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from support.agents import COMMAND as EDGE
from support.agents import AgentProcess
from support.backends import AMT, SEED
from support.brokers import HOST, LocalBroker, listens, local_broker
from support.keepers import Keeper
from support.ports import free_port

SERVER = str(Path(sys.executable).parent / "hallenwart")
Json = dict[str, Any]


def until(happened: Callable[[], object], *, within_s: float = 180, what: str) -> None:
    """Wait for a condition. Raises AssertionError."""
    end = time.monotonic() + within_s
    while not happened():
        assert time.monotonic() < end, f"not within {within_s} s: {what}"
        time.sleep(0.1)


@dataclass
class FleetWorld:
    """`office` is a browser of the office; `url` is where devices come to."""

    folder: Path
    broker: LocalBroker
    keeper: Keeper
    url: str
    office: httpx.Client
    agents: list[AgentProcess] = field(default_factory=list)

    def ask(self, method: str, path: str, body: Json | None = None) -> Json:
        answer = self.office.request(method, path, json=body)
        assert answer.status_code < 300, answer.text
        return answer.json() if answer.content else {}

    def make(self, device: str) -> Json:
        """Make a device and invite it."""
        self.ask("POST", "/api/fleet", {"id": device, "site": "nordpark"})
        return self.ask("POST", f"/api/fleet/{device}/ticket")

    def enrol(self, *arguments: str, out: Path) -> subprocess.CompletedProcess[str]:
        command = [EDGE, "enrol", *arguments, "--out", str(out), "--state-dir", str(out / "state")]
        return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)

    def run(self, out: Path) -> AgentProcess:
        """Start the agent that was enrolled there, with fast heartbeats and no pages."""
        config = out / "agent.toml"
        text = config.read_text()
        if "[screens]" not in text:
            quick = text.replace("[agent]\n", "[agent]\nhb_every_s = 1.0\n").replace("[mqtt]\n", "[mqtt]\nkeepalive_s = 5\n")
            config.write_text(f"{quick}\n[screens]\nport = 0\n")
        agent = AgentProcess(config)
        agent.start()
        self.agents.append(agent)
        return agent

    def state_of(self, device: str) -> str:
        """Return how the page shows a device, empty when it is not there."""
        rows = [row for row in self.ask("GET", "/api/fleet")["devices"] if row["id"] == device]
        return str(rows[0]["state"]) if rows else ""


@contextmanager
def fleet_world(folder: Path) -> Iterator[FleetWorld]:
    """Run all of it until the block ends."""
    state = folder / "town"
    with local_broker(state, "mosquitto", tls=True) as broker:
        keeper = Keeper(state, folder / "keeper.sock")
        keeper.start()
        try:
            with _server(folder, state, broker, keeper) as (office, url):
                world = FleetWorld(folder, broker, keeper, url, office)
                try:
                    yield world
                finally:
                    for agent in world.agents:
                        agent.kill9()
        finally:
            keeper.stop()


@contextmanager
def _server(folder: Path, state: Path, broker: LocalBroker, keeper: Keeper) -> Iterator[tuple[httpx.Client, str]]:
    seed, accounts, backend = folder / "seed.toml", folder / "accounts.toml", state / "backend"
    seed.write_text(SEED)
    command = [SERVER, "admin", "seed", str(seed), "--state", str(backend), "--accounts-out", str(accounts)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    password = next(one["password"] for one in tomllib.loads(accounts.read_text())["account"] if one["email"] == AMT)
    port, device_port = free_port(), free_port()
    command = [SERVER, "serve", "--state", str(backend), "--port", str(port), "--keeper", str(keeper.socket_path)]
    command += ["--device-listen", f"{HOST}:{device_port}", "--device-broker", f"{HOST}:{broker.tls_port}"]
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    try:
        until(lambda: listens(device_port), within_s=300, what="the server listens for devices")
        with httpx.Client(base_url=f"http://{HOST}:{port}", timeout=180) as office:
            answer = office.post("/api/session", json={"email": AMT, "password": password})
            assert answer.status_code == 200, answer.text
            yield office, f"https://{HOST}:{device_port}"
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=180) == 0, (folder / "server.log").read_text()[-3_000:]
