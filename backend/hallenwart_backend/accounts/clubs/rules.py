"""Which clubs there may be. Pure."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

GROUPS: Final = ("school", "club", "other")
MOST_PER_SENDER: Final = 5
MOST_PER_ADDRESS: Final = 3
WITHIN_MS: Final = 3_600_000


def alike(name: str, known: Collection[str]) -> list[str]:
    """Return the names that say the same but for case, blanks and signs: the office should look twice."""
    plain = _plain(name)
    return sorted(one for one in known if _plain(one) == plain or (len(plain) > 4 and (plain in _plain(one))))


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))
