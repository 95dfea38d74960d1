"""The real command: starts, serves a WebSocket, refuses what it must, ends in time."""

import asyncio
import signal
import socket
import sys
import tomllib

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from hallenwart_contract.codec import decode
from hallenwart_contract.live import Live, ManagerView
from support.backends import KERN, SEED, provision

HALLENWART = [sys.executable, "-m", "hallenwart_backend.cli"]


async def _run(*arguments, **options):
    return await asyncio.create_subprocess_exec(
        *HALLENWART, *(str(one) for one in arguments), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, **options
    )


async def _until_up(browser):
    async with asyncio.timeout(180):
        while True:
            try:
                if (await browser.get("/api/health")).status_code == 200:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.05)


@pytest.fixture
async def served(tmp_path):
    """Yield (base URL, password of a caretaker, the process) of a seeded server without broker."""
    provision(tmp_path)
    (tmp_path / "seed.toml").write_text(SEED)
    for expected in (SEED.count("[[person]]"), 0):
        seeding = await _run(
            "admin", "seed", tmp_path / "seed.toml", "--state", tmp_path, "--accounts-out", tmp_path / "out.toml"
        )
        printed, _ = await seeding.communicate()
        assert (seeding.returncode, len(printed.splitlines())) == (0, expected)
    assert (tmp_path / "out.toml").stat().st_mode & 0o077 == 0
    accounts = tomllib.loads((tmp_path / "out.toml").read_text())["account"]
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    process = await _run("serve", "--state", tmp_path, "--port", port)
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as browser:
            await _until_up(browser)
            yield browser, next(one["password"] for one in accounts if one["email"] == KERN), process, port
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def test_the_server_serves_refuses_and_ends_in_time(served, tmp_path):
    browser, password, process, port = served
    assert (await browser.get("/")).headers["location"] == "/login/"
    assert (await browser.post("/api/session", json={"email": KERN, "password": password})).status_code == 200
    cookie = {"Cookie": "; ".join(f"{one.name}={one.value}" for one in browser.cookies.jar)}
    url = f"ws://127.0.0.1:{port}/api/live"
    for headers in ({}, cookie | {"Origin": "https://evil.example"}):
        with pytest.raises((InvalidHandshake, ConnectionClosed)):
            async with connect(url, additional_headers=headers) as socket_:
                await socket_.recv()
    async with connect(url, additional_headers=cookie) as page:
        assert isinstance(decode((await page.recv()).encode(), Live), ManagerView)
        await page.send(b"\x00garbage")
        await page.wait_closed()

    second = await _run("serve", "--state", tmp_path, "--port", port)
    _, told = await second.communicate()
    assert second.returncode == 1
    assert told.decode().splitlines() == [
        f"hallenwart: cannot listen on 127.0.0.1:{port} (Address already in use); is another server running? Try --port"
    ]

    async with connect(url, additional_headers=cookie) as page:
        await page.recv()
        process.send_signal(signal.SIGTERM)
        await page.wait_closed()
        assert page.close_code == 1012, "the page was not told that the server restarts"
        assert await asyncio.wait_for(process.wait(), 60) == 0


async def test_a_missing_file_is_told_in_one_sentence(tmp_path):
    process = await _run("serve", "--state", tmp_path, "--port", "0")
    _, told = await process.communicate()
    assert process.returncode != 0
    assert "broker.toml" in told.decode()
    assert "Traceback" not in told.decode()
