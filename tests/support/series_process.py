"""A ledger of telemetry as a process of its own, to be killed: `python -m support.series_process FOLDER`.

Commits batch after batch and says after each up to which number all rows are stored.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import closing
from pathlib import Path

from hallenwart_backend.ingest.ports import StreamKey
from support.databases import open_series_at
from support.readings import DEVICE, EPOCH, batch


def _say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


async def main(folder: Path) -> None:
    with closing(open_series_at(folder)) as series:
        ledger = series.ledger()
        key = StreamKey(DEVICE, EPOCH, "t")
        known = (await ledger.progress_of(DEVICE)).get(key)
        seq = known.wm + 1 if known else 1
        _say(seq - 1)
        while True:
            posted = await ledger.commit([batch(seq)])
            _say(posted.progress[key].wm)
            seq = posted.progress[key].wm + 1


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
