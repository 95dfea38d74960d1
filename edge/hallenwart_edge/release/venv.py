"""Makes the venv of a release from its bundle, without network, with the system's Python."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from hallenwart_contract.bundles import REQUIREMENTS
from hallenwart_edge.errors import EdgeError
from hallenwart_edge.launch.store import ROOT_VARIABLE, Releases

MADE_WITHIN_S: Final = 900
"""A Pi Zero with a slow card takes minutes."""
CHECKED_WITHIN_S: Final = 120
SURROUNDINGS: Final = 3
"""`check --quick` ends so when the release could run and something around it is not well: no broker, no network time."""
MANIFEST_KEPT: Final = "release.json"


class ReleaseFailedError(EdgeError):
    """Raised when a release cannot be made or its own check says no. The text is for the journal, `code` for the event."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


def system_python() -> str:
    """Return the Python below all venvs."""
    return str(getattr(sys, "_base_executable", "") or sys.executable)


def make_venv(releases: Releases, version: str, wheels: Path, *, python: str = "") -> None:
    """Make `releases/VERSION` anew; it is not whole yet. Raises ReleaseFailedError. Blocks for long: call it from a thread."""
    releases.drop(version)
    folder = releases.folder(version)
    folder.parent.mkdir(parents=True, exist_ok=True)
    _run([python or system_python(), "-m", "venv", "--without-pip", str(folder)], "no_venv", within_s=MADE_WITHIN_S)
    install = ["install", "--no-index", "--no-deps", "--only-binary", ":all:", "--find-links", str(wheels)]
    quiet = ["--quiet", "--disable-pip-version-check", "--no-cache-dir", "--no-input"]
    pip = [*_pip(folder, python or system_python()), *quiet]
    _run([*pip, *install, "-r", str(wheels / REQUIREMENTS)], "not_installed", within_s=MADE_WITHIN_S)


def _pip(folder: Path, python: str) -> list[str]:
    """Return how to call a pip for the new venv: the one beside this Python, else the one that the system brings."""
    for candidate in (sys.executable, python):
        found = subprocess.run([candidate, "-m", "pip", "--version"], capture_output=True, check=False, timeout=60)
        if found.returncode == 0:
            return [candidate, "-m", "pip", "--python", str(folder / "bin" / "python")]
    _run([str(folder / "bin" / "python"), "-m", "ensurepip", "--default-pip"], "no_pip", within_s=MADE_WITHIN_S)
    return [str(folder / "bin" / "python"), "-m", "pip"]


def check_release(releases: Releases, version: str, config: Path) -> None:
    """Let the new release look at this device by itself. Raises ReleaseFailedError."""
    command = [str(releases.program(version)), "check", "--quick", "--config", str(config)]
    _run(command, "check_failed", within_s=CHECKED_WITHIN_S, good=(0, SURROUNDINGS))


def _run(command: Sequence[str], code: str, *, within_s: float, good: Sequence[int] = (0,)) -> None:
    environment = {key: value for key, value in os.environ.items() if key not in {ROOT_VARIABLE, "NOTIFY_SOCKET", "PYTHONPATH"}}
    try:
        done = subprocess.run(
            list(command),
            capture_output=True,
            text=True,
            timeout=within_s,
            check=False,
            env=environment,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ReleaseFailedError(code, f"{command[0]}: {error}") from error
    if done.returncode not in good:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise ReleaseFailedError(code, f"{command[0]} ended with {done.returncode}: {' | '.join(said[-3:])}"[:500])


def free_bytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free
