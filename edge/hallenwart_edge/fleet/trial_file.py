"""A trial on the card: one small file that is replaced whole. The standard library alone, as in `trial`."""

from __future__ import annotations

import os
from pathlib import Path

from hallenwart_edge.fleet.trial import Trial, dump, parse


def read_trial(path: Path) -> Trial | None:
    """Return the trial; None when there is none or the file is unreadable (then what stood before stands)."""
    try:
        return parse(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def write_trial(path: Path, trial: Trial) -> None:
    """Replace the file; it is on the card when this returns. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(dump(trial))
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Bring a rename in `folder` to the card."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
