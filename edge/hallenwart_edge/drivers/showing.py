"""What lies before a reader is told once, when it comes, however often the reader repeats it."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final, Generic, TypeVar

AGAIN_AFTER_S: Final = 3.0
"""How long a symbol must be out of sight before it counts as shown again."""

T = TypeVar("T", bound=Hashable)


class Showing(Generic[T]):
    """Several things may be shown at once. Times are monotonic seconds."""

    def __init__(self, *, gone_after_s: float) -> None:
        """Take what was not seen for `gone_after_s` as gone: then it may come anew."""
        self._gone_after_s = gone_after_s
        self._seen_s: dict[T, float] = {}

    def new(self, thing: T, now_s: float) -> bool:
        """Note that `thing` is seen now, and say whether it has just come."""
        fresh = not self.there(thing, now_s)
        self._seen_s[thing] = now_s
        return fresh

    def there(self, thing: T, now_s: float) -> bool:
        """Say whether `thing` was seen lately."""
        self._seen_s = {each: seen_s for each, seen_s in self._seen_s.items() if now_s - seen_s <= self._gone_after_s}
        return thing in self._seen_s

    def keep(self, thing: T, now_s: float) -> None:
        """Take `thing` as seen now: nobody looked for a while, so it cannot have been missed."""
        self._seen_s[thing] = now_s

    def forget(self, thing: T) -> None:
        """Let `thing` come anew: what was seen of it was not enough."""
        self._seen_s.pop(thing, None)
