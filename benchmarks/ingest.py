"""How fast telemetry gets in, beside a subscriber in C that only reads and beside Node-RED: `python -m benchmarks ingest`.

Real Mosquitto with the local configuration, a fresh one for every run; all take turns and get the same bytes from the same
publisher. Ratios of one run mean something on any machine, the figures themselves only on this one. Rows are counted in the
database. Then messages come at half the rate reached, and the time from the publisher's kernel to the commit is taken.
`--install-node-red` fetches Node-RED first (npm, minutes); without it Node-RED is left out when it is not there yet.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.figures import figure, load, say, spread, title
from benchmarks.ingest_node_red import installed, run_node_red
from benchmarks.ingest_run import Result, run_floor, run_ingest
from benchmarks.ingest_wire import Case, broker, payloads

HALF_LOAD_S: Final = 4.0
NODE_RED_MESSAGES: Final = 4_000


def main(arguments: Sequence[str] = ()) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--install-node-red", action="store_true")
    options = parser.parse_args(arguments)
    title("ingest")
    cases = [
        Case("single readings", options.messages, 1),
        Case("20 readings a message, as rows", options.messages // 2, 20),
        Case("20 readings a message, by columns", options.messages // 2, 20, cols=True),
        Case("200 readings a message, by columns", options.messages // 10, 200, cols=True),
    ]
    reached = [_flat_out(case, options.rounds) for case in cases]
    _beside_node_red(options.rounds, install=options.install_node_red)
    for case, a_second in zip(cases, reached, strict=True):
        _half_load(case, a_second / 2)


def measure(run: Any, case: Case, bodies: list[bytes], **more: Any) -> Result:
    with tempfile.TemporaryDirectory() as folder, broker(Path(folder)) as port:
        result: Result = run(Path(folder), port, case, bodies, **more)
    if result.rows != case.rows:
        sys.exit(f"{result.rows} rows stored of {case.rows}")
    return result


def _flat_out(case: Case, rounds: int) -> float:
    """Measure and report a case; return messages a second."""
    bodies = payloads(case)
    floors, ours = [], []
    for _ in range(rounds):
        floors.append(measure(run_floor, case, bodies))
        ours.append(measure(run_ingest, case, bodies))
    floor, our = (statistics.median(result.seconds for result in results) for results in (floors, ours))
    ratios = sorted(f.seconds / o.seconds for f, o in zip(floors, ours, strict=True))
    cpu_us = statistics.median(result.cpu_s for result in ours) / case.messages * 1e6
    floor_us = statistics.median(result.cpu_s for result in floors) / case.messages * 1e6
    say(
        f"  {case.name}: mosquitto_sub {case.messages / floor:,.0f} msg/s, ingest {case.messages / our:,.0f} msg/s"
        f" = {case.rows / our:,.0f} readings/s; ratio {statistics.median(ratios):.2f}"
        f" ({ratios[0]:.2f}-{ratios[-1]:.2f}, {rounds} rounds)   target >= 0.5, goal 0.9"
    )
    say(
        f"    {cpu_us:.1f} us CPU a message, {cpu_us / case.readings:.2f} a reading (mosquitto_sub {floor_us:.1f} a message);"
        f" {sum(map(len, bodies)) / case.rows:.0f} bytes a reading on the wire, {ours[0].file_bytes / case.rows:.0f} in the"
        f" store's files; {max(result.rss_mb for result in ours):.0f} MB resident at most;"
        f" {ours[0].rows:,} of {case.rows:,} rows in the database; load {load()}"
    )
    return case.messages / our


def _half_load(case: Case, a_second: float) -> None:
    some = Case(case.name, max(50, min(case.messages, round(a_second * HALF_LOAD_S))), case.readings, cols=case.cols)
    result = measure(run_ingest, some, payloads(some), a_second=a_second)
    name = f"{case.name}, {a_second:,.0f} msg/s = {a_second * case.readings:,.0f} readings/s"
    spread(f"{name}: publish -> committed", result.latencies_ms, missing=some.messages - len(result.latencies_ms))
    spread("    the ingest's event loop fires late by", result.late_ms)


def _beside_node_red(rounds: int, *, install: bool) -> None:
    why = installed(install=install)
    if why:
        figure("Node-RED", why)
        return
    case = Case("single readings", NODE_RED_MESSAGES, 1)
    bodies = payloads(case)
    theirs, ours = [], []
    for _ in range(rounds):
        theirs.append(measure(run_node_red, case, bodies))
        ours.append(measure(run_ingest, case, bodies))
    their, our = (statistics.median(result.seconds for result in results) for results in (theirs, ours))
    say(
        f"  single readings, {case.messages:,} of them: Node-RED {case.messages / their:,.0f} rows/s,"
        f" ingest {case.messages / our:,.0f} rows/s = {their / our:.1f} x   target >= 5 x;"
        f" Node-RED {statistics.median(result.cpu_s for result in theirs) / case.messages * 1e6:.0f} us CPU a message,"
        f" {max(result.rss_mb for result in theirs):.0f} MB resident; all rows in both databases; load {load()}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
