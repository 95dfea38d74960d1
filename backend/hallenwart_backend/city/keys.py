"""Who may push a feed: whoever presents its key, and not too fast."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from typing import Final, NewType

from hallenwart_backend.bucket import Buckets
from hallenwart_backend.city.plan import Push
from hallenwart_backend.errors import RefusedError
from hallenwart_backend.secret_hash import secret_hash
from hallenwart_contract.clock import Clock

Visitor = NewType("Visitor", str)
_NOBODY: Final = secret_hash("nobody")


class FeedKeys:
    def __init__(self, pushes: Sequence[Push], clock: Clock) -> None:
        self._hashes = {push.id: push.key_hash for push in pushes}
        self._clock = clock
        self._buckets = Buckets()

    def admit(self, feed: str, key: str, visitor: Visitor) -> None:
        """Raises RefusedError 401 for a key that does not fit or a feed that is not there alike, 429 for who asks too fast."""
        fits = hmac.compare_digest(self._hashes.get(feed, _NOBODY), secret_hash(key)) and feed in self._hashes
        wait_ms = self._buckets.take(f"feed:{feed}" if fits else f"wrong:{visitor}", self._clock.mono_ms())
        if wait_ms > 0:
            seconds = -(-wait_ms // 1_000)
            raise RefusedError("too_fast", "Zu viele Anfragen.", "Too many requests.", status=429, wait_s=seconds)
        if not fits:
            raise RefusedError("bad_key", "Dieser Schlüssel passt nicht.", "This key does not fit.", status=401)
