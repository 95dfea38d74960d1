"""A phone of the director: subscribed to Web Push like any other, so that "notified" is measured, not assumed.

It reads what comes and sends its receipt, as a browser's service worker does: so its owner can be on call.
"""

from __future__ import annotations

import asyncio
import secrets
from contextlib import suppress
from typing import Final
from urllib.parse import urljoin

import httpx
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hallenwart_sim.director.push_message import BrowserKeys
from hallenwart_sim.phones.inbox import Inbox
from hallenwart_sim.town.api import SignedIn

_AGAIN_AFTER_S: Final = 2.0
_TRIES: Final = 3


class PushInbox:
    """The phone of `person`, who is called `name`; what it is told goes into the inbox of all phones."""

    def __init__(self, person: SignedIn, name: str, inbox: Inbox) -> None:
        self._person, self._name, self._inbox = person, name, inbox
        self._keys = BrowserKeys()
        self._path = f"/director/push/{secrets.token_urlsafe(12)}"

    async def subscribe(self, own_url: str) -> None:
        """Give the server this inbox's address; tries until the server takes it."""
        while True:
            with suppress(httpx.HTTPError):
                await self._person.post(
                    "/api/push/subscriptions", {"endpoint": own_url + self._path, "keys": self._keys.public()}
                )
                return
            await asyncio.sleep(_AGAIN_AFTER_S)

    def route(self) -> Route:
        return Route(self._path, self._take, methods=["POST"])

    async def _take(self, request: Request) -> Response:
        body = await request.body()
        try:
            message = self._keys.read(body)
        except ValueError:
            return Response(status_code=201)  # for a browser that was here before: a push service would not know either
        await self._inbox.put(
            self._name,
            "push",
            title=str(message.get("title", "")),
            text=str(message.get("body", "")),
            link=self._absolute(str(message.get("link", ""))),
            silent=not message.get("urgent"),
            drill=bool(message.get("drill")),
        )
        return Response(status_code=201, background=BackgroundTask(self._receipt, str(message.get("token", ""))))

    def _absolute(self, link: str) -> str:
        return urljoin(self._person.base_url, link) if link else ""

    async def _receipt(self, token: str) -> None:
        for _ in range(_TRIES if token else 0):
            with suppress(httpx.HTTPError):
                await self._person.post("/api/push/received", {"token": token})
                return
            await asyncio.sleep(_AGAIN_AFTER_S)
