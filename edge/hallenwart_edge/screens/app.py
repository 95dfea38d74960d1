"""The pages of this Pi, served to its own browser: kiosk and hall display, static files and one WebSocket each.

Only for localhost: the server listens there, and a page of another origin is refused.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from socket import create_server
from typing import Final, Protocol
from urllib.parse import urlsplit

import uvicorn
from msgspec.structs import replace
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from hallenwart_contract.codec import decode, encode
from hallenwart_contract.errors import ContractError
from hallenwart_contract.screens import Display, Kiosk, KioskAction

HOST: Final = "127.0.0.1"
BEAT_S: Final = 2.0
_MAX_ACTION_BYTES: Final = 1_024
_NOT_ALLOWED: Final = 1008
_LOCAL: Final = ("localhost", "127.0.0.1", "::1")
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
_log = logging.getLogger(__name__)


class KioskSource(Protocol):
    """The locker, as the kiosk sees it."""

    def kiosk(self) -> Kiosk: ...

    async def act(self, action: KioskAction) -> None: ...

    def changed(self) -> Awaitable[None]: ...


class DisplaySource(Protocol):
    """The display's picture."""

    def display(self) -> Display: ...

    def changed(self) -> Awaitable[None]: ...


class IdentifySource(Protocol):
    """The name of this device while somebody looks for it, else nothing; a page learns of it with the next beat."""

    @property
    def shown(self) -> str: ...


class _Headers:
    """Adds the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


class Screens:
    """The WebSockets. `garbage` counts messages of a page that were no action."""

    def __init__(
        self, kiosk: KioskSource | None, display: DisplaySource | None, identify: IdentifySource | None, beat_s: float = BEAT_S
    ) -> None:
        self._kiosk, self._display, self._identify, self._beat_s = kiosk, display, identify, beat_s
        self.garbage = 0

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
        await self._serve(socket, lambda: encode(replace(source.display(), identify=self._name)), source.changed, self._discard)

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
        try:
            action = decode(payload[:_MAX_ACTION_BYTES], KioskAction)
        except ContractError:
            await self._discard(payload)
            return
        if self._kiosk is not None:
            await self._kiosk.act(action)

    async def _discard(self, payload: bytes) -> None:
        self.garbage += 1
        if self.garbage & (self.garbage - 1) == 0:
            _log.warning("messages of a page that mean nothing: %d, the last of %d bytes", self.garbage, len(payload))


async def _show(socket: WebSocket, picture: Callable[[], bytes], changed: Callable[[], Awaitable[None]], beat_s: float) -> None:
    await _within(changed, 0)
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


def create_app(
    *,
    pages: Path,
    health: Callable[[], Mapping[str, object]],
    metrics: Callable[[], bytes] | None = None,
    kiosk: KioskSource | None = None,
    display: DisplaySource | None = None,
    speech: Path | None = None,
    identify: IdentifySource | None = None,
    beat_s: float = BEAT_S,
) -> Starlette:
    """Build the app. Only the pages whose source is given are served; `speech` is the folder of the kiosk's voice."""
    screens = Screens(kiosk, display, identify, beat_s)

    async def healthz(_: Request) -> Response:
        return JSONResponse({**health(), "garbage": screens.garbage})

    async def figures(_: Request) -> Response:
        if metrics is None:
            return Response(status_code=404)
        return Response(metrics(), media_type="text/plain; version=0.0.4; charset=utf-8")

    async def first(_: Request) -> Response:
        return RedirectResponse("/kiosk/" if kiosk is not None else "/display/")

    routes = [Route("/healthz", healthz), Route("/metrics", figures), Route("/", first)]
    sockets: list[BaseRoute] = []
    if kiosk is not None:
        sockets += [] if speech is None else [_folder("/kiosk/speech", speech, html=False)]
        sockets += [WebSocketRoute("/kiosk/live", screens.kiosk_live), _folder("/kiosk", pages / "kiosk", html=True)]
    if display is not None:
        sockets += [WebSocketRoute("/display/live", screens.display_live), _folder("/display", pages / "display", html=True)]
    assets = _folder("/assets", pages / "assets", html=False)
    app = Starlette(routes=[*routes, *sockets, assets], middleware=[Middleware(_Headers)])
    app.state.screens = screens
    return app


def _folder(path: str, directory: Path, *, html: bool) -> Mount:
    return Mount(path, StaticFiles(directory=directory, html=html, check_dir=False))


class _Server(uvicorn.Server):
    """uvicorn without signal handlers of its own: the agent's composition root ends it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(app: Starlette, *, port: int) -> None:
    """Serve on 127.0.0.1 until cancelled; ends within a second. Raises OSError when the port is taken."""
    listener = create_server((HOST, port))
    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1)
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listener]), name="screens")
    try:
        await asyncio.shield(serving)
    finally:
        server.should_exit = True
        await asyncio.wait([serving], timeout=2)
        serving.cancel()
        listener.close()
