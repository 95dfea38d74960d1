"""A pass as QR modules, for the phone's screen or the printed slip at a locker with a reader."""

from __future__ import annotations

from functools import lru_cache

import segno


@lru_cache(maxsize=2_048)
def module_rows(text: str) -> tuple[str, ...]:
    """Return the rows of the symbol as `1` (dark) and `0`, without quiet zone: the page draws that.

    Making one takes milliseconds, and a club's page asks for those of two weeks again and again. The 149 characters of a pass
    are alphanumeric: version 6-M, 41 modules wide.
    """
    symbol = segno.make(text, error="m", micro=False, boost_error=False)
    return tuple("".join("1" if module else "0" for module in row) for row in symbol.matrix)
