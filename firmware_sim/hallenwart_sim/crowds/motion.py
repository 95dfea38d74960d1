"""What an HC-SR501 sees of people: high for a while after motion in its view, then blind for 2.5 s. Retriggering jumper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from hallenwart_sim.crowds.people import Walker

HOLD_MS: Final = 3_000
BLIND_MS: Final = 2_500
_MOVED_MM: Final = 150


class Motion:
    """Its output, moment by moment; `sees_mm` is how far into the hall it looks from the door."""

    def __init__(self, *, sees_mm: float = 4_000) -> None:
        self._sees_mm = sees_mm
        self._until_ms = self._blind_until_ms = float("-inf")
        self._places: dict[int, float] = {}

    def level(self, walkers: Sequence[Walker], t_ms: float) -> bool:
        """Return whether its output is high. Call it at least twice a second."""
        moved = False
        for walker in walkers:
            here = walker.at(t_ms)
            if here is None or not 0 <= here.s_mm <= self._sees_mm:
                self._places.pop(id(walker), None)
                continue
            before = self._places.setdefault(id(walker), here.s_mm)
            if abs(here.s_mm - before) > _MOVED_MM:
                moved, self._places[id(walker)] = True, here.s_mm
        if moved and (t_ms < self._until_ms or t_ms >= self._blind_until_ms):
            self._until_ms, self._blind_until_ms = t_ms + HOLD_MS, t_ms + HOLD_MS + BLIND_MS
        return t_ms < self._until_ms
