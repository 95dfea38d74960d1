"""Car parks at halls, as displays are told of them: free or full, never which car."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class ParkingWord(StrEnum):
    """`few`: at most a tenth is left, or two. `unknown`: the sensors are silent, so nothing is said."""

    FREE = "free"
    FEW = "few"
    FULL = "full"
    UNKNOWN = "unknown"


class ParkingNow(msgspec.Struct, frozen=True, kw_only=True):
    """A car park at this site, told when its word changes: the number of free spaces is of `as_of_ms`, no older than its word.

    `step_free` are the free spaces for people with a disability. None where nobody knows.
    """

    id: str
    name: str
    word: str = ParkingWord.UNKNOWN
    free: int | None = None
    step_free: int | None = None
    spaces: int = 0
    as_of_ms: int = 0
