"""A phone that belongs to the director: subscribed to Web Push like any other, so that "notified" is measured, not assumed."""

from __future__ import annotations

import asyncio
import base64
import secrets
from contextlib import suppress
from typing import Final

import httpx
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hallenwart_sim.town.api import SignedIn
from hallenwart_sim.town.watch import Watched

_AGAIN_AFTER_S: Final = 2.0


def _text(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


class PushInbox:
    """Counts what arrives. The messages are encrypted for its key; that they come is enough here."""

    def __init__(self) -> None:
        public = ec.generate_private_key(ec.SECP256R1()).public_key()
        self._keys = {
            "p256dh": _text(public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)),
            "auth": _text(secrets.token_bytes(16)),
        }
        self._path = f"/director/push/{secrets.token_urlsafe(12)}"
        self.arrived: Watched[int] = Watched()
        self._count = 0

    @property
    def count(self) -> int:
        return self._count

    async def subscribe(self, person: SignedIn, own_url: str) -> None:
        """Give the server this inbox's address; tries until the server takes it."""
        while True:
            with suppress(httpx.HTTPError):
                await person.post("/api/push/subscriptions", {"endpoint": own_url + self._path, "keys": self._keys})
                return
            await asyncio.sleep(_AGAIN_AFTER_S)

    async def next_after(self, count: int) -> int:
        """Return when the first message after the `count`-th came."""
        return await self.arrived.until(lambda arrived: arrived > count)

    def route(self) -> Route:
        return Route(self._path, self._take, methods=["POST"])

    async def _take(self, request: Request) -> Response:
        await request.body()
        self._count += 1
        await self.arrived.put(self._count)
        return Response(status_code=201)
