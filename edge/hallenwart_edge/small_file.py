"""A small file that is replaced whole and is on the card when `save` returns. A broken one is set aside."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from hallenwart_edge.bell import Bell

_log = logging.getLogger(__name__)
S = TypeVar("S", bound=msgspec.Struct)


class SmallFile(Generic[S]):
    """JSON of one struct, which has a default for every field. `path` None keeps nothing."""

    def __init__(self, path: Path | None, kind: type[S]) -> None:
        self._path, self._kind = path, kind
        self._writing = threading.Lock()
        self._unkept = Bell()
        self._noted = self._kept = 0

    def load(self) -> S:
        """Return what was kept. An unreadable file is set aside as `.broken`, and all begins anew."""
        if self._path is None:
            return self._kind()
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=self._kind)
        except FileNotFoundError:
            return self._kind()
        except (msgspec.MsgspecError, UnicodeDecodeError):
            self._path.replace(self._path.with_suffix(".broken"))
            return self._kind()

    def save(self, content: S) -> None:
        """Replace the file and flush it. Blocks: call it from a thread. Raises OSError on a full card."""
        if self._path is None:
            return
        with self._writing:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._path.with_suffix(".new")
            with fresh.open("wb") as file:
                file.write(msgspec.json.encode(content))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)

    def note(self) -> None:
        """Say that there is something new to keep."""
        self._noted += 1
        self._unkept.ring()

    async def keep(self, content: Callable[[], S]) -> None:
        """Write whenever there is something new, until cancelled. What does not fit on the card is tried again next time."""
        while True:
            while self._kept == self._noted:  # also what was noted before this began is kept
                await self._unkept.wait()
            self._kept = self._noted
            try:
                await asyncio.to_thread(self.save, content())
            except OSError as error:
                _log.error("not kept: %s", error)
