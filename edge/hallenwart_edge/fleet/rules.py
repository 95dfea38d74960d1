"""Clock steps, told apart from slow corrections. Pure."""

from __future__ import annotations

from typing import Final

STEP_MS: Final = 2_000
"""Wall and monotonic clock drifting apart by more than this between two looks is a step."""


def step_ms(*, before: tuple[int, int], after: tuple[int, int]) -> int:
    """Return by how much the wall clock was set between two (wall, monotonic) readings, 0 when it was not."""
    jump_ms = (after[0] - before[0]) - (after[1] - before[1])
    return jump_ms if abs(jump_ms) > STEP_MS else 0
