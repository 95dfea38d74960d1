"""A phone that belongs to the director: subscribed to Web Push like any other, so that "notified" is measured, not assumed."""

from __future__ import annotations

import asyncio
import base64
import secrets
from collections import deque
from contextlib import suppress
from typing import Final

import httpx
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hallenwart_sim.town.api import SignedIn
from hallenwart_sim.town.watch import Watched, mono_ms

KEPT: Final = 256
_AGAIN_AFTER_S: Final = 2.0


def _text(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


class PushInbox:
    """Knows when something arrived. The messages are encrypted for its key; that they come is enough here."""

    def __init__(self) -> None:
        public = ec.generate_private_key(ec.SECP256R1()).public_key()
        self._keys = {
            "p256dh": _text(public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)),
            "auth": _text(secrets.token_bytes(16)),
        }
        self._path = f"/director/push/{secrets.token_urlsafe(12)}"
        self.arrived: Watched[int] = Watched()
        self._came: deque[int] = deque(maxlen=KEPT)

    async def subscribe(self, person: SignedIn, own_url: str) -> None:
        """Give the server this inbox's address; tries until the server takes it."""
        while True:
            with suppress(httpx.HTTPError):
                await person.post("/api/push/subscriptions", {"endpoint": own_url + self._path, "keys": self._keys})
                return
            await asyncio.sleep(_AGAIN_AFTER_S)

    async def next_since(self, since_ms: int) -> int:
        """Return when the first message since then came."""
        await self.arrived.until(lambda last_ms: last_ms >= since_ms)
        return next(came_ms for came_ms in self._came if came_ms >= since_ms)

    def route(self) -> Route:
        return Route(self._path, self._take, methods=["POST"])

    async def _take(self, request: Request) -> Response:
        await request.body()
        self._came.append(mono_ms())
        await self.arrived.put(self._came[-1])
        return Response(status_code=201)
