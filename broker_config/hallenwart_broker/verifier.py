"""Checks passwords for the embedded broker without holding up its event loop."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Mapping

from hallenwart_broker.passwords import PasswordHash


class Verifier:
    """Stretches a password once per user; a thousand devices that come back cost a thousand plain HMACs."""

    def __init__(self, users: Mapping[str, PasswordHash]) -> None:
        self._users = users
        self._key = secrets.token_bytes(32)
        self._right: dict[str, bytes] = {}

    async def is_right(self, user: str | None, password: str | None) -> bool:
        known = self._users.get(user) if user else None
        if user is None or password is None or known is None:
            return False
        seen = hmac.new(self._key, password.encode(), hashlib.sha256).digest()
        if user in self._right:
            return hmac.compare_digest(self._right[user], seen)
        if not await asyncio.to_thread(known.fits, password):
            return False
        self._right[user] = seen
        return True
