"""Exports on their way: what each is, how far it has come, and what is left of it in the state folder."""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from hallenwart_backend.telemetry.exports.rules import ENDED, Format, State

_log: Final = logging.getLogger(__name__)
KEPT_MS: Final = 86_400_000


@dataclass(slots=True)
class Export:
    """`of_rows` is worked out from the roll-ups before, and right to a few rows. `why`: a word for what went wrong."""

    id: str
    person: str
    name: str
    kind: Format
    level: str
    from_ms: int
    to_ms: int
    asked_ms: int
    sites: frozenset[str]
    series: int = 0
    state: State = State.WAITING
    done_rows: int = 0
    of_rows: int = 0
    bytes: int = 0
    ended_ms: int | None = None
    why: str = ""
    wanted: bool = field(default=True, repr=False)
    """False when somebody cancelled it."""

    @property
    def runs(self) -> bool:
        return self.state not in ENDED

    def kept_until_ms(self) -> int:
        return (self.ended_ms if self.ended_ms is not None else self.asked_ms) + KEPT_MS


class Shelf:
    """The folder of exports: a file and a note of each. Notes say after a restart what was broken off."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file_of(self, export: Export) -> Path:
        return self.folder / f"{export.id}.{export.kind}"

    def note(self, export: Export) -> None:
        """Keep what is known of an export. Raises OSError."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        path = self.folder / f"{export.id}.json"
        draft = path.with_suffix(".new")
        draft.write_text(json.dumps(_packed(export)), encoding="utf-8")
        draft.chmod(0o600)
        draft.replace(path)

    def drop(self, export: Export, *, note: bool = True) -> None:
        """Delete the file, and what is known of it."""
        for path in (self.file_of(export), *((self.folder / f"{export.id}.json",) if note else ())):
            with suppress(OSError):
                path.unlink()

    def take_up(self, now_ms: int) -> list[Export]:
        """Delete all files of the server's last life; return the exports it knew, with what became of them."""
        found = []
        for path in sorted(self.folder.glob("*")) if self.folder.is_dir() else []:
            export = _read(path) if path.suffix == ".json" else None
            if export is None or export.kept_until_ms() < now_ms:
                with suppress(OSError):
                    path.unlink()
                continue
            if export.runs:
                export.state, export.ended_ms = State.BROKEN, now_ms
            elif export.state is State.DONE:
                export.state = State.GONE
            found.append(export)
        return found


def _packed(export: Export) -> dict[str, Any]:
    names = ("id", "person", "name", "kind", "level", "from_ms", "to_ms", "asked_ms", "series", "state")
    more = ("done_rows", "of_rows", "bytes", "ended_ms", "why")
    return {name: getattr(export, name) for name in (*names, *more)} | {"sites": sorted(export.sites)}


def _read(path: Path) -> Export | None:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        made = {"sites": frozenset(values["sites"]), "kind": Format(values["kind"]), "state": State(values["state"])}
        return Export(**values | made)
    except (OSError, ValueError, TypeError, KeyError):
        _log.warning("%s is no note of an export; it is deleted", path)
        return None
