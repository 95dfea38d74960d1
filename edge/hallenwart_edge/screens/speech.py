"""The kiosk's voice: sentences rendered beforehand, so that reading aloud needs no network.

The pages bring their sentences along (`kiosk/speech.json`: word, German and English text). Each becomes a WAV file named after
its text; `index.json` lists them by `language/word`, with `-3` behind it where the sentence names compartment 3.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from hallenwart_edge.screens.recording import PROGRAM, Recorder
from hallenwart_edge.screens.sentences import Sentence

INDEX: Final = "index.json"
_PLACE: Final = "{n}"
_log: Final = logging.getLogger(__name__)

Sentences = dict[str, dict[str, str]]


class Voice:
    """Renders what is missing into `folder`, then rests. `slots` are the compartments that sentences may name."""

    def __init__(self, sentences: Path, folder: Path, *, slots: Sequence[int], program: str = PROGRAM) -> None:
        self.folder = folder
        self._sentences, self._slots, self._recorder = sentences, slots, Recorder(folder, program=program)

    async def run(self) -> None:
        """Render and rest until cancelled. Without the program or with a full card the kiosk stays silent, nothing else."""
        try:
            await self._render()
        except (OSError, msgspec.MsgspecError) as error:
            _log.warning("the kiosk does not read aloud: %s", error)
        await asyncio.Event().wait()

    async def _render(self) -> None:
        if not self._recorder.can:
            _log.info("the kiosk does not read aloud: espeak-ng is not installed")
            return
        sentences = self._prepared()
        for sentence in sentences:
            await self._recorder.record(sentence)
        self._publish({sentence.name: sentence.file for sentence in sentences})

    def _prepared(self) -> list[Sentence]:
        """Make the folder and return each sentence."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return [*_texts(msgspec.json.decode(self._sentences.read_bytes(), type=Sentences), self._slots)]

    def _publish(self, files: dict[str, str]) -> None:
        """Write the index, then sweep away what it does not name."""
        fresh = self.folder / f"{INDEX}.new"
        fresh.write_bytes(msgspec.json.encode(files))
        fresh.replace(self.folder / INDEX)
        self._recorder.sweep({INDEX, *files.values()})


def _texts(sentences: Sentences, slots: Sequence[int]) -> Iterator[Sentence]:
    for word, texts in sorted(sentences.items()):
        for language, text in sorted(texts.items()):
            if _PLACE not in text:
                yield Sentence(f"{language}/{word}", language, text)
            else:
                for slot in slots:
                    yield Sentence(f"{language}/{word}-{slot}", language, text.replace(_PLACE, str(slot)))
