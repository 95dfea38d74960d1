"""What clubs need of other subjects; joined in `join.py`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from hallenwart_backend.clubs.profile.rules import Date


class Plan(Protocol):
    """The halls' plan, as far as everybody may know whose dates they are."""

    async def dates(self, club: str, from_ms: int, to_ms: int, *, everybody: bool) -> Sequence[Date]:
        """Return a club's dates by time; to `everybody` those in halls that show names on public pages alone."""
        ...

    async def calendar(self, club: str, name: str) -> bytes:
        """Return what everybody may see of a club's dates as iCalendar."""
        ...

    async def halls(self) -> Collection[str]:
        """Return the halls that everybody may see."""
        ...
