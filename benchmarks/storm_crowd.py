"""The process of the thin devices: `python -m benchmarks.storm_crowd STATE PORT`, told by lines on its standard input.

Each line is a word: `status`, `cut`, `quiet`, `report PATH`; each is answered by one line of JSON.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import ssl
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from benchmarks.storm_device import ThinDevice

PREFIX: Final = "thin-"
FORGETS_EVERY: Final = 10
"""Every tenth device comes back without its documents."""
_ARRIVALS_S: Final = 10.0


def main(arguments: Sequence[str]) -> None:
    state, port = Path(arguments[0]), int(arguments[1])
    asyncio.run(_main(state, port))


async def _main(state: Path, port: int) -> None:
    names = sorted(folder.name for folder in (state / "devices").glob(f"{PREFIX}*"))
    crowd = [ThinDevice(name, port, _tls(state, name)) for name in names]
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(_come(device, number * _ARRIVALS_S / len(crowd))) for number, device in enumerate(crowd)]
        words = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(words), sys.stdin)
        while word := (await words.readline()).decode().strip():
            sys.stdout.write(json.dumps(_told(crowd, word)) + "\n")
            sys.stdout.flush()
        for task in tasks:
            task.cancel()


async def _come(device: ThinDevice, after_s: float) -> None:
    await asyncio.sleep(after_s)
    await device.run()


def _tls(state: Path, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_verify_locations(state / "ca/ca.crt")
    folder = state / "devices" / name / "pki"
    context.load_cert_chain(folder / "device.crt", folder / "device.key")
    return context


def _told(crowd: list[ThinDevice], word: str) -> dict[str, Any]:
    if word == "cut":
        for number, device in enumerate(crowd):
            device.cut_off(forgets=number % FORGETS_EVERY == 0)
    elif word == "quiet":
        for device in crowd:
            device.makes = False
    elif word.startswith("report "):
        Path(word.removeprefix("report ")).write_text(json.dumps([_whole(device) for device in crowd]))
    return _status(crowd)


def _status(crowd: list[ThinDevice]) -> dict[str, Any]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "online": sum(device.online for device in crowd),
        "waiting": sum(device.waiting for device in crowd),
        "documents": min((len(device.revs) for device in crowd), default=0),
        "settled": sum({"born", "receipted", "documents"} <= device.marks.keys() for device in crowd),
        "wrong": [f"{device.name}: {each}" for device in crowd for each in device.wrong][:10],
        "cpu_s": used.ru_utime + used.ru_stime,
        "pid": os.getpid(),
    }


def _whole(device: ThinDevice) -> dict[str, Any]:
    return {
        "name": device.name,
        "epoch": device.epoch,
        "marks": device.marks,
        "resent": device.resent,
        "revs": device.revs,
        "forgot": len(device.had) > 0,
        "rows": {stream: [row.decode() for row in rows] for stream, rows in device.rows.items()},
    }


if __name__ == "__main__":
    main(sys.argv[1:])
