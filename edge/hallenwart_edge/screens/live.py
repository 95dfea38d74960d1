"""One WebSocket per page: the whole state at once, at every change and as a beat; back come what fingers do and what was drawn.

A page of another origin is refused.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar
from urllib.parse import urlsplit

from msgspec.structs import replace
from starlette.websockets import WebSocket, WebSocketDisconnect

from hallenwart_contract.codec import decode, encode
from hallenwart_contract.display import DisplayAction
from hallenwart_contract.errors import ContractError
from hallenwart_contract.kiosk import KioskAction
from hallenwart_edge.bell import listen
from hallenwart_edge.screens.ports import DisplaySource, IdentifySource, KioskSource

BEAT_S: Final = 2.0
_MAX_ACTION_BYTES: Final = 4_096
"""An idea of 500 letters, of whatever script."""
_NOT_ALLOWED: Final = 1008
_LOCAL: Final = ("localhost", "127.0.0.1", "::1")
A = TypeVar("A", KioskAction, DisplayAction)
_log = logging.getLogger(__name__)


class Screens:
    """The WebSockets. `garbage` counts messages of a page that were no action, `pages` the displays that are connected."""

    def __init__(
        self, kiosk: KioskSource | None, display: DisplaySource | None, identify: IdentifySource | None, beat_s: float = BEAT_S
    ) -> None:
        self._kiosk, self._display, self._identify, self._beat_s = kiosk, display, identify, beat_s
        self.garbage = 0
        self.pages = 0

    @property
    def _name(self) -> str:
        return self._identify.shown if self._identify is not None else ""

    async def kiosk_live(self, socket: WebSocket) -> None:
        source = self._kiosk
        if source is None or not await _welcome(socket):
            return
        await self._serve(socket, lambda: encode(replace(source.kiosk(), identify=self._name)), source.changed, self._act)

    async def display_live(self, socket: WebSocket) -> None:
        source = self._display
        if source is None or not await _welcome(socket):
            return
        self.pages += 1
        try:
            picture = lambda: encode(replace(source.display(), identify=self._name))  # noqa: E731 - drawn anew each time
            await self._serve(socket, picture, source.changed, self._tell)
        finally:
            self.pages -= 1

    async def _serve(
        self,
        socket: WebSocket,
        picture: Callable[[], bytes],
        changed: Callable[[], Awaitable[None]],
        take: Callable[[bytes], Awaitable[None]],
    ) -> None:
        showing = asyncio.create_task(_show(socket, picture, changed, self._beat_s), name="screen picture")
        taking = asyncio.create_task(_take_all(socket, take), name="screen actions")
        try:
            done, _ = await asyncio.wait({showing, taking}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            showing.cancel()
            taking.cancel()
        for task in done:
            with contextlib.suppress(WebSocketDisconnect):
                task.result()

    async def _act(self, payload: bytes) -> None:
        action = self._action(payload, KioskAction)
        if self._kiosk is not None and action is not None:
            await self._kiosk.act(action)

    async def _tell(self, payload: bytes) -> None:
        action = self._action(payload, DisplayAction)
        if self._display is not None and action is not None:
            await self._display.act(action)

    def _action(self, payload: bytes, kind: type[A]) -> A | None:
        try:
            return decode(payload[:_MAX_ACTION_BYTES], kind)
        except ContractError:
            self._discard(payload)
            return None

    def _discard(self, payload: bytes) -> None:
        self.garbage += 1
        if self.garbage & (self.garbage - 1) == 0:
            _log.warning("messages of a page that mean nothing: %d, the last of %d bytes", self.garbage, len(payload))


async def _show(socket: WebSocket, picture: Callable[[], bytes], changed: Callable[[], Awaitable[None]], beat_s: float) -> None:
    await listen(changed)
    while True:
        await socket.send_text(picture().decode())
        await _within(changed, beat_s)


async def _within(changed: Callable[[], Awaitable[None]], seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await changed()


async def _take_all(socket: WebSocket, take: Callable[[bytes], Awaitable[None]]) -> None:
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return
        await take(message.get("bytes") or (message.get("text") or "").encode(errors="replace"))


async def _welcome(socket: WebSocket) -> bool:
    origin = socket.headers.get("origin", "")
    try:
        local = urlsplit(origin).hostname in _LOCAL
    except ValueError:
        local = False
    if not local:
        await socket.close(_NOT_ALLOWED)
        return False
    await socket.accept()
    return True
