"""The benchmarks' own arithmetic, and that every section can be started by name."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def figures(monkeypatch):
    monkeypatch.syspath_prepend(ROOT)
    return importlib.import_module("benchmarks.figures")


@pytest.mark.parametrize(("share", "wanted"), [(0.5, 50), (0.99, 99), (1.0, 100), (0.001, 1)])
def test_quantiles_are_nearest_ranks(figures, share, wanted):
    assert figures.quantile(list(range(100, 0, -1)), share) == wanted


def test_what_never_came_is_said_beside_what_came(figures, capsys):
    figures.spread("PIN", [2.0, 1.0, 4.0], "p99 <= 100 ms", missing=2)
    figures.spread("nothing", [], missing=1)
    told = capsys.readouterr().out.splitlines()
    assert told == [
        "  PIN: p50 2.0 p99 4.0 max 4.0 ms, n=3, 2 MISSING   target p99 <= 100 ms",
        "  nothing: nothing measured, 1 MISSING",
    ]


def test_every_section_can_be_loaded(figures, monkeypatch):
    sections = importlib.import_module("benchmarks.__main__").SECTIONS
    for section in sections:
        assert callable(importlib.import_module(f"benchmarks.{section}").main)


def test_an_unknown_section_is_refused_by_name():
    told = subprocess.run([sys.executable, "-m", "benchmarks", "speed"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "no such section: speed" in told.stderr
