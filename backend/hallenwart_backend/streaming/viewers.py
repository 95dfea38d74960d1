"""How many watch a stream: by a number that each viewer's playlist carries, without cookie or address. In memory alone."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Final

AWAY_MS: Final = 20_000
"""Who asked for no playlist for so long has left."""
MOST_VIEWERS: Final = 300
"""At once for one stream: 300 times 2.5 Mbit/s are what a server's line carries."""
_TOKEN_BYTES: Final = 8


@dataclass(slots=True)
class Viewers:
    most: int = MOST_VIEWERS
    _seen: dict[str, dict[str, int]] = field(default_factory=dict)
    _peaks: dict[str, int] = field(default_factory=dict)

    def come(self, stream: str, now_ms: int) -> str | None:
        """Return a number for a new viewer, None when there are too many. `now_ms` is monotonic."""
        token = secrets.token_hex(_TOKEN_BYTES)
        return token if self.stay(stream, token, now_ms) else None

    def stay(self, stream: str, token: str, now_ms: int) -> bool:
        """Say whether a viewer may go on; one who is not known comes anew."""
        here = self._here(stream, now_ms)
        if token not in here and len(here) >= self.most:
            return False
        here[token] = now_ms
        self._peaks[stream] = max(self._peaks.get(stream, 0), len(here))
        return True

    def _here(self, stream: str, now_ms: int) -> dict[str, int]:
        here = self._seen.setdefault(stream, {})
        for token in [token for token, seen_ms in here.items() if seen_ms < now_ms - AWAY_MS]:
            del here[token]
        return here

    def count(self, stream: str, now_ms: int) -> int:
        return len(self._here(stream, now_ms)) if stream in self._seen else 0

    def peak(self, stream: str) -> int:
        return self._peaks.get(stream, 0)

    def forget(self, stream: str) -> None:
        self._seen.pop(stream, None)
        self._peaks.pop(stream, None)
