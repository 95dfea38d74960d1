"""The pages of this Pi, served to its own browser: kiosk and hall display, static files and one WebSocket each.

Only for localhost: the server listens there, and a page of another origin is refused.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hallenwart_edge.screens.live import BEAT_S, Screens
from hallenwart_edge.screens.pictures import Pictures
from hallenwart_edge.screens.ports import DisplaySource, IdentifySource, KioskSource
from hallenwart_edge.screens.streams import Streams

_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'self'; media-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


@dataclass(frozen=True, slots=True)
class DisplayParts:
    """What the page of a display fetches beside its picture: sound files in `speech`, pictures of posts, matches."""

    speech: Path
    pictures: Pictures
    streams: Streams


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


def create_app(
    *,
    pages: Path,
    health: Callable[[], Mapping[str, object]],
    metrics: Callable[[], bytes] | None = None,
    kiosk: KioskSource | None = None,
    display: DisplaySource | None = None,
    parts: DisplayParts | None = None,
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
        sockets += [] if parts is None else _parts(parts)
        sockets += [WebSocketRoute("/display/live", screens.display_live), _folder("/display", pages / "display", html=True)]
    assets = _folder("/assets", pages / "assets", html=False)
    app = Starlette(routes=[*routes, *sockets, assets], middleware=[Middleware(_Headers)])
    app.state.screens = screens
    return app


def _parts(parts: DisplayParts) -> list[BaseRoute]:
    async def picture(request: Request) -> Response:
        found = await asyncio.to_thread(parts.pictures.read, request.path_params["sha256"])
        if found is None:
            return Response(status_code=404, headers={"Cache-Control": "no-store"})
        content, kind = found
        return Response(content, media_type=kind, headers={"Cache-Control": "private, max-age=86400, immutable"})

    return [
        _folder("/display/speech", parts.speech, html=False),
        Route("/display/pictures/{sha256}", picture),
        Route("/display/streams/{id}/{name:path}", parts.streams.answer),
    ]


def _folder(path: str, directory: Path, *, html: bool) -> Mount:
    return Mount(path, StaticFiles(directory=directory, html=html, check_dir=False))
