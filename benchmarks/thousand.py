"""The server with 1,000 devices that are online and measure: how much memory it takes after a while, run as its unit runs it.

A plain Mosquitto without accounts stands in for the provisioned one, so that one process may speak for all devices.
"""

from __future__ import annotations

import asyncio
import itertools
import os
import re
import secrets
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL
from pathlib import Path
from typing import Final

import aiomqtt
import httpx
import msgspec

from benchmarks import unit
from benchmarks.figures import figure, title
from hallenwart_contract.channels import CONN, HB, STATE, T
from hallenwart_contract.codec import encode
from hallenwart_contract.messages import Batch, Conn, Heartbeat, Reading, State
from hallenwart_contract.zones import Zone
from support.backends import SEED, provision
from support.databases import fresh
from support.house_broker import house_broker
from support.ports import free_port

DEVICES: Final = 1_000
ROUNDS: Final = 4
EVERY_S: Final = 10.0
SENSORS: Final = 8
AT_ONCE: Final = 8
UP_WITHIN_S: Final = 60.0


async def measure() -> None:
    """Print the resident memory of a server to which 1,000 devices speak."""
    title(f"memory: the server with {DEVICES:,} devices")
    names = [f"halle-{number}" for number in range(DEVICES)]
    with tempfile.TemporaryDirectory() as name, house_broker(Path(name) / "broker") as broker:
        state, port = Path(name) / "backend", free_port()
        state.mkdir()
        provision(state, port=broker.port)
        _add_devices(state, names)
        fresh(state, SEED, time.time_ns() // 1_000_000)
        serve = ["-m", "hallenwart_backend.cli", "serve", "--state", str(state), "--port", str(port)]
        server = await asyncio.create_subprocess_exec(
            sys.executable, *serve, stdout=DEVNULL, stderr=DEVNULL, env=unit.environment()
        )
        try:
            await _up(port)
            figure("before any device", _memory(server.pid))
            async with aiomqtt.Client(broker.host, broker.port, identifier="all") as client:
                for number in range(ROUNDS):
                    await _speak(client, names, number)
                    await asyncio.sleep(EVERY_S)
            figure(f"after {ROUNDS} rounds of {DEVICES * SENSORS:,} readings", _memory(server.pid), "<= 200 MB")
        finally:
            server.terminate()
            await server.wait()


def _add_devices(state: Path, names: list[str]) -> None:
    entries = (
        f'[[device]]\nid = "{name}"\nsite = "nordpark"\nsecret = "{secrets.token_hex(32)}"\nsalt = "{secrets.token_hex(16)}"\n'
        for name in names
    )
    with (state / "devices.toml").open("a") as file:
        file.writelines(entries)


async def _up(port: int) -> None:
    async with asyncio.timeout(UP_WITHIN_S), httpx.AsyncClient() as http:
        for _ in itertools.count():
            try:
                (await http.get(f"http://127.0.0.1:{port}/api/health")).raise_for_status()
            except httpx.HTTPError:
                await asyncio.sleep(0.1)
            else:
                return


async def _speak(client: aiomqtt.Client, names: list[str], number: int) -> None:
    for first in range(0, len(names), AT_ONCE):
        await asyncio.gather(*(_say(client, name, number) for name in names[first : first + AT_ONCE]))


async def _say(client: aiomqtt.Client, name: str, number: int) -> None:
    """Let a device say all it says in a round: who it is, how it is, and what it measured."""
    now_ms = time.time_ns() // 1_000_000
    sensors = {f"fuehler-{each}": "ok" for each in range(SENSORS)}
    up = {"dev": name, "boot": "b", "epoch": "e", "conn": 1, "clk": "ntp", "sent_ms": now_ms, "mono_ms": now_ms % 10**9}
    if number == 0:
        await client.publish(CONN.topic(name), encode(Conn(**up, online=True)), qos=1)
    zones = [Zone(id="geraeteraum", sensors=list(sensors))]
    await client.publish(STATE.topic(name), encode(State(**up, rev=number, sensors=sensors, zones=zones)), qos=1)
    await client.publish(HB.topic(name), encode(Heartbeat(**up, online=True, sensors=sensors, last={"t": number * SENSORS})))
    rows = [msgspec.Raw(encode(Reading(c=each, k="temp_c", t_ms=now_ms, x=20.0 + number))) for each in sensors]
    head = {key: up[key] for key in ("dev", "epoch", "boot", "conn", "clk", "sent_ms")}
    batch = Batch(**head, s="t", seq=number * SENSORS + 1, n=len(rows), r=rows)
    await client.publish(T.topic(name), encode(batch), qos=1)


def _memory(pid: int) -> str:
    told = dict(re.findall(r"^(VmRSS|VmHWM):\s+(\d+) kB$", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE))
    return f"{int(told['VmRSS']) / 1_000:.0f} MB (highest {int(told['VmHWM']) / 1_000:.0f} MB), load {os.getloadavg()[0]:.1f}"
