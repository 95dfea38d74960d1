"""What a camera must know after a restart: which stream a person started, its last run, and what the server was not told."""

from __future__ import annotations

import asyncio
from pathlib import Path

import msgspec

from hallenwart_contract.view import StreamRight
from hallenwart_edge.small_file import SmallFile


class Going(msgspec.Struct, frozen=True, kw_only=True):
    """A stream of a camera. `on`: a person wants it; `run` counts the starts of its source; `had` is the right it began with.

    `ended`: why it ended, until the server knows; `last_ms` the end of its last part.
    """

    had: StreamRight
    on: bool = True
    by: str = ""
    run: int = 0
    ended: str = ""
    last_ms: int = 0
    since_ms: int = 0


class _Kept(msgspec.Struct, frozen=True):
    cameras: dict[str, Going] = {}
    runs: dict[str, int] = {}


class CameraBook:
    """Small and on the card before a part of a new run goes out."""

    def __init__(self, state_file: Path | None) -> None:
        self._file = SmallFile(state_file, _Kept)
        kept = self._file.load()
        self._cameras, self._runs = {**kept.cameras}, {**kept.runs}

    def going(self, camera: str) -> Going | None:
        return self._cameras.get(camera)

    def next_run(self, stream: str) -> int:
        """Return the number of the next start of a stream's source; the last hundred streams are remembered."""
        run = self._runs.pop(stream, 0) + 1
        self._runs[stream] = run
        while len(self._runs) > 100:
            self._runs.pop(next(iter(self._runs)))
        return run

    async def keep(self, camera: str, going: Going | None) -> None:
        """Note and write. Raises OSError on a full card."""
        if going is None:
            self._cameras.pop(camera, None)
        else:
            self._cameras[camera] = going
        await asyncio.to_thread(self._file.save, _Kept({**self._cameras}, {**self._runs}))
