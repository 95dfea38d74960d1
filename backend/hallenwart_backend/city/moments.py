"""Times as networks and feeds write them: ISO 8601 to the nanosecond, seconds, milliseconds. Pure; all in milliseconds, UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

_FRACTION: Final = re.compile(r"(\.\d{1,6})\d*")
_SECONDS_BELOW: Final = 100_000_000_000
"""A number below is seconds since 1970 (until the year 5138), above it milliseconds."""
_LARGEST: Final = 2**53
AHEAD_MS: Final = 5 * 60_000
PAST_MS: Final = 7 * 86_400_000


def moment(told: object) -> int | None:
    """Return the time, None for what is none. Nanoseconds are cut; a time without a zone is UTC."""
    if isinstance(told, bool):
        return None
    if isinstance(told, int | float):
        if not 0 < told < _LARGEST:  # also not a number
            return None
        return int(told * 1_000) if told < _SECONDS_BELOW else int(told)
    if not isinstance(told, str):
        return None
    try:
        at = datetime.fromisoformat(_FRACTION.sub(r"\1", told.strip(), count=1))
        return round((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() * 1_000)
    except (ValueError, OverflowError):
        return None


def believed(at_ms: int | None, received_ms: int) -> int:
    """Return the time told, or when it came in where that cannot be: more than 5 min ahead or a week ago."""
    if at_ms is None or not received_ms - PAST_MS <= at_ms <= received_ms + AHEAD_MS:
        return received_ms
    return at_ms
