"""Makes `hallenwart-launch`: one executable file that holds the launcher and needs nothing beside the system's Python."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).parents[1]
_FILES: Final = ("fleet/trial.py", "fleet/trial_file.py", "launch/store.py", "launch/launcher.py")
_EMPTY: Final = ("__init__.py", "fleet/__init__.py", "launch/__init__.py")
_MAIN: Final = "import sys\n\nfrom hallenwart_edge.launch.launcher import main\n\nsys.exit(main())\n"
_SHEBANG: Final = b"#!/usr/bin/python3 -I\n"
_WHEN: Final = (2026, 1, 1, 0, 0, 0)


def launcher_archive() -> bytes:
    """Return the file, the same bytes for the same sources."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "__main__.py", _MAIN)
        for name in _EMPTY:
            _add(archive, f"hallenwart_edge/{name}", "")
        for name in _FILES:
            _add(archive, f"hallenwart_edge/{name}", (_PACKAGE / name).read_text(encoding="utf-8"))
    return _SHEBANG + buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, _WHEN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, text)
