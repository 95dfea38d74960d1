"""The ticket of an event: what its symbol says, and how a door knows it without a list of names.

    HALLE-T1- + 26 characters of base32 (16 random bytes)

A door holds `DIGEST_BYTES` of each ticket, in a row; a badge that holds a ticket is known there by `badge_digest`.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from enum import StrEnum
from typing import Final

import msgspec

PREFIX: Final = "HALLE-T1-"
DIGEST_BYTES: Final = 9
"""Short, so that a full hall fits into one document: two of 3,000 tickets agree once in 10^15 events."""
MAX_AT_A_DOOR: Final = 3_000
_TICKET: Final = re.compile(r"HALLE-T1-[A-Z2-7]{26}")


class TicketWord(StrEnum):
    """What a door says to a ticket: `admitted`, `again` (somebody came in with it), `elsewhere` (not of what is on here)."""

    ADMITTED = "admitted"
    AGAIN = "again"
    ELSEWHERE = "elsewhere"


class EventDoor(msgspec.Struct, frozen=True, kw_only=True):
    """Whom the reader of this device lets in to an event between `from_ms` and `to_ms`; it opens no compartment.

    `admits` are the digests of tickets and of badges with a ticket, `tickets.joined`. `left_out`: so many found no place in
    this document; they are checked by a phone.
    """

    event: str
    title: str
    from_ms: int
    to_ms: int
    admits: bytes = b""
    left_out: int = 0


def draw() -> str:
    """Return a new ticket, as its symbol says it."""
    return PREFIX + base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=")


def digest_of(text: str) -> bytes | None:
    """Return by what doors know a ticket, None for a text that is none."""
    tidy = text.strip().upper()
    if not _TICKET.fullmatch(tidy):
        return None
    return hashlib.sha256(b"hallenwart ticket\n" + tidy.encode()).digest()[:DIGEST_BYTES]


def badge_digest(event: str, handle: str) -> bytes:
    """Return by what the door of an event knows a badge that holds a ticket for it."""
    return hashlib.sha256(b"hallenwart ticket of badge\n" + f"{event}\n{handle.lower()}".encode()).digest()[:DIGEST_BYTES]


def joined(digests: list[bytes]) -> bytes:
    """Return the list of a door in one piece, sorted, so that it tells nothing of the order of booking."""
    return b"".join(sorted(digests))


def split(joined_digests: bytes) -> frozenset[bytes]:
    """Return the digests of a door's list; what is left over at the end is no digest and is dropped."""
    whole = len(joined_digests) // DIGEST_BYTES * DIGEST_BYTES
    return frozenset(joined_digests[at : at + DIGEST_BYTES] for at in range(0, whole, DIGEST_BYTES))
