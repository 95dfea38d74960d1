"""What other subjects give into the evidence log. They import it from the server's `ports`."""

from __future__ import annotations

from typing import Protocol

from sqlalchemy import Connection

from hallenwart_backend.evidence.kinds import NOWHERE, EvidenceKind, Where


class Evidence(Protocol):
    """The hash-chained log. Links hold pseudonyms; `said` may be erased, so names stand there or nowhere.

    `about` is the id of the alarm, incident, disablement or person it is about; `who` a person's id (kept as pseudonym) or
    empty; `pseudonym` is given instead where only that is known. `once`: told twice (devices do), it is kept once per kind
    and `about`.
    """

    async def note(
        self,
        kind: str,
        about: str,
        who: str,
        said: str,
        *,
        at: Where = NOWHERE,
        t_ms: int | None = None,
        once: bool = False,
        pseudonym: str = "",
    ) -> None:
        """Add a link in a transaction of its own; durable when this returns."""
        ...

    def keep(
        self,
        connection: Connection,
        kind: str,
        about: str,
        who: str,
        said: str,
        *,
        at: Where = NOWHERE,
        t_ms: int | None = None,
        once: bool = False,
        pseudonym: str = "",
    ) -> None:
        """Add a link in the transaction of the act itself."""
        ...


__all__ = ["NOWHERE", "Evidence", "EvidenceKind", "Where"]
