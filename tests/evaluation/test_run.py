"""The command: a report out of a folder, or words about what is missing."""

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation.run import evaluate

ROOT = Path(__file__).parents[2]


def test_without_recordings_the_command_says_what_it_needs(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "evaluation", "--data", str(tmp_path), "--out", str(tmp_path / "out")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert done.returncode == 1
    assert "HALLENWART_DATA" in done.stderr
    assert "Keine Aufnahmen" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.mosquitto
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
async def test_whatever_has_the_columns_is_played_and_reported(tmp_path):
    """A warm ceiling with one open channel, and a quiet room of an hour, under names nobody has seen before."""
    hot = [f"{t_s},{25 + 20 * (1 - math.exp(-t_s / 60)):.1f},9.91E+37,25" for t_s in range(0, 70, 10)]
    (tmp_path / "anything.csv").write_text("Time,C1,C2,C3\n" + "\n".join(hot))
    calm = [f"2026-01-05 08:{minute:02d}:00,{20 + minute / 60:.1f},500" for minute in range(60)]
    (tmp_path / "somewhere.txt").write_text("date,Temperature,CO2\n" + "\n".join(calm))
    found = await evaluate(tmp_path, tmp_path / "out", ("alone", "rooms", "hangars"))
    assert found.missed == []
    (hangar,) = found.hangars
    assert hangar.alarm_s is not None
    assert 0 < hangar.alarm_s <= 40
    assert hangar.faults == [("heat-c2", "silent")]
    assert hangar.notified_ms is not None
    assert [(room.name, room.fires, room.faults) for room in found.rooms] == [("somewhere", 0, [])]
    told = json.loads((tmp_path / "out" / "findings.json").read_text())
    assert told["hangars"][0]["alarm_s"] == hangar.alarm_s
    assert "anything" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
