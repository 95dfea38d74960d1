"""A block of the card kept free for alarms and events, given up when the card is full."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Final

RESERVE_BYTES: Final = 4 * 1024 * 1024


class Reserve:
    """A file that only takes up space."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def hold(self) -> None:
        """Take the space. A card that is already full has none to give; then there is no reserve."""
        with contextlib.suppress(OSError), self._path.open("ab") as file:
            os.posix_fallocate(file.fileno(), 0, RESERVE_BYTES)

    def release(self) -> None:
        """Give the space back to the outbox."""
        self._path.unlink(missing_ok=True)
