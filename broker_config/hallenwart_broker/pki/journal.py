"""The authority's book: one line for everything it did, appended, and synced before anybody is given the outcome.

The book is the truth; the revocation list is made from it. A last line that was cut off by a kill was never acted on and
is taken out when the book is opened to be written.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

import msgspec

from hallenwart_broker.files import belong

Kind = Literal["device", "service", "server", "kick"]

_DAY_MS: Final = 24 * 3_600_000
_LISTED_FOR_MS: Final[dict[Kind, int]] = {
    "device": 7 * _DAY_MS,
    "service": 7 * _DAY_MS,
    "server": 7 * _DAY_MS,
    "kick": _DAY_MS // 24,
}
"""How long an expired certificate stays on the list."""


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`what`: issued, revoked, crl, kicked, refused, reloaded. `by`: provision, keeper, or `uid:N` of who asked the keeper."""

    at_ms: int
    what: str
    by: str
    serial: str = ""
    name: str = ""
    kind: Kind = "device"
    from_ms: int = 0
    until_ms: int = 0
    number: int = 0
    reason: str = ""


class JournalError(ValueError):
    """Raised when the book is damaged other than by a cut-off last line; the text names file and line."""


@dataclass(slots=True)
class Index:
    """What the book says, folded: certificates by serial, when each was revoked, the number of the last list."""

    issued: dict[str, Entry] = field(default_factory=dict)
    revoked: dict[str, int] = field(default_factory=dict)
    crl_number: int = 0
    to_kick: dict[str, str] = field(default_factory=dict)
    """Whose access was ended at the authority, but whose open session nobody has ended yet; with the reason."""

    def add(self, entry: Entry) -> None:
        if entry.what == "issued":
            self.issued[entry.serial] = entry
        elif entry.what == "revoked":
            self.revoked.setdefault(entry.serial, entry.at_ms)
            if entry.name and entry.kind in ("device", "service"):
                self.to_kick[entry.name] = entry.reason
        elif entry.what == "kicked":
            self.to_kick.pop(entry.name, None)
        elif entry.what == "crl":
            self.crl_number = max(self.crl_number, entry.number)

    def of(self, name: str) -> list[Entry]:
        """Return all certificates that bear this name, the oldest first; those for kicking excepted."""
        return [entry for entry in self.issued.values() if entry.name == name and entry.kind != "kick"]

    def good(self, name: str, now_ms: int) -> list[Entry]:
        """Return those which are neither revoked nor expired."""
        return [entry for entry in self.of(name) if entry.serial not in self.revoked and entry.until_ms > now_ms]

    def listed(self, now_ms: int) -> dict[str, int]:
        """Return what belongs on the revocation list: revoked, and not expired for long (a clock may be behind)."""
        return {
            serial: at_ms
            for serial, at_ms in self.revoked.items()
            if (entry := self.issued.get(serial)) is None or entry.until_ms + _LISTED_FOR_MS[entry.kind] > now_ms
        }

    def is_somebodys(self, serial: str) -> bool:
        """Say whether it was not made for kicking."""
        entry = self.issued.get(serial)
        return entry is None or entry.kind != "kick"

    def is_barred(self, name: str, now_ms: int) -> bool:
        """Say whether access was ended: nothing of it is good, and the last it got was revoked."""
        had = self.of(name)
        return bool(had) and had[-1].serial in self.revoked and not self.good(name, now_ms)


class Journal:
    """Reads and appends. Whoever appends holds the authority's lock."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._read_bytes = 0
        self._unsynced = False
        self.index = Index()

    def refresh(self) -> None:
        """Take in what other processes appended. Raises JournalError."""
        if not self._path.exists():
            return
        with self._path.open("rb") as file:
            file.seek(self._read_bytes)
            fresh = file.read()
        whole = fresh[: fresh.rfind(b"\n") + 1]
        for line in whole.splitlines():
            try:
                entry = msgspec.json.decode(line, type=Entry)
            except msgspec.MsgspecError as error:
                raise JournalError(f"{self._path}, after byte {self._read_bytes}: {error}") from error
            self.index.add(entry)
        self._read_bytes += len(whole)

    def append(self, *entries: Entry) -> None:
        """Write, and count them in. `sync` makes it last."""
        if not entries:
            return
        text = b"".join(msgspec.json.encode(entry) + b"\n" for entry in entries)
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            belong(descriptor, self._path.parent)
            os.ftruncate(descriptor, self._read_bytes)  # a line that a kill cut off
            os.lseek(descriptor, self._read_bytes, os.SEEK_SET)
            os.write(descriptor, text)
        finally:
            os.close(descriptor)
        self._unsynced = True
        self._read_bytes += len(text)
        for entry in entries:
            self.index.add(entry)

    def sync(self) -> None:
        """Return when what was appended would survive a power cut."""
        if not self._unsynced:
            return
        descriptor = os.open(self._path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        self._unsynced = False
