"""`make bench`: `python -m benchmarks [SECTION ...]`, all sections when none is named. It reports; it never judges.

Sections: ingest, unlock, alarm (with memory), fanout, queries. Figures of a busy machine say so by the load average.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from pathlib import Path
from typing import Final

from benchmarks.figures import load, say

SECTIONS: Final = {
    "unlock": "benchmarks.unlock",
    "alarm": "benchmarks.alarm",
    "memory": "benchmarks.memory",
    "fanout": "benchmarks.fanout",
    "queries": "benchmarks.queries",
    "ingest": "benchmarks.ingest",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("section", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    chosen = parser.parse_args().section
    if unknown := set(chosen) - set(SECTIONS):
        parser.error(f"no such section: {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))  # brokers and agents are started as the tests start them
    began = time.monotonic()
    for name in chosen or SECTIONS:
        importlib.import_module(SECTIONS[name]).main()
    say(f"\nall in {time.monotonic() - began:.0f} s, load {load()}")


if __name__ == "__main__":
    main()
