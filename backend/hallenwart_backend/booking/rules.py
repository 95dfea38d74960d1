"""Free hall time, as pure arithmetic. Opening hours are local wall time; a slot's length is real time.

On the two days a year when clocks change, a hall that is open round the clock has 23 or 25 hours of slots.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hallenwart_contract.clock import to_ms, utc

QUARTER_MS: Final = 15 * 60_000
STEP_MS: Final = 30 * 60_000
MIN_LENGTH_MS: Final = 30 * 60_000
MAX_LENGTH_MS: Final = 8 * 3_600_000
LATE_MS: Final = QUARTER_MS
"""A slot that began less than this ago can still be booked."""
HORIZON_DAYS: Final = 180
MAX_COMING: Final = 60
"""Coming bookings a club may hold beside its series."""
NEAREST: Final = 3
NEAREST_DAYS: Final = 3

Hours = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Timetable:
    """When one hall is open: hours per weekday (Monday first) in minutes after local midnight, and its sections."""

    week: Sequence[Hours]
    zone: ZoneInfo
    sections: int


@dataclass(frozen=True, slots=True)
class Taken:
    start_ms: int
    end_ms: int
    sections: frozenset[int]


@dataclass(frozen=True, slots=True)
class Slot:
    """`state`: free, taken, past, closed."""

    start_ms: int
    end_ms: int
    state: str
    free_sections: tuple[int, ...]


def local_ms(day: date, minute: int, zone: ZoneInfo) -> int:
    """Return the instant of a local wall time; 1440 is the next midnight. A time the clock skips counts as after the gap."""
    day += timedelta(days=minute // 1440)
    return to_ms(datetime.combine(day, time(minute % 1440 // 60, minute % 60), tzinfo=zone))


def local_day(ms: int, zone: ZoneInfo) -> date:
    return utc(ms).astimezone(zone).date()


def open_window(day: date, table: Timetable) -> tuple[int, int] | None:
    """Return when the hall opens and closes on a local day, None when it stays closed."""
    hours = table.week[day.weekday()]
    if hours is None:
        return None
    opens, closes = local_ms(day, hours[0], table.zone), local_ms(day, hours[1], table.zone)
    return (opens, closes) if opens < closes else None


def free_sections(start_ms: int, end_ms: int, taken: Iterable[Taken], sections: int) -> tuple[int, ...]:
    """Return the sections nobody has in any part of the time. A whole hall is all its sections."""
    busy: set[int] = set()
    for one in taken:
        if one.start_ms < end_ms and start_ms < one.end_ms:
            busy |= one.sections
    return tuple(section for section in range(1, sections + 1) if section not in busy)


def slots_of_day(
    day: date, table: Timetable, *, length_ms: int, wanted: int, taken: Collection[Taken], now_ms: int
) -> list[Slot]:
    """Return the day's slots, one every half hour, with `wanted` sections or more free, or why not."""
    window = open_window(day, table)
    if window is None:
        return []
    slots = []
    for start in range(window[0], window[1] - length_ms + 1, STEP_MS):
        free = free_sections(start, start + length_ms, taken, table.sections)
        state = "past" if start + LATE_MS <= now_ms else "free" if len(free) >= wanted else "taken"
        slots.append(Slot(start, start + length_ms, state, free if state == "free" else ()))
    return slots


def nearest(
    start_ms: int, table: Timetable, *, length_ms: int, wanted: int, taken: Collection[Taken], now_ms: int
) -> list[Slot]:
    """Return the three free slots that begin nearest to a wish, within three days of it."""
    day = local_day(start_ms, table.zone)
    days = [day + timedelta(days=offset) for offset in range(-NEAREST_DAYS, NEAREST_DAYS + 1)]
    free = [
        slot
        for one in days
        for slot in slots_of_day(one, table, length_ms=length_ms, wanted=wanted, taken=taken, now_ms=now_ms)
        if slot.state == "free"
    ]
    return sorted(sorted(free, key=lambda slot: abs(slot.start_ms - start_ms))[:NEAREST], key=lambda slot: slot.start_ms)


def quarters(start_ms: int, end_ms: int) -> range:
    """Return the numbers of the quarters of an hour a booking occupies."""
    return range(start_ms // QUARTER_MS, -(-end_ms // QUARTER_MS))


def fault_of_wish(start_ms: int, end_ms: int, sections: Sequence[int], table: Timetable, now_ms: int) -> str | None:
    """Return why a wish cannot be booked whatever others have, as a code, or None."""
    checks = (
        ("bad_sections", not sections or len(set(sections)) != len(sections)),
        ("bad_sections", any(not 1 <= section <= table.sections for section in sections)),
        ("bad_grid", bool(start_ms % QUARTER_MS or end_ms % QUARTER_MS)),
        ("bad_length", not MIN_LENGTH_MS <= end_ms - start_ms <= MAX_LENGTH_MS),
        ("past", start_ms + LATE_MS <= now_ms),
        ("too_far", start_ms > now_ms + HORIZON_DAYS * 86_400_000),
    )
    fault = next((code for code, wrong in checks if wrong), None)
    if fault is None and not _within_hours(start_ms, end_ms, table):
        return "closed"
    return fault


def _within_hours(start_ms: int, end_ms: int, table: Timetable) -> bool:
    window = open_window(local_day(start_ms, table.zone), table)
    return window is not None and window[0] <= start_ms and end_ms <= window[1]
