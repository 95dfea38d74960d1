"""Limits, reminders and wishes of disablements. Pure; times are milliseconds since the epoch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hallenwart_contract.zones import Disablement

MINUTE_MS: Final = 60_000
HOUR_MS: Final = 60 * MINUTE_MS
DAY_MS: Final = 24 * HOUR_MS
LONGEST_OFF_MS: Final = 7 * DAY_MS
"""Then it must be asked for anew."""
SKEW_MS: Final = 10_000
"""By so much a device's clock may be behind; it refuses what would last longer than it may by its own clock."""
SHORTEST_OFF_MS: Final = MINUTE_MS
LONG_OFF_MS: Final = DAY_MS
"""What lasts longer is an incident: it is shown, and told every day."""
LONGEST_WALK_MINUTES: Final = 120
SHOWN_WITHIN_MS: Final = 30_000
"""A device shows a disablement within a second or two; what it has not shown by then it did not take."""


def walk_until_ms(minutes: int, now_ms: int) -> int:
    """Return when a walk test ends, a moment early where it would be the longest there may be."""
    return now_ms + min(minutes * MINUTE_MS, LONGEST_WALK_MINUTES * MINUTE_MS - SKEW_MS)


class OffState(StrEnum):
    ASKED = "asked"
    ON = "on"
    ENDED = "ended"


class Why(StrEnum):
    """Why a disablement ended."""

    PERSON = "person"
    END = "end"
    BOOKING = "booking"
    """The booking it was for ended, moved or was cancelled."""
    REFUSED = "refused"
    """The device never showed it."""
    DEVICE = "device"
    """The device no longer shows it, and nobody here asked for that."""


HELD: Final = frozenset({OffState.ASKED, OffState.ON})


@dataclass(frozen=True, slots=True)
class Off:
    """A disablement in the register. `owner` is a person's id, None when nobody here knows who. `c` empty: the whole zone."""

    id: str
    device: str
    site: str
    zone: str
    c: str
    owner: str | None
    reason: str
    text: str
    booking: str
    state: OffState
    since_ms: int
    until_ms: int
    command: str = ""
    ended_ms: int | None = None
    why: str = ""

    @property
    def length_ms(self) -> int:
        return self.until_ms - self.since_ms


class Fault(StrEnum):
    """What is wrong with a wish."""

    PAST = "past"
    TOO_LONG = "too_long"
    NO_TEXT = "no_text"


def fault_of(reason: str, text: str, until_ms: int, now_ms: int) -> Fault | None:
    """Return why this cannot be disabled so, None when it can."""
    if until_ms < now_ms + SHORTEST_OFF_MS:
        return Fault.PAST
    if until_ms > now_ms + LONGEST_OFF_MS:
        return Fault.TOO_LONG
    return Fault.NO_TEXT if reason == "other" and not text else None


class Reminder(StrEnum):
    HOUR = "hour"
    TEN = "ten"
    END = "end"
    DAY = "day"


def reminder(off: Off, now_ms: int) -> tuple[Reminder, str] | None:
    """Return what its owner is to be told now, and the word under which that is told once.

    Of reminders that were missed only the newest is told. A disablement shorter than the notice needs none before its end.
    """
    if off.state is OffState.ENDED:
        fresh = off.why == Why.END and off.ended_ms is not None and now_ms - off.ended_ms < DAY_MS
        return (Reminder.END, "end") if fresh else None
    if off.state is OffState.ASKED or now_ms >= off.until_ms:
        return None
    left = off.until_ms - now_ms
    if left <= 10 * MINUTE_MS < off.length_ms:
        return Reminder.TEN, f"ten:{off.until_ms}"
    if left <= HOUR_MS < off.length_ms:
        return Reminder.HOUR, f"hour:{off.until_ms}"
    days = (now_ms - off.since_ms) // DAY_MS
    return (Reminder.DAY, f"day:{days}") if days else None


def is_incident(off: Off, now_ms: int) -> bool:
    """Whether it is shown as an incident: nobody here knows it, or it lasts long."""
    return off.state is OffState.ON and (off.owner is None or now_ms - off.since_ms > LONG_OFF_MS)


@dataclass(frozen=True, slots=True)
class Step:
    """What a device's own list changes in the register: `known` None is a disablement the register did not have."""

    shown: Disablement | None
    known: Off | None
    why: Why | None = None


def reconcile(known: Iterable[Off], shown: Iterable[Disablement], *, said_ms: int, now_ms: int) -> list[Step]:
    """Compare the register of one device with what it shows. The device is right: what it shows holds, what not does not.

    `said_ms` is when it said so, by its own clock. What was asked for is given time to appear.
    """
    register = {off.id: off for off in known}
    there = {one.id: one for one in shown}
    steps = [Step(one, register.get(key)) for key, one in there.items() if _differs(register.get(key), one)]
    for off in register.values():
        if off.id in there or off.state is OffState.ENDED:
            continue
        if off.state is OffState.ASKED:
            if now_ms - off.since_ms > SHOWN_WITHIN_MS:
                steps.append(Step(None, off, Why.REFUSED))
        elif said_ms >= off.since_ms:
            steps.append(Step(None, off, _why(off, now_ms)))
    return steps


def _differs(off: Off | None, shown: Disablement) -> bool:
    return off is None or off.state is not OffState.ON or off.until_ms != shown.until_ms


def _why(off: Off, now_ms: int) -> Why:
    if off.why:
        return Why(off.why)
    return Why.END if now_ms >= off.until_ms - SHOWN_WITHIN_MS else Why.DEVICE


# --- what a booking with fog wants disabled --------------------------------------------------------------------------

Place = tuple[str, str, str]
"""Device, zone, sensor."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The smoke sensors of a running booking that was accepted, until its end."""

    booking: str
    owner: str
    until_ms: int
    places: frozenset[Place]


def missing(wanted: Wanted, held: Iterable[Off], now_ms: int) -> list[Place]:
    """Return what is still to be disabled for a booking. Who enabled one again meant it: it stays enabled.

    After a refusal it is asked for again, once a minute.
    """
    done = {
        (off.device, off.zone, off.c)
        for off in held
        if off.booking == wanted.booking
        and (
            off.state in HELD
            or off.why in {Why.PERSON, Why.DEVICE}
            or (off.why == Why.REFUSED and now_ms - (off.ended_ms or 0) < MINUTE_MS)
        )
    }
    return sorted(wanted.places - done)


def superfluous(wanted: Mapping[str, Wanted], held: Iterable[Off]) -> list[Off]:
    """Return what was disabled for a booking that is over, cancelled or ends at another time now."""
    return [
        off
        for off in held
        if off.booking and off.state in HELD and (off.booking not in wanted or wanted[off.booking].until_ms != off.until_ms)
    ]
