"""What every store of time series keeps to."""

from __future__ import annotations

from typing import Final

MAX_SERIES_PER_DEVICE: Final = 2_000
MAX_POINTS: Final = 20_000
"""Of one window; beyond, hourly means stand for samples."""
MOST_MOVED_MS: Final = 20
"""How far another value at a time that is taken may move."""


class TooManySeriesError(ValueError):
    """Raised when a device names more series than one device can have."""
