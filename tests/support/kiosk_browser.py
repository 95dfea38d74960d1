"""A Chromium as the kiosk's: a process of its own, asked over its debugging port. No window."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import signal
import subprocess
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from websockets.asyncio.client import connect

from hallenwart_edge.screens.browser import BrowserError, Chromium
from support.chromium import BINARY
from support.ports import free_port

FLAGS = ("--headless", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run")


@dataclass
class KioskBrowser:
    port: int
    process: subprocess.Popen[bytes]

    def signal(self, number: signal.Signals) -> None:
        """Send it to every process of the browser."""
        os.killpg(self.process.pid, number)


def start(words: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a program in a group of its own, silent."""
    return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


@asynccontextmanager
async def kiosk_browser(url: str, *, width: int = 1280, height: int = 720, port: int = 0) -> AsyncIterator[KioskBrowser]:
    """Start one that shows `url`, and wait until it can be asked."""
    port = port or free_port()
    with tempfile.TemporaryDirectory(prefix="hallenwart-kiosk-", ignore_cleanup_errors=True) as profile:
        words = (*FLAGS, f"--remote-debugging-port={port}", f"--user-data-dir={profile}", f"--window-size={width},{height}")
        browser = KioskBrowser(port, start((str(BINARY), *words, url)))
        try:
            await _listening(port)
            yield browser
        finally:
            browser.signal(signal.SIGKILL)
            browser.process.wait(10)


def targets(port: int) -> list[dict[str, Any]]:
    """Return the pages of a browser; none while it does not answer."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        link.request("GET", "/json/list")
        return [each for each in json.loads(link.getresponse().read()) if each["type"] == "page"]
    except (OSError, http.client.HTTPException):
        return []
    finally:
        link.close()


async def until_page(port: int, begin: str) -> None:
    """Wait until the browser shows an address that begins so."""
    async with asyncio.timeout(180):
        while not any(each["url"].startswith(begin) for each in await asyncio.to_thread(targets, port)):  # noqa: ASYNC110
            await asyncio.sleep(0.1)


async def until_drawn(chromium: Chromium) -> None:
    """Wait until its page has drawn."""
    async with asyncio.timeout(180):
        while True:
            try:
                return await chromium.answers(draws=True)
            except BrowserError:
                await asyncio.sleep(0.1)


async def ask(port: int, method: str, params: dict[str, object]) -> Any:
    """Ask the first page something over the browser's own protocol."""
    address = (await asyncio.to_thread(targets, port))[0]["webSocketDebuggerUrl"]
    async with asyncio.timeout(180), connect(address) as page:
        await page.send(json.dumps({"id": 1, "method": method, "params": params}))
        while "id" not in (said := json.loads(await page.recv())):
            continue
        return said["result"]


async def _listening(port: int) -> None:
    async with asyncio.timeout(180):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return
