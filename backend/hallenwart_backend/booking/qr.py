"""A pass as QR modules, for the phone's screen or the printed slip at a locker with a reader."""

from __future__ import annotations

import segno


def module_rows(text: str) -> list[str]:
    """Return the rows of the symbol as `1` (dark) and `0`, without quiet zone: the page draws that.

    The 149 characters of a pass are alphanumeric: version 6-M, 41 modules wide.
    """
    symbol = segno.make(text, error="m", micro=False, boost_error=False)
    return ["".join("1" if module else "0" for module in row) for row in symbol.matrix]
