"""Reads feeds of warnings: by https like calendars of other systems, or files that somebody lays into a folder of the state."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Final

from hallenwart_backend.adapters.calendar_http import PlanFetch, PlanText

FOLDER: Final = "warnings"
FILE: Final = "file:"
MOST_BYTES: Final = 5_000_000
_NAME: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}")


class _Fetch(PlanFetch):
    accepts = "application/cap+xml, application/atom+xml, application/rss+xml, application/xml, text/xml"


class WarningRead:
    """Implements `display.warnings.polling.Read`. `loopback` allows this machine, for tests and the demo."""

    def __init__(self, state: Path, *, loopback: bool) -> None:
        self._folder = state / FOLDER
        self._fetch = _Fetch(loopback=loopback)

    async def since(self, url: str, tag: str, modified: str) -> PlanText:
        """Return the text, or that what has this ETag or date still stands. Raises OSError with a code of `words.READING`."""
        if url.startswith(FILE):
            return await asyncio.to_thread(self._file, url.removeprefix(FILE), tag)
        return await self._fetch.since(url, tag, modified)

    def close(self) -> None:
        self._fetch.close()

    def _file(self, name: str, tag: str) -> PlanText:
        path = self._folder / name
        if _NAME.fullmatch(name) is None or path.is_symlink() or not path.is_file():
            raise OSError("no_file")
        seen = path.stat()
        mark = f"{seen.st_mtime_ns}.{seen.st_size}"
        if mark == tag:
            return PlanText(None, mark)
        if seen.st_size > MOST_BYTES:
            raise OSError("too_large")
        return PlanText(path.read_text("utf-8", "replace"), mark)
