"""The code as QR modules, for the phone's screen at a locker with a reader."""

from __future__ import annotations

import segno


def module_rows(code: str) -> list[str]:
    """Return the rows of the symbol as `1` (dark) and `0`, without quiet zone: the page draws that."""
    symbol = segno.make(code, error="m", micro=False, boost_error=False)
    return ["".join("1" if module else "0" for module in row) for row in symbol.matrix]
