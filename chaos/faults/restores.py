"""Outboxes that are damaged, and cards and servers set back to an old copy. What is lost thereby is declared, and must show."""

from __future__ import annotations

import asyncio
import math
import random
import shutil
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from chaos import signs, words
from chaos.lab import Lab, Struck
from chaos.registry import FAULTS, FaultKind, How
from chaos.rows import as_stored, not_there, stored

_FILES: Final = ("alarms_events.db", "telemetry.db")
_SPAN: Final = (2.0, 6.0)
"""From the copy to the restore."""


def _agent(dice: random.Random) -> dict[str, Any]:
    return {"who": dice.choice(words.AGENTS)}


def _hits(how: How) -> frozenset[str]:
    who = how.get("who", "server")
    return frozenset({f"process {who}", f"line {who}", f"disk {who}", f"clock {who}", "store records", "store series"})


# --- a damaged outbox ---


def _damage(dice: random.Random) -> dict[str, Any]:
    way = dice.choice(("flipped", "cut", "emptied"))
    return _agent(dice) | {"file": dice.choice(_FILES), "way": way, "dice": dice.randrange(1_000_000)}


async def _spoil(lab: Lab, struck: Struck) -> None:
    agent = lab.house.agents[str(struck.how["who"])]
    await agent.process.kill()
    _declare(lab, agent.name)
    path = agent.state / str(struck.how["file"])
    struck.kept["epochs"] = len(agent.witness().epochs)
    await asyncio.to_thread(_spoil_file, path, str(struck.how["way"]), random.Random(int(struck.how["dice"])))


def _spoil_file(path: Path, way: str, dice: random.Random) -> None:
    """Do what bad cards do: flip bytes all over, lose the end, lose everything. The write-ahead log goes with it."""
    if not path.exists():
        return
    Path(f"{path}-wal").unlink(missing_ok=True)
    Path(f"{path}-shm").unlink(missing_ok=True)
    content = bytearray(path.read_bytes())
    if way == "flipped":
        for _ in range(max(32, len(content) // 64)):
            content[dice.randrange(len(content))] ^= 1 + dice.randrange(255)
    else:
        content = content[: len(content) // 3] if way == "cut" else bytearray()
    path.write_bytes(content)


async def _start(lab: Lab, struck: Struck) -> None:
    await lab.house.agents[str(struck.how["who"])].process.start()


def _declare(lab: Lab, device: str) -> None:
    """What of this device's rows the server does not have now may be lost, or come again under a new epoch."""
    lab.give_up(device, not_there(lab.house, device))
    lab.again.add(device)


def _told(lab: Lab, struck: Struck) -> bool | None:
    """The loss is on the server's record, as an event of the device, and on the fleet's page as a part that is not well."""
    rows = lab.house.records("SELECT body FROM stream_row WHERE device = ? AND stream = 'e'", struck.how["who"])
    if not struck.kept.get("known", True):
        return None  # nothing of what was lost had reached the server: nobody can know of it
    recorded = any(b'"kind":"gap"' in bytes(row["body"]) for row in rows)
    return recorded and signs.bad_component(lab.seen_while(struck, grace_s=math.inf), str(struck.how["who"]), "rows")


FAULTS["outbox damaged"] = FaultKind("outbox damaged", _spoil, _start, (0.3, 1.5), _hits, _told, _damage, once=True)


# --- a card set back to an old image ---


async def _image(lab: Lab, struck: Struck) -> None:
    """Take the image with the agent down, as people do, and start it again."""
    agent = lab.house.agents[str(struck.how["who"])]
    await agent.process.kill()
    struck.kept["then"] = agent.witness().stored
    await asyncio.to_thread(_copy, agent.state, agent.folder / "image")
    await agent.process.start()


async def _set_back(lab: Lab, struck: Struck) -> None:
    agent = lab.house.agents[str(struck.how["who"])]
    await agent.process.kill()
    _declare(lab, agent.name)
    there = stored(lab.house, agent.name)
    struck.kept["known"] = any(there[as_stored(row)] for row in agent.witness().stored - struck.kept["then"])
    await asyncio.to_thread(_restore, agent.folder / "image", agent.state)
    await agent.process.start()


def _copy(state: Path, image: Path) -> None:
    shutil.copytree(state, image, ignore=shutil.ignore_patterns("ballast", "reserve.bin"))


def _restore(image: Path, state: Path) -> None:
    """Put back the content of the folder; the folder itself may be where something is mounted."""
    for path in state.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(image, state, dirs_exist_ok=True)


FAULTS["card set back"] = FaultKind("card set back", _image, _set_back, _SPAN, _hits, _told, _agent, once=True)


# --- a server restored from an old backup ---


async def _back_up(lab: Lab, struck: Struck) -> None:
    """Copy both databases while the server is down: a backup of a moment."""
    del struck
    house = lab.house
    await house.server.kill()
    await asyncio.to_thread(_copy_files, _databases(house.store.folder), house.folder / "backup")
    await house.server.start()


async def _restore_server(lab: Lab, struck: Struck) -> None:
    """Put the backup back. What came since, and the agents forgot, is lost: that is what the gap says."""
    house = lab.house
    await house.server.kill()
    before = {device: stored(house, device) for device in words.AGENTS}
    titles = _booked(lab)
    await asyncio.to_thread(_put_back, house.folder / "backup", house.store.folder)
    struck.kept["gone"] = {}
    for device in words.AGENTS:
        lost = before[device] - stored(house, device)
        struck.kept["gone"][device] = lost
        lab.give_up(device, Counter(dict.fromkeys(lost, 99)))
    lab.forgotten_bookings |= titles - _booked(lab)
    await house.server.start()


def _booked(lab: Lab) -> set[str]:
    return {str(row["title"]) for row in lab.house.records("SELECT title FROM bookings")}


def _databases(folder: Path) -> Iterable[Path]:
    return [path for name in ("records.db", "series.db") for path in sorted(folder.glob(f"{name}*"))]


def _copy_files(paths: Iterable[Path], to: Path) -> None:
    to.mkdir(exist_ok=True)
    for path in paths:
        shutil.copy2(path, to / path.name)


def _put_back(backup: Path, folder: Path) -> None:
    for path in _databases(folder):
        path.unlink()
    _copy_files(sorted(backup.iterdir()), folder)


def _gap_told(lab: Lab, struck: Struck) -> bool | None:
    """Rows that the devices had forgotten already are told as letters nobody can deliver."""
    if not any(gone - stored(lab.house, device) for device, gone in struck.kept["gone"].items()):
        return None  # all came once more
    letters = lab.house.records("SELECT count(*) AS n FROM dead_letter WHERE reason LIKE 'gap%'")[0]["n"]
    return bool(letters or lab.house.series("SELECT count(*) FROM dead_letter WHERE reason LIKE 'gap%'")[0][0])


def _server_hits(_how: How) -> frozenset[str]:
    parts = {"process server", "line server", "disk server", "clock server", "store records", "store series", "process broker"}
    return frozenset(parts)


FAULTS["server restored"] = FaultKind(
    "server restored", _back_up, _restore_server, _SPAN, _server_hits, _gap_told, once=True, needs_files=True
)
