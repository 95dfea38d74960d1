"""What a club's id is made of. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

GROUPS: Final = ("school", "club", "other")
MOST_PER_SENDER: Final = 5
MOST_PER_ADDRESS: Final = 3
WITHIN_MS: Final = 3_600_000
_LONGEST: Final = 40
_SPELT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def id_for(name: str, taken: Collection[str]) -> str:
    """Return a readable id that is free: "TSV Grünau 04" becomes "tsv-gruenau-04"."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_SPELT)).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-") or "verein"
    return next(one for one in (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))) if one not in taken)


def alike(name: str, known: Collection[str]) -> list[str]:
    """Return the names that say the same but for case, blanks and signs: the office should look twice."""
    plain = _plain(name)
    return sorted(one for one in known if _plain(one) == plain or (len(plain) > 4 and (plain in _plain(one))))


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))
