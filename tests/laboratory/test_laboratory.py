"""Two seeds of the fault laboratory, each as `make chaos` plays them."""

import subprocess
import sys
from pathlib import Path

import pytest

from support.brokers import needs_mosquitto

ROOT = Path(__file__).parents[2]
SEEDS = (1, 2)
pytestmark = [pytest.mark.slow, pytest.mark.mosquitto, needs_mosquitto]


def test_two_seeds_stand(tmp_path):
    command = ["-m", "chaos", "--seeds", str(len(SEEDS)), "--first", str(SEEDS[0]), "--jobs", "2", "--out", str(tmp_path)]
    played = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert played.returncode == 0, played.stdout + played.stderr
    assert "None of 2 runs failed" in (tmp_path / "report.md").read_text()
