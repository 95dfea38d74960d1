"""What public events need of others; joined in `join.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from sqlalchemy import Connection

from hallenwart_backend.accounts.words import Mail
from hallenwart_backend.errors import RefusedError
from hallenwart_contract.messages import State


class Vault(Protocol):
    """Keyed hashes, and secrets at rest and on their way to a device."""

    def pseudonym(self, person: str) -> str: ...

    def mac(self, purpose: bytes, body: bytes) -> bytes: ...

    def knows(self, device: str) -> bool: ...

    def seal_bytes(self, secret: bytes, owner: str) -> bytes: ...

    def open_bytes(self, sealed_secret: bytes, owner: str) -> bytes: ...

    def seal_for(self, device: str, secret: bytes, about: str, *, steady: bool = False) -> bytes: ...


class Streams(Protocol):
    """The streams that run, and their log."""

    def is_live(self, stream: str) -> bool:
        """Say whether parts of a stream come in and may be watched."""
        ...

    async def withdraw(self, stream: str, event: str) -> None:
        """End a stream at once and delete what was kept of it."""
        ...

    async def keep(self, event: str, deed: str, by: str, why: str = "") -> None:
        """Write into the log of an event's stream."""
        ...


class Commands(Protocol):
    async def send(
        self,
        device: str,
        op: str,
        arg: dict[str, str | int | bool | None],
        *,
        by: str,
        offline: Callable[[], RefusedError],
    ) -> str:
        """Send one command and return its id. Raises RefusedError when the device is not online."""
        ...


class Post(Protocol):
    """The one queue of messages, as far as an e-mail to one address goes."""

    def ready(self, connection: Connection) -> bool: ...

    def put(self, connection: Connection, person: str, address: str, mail: Mail, *, now_ms: int, once: str = "") -> None: ...

    def wake(self) -> None: ...


States = Callable[[], Mapping[str, State]]
"""The newest snapshot of each device."""
