"""Whether an agent runs on this state: it holds a lock on one file as long as it lives, however it ends."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

NAME: Final = "agent.lock"


def hold(state_dir: Path) -> Callable[[], None]:
    """Take the lock, or do without when somebody has it. Returns what lets it go."""
    handle = os.open(state_dir / NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return lambda: os.close(handle)


def is_held(state_dir: Path) -> bool:
    """Say whether an agent runs. Changes nothing."""
    try:
        handle = os.open(state_dir / NAME, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
