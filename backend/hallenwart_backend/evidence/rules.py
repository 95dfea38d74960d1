"""A chain of links: each holds the hash of the one before, so that none can be changed, left out or put in unseen. Pure.

Links hold pseudonyms and salted commitments alone. Erasing what was said breaks no link; what is still there can be proved.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

GENESIS: Final = bytes(32)
SALT_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Link:
    """One act: what kind, about what, by whom (a pseudonym), and the commitment to what was said."""

    number: int
    t_ms: int
    kind: str
    about: str
    who: str
    commitment: bytes
    prev: bytes
    hash: bytes = b""


@dataclass(frozen=True, slots=True)
class Said:
    """What a link stands for, and the salt (32 bytes) that keeps it from being guessed by its commitment."""

    salt: bytes
    said: str


def commitment_of(said: Said) -> bytes:
    return hashlib.sha256(said.salt + said.said.encode()).digest()


def hash_of(link: Link) -> bytes:
    """Return SHA-256 over the link as canonical JSON, its own hash apart."""
    fields = [link.number, link.t_ms, link.kind, link.about, link.who, link.commitment.hex(), link.prev.hex()]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=True, separators=(",", ":")).encode()).digest()


def fault_at(links: Iterable[tuple[Link, Said | None]]) -> int | None:
    """Return the number at which the chain breaks first, None when it holds. Numbers begin at 1 without gap."""
    prev = GENESIS
    for number, (link, said) in enumerate(links, start=1):
        fits = link.number == number and link.prev == prev and link.hash == hash_of(link)
        if not fits or (said is not None and commitment_of(said) != link.commitment):
            return number
        prev = link.hash
    return None
