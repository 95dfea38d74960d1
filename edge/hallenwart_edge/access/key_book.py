"""What was last told of each key, kept on the card: after a restart it shows which key went while nobody looked.

One small file per locker. Who holds a key is in the ledger of the guard; this is what the office knows.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import msgspec

from hallenwart_edge.small_file import SmallFile


class Told(StrEnum):
    """`out`: taken by somebody the ledger knows. `lent`: taken at an opening from afar, which the backend can name."""

    HERE = "here"
    OUT = "out"
    LENT = "lent"
    UNKNOWN = "unknown"


class _Kept(msgspec.Struct, frozen=True):
    told: dict[int, Told] = {}


class KeyBook:
    """`path` None keeps nothing. What is lost with the power is told again."""

    def __init__(self, path: Path | None = None) -> None:
        self._file = SmallFile(path, _Kept)
        self._told = dict(self._file.load().told)

    def get(self, slot: int) -> Told | None:
        """Return what was last told of a key; None when nothing ever was."""
        return self._told.get(slot)

    def note(self, slot: int, told: Told) -> None:
        """Remember what has been told by now."""
        if self._told.get(slot) is not told:
            self._told[slot] = told
            self._file.note()

    async def keep(self) -> None:
        """Write to the card whenever something changed, until cancelled."""
        await self._file.keep(lambda: _Kept(dict(self._told)))
