"""What posts need of others; joined in `join.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from sqlalchemy import Connection

from hallenwart_backend.display.posts.words import Letter
from hallenwart_contract.view import Post

Told = Callable[[str, str | None], None]
"""Says after the commit that what displays show changed: of a hall (empty: many), and for a club's pages."""


class Letters(Protocol):
    """The one queue of messages, as far as posts go."""

    def office(self, connection: Connection, letter: Letter, *, now_ms: int, once: str) -> None:
        """Write to everybody of the office; what was told `once` is not repeated."""
        ...

    def author(self, connection: Connection, author: str | None, club: str, letter: Letter, *, now_ms: int) -> None:
        """Write to who made a post, or where nobody knows that any more to who manages the club."""
        ...

    def wake(self) -> None:
        """Say after the commit that something waits."""
        ...


class Notes(Protocol):
    """Who has something to tell of keys and hand-overs, without names of persons."""

    def of(self, connection: Connection, halls: Sequence[str], now_ms: int) -> list[Post]: ...
