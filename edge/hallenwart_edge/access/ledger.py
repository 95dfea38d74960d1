"""What must outlive a restart: wrong codes, who holds which key, fetches, passes and taps that are spent.

Two files of one size, overwritten in turn and flushed: after a power cut the newer whole one counts, and because their
space is taken beforehand a full card stops nothing. Each is JSON: {v, seq, crc, body}, with spaces behind it.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import msgspec

from hallenwart_edge.access import lockout
from hallenwart_edge.access.lockout import Lockout
from hallenwart_edge.access.rules import Holding

_log: Final = logging.getLogger(__name__)
SPACE_BYTES: Final = 64 * 1024
_VERSION: Final = 2


class _Body(msgspec.Struct, frozen=True):
    wrong_ages_ms: list[int]
    row: int = 0
    cards_ms: int = 0
    held: dict[int, Holding] = {}
    uses: dict[str, int] = {}
    pending: list[str] = []
    passes: dict[str, int] = {}
    counters: dict[str, int] = {}


class _Frame(msgspec.Struct, frozen=True):
    v: int
    seq: int
    crc: int
    body: msgspec.Raw


class _Version1(msgspec.Struct, frozen=True):
    wrong_ages_ms: list[int]
    row: int
    held: dict[int, tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class Ledger:
    """The state as the files hold it.

    `uses` counts fetches by grant, `pending` are grants whose last fetch is counted though no key was seen to go. `passes`
    are spent single-use passes with their end (ms), `counters` the last tap of each SUN card and the last step of each badge.
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
        self._paths = (path, path.with_suffix(".twin"))
        self._seq = self._turn = 0
        self._writing = threading.Lock()

    def load(self, now_ms: int) -> tuple[Ledger, bool]:
        """Return what was kept and whether all of it was readable (True also when there is nothing yet).

        When nothing is readable the files are set aside as `.broken`, and the wrong codes of a whole day are assumed.
        """
        read = [(path, *_read(path)) for path in self._paths]
        found = [(seq, body) for _, seq, body in read if seq is not None and body is not None]
        spoilt = [path for path, seq, body in read if seq is not None and body is None]
        if found:
            self._seq, body = max(found, key=lambda each: each[0])
            self._claim_space()
            return _ledger(body, now_ms), True
        for path in spoilt:
            with contextlib.suppress(OSError):
                path.replace(path.with_name(path.name + ".broken"))
        self._claim_space()
        return Ledger(lockout.unknown(now_ms)) if spoilt else Ledger(), not spoilt

    def held(self) -> Mapping[int, Holding]:
        """Return the keys that were out, and touch nothing: the agent may be running."""
        found = [(seq, body) for seq, body in map(_read, self._paths) if seq is not None and body is not None]
        return max(found, key=lambda each: each[0])[1].held if found else {}

    def save(self, ledger: Ledger, now_ms: int, turn: int = 0) -> None:
        """Write over the older file and flush it to the card; a state with a lower `turn` than the last one comes too late.

        Raises OSError when the card does not take it.
        """
        ages_ms, row, cards_ms = lockout.kept(ledger.lockout, now_ms)
        body = msgspec.json.encode(
            _Body(
                ages_ms,
                row,
                cards_ms,
                dict(ledger.held),
                dict(ledger.uses),
                sorted(ledger.pending),
                dict(ledger.passes),
                dict(ledger.counters),
            )
        )
        with self._writing:
            if turn < self._turn:
                return
            seq, self._turn = self._seq + 1, turn
            content = msgspec.json.encode(_Frame(_VERSION, seq, zlib.crc32(body), msgspec.Raw(body)))
            _overwrite(self._paths[seq % 2], content)
            self._seq = seq

    def _claim_space(self) -> None:
        """Take the space of both files while there is some. The one that counts is not touched."""
        try:
            self._paths[0].parent.mkdir(parents=True, exist_ok=True)
            for path in self._paths:
                descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
                try:
                    os.posix_fallocate(descriptor, 0, SPACE_BYTES)
                finally:
                    os.close(descriptor)
        except OSError as error:
            _log.warning("no space kept for wrong codes and custody: %s", error)


def _overwrite(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        size = os.fstat(descriptor).st_size
        space = max(size, -(-len(content) // SPACE_BYTES) * SPACE_BYTES)
        if space > size:
            os.posix_fallocate(descriptor, 0, space)
        padded = content + b" " * (space - len(content))
        written = 0
        while written < space:
            written += os.pwrite(descriptor, padded[written:], written)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(path: Path) -> tuple[int | None, _Body | None]:
    """Return (sequence, body); (None, None) when nothing was ever written, (0, None) when it cannot be read."""
    try:
        content = path.read_bytes().rstrip(b" \0")
    except FileNotFoundError:
        return None, None
    except OSError as error:
        _log.error("%s cannot be read: %s", path, error)
        return 0, None
    if not content:
        return None, None
    try:
        return _decoded(content)
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError) as error:
        _log.error("%s is damaged: %s", path, error)
        return 0, None


def _decoded(content: bytes) -> tuple[int, _Body]:
    with contextlib.suppress(msgspec.ValidationError):
        old = msgspec.json.decode(content, type=_Version1)
        held = {slot: Holding(grant, code_hash=code_hash) for slot, (grant, code_hash) in old.held.items()}
        return 0, _Body(old.wrong_ages_ms, old.row, held=held)
    frame = msgspec.json.decode(content, type=_Frame)
    if frame.v != _VERSION:
        raise ValueError(f"version {frame.v}")
    if zlib.crc32(bytes(frame.body)) != frame.crc:
        raise ValueError("the checksum does not fit")
    return frame.seq, msgspec.json.decode(frame.body, type=_Body)


def _ledger(body: _Body, now_ms: int) -> Ledger:
    return Ledger(
        lockout=lockout.restarted(body.wrong_ages_ms, body.row, body.cards_ms, now_ms),
        held=body.held,
        uses=body.uses,
        passes=body.passes,
        counters=body.counters,
    )
