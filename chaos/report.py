"""The report: every run with its plan as JSON, and a page for people."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Result = Mapping[str, Any]
_RULE_OF_THREE = 3.0


def line(result: Result) -> str:
    """Say one run in one line."""
    struck = ", ".join(f"{name} {count}" if count > 1 else name for name, count in result.get("struck", {}).items())
    took = result.get("took_s", {}).get("all", 0)
    verdict = "FAILED: " + "; ".join(result["wrong"]) if result["wrong"] else "stands"
    return f"seed {result['seed']:4} {took:5.1f} s  {verdict}  [{struck}]"


def write(results: Sequence[Result], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    ordered = sorted(results, key=lambda result: result["seed"])
    figures = {"runs": len(ordered), "figures": dict(_figures(ordered)), "faults": dict(_faults(ordered)), "results": ordered}
    (folder / "report.json").write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n")
    (folder / "report.md").write_text(_page(ordered))


def summary(results: Sequence[Result]) -> str:
    failed = sorted(result["seed"] for result in results if result["wrong"])
    named = f": seeds {', '.join(map(str, failed))}" if failed else ""
    return f"{len(results)} runs, {len(failed)} failed{named}. {bound(results)}"


def bound(results: Sequence[Result]) -> str:
    """Say what so many runs support: with none of n failed, a failure is rarer than 3 in n, at 95 %."""
    runs, failed = len(results), sum(bool(result["wrong"]) for result in results)
    if failed or not runs:
        return "Runs failed: no bound is claimed."
    share = min(1.0, _RULE_OF_THREE / runs)
    return f"None of {runs} runs failed: at 95 % confidence such a run fails with p < 3/{runs} = {share:.1%}."


def _figures(results: Sequence[Result]) -> Counter[str]:
    total: Counter[str] = Counter()
    for result in results:
        total.update(result.get("figures", {}))
    return total


def _faults(results: Sequence[Result]) -> Counter[str]:
    total: Counter[str] = Counter()
    for result in results:
        total.update(result.get("struck", {}))
    return total


def _page(results: Sequence[Result]) -> str:
    failed = [result for result in results if result["wrong"]]
    seeds = f"{results[0]['seed']} to {results[-1]['seed']}" if results else "none"
    notes = Counter(note for result in results for note in result.get("notes", []))
    parts = [
        "# Chaos report",
        f"{len(results)} runs, seeds {seeds}, {len(failed)} failed. {bound(results)}",
        _table(("what", "in all runs"), sorted(_figures(results).items())),
        _table(("fault", "how often"), sorted(_faults(results).items())),
        *(f"- {note} ({count} runs)" for note, count in notes.items()),
        *(f"## Seed {result['seed']}\n\n" + "\n".join(f"- {one}" for one in result["wrong"]) for result in failed),
    ]
    return "\n\n".join(parts) + "\n"


def _table(head: tuple[str, str], rows: Sequence[tuple[str, int]]) -> str:
    return "\n".join([f"| {head[0]} | {head[1]} |", "|---|---|", *(f"| {name} | {count} |" for name, count in rows)])
