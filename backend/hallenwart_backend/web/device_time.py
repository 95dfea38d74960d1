"""Pure ASGI middleware: every answer to a device carries the server's time, also a refusal."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hallenwart_contract.device_http import PREFIX, SERVER_TIME_HEADER


class DeviceTime:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(PREFIX):
            await self._app(scope, receive, send)
            return
        parts = getattr(scope["app"].state, "parts", None)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and parts is not None:
                MutableHeaders(scope=message)[SERVER_TIME_HEADER] = str(parts.clock.now_ms())
            await send(message)

        await self._app(scope, receive, sent)
