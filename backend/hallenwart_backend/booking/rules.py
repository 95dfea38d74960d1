"""Free hall time, as pure arithmetic. Opening hours are local wall time; a slot's length is real time.

On the two days a year when clocks change, a hall that is open round the clock has 23 or 25 hours of slots.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from hallenwart_contract.clock import to_ms, utc

QUARTER_MS: Final = 15 * 60_000
STEP_MS: Final = 30 * 60_000
MIN_LENGTH_MS: Final = 30 * 60_000
MAX_LENGTH_MS: Final = 8 * 3_600_000
LATE_MS: Final = QUARTER_MS
"""A slot that began less than this ago can still be booked."""
HORIZON_DAYS: Final = 180
NEAREST: Final = 3
NEAREST_DAYS: Final = 3


@dataclass(frozen=True, slots=True)
class Shut:
    """A closure of some sections; of the whole place where it names none."""

    start_ms: int
    end_ms: int
    sections: frozenset[int]
    why: str


class OpenHours(Protocol):
    """What the times of a place say; see `halls.hours`."""

    def open_spans(self, zone: ZoneInfo, from_ms: int, to_ms: int) -> list[tuple[int, int]]:
        """Return when the place as a whole is open between two instants, in order and apart from each other."""
        ...

    def shut(self, zone: ZoneInfo, from_ms: int, to_ms: int) -> list[Shut]: ...

    def why(self, zone: ZoneInfo, from_ms: int, to_ms: int) -> str: ...


@dataclass(frozen=True, slots=True)
class Timetable:
    """When one place is open, and its sections."""

    hours: OpenHours
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
    """Return the first opening and the last closing within a local day, None when the place stays closed."""
    spans = table.hours.open_spans(table.zone, local_ms(day, 0, table.zone), local_ms(day, 1440, table.zone))
    return (spans[0][0], spans[-1][1]) if spans else None


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
    """Return the slots that begin on a day, one every half hour, with `wanted` sections or more free, or why not."""
    midnight, next_midnight = local_ms(day, 0, table.zone), local_ms(day, 1440, table.zone)
    shut = table.hours.shut(table.zone, midnight, next_midnight + length_ms)
    closed = [Taken(one.start_ms, one.end_ms, one.sections) for one in shut if one.sections]
    slots = []
    for opens, closes in table.hours.open_spans(table.zone, midnight, next_midnight + length_ms):
        for start in range(opens, min(closes - length_ms + 1, next_midnight), STEP_MS):
            end = start + length_ms
            free = free_sections(start, end, (*taken, *closed), table.sections)
            state = "past" if start + LATE_MS <= now_ms else "free" if len(free) >= wanted else "taken"
            if state == "taken" and closed and len(free_sections(start, end, taken, table.sections)) >= wanted:
                state = "closed"
            slots.append(Slot(start, end, state, free if state == "free" else ()))
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
    if fault is None and not is_open(start_ms, end_ms, sections, table):
        return "closed"
    return fault


def is_open(start_ms: int, end_ms: int, sections: Iterable[int], table: Timetable) -> bool:
    """Say whether these sections are open without a gap."""
    if table.hours.open_spans(table.zone, start_ms, end_ms) != [(start_ms, end_ms)]:
        return False
    return not any(one.sections & set(sections) for one in table.hours.shut(table.zone, start_ms, end_ms))


def why_closed(start_ms: int, end_ms: int, sections: Iterable[int], table: Timetable) -> str:
    """Return the closure or holiday because of which a time cannot be had; empty: outside the usual hours."""
    shut, wanted = table.hours.shut(table.zone, start_ms, end_ms), set(sections)
    named = next((one.why for one in shut if not one.sections or one.sections & wanted), "")
    return named or table.hours.why(table.zone, start_ms, end_ms)


def why_day(day: date, table: Timetable) -> str:
    """Return the closure or holiday of a local day."""
    span = local_ms(day, 0, table.zone), local_ms(day, 1440, table.zone)
    return why_closed(*span, range(1, table.sections + 1), table)
