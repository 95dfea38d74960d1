"""Pure ASGI middleware: how long answers take, by route. Paths themselves hold ids and tokens and are not kept."""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

OTHER = "other"


class Timing:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.monotonic(), 500

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, sent)
        finally:
            parts = getattr(scope["app"].state, "parts", None)
            if parts is not None:
                route = getattr(scope.get("route"), "path", OTHER)
                parts.figures.requests.labels(scope["method"], route, f"{status // 100}xx").observe(time.monotonic() - began)
