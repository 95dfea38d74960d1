"""How long it really took from the detector to the screen and to the first notifier: the last 500 of each."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Final

KEPT: Final = 500


def percentile(values: list[int], share: float) -> int | None:
    """Return the smallest value that at least `share` of the values do not exceed."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)]


@dataclass(slots=True)
class Spans:
    """Milliseconds from the device's time of an alarm."""

    screen_ms: deque[int] = field(default_factory=lambda: deque(maxlen=KEPT))
    notify_ms: deque[int] = field(default_factory=lambda: deque(maxlen=KEPT))

    def screen(self, share: float) -> int | None:
        return percentile(list(self.screen_ms), share)

    def notify(self, share: float) -> int | None:
        return percentile(list(self.notify_ms), share)
