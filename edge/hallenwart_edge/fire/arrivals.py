"""Whether samples come as they must: in time, in order, and each a number that the sensor can mean.

A sample that is repeated, older than one before, long past or dated ahead says nothing of now and is refused; so is one that
is no number or out of range. Refused samples hold back neither later ones nor a fire. When nothing good comes for a while that
is a fault: `silent`, or the reason of the last refusal. A sensor that said a number it cannot mean is broken rather than
interrupted, and is not believed for half a minute.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Final, Protocol

AHEAD_MS: Final = 2_000
"""How far a sample's time may lie ahead of ours: clocks of two devices differ."""
PAST_MS: Final = 60_000
"""A sample older than this was kept somewhere on its way."""
DISTRUST_MS: Final = 30_000
BAD_TIME: Final = "bad_time"
OUT_OF_RANGE: Final = "out_of_range"
SILENT: Final = "silent"


class Patience(Protocol):
    """How long bad samples and silence are borne."""

    @property
    def bad_after_ms(self) -> int: ...

    @property
    def silent_after_ms(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Arrivals:
    """`heard_ms` and `good_ms`: when the last sample and the last good one came; `last_ms`: the time the newest one bore.

    `odd_ms`: when it last said a number out of its range.
    """

    heard_ms: int | None = None
    good_ms: int | None = None
    last_ms: int | None = None
    odd_ms: int | None = None
    refused: str = ""

    @property
    def fine(self) -> bool:
        """Whether the sample just taken was good."""
        return not self.refused


def take(state: Arrivals, value: float, at_ms: int, now_ms: int, *, lowest: float, highest: float) -> Arrivals:
    """Take in that a sample of the time `at_ms` came at `now_ms`, both of one clock."""
    late = state.last_ms is not None and at_ms <= state.last_ms
    if late or not now_ms - PAST_MS <= at_ms <= now_ms + AHEAD_MS:
        return replace(state, heard_ms=now_ms, refused=BAD_TIME)
    if not (math.isfinite(value) and lowest <= value <= highest):
        odd_ms = now_ms if math.isfinite(value) else state.odd_ms
        return replace(state, heard_ms=now_ms, last_ms=at_ms, odd_ms=odd_ms, refused=OUT_OF_RANGE)
    return Arrivals(heard_ms=now_ms, good_ms=now_ms, last_ms=at_ms, odd_ms=state.odd_ms)


def fault(state: Arrivals, now_ms: int, patience: Patience, *, born_ms: int) -> str:
    """Return what is wrong now, empty when nothing is. `born_ms` is when watching began: who never answered is silent too."""
    good_ms = born_ms if state.good_ms is None else state.good_ms
    heard_ms = born_ms if state.heard_ms is None else state.heard_ms
    if now_ms - heard_ms > patience.silent_after_ms:
        return SILENT
    if state.odd_ms is not None and now_ms - state.odd_ms <= DISTRUST_MS:
        return OUT_OF_RANGE
    bad = state.refused and now_ms - heard_ms <= patience.bad_after_ms and now_ms - good_ms > patience.bad_after_ms
    return state.refused if bad else ""
