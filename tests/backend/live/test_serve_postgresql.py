"""The whole server on PostgreSQL: either of the two may die at any time, and what was booked is booked."""

import asyncio
import os
import socket
import sys
import time
import tomllib
from pathlib import Path

import httpx
import pytest

from support.backends import AMT, HOUR_MS, SEED, provision
from support.postgres import LOCKED, LOCKED_PASSWORD, MISSING, Cluster, find_binaries

HALLENWART = [sys.executable, "-m", "hallenwart_backend.cli"]
WITHIN_S = 180


@pytest.fixture
def cluster():
    """A durable PostgreSQL that this test may stop; the records belong to a user with a password."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip(MISSING)
    running = Cluster(binaries, durable=True)
    running.execute(f"CREATE DATABASE town OWNER {LOCKED}")
    yield running
    running.close()


class Server:
    """`hallenwart serve` with its records in a cluster."""

    def __init__(self, folder: Path, cluster: Cluster) -> None:
        self.folder = folder
        url = cluster.url("town", user=LOCKED, password=LOCKED_PASSWORD)
        self.environment = os.environ | {"HALLENWART_DATABASE": url}
        with socket.create_server(("127.0.0.1", 0)) as listening:
            self.port = listening.getsockname()[1]

    async def run(self, *arguments: object) -> asyncio.subprocess.Process:
        with (self.folder / "log").open("ab") as log:
            command = [*HALLENWART, *(str(one) for one in arguments), "--state", str(self.folder)]
            return await asyncio.create_subprocess_exec(*command, stdout=log, stderr=log, env=self.environment)

    async def start(self) -> asyncio.subprocess.Process:
        return await self.run("serve", "--port", self.port)

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()


async def _until(browser: httpx.AsyncClient, path: str, status: int) -> httpx.Response:
    async with asyncio.timeout(WITHIN_S):
        while True:
            try:
                if (answer := await browser.get(path)).status_code == status:
                    return answer
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.05)


async def _book(browser: httpx.AsyncClient, start_ms: int) -> httpx.Response:
    wish = {"hall": "nordpark", "sections": [1], "title": "Turnier", "start_ms": start_ms, "end_ms": start_ms + HOUR_MS}
    return await browser.post("/api/bookings", json=wish)


@pytest.mark.slow
async def test_a_booking_outlives_the_death_of_the_server_and_of_the_database(cluster: Cluster, tmp_path):
    provision(tmp_path)
    (tmp_path / "seed.toml").write_text(SEED)
    server = Server(tmp_path, cluster)
    seeding = await server.run("admin", "seed", tmp_path / "seed.toml", "--accounts-out", tmp_path / "out.toml")
    assert await seeding.wait() == 0, server.log
    assert not (tmp_path / "records.db").exists()
    accounts = tomllib.loads((tmp_path / "out.toml").read_text())["account"]
    password = next(one["password"] for one in accounts if one["email"] == AMT)
    day_ms = 24 * HOUR_MS
    noon_ms = time.time_ns() // 1_000_000 // day_ms * day_ms + 2 * day_ms + 12 * HOUR_MS

    process = await server.start()
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{server.port}", timeout=180) as browser:
            await _until(browser, "/api/health", 200)
            assert (await browser.post("/api/session", json={"email": AMT, "password": password})).status_code == 200
            assert (first := await _book(browser, noon_ms)).status_code == 201, first.text
            process.kill()
            await process.wait()
            process = await server.start()
            await _until(browser, "/api/health", 200)
            assert first.json()["id"] in (await browser.get("/api/bookings")).text
            assert (again := await _book(browser, noon_ms)).status_code == 409
            assert again.json()["conflicts"][0]["start_ms"] == noon_ms

            cluster.stop()
            for answer in (await browser.get("/api/bookings"), await _book(browser, noon_ms + HOUR_MS)):
                assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
                assert answer.json()["message"]["de"].startswith("Gerade nicht möglich")
            cluster.start()
            shown = await _until(browser, "/api/bookings", 200)
            assert first.json()["id"] in shown.text
            assert (await _book(browser, noon_ms + HOUR_MS)).status_code == 201
            assert process.returncode is None
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
    assert LOCKED_PASSWORD not in server.log
    assert "Traceback" not in server.log, server.log[server.log.index("Traceback") :]
