"""`make bench`: `python -m benchmarks [SECTION ...]`, all sections when none is named. It reports; it never judges.

A missed target, or a section that breaks or runs out of time, is said and changes no exit code. Several sections run one
after the other in processes of their own, within ten minutes. The load average tells how busy the machine was.
"""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.figures import load, say

ROOT: Final = Path(__file__).parents[1]
ALL: Final = ("ingest", "queries", "seasons", "imports", "fleet", "fanout", "unlock", "alarm", "display")
SECTIONS: Final = (*ALL, "memory", "usage", "rounds", "sensorthings", "storm")
"""`alarm` tells the memory of its town at the end; `usage` takes minutes; `storm` wants the machine for itself."""
WITHIN_S: Final = 600.0
CLEANS_UP_WITHIN_S: Final = 20.0


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("section", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    options, more = parser.parse_known_args()
    chosen = options.section
    if more and chosen not in (["storm"], ["usage"], ["ingest"], ["queries"], ["sensorthings"]):
        parser.error(f"unknown: {' '.join(more)}")
    if unknown := set(chosen) - set(SECTIONS):
        parser.error(f"no such section: {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    if len(chosen) == 1:
        _run(chosen[0], more)
    else:
        _run_all(chosen or ALL)


def _run(section: str, more: Sequence[str]) -> None:
    sys.path.insert(0, str(ROOT / "tests"))  # brokers and agents are started as the tests start them
    run = importlib.import_module(f"benchmarks.{section}").main
    run(more) if more else run()


def _run_all(sections: Sequence[str]) -> None:
    began = time.monotonic()
    say(f"{os.cpu_count()} cores, load {load()}")
    for section in sections:
        left_s = began + WITHIN_S - CLEANS_UP_WITHIN_S - time.monotonic()
        if left_s <= 0:
            say(f"\n{section}: left out, the time is up")
            continue
        child = subprocess.Popen([sys.executable, "-m", "benchmarks", section], cwd=ROOT, start_new_session=True)
        try:
            if code := child.wait(left_s):
                say(f"{section}: broke off (exit code {code})")
        except subprocess.TimeoutExpired:
            say(f"{section}: broken off, the time is up")
        finally:
            _end(child)
    say(f"\nall in {time.monotonic() - began:.0f} s, load {load()}")


def _end(child: subprocess.Popen[bytes]) -> None:
    """Let a section that still runs clean up after itself, then make sure that it is gone."""
    if child.poll() is None:
        child.send_signal(signal.SIGINT)
        try:
            child.wait(CLEANS_UP_WITHIN_S)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


if __name__ == "__main__":
    main()
