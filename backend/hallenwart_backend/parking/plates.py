"""Number plates: one spelling for all ways to write one, and a keyed hash of it. Pure.

A plate can be guessed (there are few), so a bare hash would hide nothing: the key is in a file, and every booking has hashes of
its own, so that the same car at two matches has two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

Mac = Callable[[bytes, bytes], bytes]
"""HMAC-SHA-256 with a key of this server alone: purpose and what is hashed."""

SHORTEST: Final = 2
LONGEST: Final = 12
_APART: Final = re.compile(r"[\s\-\u2013\u2014.\u00b7:_/]+")
_ALLOWED: Final = re.compile(r"[A-Z0-9]+")
_SPELT: Final = re.compile(r"(?<=[A-Z])([AOU])E")
_SUFFIX: Final = re.compile(r"(?<=[0-9])[EH]$")
_PURPOSE: Final = b"parking plate\n"


def normal(text: str) -> str | None:
    """Return the one spelling of a plate, None for what is none.

    `mü-ab 12 e`, `MÜ AB12E`, `MUE-AB 12` and `MUAB12` are the same: signs between groups are left out, an umlaut is its bare
    letter (also spelt out, where the district
    stands apart: `MAE 12` is M-AE 12), and the E or H of electric and vintage cars goes: the number
    before it names the car. Plates of other countries pass, letters with other accents as their bare letters.
    """
    bare = unicodedata.normalize("NFKD", text.upper())
    groups = _APART.split("".join(sign for sign in bare if not unicodedata.combining(sign)).strip())
    groups = [group for group in groups if group]
    if len(groups) > 1 and groups[0].isalpha() and groups[1][0].isalpha():
        groups[0] = _SPELT.sub(r"\1", groups[0])
    plate = _SUFFIX.sub("", "".join(groups))
    if not SHORTEST <= len(plate) <= LONGEST or not _ALLOWED.fullmatch(plate) or not any(sign.isdigit() for sign in plate):
        return None
    return plate


def plate_hash(mac: Mac, booking: str, plate: str) -> str:
    """Return the keyed hash, hexadecimal, of a plate in its one spelling for a booking."""
    return mac(_PURPOSE, f"{booking}\0{plate}".encode()).hex()
