"""What stands survives a restart: one small JSON file, replaced whole."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import msgspec

from hallenwart_contract.messages import Alarm
from hallenwart_edge.fire.plan import Means
from hallenwart_edge.fire.rules import Fire, Latched


class _Kept(msgspec.Struct, frozen=True):
    alarm: Alarm
    sensors: tuple[str, ...]
    means: Means
    told: bool


class _File(msgspec.Struct, frozen=True):
    zones: dict[str, _Kept]
    faults: dict[str, _Kept]
    drill: Alarm | None
    hushed: list[str]


class LatchFile:
    """Keeps the latched alarms and which of this device's alarms were silenced."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writing = threading.Lock()

    def load(self) -> tuple[Fire, list[str]]:
        """Return what stood. An unreadable file is set aside as `.broken`: a fire that lasts is raised anew."""
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=_File)
        except FileNotFoundError:
            return Fire({}, {}), []
        except (msgspec.MsgspecError, UnicodeDecodeError):
            self._path.replace(self._path.with_suffix(".broken"))
            return Fire({}, {}), []
        zones = {key: _latched(each) for key, each in kept.zones.items()}
        faults = {key: _latched(each) for key, each in kept.faults.items()}
        return Fire(zones, faults, kept.drill), kept.hushed

    def save(self, state: Fire, hushed: list[str]) -> None:
        """Replace the file and flush it to the card. Blocks: call it from a thread. Raises OSError on a full card."""
        content = _File(
            zones={key: _kept(each) for key, each in state.zones.items()},
            faults={key: _kept(each) for key, each in state.faults.items()},
            drill=state.drill,
            hushed=hushed,
        )
        with self._writing:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._path.with_suffix(".new")
            with fresh.open("wb") as file:
                file.write(msgspec.json.encode(content))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)


def _kept(latched: Latched) -> _Kept:
    return _Kept(latched.alarm, latched.sensors, latched.means, latched.told)


def _latched(kept: _Kept) -> Latched:
    return Latched(kept.alarm, kept.sensors, kept.means, kept.told)
