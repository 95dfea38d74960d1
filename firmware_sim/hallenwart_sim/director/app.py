"""The director's page: state over a WebSocket, actions by POST. Loopback only, and only from its own page."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from hallenwart_contract.director import Director, Do

TELL_EVERY_S: Final = 1.0
_HEADERS: Final = {
    b"content-security-policy": b"default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
}


class Acting(Protocol):
    """What the page shows and starts."""

    def told(self) -> Director: ...

    async def do(self, what: str, text: str = "") -> None:
        """Start an action; `text` is what was typed for it. Raises LookupError when there is none such or it cannot be now."""
        ...

    async def changed(self) -> None: ...


def app(acting: Acting, *, static: Path, origins: frozenset[str], extra: Sequence[BaseRoute]) -> ASGIApp:
    """Return the application. `origins` may post; `extra` are routes of the town itself."""

    async def do(request: Request) -> Response:
        if request.headers.get("origin") not in origins:
            return JSONResponse({"code": "origin"}, status_code=403)
        return await _do(acting, await request.body())

    async def live(socket: WebSocket) -> None:
        if socket.headers.get("origin") not in origins:
            await socket.close(code=1008)
            return
        await socket.accept()
        await _tell(acting, socket)

    routes = [
        Route("/", lambda _: RedirectResponse("/director/")),
        Route("/director/do", do, methods=["POST"]),
        WebSocketRoute("/director/live", live),
        *extra,
        Mount("/director", StaticFiles(directory=static / "director", html=True)),
        Mount("/assets", StaticFiles(directory=static / "assets")),
    ]
    return _SecureHeaders(Starlette(routes=routes))


async def _do(acting: Acting, body: bytes) -> Response:
    try:
        wanted = msgspec.json.decode(body, type=Do)
        await acting.do(wanted.what, wanted.text)
    except msgspec.MsgspecError:
        return JSONResponse({"code": "malformed"}, status_code=422)
    except LookupError as error:
        return JSONResponse({"code": "not_now", "message": str(error)}, status_code=409)
    return JSONResponse({}, status_code=202)


async def _tell(acting: Acting, socket: WebSocket) -> None:
    """Send the whole state with every change, and at least every second, until the page goes."""
    gone = asyncio.create_task(_until_gone(socket), name="director-page")
    try:
        while not gone.done():
            await socket.send_text(msgspec.json.encode(acting.told()).decode())
            change = asyncio.create_task(acting.changed(), name="director-change")
            await asyncio.wait({gone, change}, timeout=TELL_EVERY_S, return_when=asyncio.FIRST_COMPLETED)
            change.cancel()
    except WebSocketDisconnect:
        pass
    finally:
        gone.cancel()


async def _until_gone(socket: WebSocket) -> None:
    with contextlib.suppress(WebSocketDisconnect):
        while True:
            await socket.receive_text()


class _SecureHeaders:
    """Adds the security headers to every HTTP answer."""

    def __init__(self, inner: ASGIApp) -> None:
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._inner(scope, receive, _with_headers(send, _HEADERS) if scope["type"] == "http" else send)


def _with_headers(send: Send, headers: Mapping[bytes, bytes]) -> Callable[[Message], Awaitable[None]]:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *headers.items()]}
        await send(message)

    return sending
