"""The second, quiet round of `make test`: what it forgives, what it names, and what it does not forgive."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOME = """
from pathlib import Path

import pytest


def test_good():
    pass


def test_unsteady():
    tried = Path(__file__).with_name("tried")
    before = tried.exists()
    tried.touch()
    assert before


@pytest.mark.parametrize("which", range({bad}))
def test_bad(which):
    assert False
"""


def ran(folder: Path, bad: int) -> tuple[int, str]:
    folder.mkdir()
    (folder / "pytest.ini").write_text("[pytest]\n")
    (folder / "test_some.py").write_text(SOME.format(bad=bad))
    command = [sys.executable, ROOT / "scripts" / "run_tests.py", "-q", "-p", "no:xdist", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_what_passes_alone_is_forgiven_and_named_and_nothing_else(tmp_path: Path):
    status, said = ran(tmp_path / "steady", 0)
    assert status == 0
    assert said.partition("UNSTEADY")[2].splitlines()[1].strip() == "test_some.py::test_unsteady"
    status, said = ran(tmp_path / "bad", 1)
    assert status == 1
    assert said.partition("FAILED TWICE")[2].splitlines()[1].strip() == "test_some.py::test_bad[0]"
    assert "test_some.py::test_unsteady" in said.partition("UNSTEADY")[2]


def test_many_failures_are_not_tried_again(tmp_path: Path):
    status, said = ran(tmp_path / "many", 40)
    assert status == 1
    assert "41 tests failed: too many" in said
    assert "UNSTEADY" not in said
