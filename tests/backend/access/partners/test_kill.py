"""The real server, killed while a webhook waits: what was granted and what is to be told are still there."""

import asyncio
import os
import re
import signal
import sys
import time
from asyncio.subprocess import PIPE
from contextlib import asynccontextmanager

import httpx

from support.backends import HOUR_MS, open_town
from support.webhook_receiver import receiving


async def _hallenwart(*arguments):
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "hallenwart_backend.cli", *arguments, stdout=PIPE)
    output, _ = await process.communicate()
    assert process.returncode == 0
    return output.decode()


@asynccontextmanager
async def _server(folder):
    """A server on a free port; killed with its last breath unheard."""
    command = [
        sys.executable,
        "-m",
        "hallenwart_backend.cli",
        "serve",
        "--state",
        str(folder),
        "--port",
        "0",
        "--webhooks-here",
    ]
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=asyncio.subprocess.DEVNULL)
    try:
        async with asyncio.timeout(180):
            line = (await process.stdout.readline()).decode()
        yield re.search(r"http://\S+(?=/)", line).group()
    finally:
        os.kill(process.pid, signal.SIGKILL)
        await process.wait()


async def test_a_killed_server_tells_later_what_it_could_not_tell(tmp_path):
    async with open_town(tmp_path):
        pass
    key = (
        await _hallenwart("admin", "partner", "add", "Stadtbuchung", "--sites", "nordpark", "--state", str(tmp_path))
    ).split()[1]
    async with receiving() as receiver:
        refused = asyncio.Event()
        receiver.answer = lambda _came, _number: (refused.set(), 503)[1]
        async with _server(tmp_path) as url, _client(url, key) as client:
            assert (await client.get("/places")).status_code == 200  # the socket listens before the server does
            secret = (await client.put("/webhook", json={"url": receiver.url})).json()["secret"]
            grant = await client.post("/grants", json=_wish())
            assert grant.status_code == 201, grant.text
            assert (await client.delete(f"/grants/{grant.json()['id']}")).status_code == 204
            async with asyncio.timeout(180):
                await refused.wait()
        told = asyncio.Event()
        receiver.answer = lambda _came, _number: (told.set(), 204)[1]
        async with _server(tmp_path) as url, _client(url, key) as client:
            async with asyncio.timeout(180):
                await told.wait()
            shown = await client.get(f"/grants/{grant.json()['id']}")
            assert shown.json()["state"] == "revoked"
    assert secret.startswith("whsec_")
    assert set(receiver.types) == {"revoked"}
    assert len({came.headers["hallenwart-event"] for came in receiver.came}) == 1


def _client(url, key):
    return httpx.AsyncClient(base_url=f"{url}/partner/v1", headers={"Authorization": f"Bearer {key}"}, timeout=180)


def _wish():
    from_ms = int(time.time() * 1000) + HOUR_MS
    wish = {"reference": "B-1", "compartments": [{"locker": "nordpark-1", "number": 1}]}
    return wish | {"from_ms": from_ms, "to_ms": from_ms + HOUR_MS}
