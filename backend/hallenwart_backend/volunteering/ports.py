"""What volunteering needs of others, and what others may hang on sign-ups; joined in `join.py` and `main.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection

from hallenwart_backend.accounts.words import Mail
from hallenwart_backend.volunteering.model import Helper, Offer, Placed


class Vault(Protocol):
    def pseudonym(self, person: str) -> str: ...

    def mac(self, purpose: bytes, body: bytes) -> bytes: ...

    def seal_bytes(self, secret: bytes, owner: str) -> bytes: ...

    def open_bytes(self, sealed_secret: bytes, owner: str) -> bytes: ...


class Post(Protocol):
    """The one queue of messages: guests by e-mail, members by the ways they chose."""

    def ready(self, connection: Connection) -> bool:
        """Say whether e-mail can go out at all."""
        ...

    def put(self, connection: Connection, helper: Helper, offer: Offer, mail: Mail, *, now_ms: int, once: str) -> None:
        """Write to a helper, in the transaction of what it tells. What was told `once` is not told again."""
        ...

    def club(self, connection: Connection, offer: Offer, mail: Mail, *, now_ms: int, once: str) -> None:
        """Write to who leads the club of an offer."""
        ...

    def wake(self) -> None: ...


class Hook(Protocol):
    """Somebody who gives or takes something with a place in a shift. All run inside the transaction of the change."""

    def on_in(self, connection: Connection, placed: Placed, now_ms: int) -> None:
        """The helper holds a place now."""
        ...

    def on_out(self, connection: Connection, placed: Placed, now_ms: int) -> None:
        """The helper does not hold it any more; called before a sign-up, shift or helper is deleted as well."""
        ...

    def on_moved(self, connection: Connection, placed: Placed, now_ms: int) -> None:
        """The shift of somebody who holds a place has other times now, or another hall."""
        ...

    def committed(self) -> None:
        """The transaction is through. Does not wait."""
        ...


class Certificates(Protocol):
    def seen(self, connection: Connection, club: str | None, helper: str, at_ms: int) -> bool:
        """Say whether a club has seen the helper's certificate, and it holds at that time."""
        ...


class NoCertificates:
    """Implements Certificates before anybody keeps them: nobody has one."""

    def seen(self, connection: Connection, club: str | None, helper: str, at_ms: int) -> bool:
        del connection, club, helper, at_ms
        return False


@dataclass(frozen=True, slots=True)
class Extra:
    """A line more on a helper's own page: a code, a certificate. `digits` are shown large; `href` is a path of this server."""

    name: str
    text: str
    href: str = ""
    digits: bool = False


class Extras(Protocol):
    """Somebody who has more to say on a helper's own page."""

    async def of(self, placed: Placed, lang: str) -> Sequence[Extra]: ...
