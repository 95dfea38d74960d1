"""What must outlive a restart: wrong codes and which grant holds which key. One small JSON file, replaced whole."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from hallenwart_edge.access.rules import Holding, Lockout, ages_ms, restarted


class _File(msgspec.Struct, frozen=True):
    wrong_ages_ms: list[int] = []
    row: int = 0
    held: dict[int, tuple[str, bytes]] = {}


@dataclass(frozen=True, slots=True)
class Ledger:
    """The state as the file holds it."""

    lockout: Lockout
    held: Mapping[int, Holding]


class LedgerFile:
    """Blocks on the card: call `save` from a thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writing = threading.Lock()

    def load(self, now_ms: int) -> Ledger:
        """Return what was kept. An unreadable file is set aside as `.broken`; the counts then begin anew."""
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=_File)
        except FileNotFoundError:
            kept = _File()
        except (msgspec.MsgspecError, UnicodeDecodeError):
            self._path.replace(self._path.with_suffix(".broken"))
            kept = _File()
        held = {slot: Holding(grant, code_hash) for slot, (grant, code_hash) in kept.held.items()}
        return Ledger(restarted(kept.wrong_ages_ms, kept.row, now_ms), held)

    def save(self, ledger: Ledger) -> None:
        """Replace the file and flush it to the card. Raises OSError when the card is full."""
        held = {slot: (each.grant, each.code_hash) for slot, each in ledger.held.items()}
        content = _File(ages_ms(ledger.lockout), ledger.lockout.row, held)
        with self._writing:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._path.with_suffix(".new")
            fresh.touch(mode=0o600)
            with fresh.open("wb") as file:
                file.write(msgspec.json.encode(content))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)
