"""The town's one folder: what it holds, and the town's time, which never goes backwards between starts."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

_LOCK: Final = "lock"


class StateError(RuntimeError):
    """Raised when the folder is not the town's own or is in use."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What survives a restart: the town's last known wall time."""

    last_ms: int


@dataclass(frozen=True, slots=True)
class Folder:
    """Paths below `--state`. All of it is 0700."""

    root: Path

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def backend(self) -> Path:
        return self.root / "backend"

    @property
    def accounts(self) -> Path:
        return self.root / "accounts.toml"

    @property
    def seed(self) -> Path:
        return self.root / "seed.toml"

    @property
    def history(self) -> Path:
        return self.root / "history.csv"

    @property
    def fleet(self) -> Path:
        return self.root / "fleet.toml"

    @property
    def bus(self) -> Path:
        """Of the broker inside the building."""
        return self.root / "bus"

    @property
    def new_pi(self) -> Path:
        """The SD card of a Pi that was added."""
        return self.root / "new-pi"

    @property
    def director(self) -> Path:
        """Where `hallenwart-sim play` finds the running town: the director's address."""
        return self.root / "director.url"

    def device(self, device: str) -> Path:
        return self.root / "devices" / device

    @property
    def _kept(self) -> Path:
        return self.root / "town.json"

    def prepare(self) -> None:
        """Make the folder, for its owner only."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.root.chmod(0o700)

    def clear(self) -> None:
        """Begin anew. Raises StateError rather than deleting what is not the town's."""
        others = [path for path in self.root.iterdir() if path.name != _LOCK]
        if others and not self._kept.exists():
            raise StateError(f"{self.root} gehört nicht der Stadt, ich lösche nichts / is not the town's, not deleting it")
        for path in others:
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def last_ms(self) -> int:
        """Return the town's last known time, 0 when it never ran."""
        return msgspec.json.decode(self._kept.read_bytes(), type=Kept).last_ms if self._kept.exists() else 0

    def keep(self, last_ms: int) -> None:
        new = self._kept.with_suffix(".new")
        new.write_bytes(msgspec.json.encode(Kept(last_ms=last_ms)))
        new.replace(self._kept)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the folder for one town. Raises StateError when another one runs in it."""
        with (self.root / _LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise StateError(f"in {self.root} läuft schon eine Stadt / a town already runs in this folder") from error
            yield
