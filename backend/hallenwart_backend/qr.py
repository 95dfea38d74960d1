"""Texts as QR modules, for a phone's screen, a public page or a printed slip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

import segno

QUIET_MODULES: Final = 4
"""The quiet zone around a symbol, as its standard asks (ISO/IEC 18004)."""


@lru_cache(maxsize=2_048)
def module_rows(text: str) -> tuple[str, ...]:
    """Return the rows of the symbol as `1` (dark) and `0`, without quiet zone: the page draws that.

    Making one takes milliseconds, and a club's page asks for those of two weeks again and again. The 149 characters of a pass
    are alphanumeric: version 6-M, 41 modules wide.
    """
    symbol = segno.make(text, error="m", micro=False, boost_error=False)
    return tuple("".join("1" if module else "0" for module in row) for row in symbol.matrix)


def size_of(rows: Sequence[str]) -> int:
    """Return how wide and high a symbol is with its quiet zone, in modules."""
    return len(rows) + 2 * QUIET_MODULES


def path_of(rows: Sequence[str]) -> str:
    """Return the dark modules as one SVG path of horizontal runs, inside the quiet zone."""
    return "".join(
        f"M{x + QUIET_MODULES} {y + QUIET_MODULES}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for x, length in _runs(row)
    )


def _runs(row: str) -> Iterator[tuple[int, int]]:
    """Yield (start, length) of each run of dark modules."""
    at = 0
    for light in row.split("0"):
        if light:
            yield at, len(light)
        at += len(light) + 1
