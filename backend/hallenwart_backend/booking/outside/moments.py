"""When an outside booking begins and ends: read from text, and put on the quarter of an hour. Pure."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.rules import QUARTER_MS, local_ms
from hallenwart_contract.clock import to_ms

LONGEST_MS: Final = 7 * 86_400_000
_DATE_LENGTH: Final = len("2026-11-26")


def moment_ms(text: str, zone: ZoneInfo) -> int:
    """Return the instant that ISO 8601 text names; without an offset it is wall time in `zone`.

    A wall time that the clock skips counts as after the gap, one that comes twice as the first. Raises ValueError.
    """
    if len(text) <= _DATE_LENGTH:
        return local_ms(date.fromisoformat(text), 0, zone)
    moment = datetime.fromisoformat(text)
    return to_ms((moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC))


def on_quarter(ms: int) -> int:
    """Return the nearest quarter of an hour. It never changes the order of times: what did not overlap still does not."""
    return (ms + QUARTER_MS // 2) // QUARTER_MS * QUARTER_MS


def fault_of_span(start_ms: int, end_ms: int) -> str:
    """Return why a span on the quarters cannot be a booking, as a code; empty: it can."""
    if start_ms < 0 or start_ms >= end_ms:
        return "too_short"
    return "too_long" if end_ms - start_ms > LONGEST_MS else ""
