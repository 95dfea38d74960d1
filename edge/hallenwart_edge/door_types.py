"""What is seen at a door: positions before a radar, and the passages made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Target:
    """Somebody before a radar: `x_mm` to the right of its axis and `y_mm` away from it. `speed_cm_s` along the view."""

    x_mm: int
    y_mm: int
    speed_cm_s: int = 0


@dataclass(frozen=True, slots=True)
class RadarFrame:
    """All a radar saw at one moment, in no order: nobody's place in the list stays the same."""

    targets: tuple[Target, ...]
    mono_ms: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Persons who went through a door together, `way` +1 in and -1 out.

    `sure`: how likely the number is right (0 … 1). `mono_ms`: when they were through.
    """

    way: Literal[-1, 1]
    persons: int
    sure: float
    mono_ms: int
