"""A phone of the director: subscribed to Web Push like any other, so that "notified" is measured, not assumed.

It reads what comes and sends its receipt, as a browser's service worker does: so its owner can be on call.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from contextlib import suppress
from typing import Final

import httpx
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hallenwart_sim.director.push_message import BrowserKeys
from hallenwart_sim.town.api import SignedIn
from hallenwart_sim.town.watch import Watched, mono_ms

KEPT: Final = 256
_AGAIN_AFTER_S: Final = 2.0
_TRIES: Final = 3


class PushInbox:
    """The phone of `person`; knows when something arrived."""

    def __init__(self, person: SignedIn) -> None:
        self._person = person
        self._keys = BrowserKeys()
        self._path = f"/director/push/{secrets.token_urlsafe(12)}"
        self.arrived: Watched[int] = Watched()
        self._came: deque[int] = deque(maxlen=KEPT)

    async def subscribe(self, own_url: str) -> None:
        """Give the server this inbox's address; tries until the server takes it."""
        while True:
            with suppress(httpx.HTTPError):
                await self._person.post(
                    "/api/push/subscriptions", {"endpoint": own_url + self._path, "keys": self._keys.public()}
                )
                return
            await asyncio.sleep(_AGAIN_AFTER_S)

    async def next_since(self, since_ms: int) -> int:
        """Return when the first message since then came."""
        await self.arrived.until(lambda last_ms: last_ms >= since_ms)
        return next(came_ms for came_ms in self._came if came_ms >= since_ms)

    def route(self) -> Route:
        return Route(self._path, self._take, methods=["POST"])

    async def _take(self, request: Request) -> Response:
        body = await request.body()
        self._came.append(mono_ms())
        await self.arrived.put(self._came[-1])
        return Response(status_code=201, background=BackgroundTask(self._receipt, body))

    async def _receipt(self, body: bytes) -> None:
        with suppress(ValueError):
            token = str(self._keys.read(body).get("token", ""))
            for _ in range(_TRIES if token else 0):
                with suppress(httpx.HTTPError):
                    await self._person.post("/api/push/received", {"token": token})
                    return
                await asyncio.sleep(_AGAIN_AFTER_S)
