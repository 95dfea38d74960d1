"""Temporary files in memory, where there is room: what tests write is gone with them, so none of it waits for a disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

MEMORY: Final = Path("/dev/shm")
ROOM_BYTES: Final = 4 * 2**30


def temporary_files_in_memory() -> None:
    """Of this process and all it starts. Who sets TMPDIR has chosen already."""
    if "TMPDIR" not in os.environ and _has_room():
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None


def _has_room() -> bool:
    try:
        if not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM_BYTES:
            return False
        told = dict(line.split(":", 1) for line in Path("/proc/meminfo").read_text().splitlines())
        return int(told["MemAvailable"].split()[0]) * 1024 >= 2 * ROOM_BYTES
    except (OSError, KeyError):
        return False
