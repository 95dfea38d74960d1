"""The kiosk's voice: sentences rendered beforehand by espeak-ng on this Pi, so that reading aloud needs no network.

The pages bring their sentences along (`kiosk/speech.json`: word, German and English text). Each becomes a WAV file named after
its text; `index.json` lists them by `language/word`, with `-3` behind it where the sentence names compartment 3.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

PROGRAM: Final = "espeak-ng"
WORDS_PER_MINUTE: Final = 145
INDEX: Final = "index.json"
_PLACE: Final = "{n}"
_log: Final = logging.getLogger(__name__)

Sentences = dict[str, dict[str, str]]


class Voice:
    """Renders what is missing into `folder`, then rests. `slots` are the compartments that sentences may name."""

    def __init__(self, sentences: Path, folder: Path, *, slots: Sequence[int], program: str = PROGRAM) -> None:
        self.folder = folder
        self._sentences, self._slots, self._program = sentences, slots, program

    async def run(self) -> None:
        """Render and rest until cancelled. Without the program or with a full card the kiosk stays silent, nothing else."""
        try:
            await self._render()
        except (OSError, msgspec.MsgspecError) as error:
            _log.warning("the kiosk does not read aloud: %s", error)
        await asyncio.Event().wait()

    async def _render(self) -> None:
        if shutil.which(self._program) is None:
            _log.info("the kiosk does not read aloud: %s is not installed", self._program)
            return
        texts = self._prepared()
        files = {name: file_of(name, text) for name, text in texts.items()}
        missing = {name: text for name, text in texts.items() if not (self.folder / files[name]).exists()}
        for name, text in missing.items():
            await self._speak(text, name.partition("/")[0], self.folder / files[name])
        self._publish(files)

    def _prepared(self) -> dict[str, str]:
        """Make the folder and return each sentence's text by its name."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return dict(_texts(msgspec.json.decode(self._sentences.read_bytes(), type=Sentences), self._slots))

    async def _speak(self, text: str, language: str, file: Path) -> None:
        fresh = file.with_suffix(".new")
        arguments = ("-v", language, "-s", str(WORDS_PER_MINUTE), "-w", str(fresh), "--", text)
        speaking = await asyncio.create_subprocess_exec(self._program, *arguments, stderr=asyncio.subprocess.DEVNULL)
        try:
            status = await speaking.wait()
        except asyncio.CancelledError:
            speaking.kill()
            await speaking.wait()
            raise
        if status or not fresh.exists():
            raise OSError(f"{self._program} ended with {status}")
        fresh.replace(file)

    def _publish(self, files: dict[str, str]) -> None:
        """Write the index, then sweep away what it does not name."""
        fresh = self.folder / f"{INDEX}.new"
        fresh.write_bytes(msgspec.json.encode(files))
        fresh.replace(self.folder / INDEX)
        for file in self.folder.iterdir():
            if file.name not in {INDEX, *files.values()}:
                file.unlink()


def file_of(name: str, text: str) -> str:
    """Return the file of a sentence: another text is another file, so an old recording is never heard."""
    digest = hashlib.sha256(f"{WORDS_PER_MINUTE} {text}".encode()).hexdigest()[:12]
    return f"{name.replace('/', '-')}-{digest}.wav"


def _texts(sentences: Sentences, slots: Sequence[int]) -> Iterator[tuple[str, str]]:
    for word, texts in sorted(sentences.items()):
        for language, text in sorted(texts.items()):
            if _PLACE not in text:
                yield f"{language}/{word}", text
            else:
                yield from ((f"{language}/{word}-{slot}", text.replace(_PLACE, str(slot))) for slot in slots)
