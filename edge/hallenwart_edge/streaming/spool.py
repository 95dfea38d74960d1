"""Parts that wait for the server: files of a small folder in memory, so that neither the card wears nor the agent grows.

It holds ten minutes at most; the oldest go first. What was left by an agent that was killed is found again.
"""

from __future__ import annotations

import contextlib
import re
import shutil
from collections import deque
from pathlib import Path
from typing import Final

from hallenwart_contract.streams import Part

MAX_WAITING_MS: Final = 10 * 60_000
MAX_WAITING_BYTES: Final = 100_000_000
_NAME: Final = re.compile(r"(\d{1,5})-(\d{1,7})-(\d{1,15})-(\d{1,5})\.m4s")


class Spool:
    """The parts of one camera, in their order. `dropped` counts those that went before they were sent."""

    def __init__(
        self, folder: Path, *, max_waiting_ms: int = MAX_WAITING_MS, max_waiting_bytes: int = MAX_WAITING_BYTES
    ) -> None:
        self._folder, self._max_ms, self._max_bytes = folder, max_waiting_ms, max_waiting_bytes
        self._waiting: deque[tuple[Part, int]] = deque()
        self._bytes = self._lasts_ms = 0
        self.dropped = 0

    def __len__(self) -> int:
        return len(self._waiting)

    def open(self, stream: str) -> None:
        """Take up what is left of this stream, and throw away what is left of others."""
        self.clear(keep=stream)
        found = [(part, path.stat().st_size) for path in self._place(stream).glob("*") if (part := _part(stream, path.name))]
        for part, size in sorted(found, key=lambda each: (each[0].run, each[0].number)):
            self._note(part, size)

    def put(self, part: Part, body: bytes) -> None:
        """Add a part at the end. Raises OSError when the folder takes none."""
        place = self._place(part.stream)
        while True:
            self._make_room(len(body), part.dur_ms)
            try:
                place.mkdir(parents=True, exist_ok=True, mode=0o700)
                self._path(part).write_bytes(body)
            except OSError:
                self._path(part).unlink(missing_ok=True)
                if not self._drop_oldest():
                    raise
            else:
                self._note(part, len(body))
                return

    def first(self) -> Part | None:
        """Return the part that is to be sent next."""
        return self._waiting[0][0] if self._waiting else None

    def read(self, part: Part) -> bytes:
        """Return what is in a part. Raises OSError when somebody took it away."""
        return self._path(part).read_bytes()

    def done(self, part: Part) -> None:
        """Forget a part: the server has it, or does not want it."""
        for index, (each, _) in enumerate(self._waiting):
            if each == part:
                self._forget(index)
                return

    def clear(self, *, keep: str = "") -> None:
        """Throw everything away, but not what lies there of the stream `keep`."""
        self._waiting.clear()
        self._bytes = self._lasts_ms = 0
        for place in self._folder.glob("*"):
            if place.name != keep:
                shutil.rmtree(place, ignore_errors=True)

    def _note(self, part: Part, size: int) -> None:
        self._waiting.append((part, size))
        self._bytes += size
        self._lasts_ms += part.dur_ms

    def _make_room(self, size: int, lasts_ms: int) -> None:
        while self._waiting and (self._bytes + size > self._max_bytes or self._lasts_ms + lasts_ms > self._max_ms):
            if not self._drop_oldest():
                return

    def _drop_oldest(self) -> bool:
        """Drop the oldest part. The initialisation stays before parts that need it: it goes once none of its run waits."""
        index = next((index for index, (part, _) in enumerate(self._waiting) if part.number), None)
        if index is None:
            return False
        run = self._waiting[index][0].run
        self._forget(index)
        self.dropped += 1
        runs = [part.run for part, _ in self._waiting if part.number]
        if run not in runs and any(each > run for each in runs):
            self._forget_run(run)
        return True

    def _forget_run(self, run: int) -> None:
        for index in reversed([index for index, (part, _) in enumerate(self._waiting) if part.run == run]):
            self._forget(index)

    def _forget(self, index: int) -> None:
        part, size = self._waiting[index]
        del self._waiting[index]
        self._bytes -= size
        self._lasts_ms -= part.dur_ms
        with contextlib.suppress(OSError):
            self._path(part).unlink(missing_ok=True)

    def _place(self, stream: str) -> Path:
        return self._folder / stream

    def _path(self, part: Part) -> Path:
        return self._place(part.stream) / f"{part.run:05d}-{part.number:07d}-{part.t_ms}-{part.dur_ms}.m4s"


def _part(stream: str, name: str) -> Part | None:
    found = _NAME.fullmatch(name)
    return Part(stream, *(int(each) for each in found.groups())) if found else None
