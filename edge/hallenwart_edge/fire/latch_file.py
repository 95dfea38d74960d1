"""What stands survives a restart: one small JSON file, replaced whole, and a way to know that it is on the card."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from hallenwart_edge.fire.state import NOTHING, Fire
from hallenwart_edge.small_file import SmallFile

_AGAIN_S: Final = 1.0
_log = logging.getLogger(__name__)


class Kept(msgspec.Struct, frozen=True):
    """`hushed`: alarms of this device that were silenced. `dialled`: alarms the second way was used for.

    `digest`: of the configuration by which was watched.
    """

    fire: Fire = NOTHING
    hushed: list[str] = []
    dialled: list[str] = []
    digest: str = ""


class LatchFile:
    """Keeps the state. `note` says that there is something new, `safe` waits until all that was noted is on the card."""

    def __init__(self, path: Path) -> None:
        self._file = SmallFile(path, Kept)
        self._noted = self._safe = 0
        self._unkept, self._saved = asyncio.Event(), asyncio.Event()

    def load(self) -> Kept:
        """Return what stood. An unreadable file is set aside as `.broken`: a fire that lasts is raised anew."""
        return self._file.load()

    def save(self, content: Kept) -> None:
        """Replace the file and flush it to the card. Blocks: call it from a thread. Raises OSError on a full card."""
        self._file.save(content)

    def note(self) -> int:
        """Say that there is something new to keep. Returns a number for `has`."""
        self._noted += 1
        self._unkept.set()
        return self._noted

    def has(self, noted: int) -> bool:
        """Say whether what was noted with this number is on the card."""
        return self._safe >= noted

    @property
    def pending(self) -> bool:
        """Whether something is not on the card yet."""
        return self._safe != self._noted

    async def safe(self, within_s: float) -> bool:
        """Wait until all that was noted before is on the card. False when that takes too long."""
        wanted = self._noted
        try:
            async with asyncio.timeout(within_s):
                while self._safe < wanted:
                    await self._saved.wait()
        except TimeoutError:
            return False
        return True

    async def run(self, content: Callable[[], Kept]) -> None:
        """Write whenever there is something new, until cancelled. A card that refuses is asked again a second later."""
        while True:
            await self._unkept.wait()
            self._unkept.clear()
            noted = self._noted
            try:
                await asyncio.to_thread(self.save, content())
            except OSError as error:
                _log.error("fire alarms not kept: %s", error)
                self._unkept.set()
                await asyncio.sleep(_AGAIN_S)
                continue
            self._safe = noted
            self._saved.set()
            self._saved = asyncio.Event()
