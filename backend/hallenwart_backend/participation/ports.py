"""What participation needs of others; joined in `join.py`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from sqlalchemy import Connection

from hallenwart_backend.accounts.words import Mail


class Vault(Protocol):
    """Keyed hashes, and secrets at rest."""

    def pseudonym(self, person: str) -> str: ...

    def mac(self, purpose: bytes, body: bytes) -> bytes: ...

    def seal_bytes(self, secret: bytes, owner: str) -> bytes: ...

    def open_bytes(self, sealed_secret: bytes, owner: str) -> bytes: ...


class Post(Protocol):
    """The one queue of messages, as far as an e-mail to somebody without an account goes."""

    def ready(self, connection: Connection) -> bool: ...

    def put(self, connection: Connection, address: str, mail: Mail, *, now_ms: int, once: str = "") -> None: ...

    def wake(self) -> None: ...


class Call(Protocol):
    """A webhook: one POST to a public address. Raises OSError."""

    async def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> int: ...
