"""The description of the HTTP API that is committed; a test says that it is the code's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parents[2] / "backend" / "generated" / "openapi.json"


def described() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return read
