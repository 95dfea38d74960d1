"""What tickets need of others; joined in `join.py` and `main.py`."""

from __future__ import annotations

from typing import Protocol

from sqlalchemy import Connection

from hallenwart_backend.accounts.words import Mail


class Vault(Protocol):
    def mac(self, purpose: bytes, body: bytes) -> bytes: ...

    def seal_bytes(self, secret: bytes, owner: str) -> bytes: ...

    def open_bytes(self, sealed_secret: bytes, owner: str) -> bytes: ...


class Post(Protocol):
    """The one queue of messages: guests by e-mail, who leads the club by the ways they chose."""

    def ready(self, connection: Connection) -> bool:
        """Say whether e-mail can go out at all."""
        ...

    def guest(self, connection: Connection, club: str | None, address: str, mail: Mail, *, now_ms: int, once: str) -> None:
        """Write to an address, in the transaction of what it tells. What was told `once` is not told again."""
        ...

    def club(self, connection: Connection, club: str | None, mail: Mail, *, now_ms: int, once: str) -> None:
        """Write to who leads the club."""
        ...

    def wake(self) -> None: ...


class Badges(Protocol):
    """The badges of people, as far as a ticket may stand on one."""

    def handle_of(self, connection: Connection, person: str) -> str:
        """Return the handle of a person's badge; empty without one."""
        ...

    def proves(self, connection: Connection, handle: str, code: str, at_ms: int) -> bool:
        """Say whether these digits were shown by the badge at that time."""
        ...


class NoBadges:
    """Implements Badges where nobody has one."""

    def handle_of(self, connection: Connection, person: str) -> str:
        del connection, person
        return ""

    def proves(self, connection: Connection, handle: str, code: str, at_ms: int) -> bool:
        del connection, handle, code, at_ms
        return False
