"""Secrets on disk: written whole or not at all, readable by their owner alone."""

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


def write_private(path: Path, text: str) -> None:
    """Put `text` into `path` with mode 0600, durably; a crash leaves the old file or the new one. Same text: no write."""
    if path.exists() and path.read_text() == text:
        path.chmod(0o600)
        return
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def toml_lines(values: Mapping[str, str | int]) -> list[str]:
    """Return `key = value` lines. A JSON string without non-ASCII characters is a TOML basic string."""
    return [f"{key} = {json.dumps(value)}" for key, value in values.items()]
