"""Whole numbers on the wire."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec

MAX_WHOLE: Final = 2**53
Whole = Annotated[int, msgspec.Meta(ge=-MAX_WHOLE, le=MAX_WHOLE)]
"""A whole number that every peer, page and database can hold; a larger one costs the row that carries it."""
