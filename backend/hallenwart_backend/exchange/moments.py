"""Instants as other systems write them, and as they are read. Pure."""

from __future__ import annotations

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_contract.clock import to_ms, utc

_YEAR: Final = (1970, 2200)


def iso(ms: int, zone: ZoneInfo) -> str:
    """Return local time with its offset, to the second: 2026-11-23T18:00:00+01:00."""
    return utc(ms).astimezone(zone).isoformat(timespec="seconds")


def rfc3339(ms: int) -> str:
    """Return UTC: 2026-11-23T17:00:00.123Z."""
    return utc(ms).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def duration(ms: int) -> str:
    """Return a length as ISO 8601 says it: PT1H30M."""
    hours, minutes = divmod(ms // 60_000, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes or not hours else "")


def read(text: object, zone: ZoneInfo) -> int | None:
    """Return an instant; local time of this zone where none is told; None for what is no time."""
    if not isinstance(text, str) or len(text) > 40:
        return None
    try:
        found = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if not _YEAR[0] <= found.year < _YEAR[1]:
        return None
    return to_ms(found if found.tzinfo else found.replace(tzinfo=zone))
