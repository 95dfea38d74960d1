"""What was last told of each key, kept on the card: after a restart it shows which key went while nobody looked.

One small JSON file per locker, replaced whole. Who holds a key is in the ledger of the guard; this is what the office knows.
"""

from __future__ import annotations

import asyncio
import logging
import os
from enum import StrEnum
from pathlib import Path

import msgspec

from hallenwart_edge.bell import Bell

_log = logging.getLogger(__name__)


class Told(StrEnum):
    """`out`: taken by somebody the ledger knows. `lent`: taken at an opening from afar, which the backend can name."""

    HERE = "here"
    OUT = "out"
    LENT = "lent"
    UNKNOWN = "unknown"


class _File(msgspec.Struct, frozen=True):
    told: dict[int, Told] = {}


class KeyBook:
    """`file` None keeps nothing."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._told = self._load()
        self._unkept = Bell()

    def get(self, slot: int) -> Told | None:
        """Return what was last told of a key; None when nothing ever was."""
        return self._told.get(slot)

    def note(self, slot: int, told: Told) -> None:
        """Remember what has been told by now. The card follows at once in `keep`."""
        if self._told.get(slot) is not told:
            self._told[slot] = told
            self._unkept.ring()

    async def keep(self) -> None:
        """Write to the card whenever something changed, until cancelled. What is lost with the power is told again."""
        while True:
            await self._unkept.wait()
            try:
                await asyncio.to_thread(self._save, msgspec.json.encode(_File(dict(self._told))))
            except OSError as error:
                _log.error("what was told of the keys not kept: %s", error)

    def _load(self) -> dict[int, Told]:
        if self._file is None:
            return {}
        try:
            return dict(msgspec.json.decode(self._file.read_bytes(), type=_File).told)
        except FileNotFoundError:
            return {}
        except (msgspec.MsgspecError, UnicodeDecodeError):
            self._file.replace(self._file.with_suffix(".broken"))
            return {}

    def _save(self, content: bytes) -> None:
        if self._file is None:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_suffix(".new")
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._file)
