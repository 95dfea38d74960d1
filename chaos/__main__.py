"""`python -m chaos [SEED]`: play seeded runs of the laboratory and write the report. Exit code 1: a run failed.

python -m chaos --seeds 200 --first 1 --jobs 2      many, each in a process of its own
python -m chaos --seed 17                           one, told step by step; replays a failing one
python -m chaos --seed 17 --only killed             only faults of a kind
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
REPORT: Final = ROOT / "chaos" / "report"
RUN_WITHIN_S: Final = 300.0


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    sys.path.insert(0, str(ROOT / "tests"))  # databases and receivers are made as the tests make them
    from chaos import registry

    registry.load()
    if options.list:
        for name, kind in registry.FAULTS.items():
            print(f"{name:24} {kind.lasts_s[0]:.0f} to {kind.lasts_s[1]:.0f} s")
        return 0
    with tempfile.TemporaryDirectory(prefix="hwc-made-") as made:
        template = options.template or _made(Path(made))
        if options.seed is not None:
            return _one(options, template)
        return asyncio.run(_many(options, template))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m chaos", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seed", type=int, help="play this one")
    parser.add_argument("--seeds", type=int, default=3, help="play so many")
    parser.add_argument("--first", type=int, default=1, help="the first of them")
    parser.add_argument("--jobs", type=int, default=1, help="so many at a time")
    parser.add_argument("--only", action="append", default=[], metavar="FAULT", help="draw from these faults alone")
    parser.add_argument("--out", type=Path, default=REPORT, help="where the report goes")
    parser.add_argument("--keep", type=Path, help="keep what a failing run left behind here")
    parser.add_argument("--postgres", action="store_true", help="keep records and time series in a PostgreSQL of the run's own")
    parser.add_argument("--list", action="store_true", help="say which faults there are")
    parser.add_argument("--template", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--result", type=Path, help=argparse.SUPPRESS)
    return parser


def _made(folder: Path) -> Path:
    from chaos import template

    template.make(folder)
    return folder


def _one(options: argparse.Namespace, template: Path) -> int:
    from chaos.one import play
    from chaos.plan import draw

    plan = draw(options.seed, only=options.only, files=not options.postgres)
    print(f"SEED={plan.seed}", *plan.lines(), sep="\n", flush=True)
    with _database(wanted=options.postgres) as database:
        result = asyncio.run(play(plan, template, database=database, keep=options.keep))
    if options.result:
        options.result.write_text(json.dumps(result.described()))
    print(json.dumps(result.figures), json.dumps(result.took_s), *result.notes, sep="\n")
    if result.wrong:
        print("WRONG", *result.wrong, result.tails, sep="\n")
        return 1
    print("all is as it must be")
    return 0


@contextmanager
def _database(*, wanted: bool) -> Iterator[str]:
    """Run an empty PostgreSQL and give its URL; empty when none is wanted."""
    if not wanted:
        yield ""
        return
    from support.postgres import MISSING, Cluster, find_binaries

    binaries = find_binaries()
    if binaries is None:
        sys.exit(MISSING)
    with closing(Cluster(binaries)) as cluster:
        cluster.create("chaos", "template0")
        yield f"postgresql://hallenwart@/chaos?host={cluster.folder}"


async def _many(options: argparse.Namespace, template: Path) -> int:
    from chaos import report

    seeds = asyncio.Queue[int]()
    for seed in range(options.first, options.first + options.seeds):
        seeds.put_nowait(seed)
    results: list[dict[str, object]] = []

    async def work() -> None:
        while not seeds.empty():
            result = await _apart(seeds.get_nowait(), options, template)
            results.append(result)
            print(report.line(result), flush=True)
            report.write(results, options.out)

    async with asyncio.TaskGroup() as group:
        for _ in range(options.jobs):
            group.create_task(work())
    print(report.summary(results))
    return 1 if any(result["wrong"] for result in results) else 0


async def _apart(seed: int, options: argparse.Namespace, template: Path) -> dict[str, object]:
    """Play a seed in a process of its own, which is given up when it hangs."""
    with tempfile.TemporaryDirectory(prefix="hwc-result-") as folder:
        path = Path(folder) / "result.json"
        only = [word for kind in options.only for word in ("--only", kind)]
        more = ["--postgres"] if options.postgres else []
        keep = ["--keep", str(options.keep / str(seed))] if options.keep else []
        command = ["-m", "chaos", "--seed", str(seed), "--template", str(template), "--result", str(path), *only, *keep, *more]
        pipe = asyncio.subprocess.PIPE
        child = await asyncio.create_subprocess_exec(
            sys.executable, *command, cwd=ROOT, stdout=pipe, stderr=asyncio.subprocess.STDOUT
        )
        try:
            async with asyncio.timeout(RUN_WITHIN_S):
                said, _ = await child.communicate()
        except TimeoutError:
            child.kill()
            said, _ = await child.communicate()
            said += b"\nit hung"
        if path.exists():
            found: dict[str, object] = json.loads(path.read_text())
            return found
        return {"seed": seed, "wrong": ["the run left no result"], "tails": said.decode(errors="replace")[-4_000:]}


if __name__ == "__main__":
    sys.exit(main())
