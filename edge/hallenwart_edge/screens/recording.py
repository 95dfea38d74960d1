"""Sentences become sound files by espeak-ng on this Pi, so that speaking needs no network."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from hallenwart_edge.screens.sentences import Sentence

PROGRAM: Final = "espeak-ng"
WITHIN_S: Final = 20.0


class Recorder:
    """Makes WAV files in `folder`."""

    def __init__(self, folder: Path, *, program: str = PROGRAM) -> None:
        self.folder, self._program = folder, program

    @property
    def can(self) -> bool:
        return shutil.which(self._program) is not None

    def has(self, sentence: Sentence) -> bool:
        return (self.folder / sentence.file).exists()

    async def record(self, sentence: Sentence) -> None:
        """Record one sentence unless it is there. Raises OSError."""
        if self.has(sentence):
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        file = self.folder / sentence.file
        fresh = file.with_suffix(".new")
        arguments = ("-v", sentence.voice, "-s", str(sentence.words_per_minute), "-w", str(fresh), "--", sentence.text)
        speaking = await asyncio.create_subprocess_exec(self._program, *arguments, stderr=asyncio.subprocess.DEVNULL)
        try:
            async with asyncio.timeout(WITHIN_S):
                status = await speaking.wait()
        except (asyncio.CancelledError, TimeoutError):
            speaking.kill()
            await speaking.wait()
            raise
        if status or not fresh.exists():
            raise OSError(f"{self._program} ended with {status}")
        fresh.replace(file)

    def sweep(self, keep: Iterable[str]) -> None:
        """Remove every file whose name is not kept."""
        kept = {*keep}
        for file in self.folder.iterdir():
            if file.name not in kept:
                file.unlink()
