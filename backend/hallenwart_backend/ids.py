"""Readable ids. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

LORA_PREFIX: Final = "lora-"
FEED_PREFIX: Final = "feed-"
NOT_OF_DEVICES: Final = (LORA_PREFIX, FEED_PREFIX)
"""So the city's own sensors are called in the time series; no device may be."""
_LONGEST: Final = 40
_SPELT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def id_for(name: str, taken: Collection[str], *, nameless: str = "halle") -> str:
    """Return a readable id that is free: "TSV Grünau 04" becomes "tsv-gruenau-04"."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_SPELT)).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-") or nameless
    return next(one for one in (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))) if one not in taken)
