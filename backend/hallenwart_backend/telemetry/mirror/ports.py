"""What the mirror needs: of the store, and of the database it writes to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from hallenwart_backend.errors import BackendError
from hallenwart_backend.ports import SeriesKey
from hallenwart_backend.telemetry.ports import Change, Sample


class TargetAwayError(BackendError, OSError):
    """Raised when the other database does not answer or has no time: later. `asked_s` is how long it asked to wait."""

    def __init__(self, text: str, asked_s: float = 0.0) -> None:
        super().__init__(text)
        self.asked_s = asked_s


class TargetDeniedError(BackendError, OSError):
    """Raised when the other database does not let us in: the token, the bucket or the address is wrong."""


class TargetRefusedError(BackendError, OSError):
    """Raised when something in these lines is not taken, now or ever.

    `rest_taken`: all but `dropped` lines were, as far as the answer said how many.
    """

    def __init__(self, text: str, *, rest_taken: bool = False, dropped: int = 1) -> None:
        super().__init__(text)
        self.rest_taken = rest_taken
        self.dropped = dropped


class Target(Protocol):
    """The database that is written to."""

    connections: int
    """How many were opened so far: a new one may lead to a server that was started anew."""

    async def write(self, lines: Sequence[str]) -> None:
        """Hand lines over. Raises TargetAwayError, TargetDeniedError, TargetRefusedError."""
        ...

    def close(self) -> None: ...


class MirrorStore(Protocol):
    """What of `telemetry.ports.SeriesStore` the mirror follows."""

    async def keys(self, *, quantity: str = "", device: str = "") -> list[SeriesKey]: ...

    async def samples(self, key: SeriesKey, *, from_ms: int, to_ms: int, limit: int) -> list[Sample]: ...

    async def changes(self, *, after: int, limit: int) -> list[Change]: ...

    async def keep_changes(self, *, most: int) -> None: ...

    async def oldest_change(self) -> int | None: ...

    async def forget_changes(self, *, upto: int) -> None: ...

    async def count_changes(self, *, after: int) -> int: ...

    async def cursor(self, reader: str) -> int: ...

    async def move_cursor(self, reader: str, number: int) -> None: ...
