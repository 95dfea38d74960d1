"""The folder of files, with a note of each that says what it holds."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

_log: Final = logging.getLogger(__name__)
ENDINGS: Final = ("csv", "parquet")


@dataclass(frozen=True, slots=True)
class Written:
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Note:
    """`until`: the day (ISO) before which it ends. `under`: what it depends on beside its rows. `files` by ending.

    `first`: the first cell of the first row, in most a day or time. `changed_ms`: since when it says what it says. A table
    without rows has no files.
    """

    name: str
    table: str
    year: int | None
    until: str
    under: str
    rows: int
    first: str
    changed_ms: int
    files: dict[str, Written] = field(default_factory=dict)


class Shelf:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notes: dict[str, Note] = {}

    def load(self) -> None:
        """Take up the notes; what has none is deleted."""
        try:
            told = json.loads((self.folder / "index.json").read_text(encoding="utf-8"))
            self.notes = {one["name"]: _note(one) for one in told}
        except FileNotFoundError:
            return
        except (OSError, ValueError, TypeError, KeyError):
            _log.warning("the index of dumps cannot be read; all of them are made anew")
        kept = {f"{note.name}.{ending}" for note in self.notes.values() for ending in note.files} | {"index.json"}
        for path in self.folder.glob("*") if self.folder.is_dir() else ():
            if path.name not in kept:
                path.unlink(missing_ok=True)

    def path(self, name: str, ending: str) -> Path:
        return self.folder / f"{name}.{ending}"

    def draft(self, name: str, ending: str) -> Path:
        self.folder.mkdir(mode=0o700, exist_ok=True)
        return self.folder / f"{name}.{ending}.new"

    def put(self, note: Note) -> None:
        """Let the drafts take the place of the files, and keep the note. Raises OSError."""
        for ending in ENDINGS:
            if ending in note.files:
                self.draft(note.name, ending).replace(self.path(note.name, ending))
            else:
                self.path(note.name, ending).unlink(missing_ok=True)
                self.draft(note.name, ending).unlink(missing_ok=True)
        self.notes[note.name] = note
        self._keep()

    def of(self, table: str) -> Iterator[Note]:
        """Yield the notes of a table's files, the newest year first."""
        found = [note for note in self.notes.values() if note.table == table and note.files]
        yield from sorted(found, key=lambda note: note.year or 0, reverse=True)

    def _keep(self) -> None:
        draft = self.folder / "index.json.new"
        draft.write_text(json.dumps([asdict(note) for note in self.notes.values()]), encoding="utf-8")
        draft.replace(self.folder / "index.json")


def _note(told: dict[str, Any]) -> Note:
    files = told.pop("files")
    if not isinstance(files, dict):
        raise TypeError("files")
    return Note(**told, files={ending: Written(**one) for ending, one in files.items()})
