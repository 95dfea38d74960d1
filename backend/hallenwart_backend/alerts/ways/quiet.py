"""Quiet hours of a person, as local wall time. They hold back what can wait; fire and whatever must wake is never held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_backend.booking.rules import local_ms
from hallenwart_contract.clock import utc

HOLDABLE: Final = "tell"
"""The one urgency quiet hours may hold back: `wake` always goes out, `page` is nobody's message."""


@dataclass(frozen=True, slots=True)
class Span:
    """From `from_min` to `to_min` after local midnight of these weekdays (Monday is 0); an earlier end is on the next day."""

    weekdays: frozenset[int]
    from_min: int
    to_min: int


def ends_ms(spans: Iterable[Span], zone: ZoneInfo, now_ms: int) -> int | None:
    """Return when the quiet that holds now is over, touching spans as one; None outside of it."""
    windows = sorted(_windows(spans, zone, now_ms))
    end = None
    for begin, over in windows:
        reached = now_ms if end is None else end
        if begin <= reached < over:
            end = over
    return end


def _windows(spans: Iterable[Span], zone: ZoneInfo, now_ms: int) -> Iterable[tuple[int, int]]:
    today = utc(now_ms).astimezone(zone).date()
    for span in spans:
        for ahead in range(-1, 8):
            day = today + timedelta(days=ahead)
            if day.weekday() in span.weekdays:
                last = day if span.to_min > span.from_min else day + timedelta(days=1)
                yield local_ms(day, span.from_min, zone), local_ms(last, span.to_min, zone)


def held_until(spans: Iterable[Span], zone: ZoneInfo, urgency: str, now_ms: int) -> int | None:
    """Return when the quiet ends that holds a message of this urgency back; None when it may go out now."""
    return ends_ms(spans, zone, now_ms) if urgency == HOLDABLE else None
