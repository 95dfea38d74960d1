"""What a backup says of itself: `manifest.json`, the first file in it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from hallenwart_backend.errors import ConfigError

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
MAX_MANIFEST_BYTES: Final = 10_000_000
_NAME: Final = re.compile(r"records/[a-z0-9_]+\.jsonl|series\.db|files/[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+){0,4}")
_CHUNK_BYTES: Final = 1 << 20


class Part(msgspec.Struct, frozen=True):
    """A file of the backup. `sha256` in hex, `rows` of a table."""

    name: str
    size: int
    sha256: str
    rows: int = 0


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """`made_ms` is when its records were read, `revision` their schema."""

    format: int
    made_ms: int
    program: str
    revision: str
    parts: list[Part]

    @property
    def tables(self) -> dict[str, Part]:
        """The tables' files by table."""
        found = (part for part in self.parts if part.name.startswith("records/"))
        return {part.name.removeprefix("records/").removesuffix(".jsonl"): part for part in found}


def read(content: bytes) -> Manifest:
    """Raises ConfigError."""
    try:
        manifest = msgspec.json.decode(content, type=Manifest)
    except msgspec.MsgspecError as error:
        raise ConfigError(f"das ist keine Sicherung von Hallenwart / this is no backup of Hallenwart: {error}") from error
    if manifest.format != FORMAT:
        raise ConfigError(f"this backup has format {manifest.format}; a newer Hallenwart made it")
    odd = [part.name for part in manifest.parts if not _NAME.fullmatch(part.name) or ".." in part.name.split("/")]
    if odd or len({part.name for part in manifest.parts}) != len(manifest.parts):
        raise ConfigError(f"the backup names files that no backup has: {odd[:3]}")
    return manifest


def digest(file: BinaryIO) -> str:
    """Return SHA-256 in hex of what is left to read."""
    seen = hashlib.sha256()
    while chunk := file.read(_CHUNK_BYTES):
        seen.update(chunk)
    return seen.hexdigest()


def part_of(path: Path, name: str, *, rows: int = 0) -> Part:
    with path.open("rb") as file:
        return Part(name, path.stat().st_size, digest(file), rows)
