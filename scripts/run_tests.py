"""All tests at once; what failed then runs once more, alone. `python scripts/run_tests.py [PYTEST ARGUMENTS]`.

Passes when everything passed at the first or at the second time, and names what needed the second ("unsteady"). Whoever fails
twice failed, and more than a few failures are no bad luck: then nothing is tried again.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

MOST_AGAIN: Final = 40
TESTS_FAILED: Final = 1
"""What pytest returns when it ran and something failed."""


def run(arguments: Sequence[str]) -> int:
    """Run pytest, again where that may help. Returns its exit status."""
    with tempfile.TemporaryDirectory(prefix="hallenwart-tests-") as folder:
        _compiled_once()
        status = _pytest(folder, *arguments)
        failed = _failed(Path(folder))
        if status != TESTS_FAILED or not failed:
            return status
        if len(failed) > MOST_AGAIN:
            _say(f"{len(failed)} tests failed: too many to try them again.")
            return status
        _say(f"{len(failed)} tests failed while all ran at once; they run once more, one after the other:", *failed)
        status = _pytest(folder, "-n", "0", "--continue-on-collection-errors", *failed)
        steady = set(_failed(Path(folder)))
        if unsteady := [test for test in failed if test not in steady]:
            _say("UNSTEADY, failed at first and passed alone; each deserves a look:", *unsteady)
        if steady:
            _say("FAILED TWICE:", *sorted(steady))
        return status


def _compiled_once() -> None:
    """Compile what tests import before all workers do so at the same time, each by itself: half of what collecting costs."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-qq", "-p", "no:cacheprovider", "tests"]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


def _pytest(cache: str, *arguments: str) -> int:
    command = [sys.executable, "-m", "pytest", "-o", f"cache_dir={cache}", *arguments]
    return subprocess.run(command, check=False).returncode


def _failed(cache: Path) -> list[str]:
    """Return what failed in the last run of each test, sorted."""
    try:
        return sorted(json.loads((cache / "v" / "cache" / "lastfailed").read_text()))
    except FileNotFoundError:
        return []


def _say(first: str, *tests: str) -> None:
    sys.stdout.write("\n".join(["", f"=== {first}", *(f"    {test}" for test in tests), ""]))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
