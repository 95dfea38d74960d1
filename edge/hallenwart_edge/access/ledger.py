"""What must outlive a restart: wrong codes, who holds which key, fetches, passes and taps that are spent. One small file."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from hallenwart_edge.access import lockout
from hallenwart_edge.access.lockout import Lockout
from hallenwart_edge.access.rules import Holding


class _File(msgspec.Struct, frozen=True):
    wrong_ages_ms: list[int] = []
    row: int = 0
    held: dict[int, Holding] = {}
    uses: dict[str, int] = {}
    pending: list[str] = []
    passes: dict[str, int] = {}
    counters: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class Ledger:
    """The state as the file holds it.

    `uses` counts fetches by grant, `pending` are grants whose last fetch is counted though no key was seen to go. `passes`
    are spent single-use passes with their end (ms), `counters` the last tap of each SUN card.
    """

    lockout: Lockout = field(default_factory=Lockout)
    held: Mapping[int, Holding] = field(default_factory=dict)
    uses: Mapping[str, int] = field(default_factory=dict)
    pending: frozenset[str] = frozenset()
    passes: Mapping[str, int] = field(default_factory=dict)
    counters: Mapping[str, int] = field(default_factory=dict)


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
        kept_lockout = lockout.restarted(kept.wrong_ages_ms, kept.row, now_ms)
        return Ledger(kept_lockout, kept.held, kept.uses, frozenset(), kept.passes, kept.counters)

    def save(self, ledger: Ledger, now_ms: int) -> None:
        """Replace the file and flush it to the card. Raises OSError when the card is full."""
        content = _File(
            lockout.ages_ms(ledger.lockout, now_ms),
            ledger.lockout.row,
            dict(ledger.held),
            dict(ledger.uses),
            sorted(ledger.pending),
            dict(ledger.passes),
            dict(ledger.counters),
        )
        with self._writing:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._path.with_suffix(".new")
            fresh.touch(mode=0o600)
            with fresh.open("wb") as file:
                file.write(msgspec.json.encode(content))
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._path)
