"""This Pi's Chromium, asked over its own protocol (CDP) on 127.0.0.1: what it draws, whether it draws, and to begin anew.

Source: Chrome DevTools Protocol, domains Page and Runtime; Chromium offers it with `--remote-debugging-port`.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import http.client
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar
from urllib.parse import quote

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from hallenwart_edge.errors import EdgeError

WITHIN_S: Final = 6.0
SMALL_PX: Final = 480
"""The longer side of the small picture."""
QUALITY_PCT: Final = 60
MAX_MESSAGE_BYTES: Final = 32 * 1024 * 1024
_HOST: Final = "127.0.0.1"
_DRAWS: Final = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
_SIZE: Final = "[innerWidth, innerHeight, devicePixelRatio]"
_PNG_SIZE: Final = slice(16, 24)


T = TypeVar("T")


class BrowserError(EdgeError):
    """Raised when the browser does not answer, or does not show this device's page."""


@dataclass(frozen=True, slots=True)
class Shot:
    """What was drawn: `sha256` (hex) of the whole picture as PNG, its size in px, and a small JPEG of it."""

    sha256: str
    width: int
    height: int
    small: bytes


class Browser(Protocol):
    """What the watch and the proof need of a browser. All raise BrowserError."""

    async def shot(self) -> Shot: ...

    async def answers(self, *, draws: bool) -> None:
        """Return when the page answers, and where `draws`, when it has drawn two frames."""
        ...

    async def reload(self) -> None:
        """Open this device's page anew, also where it crashed."""
        ...


class Chromium:
    """`port` is its debugging port, `page` the address of this device's page."""

    def __init__(self, port: int, page: str, *, within_s: float = WITHIN_S) -> None:
        self._port, self._page, self._within_s = port, page, within_s

    async def shot(self) -> Shot:
        """Take the picture whole and small. Raises BrowserError."""
        return await self._talk(_Page.shot)

    async def answers(self, *, draws: bool) -> None:
        async def asked(page: _Page) -> None:
            await page.value(_DRAWS if draws else "true")

        await self._talk(asked)

    async def reload(self) -> None:
        async def asked(page: _Page) -> None:
            await page.ask("Page.navigate", {"url": self._page})

        await self._talk(asked)

    async def png(self) -> bytes:
        """Return the whole picture. Raises BrowserError."""
        return await self._talk(_Page.png)

    async def _talk(self, what: Callable[[_Page], Awaitable[T]]) -> T:
        try:
            async with asyncio.timeout(self._within_s):
                address = await asyncio.to_thread(self._find)
                async with connect(address, max_size=MAX_MESSAGE_BYTES, close_timeout=1, proxy=None) as socket:
                    return await what(_Page(socket))
        except TimeoutError as error:
            raise BrowserError(f"it did not answer within {self._within_s:.0f} s") from error
        except (OSError, WebSocketException, http.client.HTTPException, ValueError, LookupError, TypeError) as error:
            raise BrowserError(f"{type(error).__name__} {error}") from error

    def _find(self) -> str:
        """Return the address of the socket of our page; one that waits for the agent or broke down counts."""
        link = http.client.HTTPConnection(_HOST, self._port, timeout=self._within_s)
        try:
            link.request("GET", "/json/list")
            targets = json.loads(link.getresponse().read(MAX_MESSAGE_BYTES))
        finally:
            link.close()
        pages = [each for each in targets if each.get("type") == "page"]
        ours = f"{self._page.rsplit('/', 2)[0]}/"  # whole, or port 80 would be found in 8081
        waits = f"starting.html?to={quote(self._page, safe='')}"
        for mark in (ours, waits, "chrome-error:"):
            for each in pages:
                if mark in str(each.get("url", "")):
                    return str(each["webSocketDebuggerUrl"])
        raise BrowserError("no window shows this device's page")


def chromium_of(browser_port: int, screens_port: int) -> Chromium | None:
    """Return the browser of this Pi's display, None where any browser shows the page."""
    page = f"http://127.0.0.1:{screens_port}/display/"
    return Chromium(browser_port, page, within_s=WITHIN_S) if browser_port else None


class _Page:
    """One conversation with a page."""

    def __init__(self, socket: Any) -> None:
        self._socket, self._asked = socket, 0

    async def ask(self, method: str, params: Mapping[str, object]) -> Any:
        self._asked += 1
        await self._socket.send(json.dumps({"id": self._asked, "method": method, "params": params}))
        while True:
            said = json.loads(await self._socket.recv())
            if said.get("id") == self._asked:
                if "error" in said:
                    raise BrowserError(f"{method}: {said['error'].get('message', '')}")
                return said["result"]

    async def value(self, expression: str) -> Any:
        said = await self.ask("Runtime.evaluate", {"expression": expression, "awaitPromise": True, "returnByValue": True})
        if "exceptionDetails" in said:
            raise BrowserError(str(said["exceptionDetails"].get("text", "")))
        return said["result"]["value"]

    async def shot(self) -> Shot:
        png = await self.png()
        width, height, ratio = await self.value(_SIZE)
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": SMALL_PX / max(width, height) / ratio}
        asked = {"format": "jpeg", "quality": QUALITY_PCT, "clip": clip}
        small = base64.b64decode((await self.ask("Page.captureScreenshot", asked))["data"])
        size = png[_PNG_SIZE]
        return Shot(hashlib.sha256(png).hexdigest(), int.from_bytes(size[:4]), int.from_bytes(size[4:]), small)

    async def png(self) -> bytes:
        return base64.b64decode((await self.ask("Page.captureScreenshot", {"format": "png"}))["data"])
