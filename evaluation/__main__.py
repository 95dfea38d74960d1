"""`make evaluate`: `python -m evaluation [PART ...]`, all parts when none is named. Recordings in, a report page out.

The recordings are sought in the folder named by $HALLENWART_DATA, without it in `../shared/data` beside the repository.
The report says which bar is missed; the exit code is 0 whenever the report could be written.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path
from typing import Final

from evaluation.data import NoDataError, data_folder

ROOT: Final = Path(__file__).parents[1]
REPORT: Final = ROOT / ".hallenwart" / "evaluation"
PARTS: Final = ("occupancy", "crowds", "nuisances", "alone", "houses", "rooms", "hangars")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("part", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--data", type=Path, default=None, help="folder of the recordings")
    parser.add_argument("--out", type=Path, default=REPORT, help="folder of the report")
    chosen = parser.parse_args()
    if unknown := set(chosen.part) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    try:
        folder = data_folder(chosen.data)
    except NoDataError as error:
        sys.exit(str(error))
    sys.path.insert(0, str(ROOT / "tests"))  # brokers are started as the tests start them
    from evaluation.run import evaluate, tell

    tell(asyncio.run(evaluate(folder, chosen.out, chosen.part or PARTS)))
    sys.stdout.write(f"{chosen.out / 'index.html'}\n")


if __name__ == "__main__":
    main()
