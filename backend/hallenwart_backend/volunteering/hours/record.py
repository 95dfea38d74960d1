"""The signed record of hours: what it says, as canonical JSON, and how it stands for a person without naming them. Pure.

A record is never changed. Whoever corrects hours makes a new record that names the one it replaces.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

VERSION: Final = 1
CONTEXT: Final = b"hallenwart hours 1\n"
"""Stands before the bytes that are signed, so that no other signed thing can be taken for a record."""


@dataclass(frozen=True, slots=True)
class HoursRecord:
    """`helper` is the commitment to the name, `club` what it is called, `minutes` what counts."""

    id: str
    club: str
    what: str
    from_ms: int
    to_ms: int
    minutes: int
    basis: str
    helper: str
    made_ms: int
    replaces: str = ""


def commitment(name: str, salt: bytes) -> str:
    """Return what a record says of a name: nothing to whoever has not the salt, and a proof to whoever has both."""
    return hashlib.sha256(salt + _tidy(name).encode()).hexdigest()


def _tidy(name: str) -> str:
    return " ".join(name.split()).casefold()


def canonical(record: HoursRecord) -> bytes:
    """Return the bytes that are signed: keys in order, no spaces, ASCII."""
    told = {"v": VERSION, **asdict(record)}
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def to_sign(text: bytes) -> bytes:
    return CONTEXT + text


def digest(text: bytes) -> str:
    """Return by which digest the evidence log names a record."""
    return hashlib.sha256(text).hexdigest()


@dataclass(frozen=True, slots=True)
class Standing:
    """How the records of a paper stand now."""

    valid: int
    withdrawn: int
    minutes: int

    @property
    def word(self) -> str:
        """`valid`: all of them stand, `partly`, `withdrawn`: none."""
        if not self.withdrawn:
            return "valid"
        return "partly" if self.valid else "withdrawn"


def standing(records: Iterable[tuple[int, bool]]) -> Standing:
    """Judge records by (minutes, withdrawn)."""
    found: Sequence[tuple[int, bool]] = list(records)
    valid = [minutes for minutes, gone in found if not gone]
    return Standing(len(valid), len(found) - len(valid), sum(valid))


def paper_digest(records: Iterable[str], lang: str) -> str:
    """Return what makes two papers one: the same records in the same language."""
    return hashlib.sha256("\n".join([lang, *sorted(records)]).encode()).hexdigest()


def told(text: str) -> dict[str, Any]:
    """Return what a stored record says; empty words where it says nothing readable."""
    try:
        found = json.loads(text)
    except ValueError:
        found = {}
    return {"id": "", "minutes": 0, "from_ms": 0, "helper": ""} | (found if isinstance(found, dict) else {})
