"""Parts and recordings on disk: `{stream}/{run}/{number}-{t_ms}-{dur_ms}.m4s`. Every file is whole or not there.

What a playlist needs stands in the names, so a restart finds everything again; only how runs follow each other is written
down beside them, in `runs.json`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from hallenwart_backend.streaming.rules import Piece, Run, Timeline, recording
from hallenwart_contract.streams import Part

_NAME: Final = re.compile(r"(\d{7})-(\d+)-(\d+)\.m4s")
_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_RUNS: Final = "runs.json"
_RECORDING: Final = "recording"
INDEX: Final = "index.m3u8"
_CHUNK: Final = 64 * 1024


class Files:
    """Called from threads. Raises OSError where the disk fails."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def folder(self, stream: str) -> Path:
        if not _ID.fullmatch(stream):
            raise ValueError(stream)
        return self._root / stream

    def part(self, part: Part) -> Path:
        return self.folder(part.stream) / str(part.run) / f"{part.number:07}-{part.t_ms}-{part.dur_ms}.m4s"

    def streams(self) -> list[str]:
        return [one.name for one in self._root.iterdir() if _ID.fullmatch(one.name)] if self._root.is_dir() else []

    def put(self, part: Part, body: bytes) -> None:
        path = self.part(part)
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, body)

    def note_runs(self, stream: str, timeline: Timeline) -> None:
        told = {str(number): [run.first, run.length] for number, run in timeline.runs.items()}
        _write(self.folder(stream) / _RUNS, json.dumps(told).encode())

    def delete(self, parts: Iterable[Part]) -> int:
        """Delete parts; return how many bytes that were."""
        paths = [path for part in parts if (path := self.part(part)).is_file()]
        freed = sum(path.stat().st_size for path in paths)
        for path in paths:
            path.unlink(missing_ok=True)
        return freed

    def erase(self, stream: str) -> int:
        """Delete all of a stream; return how many bytes that were."""
        freed = self.size(stream)
        shutil.rmtree(self.folder(stream), ignore_errors=True)
        return freed

    def size(self, stream: str = "") -> int:
        """Return how many bytes a stream takes, or all of them."""
        folder = self.folder(stream) if stream else self._root
        return sum(path.stat().st_size for path in folder.rglob("*.m*") if path.is_file()) if folder.is_dir() else 0

    def free(self) -> int:
        """Return how many bytes the disk has left."""
        self._root.mkdir(parents=True, exist_ok=True)
        return shutil.disk_usage(self._root).free

    def read(self, stream: str) -> Timeline:
        """Return what is there of a stream."""
        folder, timeline = self.folder(stream), Timeline()
        try:
            told = json.loads((folder / _RUNS).read_bytes())
        except (OSError, ValueError):
            told = {}
        for number, (first, length) in sorted(told.items(), key=lambda one: int(one[0])):
            run = timeline.runs[int(number)] = Run(first, length=length)
            for path in (folder / number).glob("*.m4s"):
                found = _NAME.fullmatch(path.name)
                if found and int(found[1]):
                    run.parts[int(found[1])] = Part(stream, int(number), int(found[1]), int(found[2]), int(found[3]))
            run.gone = min(run.parts, default=length or 1) - 1 if run.parts else length or 0
            timeline.longest_ms = max([timeline.longest_ms, *(part.dur_ms for part in run.parts.values())])
        return timeline

    def init(self, stream: str, run: int) -> Path | None:
        """Return the initialisation part of a run."""
        return next((self.folder(stream) / str(run)).glob("0000000-*.m4s"), None)

    # --- recordings ---

    def recording(self, stream: str, name: str = INDEX) -> Path | None:
        path = self.folder(stream) / _RECORDING / name
        return path if path.is_file() else None

    def finish(self, stream: str, timeline: Timeline) -> bool:
        """Make one file of each run, and the playlist over them; the parts go. Return False where there was nothing."""
        target, pieces, inits = self.folder(stream) / _RECORDING, dict[int, list[Piece]](), dict[int, int]()
        target.mkdir(parents=True, exist_ok=True)
        for number, run in timeline.runs.items():
            init = self.init(stream, number)
            if init is not None and run.parts:
                parts = [run.parts[at] for at in sorted(run.parts)]
                inits[number], pieces[number] = self._join(target / f"{number}.mp4", init, parts)
        if not pieces:
            self.erase(stream)
            return False
        _write(target / INDEX, recording(pieces, inits).encode())
        for number in timeline.runs:
            shutil.rmtree(self.folder(stream) / str(number), ignore_errors=True)
        return True

    def _join(self, path: Path, init: Path, parts: Iterable[Part]) -> tuple[int, list[Piece]]:
        """Write a run into one file; return the size of its beginning and where each part stands."""
        pieces: list[Piece] = []
        with path.open("wb") as out:
            head = _append(out, init)
            for part in parts:
                at = out.tell()
                pieces.append(Piece(part, at, _append(out, self.part(part))))
            out.flush()
            os.fsync(out.fileno())
        return head, pieces


def _append(out: object, path: Path) -> int:
    with path.open("rb") as source:
        shutil.copyfileobj(source, out, _CHUNK)  # type: ignore[arg-type]  # a binary file; typeshed's protocol is private
    return path.stat().st_size


def _write(path: Path, body: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(body)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
