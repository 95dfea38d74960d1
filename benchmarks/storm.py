"""1,000 devices come back at once: `python -m benchmarks storm [--devices 1000] [--state DIR] [--profile FILE]`.

Real Mosquitto with certificates as they are provisioned, the server's own process on SQLite, one process of thin devices
that send, send again and come back by the agent's own rules, and one real agent for its memory. The broker is killed with
kill -9 and started again. Counted from that start until each device was born anew, has a receipt for every row, holds its
documents again, and is `online` in /api/fleet by what it said since. In the end all rows they made are compared with what
is stored. `--state` keeps keys and certificates for the next run.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import resource
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any, Final

import httpx

from benchmarks import storm_rows, storm_town
from benchmarks.figures import figure, quantile, title
from support.brokers import LocalBroker
from support.ports import free_port

STEADY_S: Final = 40.0
AWAY_S: Final = 10.0
SETTLES_WITHIN_S: Final = 600.0
TARGET_S: Final = 30
PROBE_EVERY_S: Final = 0.5
LOOK_EVERY_S: Final = 1.0
_STAGES: Final = {"born": "connected and announced", "documents": "documents there again", "receipted": "every row receipted"}


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks storm", description=__doc__)
    parser.add_argument("--devices", type=int, default=1_000)
    parser.add_argument("--state", type=Path, help="keep keys and certificates here")
    parser.add_argument("--profile", default="", metavar="FILE", help="run the server under cProfile")
    options = parser.parse_args(arguments)
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory() as folder:
        state = options.state or Path(folder)
        state.mkdir(mode=0o700, exist_ok=True)
        asyncio.run(Storm(state, options.devices, options.profile).run())


class Crowd:
    """The process of the thin devices."""

    def __init__(self, process: Process) -> None:
        self._process = process

    async def tell(self, word: str) -> dict[str, Any]:
        """Say a word, return how they stand."""
        assert self._process.stdin is not None  # noqa: S101
        assert self._process.stdout is not None  # noqa: S101
        self._process.stdin.write(f"{word}\n".encode())
        status: dict[str, Any] = json.loads(await self._process.stdout.readline())
        return status


class Storm:
    """One run."""

    def __init__(self, state: Path, count: int, profile: str) -> None:
        self._state, self._count, self._profile = state, count, profile
        self._slow_s: list[float] = []
        self._fleet_s: list[float] = []

    async def run(self) -> None:
        title(f"storm: {self._count:,} devices come back at once")
        began = time.monotonic()
        broker, password = storm_town.prepare(self._state, self._count)
        figure("certificates, keys, accounts", f"made or looked through in {time.monotonic() - began:.1f} s")
        port = free_port()
        broker.start()
        try:
            with storm_town.server_process(self._state, port, self._profile) as server:
                browser = await storm_town.signed_in(port, password)
                figure("server before any device", _memory(server.pid))
                with storm_town.agent_process(self._state, broker.tls_port or 0) as agent:
                    async with self._crowd(broker) as crowd, self._probed(port):
                        await self._steady(crowd, browser, server.pid, agent.pid)
                        await self._storm(crowd, browser, broker, server.pid)
                        await self._end(crowd)
                    figure("agent at the end", _memory(agent.pid), "<= 80 MB")
                await browser.aclose()
        finally:
            broker.stop()
        storm_rows.compare(self._state)

    @contextlib.asynccontextmanager
    async def _crowd(self, broker: LocalBroker) -> AsyncIterator[Crowd]:
        command = ["-m", "benchmarks.storm_crowd", str(self._state), str(broker.tls_port)]
        process = await asyncio.create_subprocess_exec(sys.executable, *command, stdin=PIPE, stdout=PIPE)
        try:
            yield Crowd(process)
        finally:
            process.kill()
            await process.wait()

    @contextlib.asynccontextmanager
    async def _probed(self, port: int) -> AsyncIterator[None]:
        probing = asyncio.create_task(self._probe(port), name="healthz")
        try:
            yield
        finally:
            probing.cancel()
            await asyncio.gather(probing, return_exceptions=True)

    async def _probe(self, port: int) -> None:
        """A loop that stands still answers nobody."""
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=60.0) as http:
            while True:
                began = time.monotonic()
                (await http.get("/healthz")).raise_for_status()
                self._slow_s.append(time.monotonic() - began)
                await asyncio.sleep(PROBE_EVERY_S)

    # --- steady ---

    async def _steady(self, crowd: Crowd, browser: httpx.AsyncClient, server: int, agent: int) -> None:
        began = time.monotonic()
        async with asyncio.timeout(SETTLES_WITHIN_S):
            while (status := await crowd.tell("status"))["online"] < self._count or status["documents"] < 1:  # noqa: ASYNC110
                await asyncio.sleep(LOOK_EVERY_S)
        figure("all came for the first time, with documents, over 10 s", f"after {time.monotonic() - began:.1f} s")
        await asyncio.sleep(STEADY_S / 2)
        self._told_stall("longest answer of /healthz meanwhile")
        storm_town.forget_peak(server)
        cpu_s, began = storm_town.cpu_s(server), time.monotonic()
        await asyncio.sleep(STEADY_S / 2)
        share = (storm_town.cpu_s(server) - cpu_s) / (time.monotonic() - began)
        figure("server, steady", f"{_memory(server)}, {share:.0%} of a core", "<= 200 MB")
        figure("agent, steady", _memory(agent), "<= 80 MB")
        self._told_stall("longest answer of /healthz, steady")
        await self._fleet(browser)
        self._slow_s.clear()

    # --- storm ---

    async def _storm(self, crowd: Crowd, browser: httpx.AsyncClient, broker: LocalBroker, server: int) -> None:
        storm_town.forget_peak(server)
        broker.kill9()
        before = await crowd.tell("cut")
        await asyncio.sleep(AWAY_S)
        waiting = (await crowd.tell("status"))["waiting"]
        figure("broker killed, back after", f"{AWAY_S:.0f} s; {waiting:,} rows waited at the devices")
        cpu_s, began, began_ms = storm_town.cpu_s(server), time.monotonic(), time.time_ns() // 1_000_000
        broker.start()
        there = await self._until_settled(crowd, browser, began, began_ms)
        took = time.monotonic() - began
        status = await crowd.tell(f"report {self._state / 'storm.json'}")
        self._told_stages(began, there)
        verdict = "met" if took <= TARGET_S and len(there) >= self._count else "MISSED"
        figure("storm over", f"after {took:.1f} s, {status['settled']:,} devices settled: {verdict}", f"<= {TARGET_S} s")
        figure("server", f"{_memory(server)}, {storm_town.cpu_s(server) - cpu_s:.1f} s CPU", "<= 200 MB")
        figure("thin devices", f"{status['cpu_s'] - before['cpu_s']:.1f} s CPU since the kill")
        self._told_stall("longest answer of /healthz in the storm")
        figure(
            "longest answer of /api/fleet", f"{max(self._fleet_s) * 1000:.0f} ms, asked {len(self._fleet_s)} times", "<= 200 ms"
        )

    async def _until_settled(self, crowd: Crowd, browser: httpx.AsyncClient, began: float, began_ms: int) -> dict[str, float]:
        """Return when (monotonic s) each device was first seen online by what it said since."""
        there: dict[str, float] = {}
        while time.monotonic() - began < SETTLES_WITHIN_S:
            for device in await self._fleet(browser):
                if device["state"] == "online" and (device["seen_ms"] or 0) >= began_ms:
                    there.setdefault(device["id"], time.monotonic())
            if (await crowd.tell("status"))["settled"] >= self._count and len(there) >= self._count + 1:
                break
            await asyncio.sleep(LOOK_EVERY_S)
        return there

    async def _fleet(self, browser: httpx.AsyncClient) -> list[dict[str, Any]]:
        began = time.monotonic()
        answer = await browser.get("/api/fleet")
        answer.raise_for_status()
        self._fleet_s.append(time.monotonic() - began)
        devices: list[dict[str, Any]] = answer.json()["devices"]
        return devices

    def _told_stages(self, began: float, there: dict[str, float]) -> None:
        told = json.loads((self._state / "storm.json").read_text())
        for stage, words in _STAGES.items():
            moments = [device["marks"][stage] for device in told if stage in device["marks"]]
            _spread_s(words, [moment - began for moment in moments], self._count)
        _spread_s("online in /api/fleet", [moment - began for moment in there.values()], self._count + 1)
        figure("windows sent again", f"{sum(device['resent'] for device in told)} times")

    def _told_stall(self, words: str) -> None:
        figure(words, f"{max(self._slow_s, default=0) * 1000:.0f} ms of {len(self._slow_s)}")
        self._slow_s.clear()

    # --- end ---

    async def _end(self, crowd: Crowd) -> None:
        """Let every row be receipted, then have the rows written down."""
        status = await crowd.tell("quiet")
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SETTLES_WITHIN_S):
                while (status := await crowd.tell("status"))["waiting"]:  # noqa: ASYNC110 - another process
                    await asyncio.sleep(LOOK_EVERY_S)
        status = await crowd.tell(f"report {self._state / 'storm.json'}")
        figure("rows without receipt in the end", f"{status['waiting']}", "0")
        for wrong in status["wrong"]:
            figure("WRONG", wrong)


def _memory(pid: int) -> str:
    told = storm_town.memory_mb(pid)
    return f"{told['rss']:.0f} MB resident, {told['pss']:.0f} MB proportional, highest {told['peak']:.0f} MB"


def _spread_s(words: str, values_s: list[float], count: int) -> None:
    if not values_s:
        figure(words, f"nobody of {count:,}")
        return
    told = f"p50 {quantile(values_s, 0.5):.1f}, p99 {quantile(values_s, 0.99):.1f}, max {max(values_s):.1f} s"
    missing = count - len(values_s)
    figure(words, f"{told}, n={len(values_s)}{f', {missing} MISSING' if missing else ''}", f"<= {TARGET_S} s")
