"""Files that are written to a system: compared with what is there, noted, and removed again unless somebody changed them."""

from __future__ import annotations

import difflib
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

NOTED: Final = "usr/local/lib/hallenwart/installed.json"


class Change(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class File:
    """`path` is relative to the root of the system; `why` says in German and English what it is for."""

    path: str
    content: bytes
    why: str
    mode: int = 0o644

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def text_file(path: str, text: str, why: str, *, mark: str = "#") -> File:
    """Return a file that says at its top what it is for."""
    head = f"{mark} {why}\n{mark} Geschrieben von / written by: hallenwart-edge install\n\n"
    return File(path, (head + text.strip("\n") + "\n").encode(), why)


def change_of(root: Path, file: File) -> Change:
    place = root / file.path
    try:
        there = place.read_bytes()
    except FileNotFoundError:
        return Change.NEW
    same = there == file.content and place.stat().st_mode & 0o777 == file.mode
    return Change.SAME if same else Change.CHANGED


def diff_of(root: Path, file: File) -> list[str]:
    """Return the lines of a diff; of what is no text only its size."""
    try:
        before = (root / file.path).read_bytes()
    except FileNotFoundError:
        before = b""
    try:
        old, new = before.decode().splitlines(), file.content.decode().splitlines()
    except UnicodeDecodeError:
        return [f"{len(before)} → {len(file.content)} bytes"] if before != file.content else []
    return [*difflib.unified_diff(old, new, f"/{file.path}", f"/{file.path}", lineterm="", n=2)]


def write(root: Path, file: File) -> None:
    """Replace one file in one step. Raises OSError."""
    place = root / file.path
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(place.name + ".new")
    fresh.write_bytes(file.content)
    fresh.chmod(file.mode)
    fresh.replace(place)


def note(root: Path, files: Sequence[File]) -> None:
    """Keep what was written, so that it can be taken back."""
    rows = {file.path: file.digest for file in files}
    content = (json.dumps(rows, indent=1, sort_keys=True) + "\n").encode()
    write(root, File(NOTED, content, ""))


def noted(root: Path) -> dict[str, str]:
    """Return what the last installation wrote, with digests."""
    try:
        rows = json.loads((root / NOTED).read_text(encoding="utf-8"))
        return {str(path): str(digest) for path, digest in rows.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def take_back(root: Path, path: str, digest: str) -> bool:
    """Remove a file. False when somebody changed it: then it stays. Empty folders of our own go as well."""
    place = root / path
    try:
        content = place.read_bytes()
    except FileNotFoundError:
        return True
    if hashlib.sha256(content).hexdigest() != digest:
        return False
    place.unlink()
    if place.parent.name.startswith("hallenwart") and not os.listdir(place.parent):  # noqa: PTH208 - only whether it is empty
        place.parent.rmdir()
    return True
