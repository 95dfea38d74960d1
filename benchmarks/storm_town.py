"""The town of the storm: a provisioned state with a certificate for each device, the server's process, one real agent's."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import httpx

from benchmarks import unit
from benchmarks.storm_crowd import PREFIX
from hallenwart_broker.provision import Member, provision
from support.agents import COMMAND
from support.brokers import LocalBroker
from support.databases import fresh
from support.ports import free_port

ADMIN: Final = "admin@stadt.example"
PI: Final = "pi-1"
A_SITE: Final = 10
"""Devices of one site."""
UP_WITHIN_S: Final = 300.0


def prepare(state: Path, count: int) -> tuple[LocalBroker, str]:
    """Provision `count` thin devices and one for the real agent; what an earlier run stored is removed, its keys stay.

    Returns the broker, not started, and the admin's password.
    """
    for path in [*(state / "backend").glob("*.db*"), *(state / "broker/data").glob("*")]:
        path.unlink()
    shutil.rmtree(state / "agent", ignore_errors=True)
    port, tls_port = free_port(), free_port()
    thin = [Member(f"{PREFIX}{number:04}", f"halle-{number // A_SITE:03}") for number in range(count)]
    provision([*thin, Member(PI, "halle-000")], state, port=port, tls_port=tls_port)
    passwords = fresh(state / "backend", _seed(thin), time.time_ns() // 1_000_000)
    return LocalBroker(state, "mosquitto", port, tls_port), passwords[ADMIN]


def _seed(thin: list[Member]) -> str:
    """Each site has one hall with its section, its devices are displays of it."""
    sites = sorted({member.site for member in thin})
    lines = [f'[[site]]\nid = "{site}"\nname = "Halle {site}"\naddress = "Ring 1"' for site in sites]
    lines += [
        f'[[hall]]\nid = "{site}"\nsite = "{site}"\nname = "Halle {site}"\ncapacity = 99\nopen = "07:00-23:00"'
        for site in sites
    ]
    fleet = [*thin, Member(PI, "halle-000")]
    lines += [f'[[device]]\nid = "{one.id}"\nsite = "{one.site}"\nhalls = ["{one.site}"]' for one in fleet]
    lines += [f'[[display]]\ndevice = "{one.id}"\ntitle = "Halle"\nhalls = ["{one.site}"]' for one in fleet]
    lines += [f'[[zone]]\nsite = "{site}"\nid = "halle"\nname = "Halle"\nhall = "{site}"' for site in sites]
    lines.append(f'[[person]]\nemail = "{ADMIN}"\nname = "Ada Admin"\nroles = ["admin"]')
    return "\n".join(lines) + "\n"


@contextlib.contextmanager
def server_process(state: Path, port: int, profile: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run `hallenwart serve` as its unit does; with `profile` under cProfile, which writes there at the end."""
    measured = ["-m", "cProfile", "-o", profile] if profile else []
    command = [*measured, "-m", "hallenwart_backend.cli", "serve", "--state", str(state / "backend"), "--port", str(port)]
    yield from _running([sys.executable, *command], state / "server.log", unit.environment())


@contextlib.contextmanager
def agent_process(state: Path, tls_port: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run a real agent with the display of its hall, connected with its certificate."""
    folder, pki = state / "agent", state / f"devices/{PI}/pki"
    folder.mkdir()
    (folder / "agent.toml").write_text(f"""
[agent]
device = "{PI}"
site = "halle-000"
state_dir = "{folder / "state"}"
credentials = "{state / f"devices/{PI}/credentials.toml"}"
[mqtt]
host = "localhost"
port = {tls_port}
tls = true
ca = "{pki / "ca.crt"}"
cert = "{pki / "device.crt"}"
key = "{pki / "device.key"}"
[screens]
port = {free_port()}
""")
    yield from _running([COMMAND, "run", "--config", str(folder / "agent.toml")], state / "agent.log")


def _running(command: list[str], log: Path, env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("ab") as file:
        process = subprocess.Popen(command, stdout=file, stderr=file, env=env)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


async def signed_in(port: int, password: str) -> httpx.AsyncClient:
    """Wait until the server answers; return the admin's browser."""
    browser = httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60.0)
    async with asyncio.timeout(UP_WITHIN_S):
        while True:
            with contextlib.suppress(httpx.HTTPError):
                if (await browser.get("/healthz")).status_code == httpx.codes.OK:
                    break
            await asyncio.sleep(0.1)
    (await browser.post("/api/session", json={"email": ADMIN, "password": password})).raise_for_status()
    return browser


# --- what a process takes ---


def memory_mb(pid: int) -> dict[str, float]:
    """Return resident (`rss`), proportional (`pss`) and highest resident memory (`peak`) of a process."""
    told = dict(re.findall(r"^(VmRSS|VmHWM):\s+(\d+) kB$", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE))
    pss = re.search(r"^Pss:\s+(\d+) kB$", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return {"rss": int(told["VmRSS"]) / 1_000, "pss": int(pss[1]) / 1_000 if pss else 0.0, "peak": int(told["VmHWM"]) / 1_000}


def forget_peak(pid: int) -> None:
    """Let `peak` begin anew."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")


def cpu_s(pid: int) -> float:
    """Return the CPU seconds a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
