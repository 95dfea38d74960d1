"""Files on disk, written whole or not at all: secrets for their owner alone, or for those the folder is opened to."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from pathlib import Path


def private_folder(path: Path) -> Path:
    """Make the folder, and any missing above it, with mode 0700."""
    if not path.exists():
        private_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)
    return path


def write_private(path: Path, text: str) -> bool:
    """Put `text` into `path` with mode 0600, durably; a crash leaves the old file or the new one.

    Returns whether the text changed; the same text is not written.
    """
    return _write(path, text, 0o600, durable=True)


def write_shared(path: Path, text: str, *, durable: bool = True) -> bool:
    """Like `write_private`, and for the group to read (0640) where the folder is open to its group.

    With the set-group-id bit on the folder, the file belongs to that group, too. Not `durable`: for what can be made again.
    """
    mode = 0o640 if path.parent.stat().st_mode & 0o050 == 0o050 else 0o600
    return _write(path, text, mode, durable=durable)


def write_public(path: Path, text: str) -> bool:
    """Like `write_private`, for everybody to read (0644): what holds no secret and is read by another user's process."""
    return _write(path, text, 0o644, durable=True)


def _write(path: Path, text: str, mode: int, *, durable: bool) -> bool:
    if path.exists() and path.read_text(encoding="utf-8") == text:
        path.chmod(mode)
        return False
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fchmod(file.fileno(), mode)
            belong(file.fileno(), path.parent)
            if durable:
                os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if durable:
        _sync_folder(path.parent)
    return True


def belong(descriptor: int, folder: Path) -> None:
    """Let what root writes belong to whom the folder belongs to: its owner's process must read it, and write it later."""
    if os.geteuid() == 0:
        whose = folder.stat()
        os.fchown(descriptor, whose.st_uid, whose.st_gid)


def _sync_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def toml_lines(values: Mapping[str, str | int | bool]) -> list[str]:
    """Return `key = value` lines. A JSON string without non-ASCII characters is a TOML basic string."""
    return [f"{key} = {json.dumps(value)}" for key, value in values.items()]
