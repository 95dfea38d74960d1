"""How the server's systemd unit runs it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_UNIT: Final = Path(__file__).parents[1] / "deploy" / "systemd" / "hallenwart.service"


def environment() -> dict[str, str]:
    """Return this process's environment with what the unit sets."""
    lines = [line for line in _UNIT.read_text().splitlines() if line.startswith("Environment=")]
    return {**os.environ, **dict(word.split("=", 1) for line in lines for word in line.removeprefix("Environment=").split())}
