"""SQL of judged slots and days. What is written of a day replaces what was said of it before, whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, func, insert, select, update

from hallenwart_backend.occupancy.figures import months
from hallenwart_backend.occupancy.figures.rules import Hours, packed
from hallenwart_backend.occupancy.policy.rules import DAY_MS
from hallenwart_backend.occupancy.slots.day import Day, Said, Slot
from hallenwart_backend.occupancy.slots.model import Verdict
from hallenwart_backend.occupancy.tables import usage_days, usage_slots


@dataclass(frozen=True, slots=True)
class Mark:
    """What was made of a day: when, and of what."""

    judged_ms: int
    mark: str


class Judged(NamedTuple):
    """A booking with the chance that nobody came. `no_show` None: nobody knows."""

    booking: str
    club: str | None
    start_ms: int
    end_ms: int
    no_show: float | None


def marks(connection: Connection, hall: str, first: date, last: date) -> dict[date, Mark]:
    """Return the days of a hall that were judged, both ends included."""
    rows = select(usage_days.c.day, usage_days.c.judged_ms, usage_days.c.mark).where(
        usage_days.c.hall == hall, usage_days.c.day >= first, usage_days.c.day <= last
    )
    return {row.day: Mark(row.judged_ms, row.mark) for row in connection.execute(rows)}


def first_day(connection: Connection, hall: str | None = None) -> date | None:
    """Return the first day that was judged of a hall, None: of any."""
    first = select(func.min(usage_days.c.day))
    found: date | None = connection.scalar(first if hall is None else first.where(usage_days.c.hall == hall))
    return found


def judged(connection: Connection, from_ms: int, to_ms: int) -> list[Judged]:
    """Return the judged bookings that begin within a time."""
    s = usage_slots.c
    wanted = select(s.booking, s.club, s.start_ms, s.end_ms, s.verdict, s.p_no_show)
    rows = connection.execute(wanted.where(s.start_ms >= from_ms, s.start_ms < to_ms, s.booking.is_not(None)))
    return [
        Judged(booking, club, start_ms, end_ms, None if verdict == Verdict.UNKNOWN else no_show)
        for booking, club, start_ms, end_ms, verdict, no_show in rows
    ]


def put(connection: Connection, day: Day, said: Said, *, mark: str, now_ms: int, office_after_days: int) -> None:
    """Write what is said of a day. The same again changes nothing; when a club was told of a slot stays."""
    _put_slots(connection, day, said.slots, now_ms, office_after_days)
    values = {"from_ms": day.from_ms, "judged_ms": now_ms, "mark": mark, **totals(said.hours), "body": packed(said.hours)}
    here = usage_days.c.hall == day.hall, usage_days.c.day == day.day
    months.forget(connection, day.hall, day.day)
    if not connection.execute(update(usage_days).where(*here).values(**values)).rowcount:
        connection.execute(insert(usage_days).values(hall=day.hall, day=day.day, **values))


def totals(hours: Hours) -> dict[str, float | None]:
    names = {
        name: f"{name}_min" for name in ("open", "booked", "used", "empty", "unknown", "unbooked", "seen", "people", "counted")
    }
    found: dict[str, float | None] = {column: round(sum(getattr(hours, name)), 1) for name, column in names.items()}
    return found | {"peak": max((x for x in hours.peak if x is not None), default=None)}


def _put_slots(connection: Connection, day: Day, slots: Sequence[Slot], now_ms: int, office_after_days: int) -> None:
    here = usage_slots.c.hall == day.hall, usage_slots.c.start_ms >= day.from_ms, usage_slots.c.start_ms < day.to_ms
    known = set(connection.scalars(select(usage_slots.c.id).where(*here)))
    new = {one.id: _row(day.hall, one, now_ms, office_after_days) for one in slots}
    gone = known - new.keys()
    if gone:
        connection.execute(delete(usage_slots).where(*here, usage_slots.c.id.in_(gone)))
    moved = set(connection.scalars(select(usage_slots.c.id).where(usage_slots.c.id.in_(new.keys() - known)))) if new else set()
    fresh = [row for name, row in new.items() if name not in known | moved]
    if fresh:
        connection.execute(insert(usage_slots), fresh)
    for name in new.keys() & (known | moved):
        connection.execute(update(usage_slots).where(usage_slots.c.id == name).values(**new[name]))


def _row(hall: str, slot: Slot, now_ms: int, office_after_days: int) -> dict[str, Any]:
    booking, judged = slot.booking, slot.judged
    return {
        "id": slot.id,
        "booking": booking.id if booking else None,
        "hall": hall,
        "sections": list(slot.sections),
        "club": booking.holder if booking else None,
        "series": booking.series if booking else None,
        "title": booking.title if booking else "",
        "kind": booking.kind if booking else "",
        "start_ms": slot.start_ms,
        "end_ms": slot.end_ms,
        "verdict": judged.verdict,
        "p_used": round(judged.used, 4),
        "p_under": round(judged.under_used, 4),
        "p_no_show": round(judged.no_show, 4),
        "p_unbooked": round(slot.unbooked, 4),
        "people_mean": _tenth(slot.seen.people),
        "people_peak": _tenth(slot.seen.peak),
        "expected": slot.expected,
        "used_share": None if slot.seen.busy is None else round(slot.seen.busy, 3),
        "covered": round(slot.seen.covered, 3),
        "reasons": [[reason.code, dict(reason.figures)] for reason in judged.reasons],
        "judged_ms": now_ms,
        "office_from_ms": slot.end_ms + (office_after_days * DAY_MS if booking and booking.holder else 0),
    }


def _tenth(x: float | None) -> float | None:
    return None if x is None else round(x, 1)
