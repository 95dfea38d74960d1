"""How long links live and how they are written. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

MINUTE_MS: Final = 60_000


class LinkKind(StrEnum):
    SIGN_IN = "sign_in"
    RESET = "reset"
    WELCOME = "welcome"
    """As a reset, for an account that was just made."""
    ADDRESS = "address"
    CLUB = "club"


LIVES_MS: Final = {
    LinkKind.SIGN_IN: 15 * MINUTE_MS,
    LinkKind.RESET: 15 * MINUTE_MS,
    LinkKind.WELCOME: 24 * 60 * MINUTE_MS,
    LinkKind.ADDRESS: 24 * 60 * MINUTE_MS,
    LinkKind.CLUB: 24 * 60 * MINUTE_MS,
}
MOST_PER_ADDRESS: Final = 3
"""So many mails to one address in a quarter of an hour; more are passed over in silence."""
MOST_PER_SENDER: Final = 20
WITHIN_MS: Final = 15 * MINUTE_MS
_MOST_CHARACTERS: Final = 100


def parted(token: str) -> tuple[str, str]:
    """Return the id and the proof a token is made of; two empty texts for what is none."""
    identity, dot, proof = token.partition(".")
    good = dot and identity.isascii() and identity.isalnum() and proof and len(token) <= _MOST_CHARACTERS
    return (identity, proof) if good else ("", "")
