"""What accounts need of others; joined in `join.py`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection

from hallenwart_backend.accounts.words import Mail


class Post(Protocol):
    """The one queue of messages, as far as an e-mail to one address goes."""

    def ready(self, connection: Connection) -> bool:
        """Say whether this server can send e-mails."""
        ...

    def put(self, connection: Connection, person: str, address: str, mail: Mail, *, now_ms: int, once: str = "") -> None:
        """Put an e-mail into the queue; it goes with the person when they are erased. What was told `once` is not repeated."""
        ...

    def wake(self) -> None:
        """Say after the commit that something waits."""
        ...


class Signer(Protocol):
    """Signs paths; a signature stands in no table."""

    def signed(self, path: str) -> str: ...

    def proves(self, path: str, proof: str) -> bool: ...


class Leaving(Protocol):
    """What ends elsewhere when somebody leaves a club or is erased."""

    def left(self, connection: Connection, person: str, club: str, *, successor: str | None, by: str, now_ms: int) -> int:
        """Hand the person's future bookings of a club to the successor (None: to nobody); return how many."""
        ...

    def renew_codes(self, connection: Connection, club: str, *, now_ms: int) -> None:
        """End the codes of a club's coming dates that somebody knew; new ones are drawn. Where a key is out, its code stays."""
        ...

    def end_credentials(self, connection: Connection, person: str, *, by: str, now_ms: int) -> None:
        """Block everything the person opens with."""
        ...

    def keys_held(self, connection: Connection, person: str) -> list[str]:
        """Return the places of keys the person has out, in words."""
        ...

    def changed(self, club: str) -> None:
        """Say after the commit that rights changed."""
        ...


class Mentions(Protocol):
    """What the evidence log says in words of a person."""

    def of(self, connection: Connection, pseudonym: str, texts: Sequence[str]) -> list[dict[str, str | int | None]]:
        """Return the links of a person, and those whose words name them."""
        ...

    def erase(self, connection: Connection, texts: Sequence[str]) -> int:
        """Forget the words that hold one of these texts, with their salts; the chain stays valid. Return how many."""
        ...
