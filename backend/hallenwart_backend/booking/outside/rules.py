"""What becomes of an outside plan here: which bookings begin, move, change and end. Pure.

The plan is a set of rows by uid. Of two that meet, the one that stands here already has the time, then the one that begins
first. So the order in which rows come does not matter, and the same plan once more changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from hallenwart_backend.booking.model import HOLDING, Booking, Cell, State
from hallenwart_backend.booking.outside.model import Became, Outcome, Row, Told

_WEEK_DAYS: Final = 6
_FEW: Final = 8
SERIES_MARK: Final = "@"
"""Between the uid of a series and the date of one of its entries."""


@dataclass(frozen=True, slots=True)
class Want:
    """What a row means here. `fault`: why it cannot be, as a code."""

    uid: str
    start_ms: int
    end_ms: int
    hall: str = ""
    sections: tuple[int, ...] = ()
    title: str = ""
    club: str | None = None
    gone: bool = False
    fault: str = ""

    def is_at(self, booking: Booking) -> bool:
        mine = self.hall, self.sections, self.start_ms, self.end_ms
        return mine == (booking.hall, booking.sections, booking.start_ms, booking.end_ms)


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done for one row: `before` becomes `after` (the same id); `ends` is cancelled; `after` alone is made."""

    uid: str
    became: Became
    before: Booking | None = None
    after: Booking | None = None
    ends: Booking | None = None
    why: str = ""
    other: str = ""

    @property
    def moves(self) -> bool:
        return self.before is not None and self.after is not None and not _same_spot(self.before, self.after)


def _same_spot(one: Booking, other: Booking) -> bool:
    return (one.hall, one.sections, one.start_ms, one.end_ms) == (other.hall, other.sections, other.start_ms, other.end_ms)


# --- what is known of the plan ---------------------------------------------------------------------------------------------


def merge(known: Mapping[str, Row], told: Iterable[Told], now_ms: int) -> tuple[dict[str, Row], list[Outcome]]:
    """Return the rows that changed by new words, and what is to be said of words that count for nothing.

    An older word is ignored. Of two about one uid the newer counts, and without versions the later time.
    """
    fresh: dict[str, Row] = {}
    ignored: list[Outcome] = []
    for one in sorted(told, key=_weight, reverse=True):
        row = known.get(one.uid)
        if one.uid in fresh:
            ignored.append(Outcome(one.uid, Became.IGNORED, "twice"))
        elif row is not None and _is_older(one.version, row.told.version):
            ignored.append(Outcome(one.uid, Became.IGNORED, "older", booking=row.booking))
        else:
            kept = one.version if one.version is not None or row is None else row.told.version
            was = row or Row(one)
            fresh[one.uid] = replace(was, told=replace(one, version=kept), changed_ms=now_ms)
    return fresh, ignored


def _is_older(version: int | None, known: int | None) -> bool:
    return version is not None and known is not None and version < known


def _weight(told: Told) -> tuple[int, int, int, str, str, str]:
    version = -1 if told.version is None else told.version
    return version, told.start_ms, told.end_ms, told.title, told.place, told.part


def vanished(
    known: Mapping[str, Row], told: Iterable[Told], *, from_ms: int, to_ms: int, now_ms: int, version: int | None = None
) -> list[Row]:
    """Return the rows that a whole plan does not name any more: within its window, not begun yet, not newer than it."""
    named = {one.uid for one in told}
    return [
        row
        for uid, row in known.items()
        if uid not in named
        and not row.told.gone
        and from_ms <= row.told.start_ms < to_ms
        and row.told.start_ms > now_ms
        and (version is None or row.told.version is None or row.told.version <= version)
    ]


def is_suspicious(coming: int, lost: int) -> bool:
    """Say whether a plan lost so much at once that a mistake is likelier than a decision."""
    return coming >= _FEW and 2 * lost > coming


def follow(known: Mapping[str, Row], told: Sequence[Told]) -> list[Told]:
    """Give entries of a series that moved to another weekday the uid of the entry they were, so that they move here too."""
    left: dict[str, list[str]] = {}
    named = {one.uid for one in told}
    for uid in known.keys() - named:
        left.setdefault(base_of(uid), []).append(uid)
    fresh = [one for one in told if one.uid not in known and base_of(one.uid) in left and SERIES_MARK in one.uid]
    pairs = sorted(
        (days, uid, one.uid)
        for one in fresh
        for uid in left[base_of(one.uid)]
        if (days := _days_between(uid, one.uid)) is not None and days <= _WEEK_DAYS
    )
    renamed: dict[str, str] = {}
    for _, uid, new in pairs:
        if new not in renamed and uid not in renamed.values():
            renamed[new] = uid
    return [replace(one, uid=renamed.get(one.uid, one.uid)) for one in told]


def base_of(uid: str) -> str:
    return uid.rpartition(SERIES_MARK)[0] or uid


def _days_between(one: str, other: str) -> int | None:
    try:
        first, second = (date.fromisoformat(uid.rpartition(SERIES_MARK)[2]) for uid in (one, other))
    except ValueError:
        return None
    return abs((first - second).days)


# --- what becomes of it here -------------------------------------------------------------------------------------------------


def settle(
    wants: Iterable[Want],
    have: Mapping[str, Booking],
    held: Mapping[Cell, tuple[str, str]],
    make: Callable[[Want], Booking],
    now_ms: int,
) -> list[Deed]:
    """Return what is done for each row, those that stand as they are first.

    `have` are the bookings of the rows by uid, `held` says of cells that others have why they cannot be had: a code, and who.
    """
    taken = dict(held)
    ordered = sorted(wants, key=lambda want: (not _stands(want, have.get(want.uid)), want.start_ms, want.uid))
    deeds = []
    for want in ordered:
        deed = _fate(want, have.get(want.uid), taken, make, now_ms)
        if deed.after is not None:
            taken |= dict.fromkeys(deed.after.cells, ("overlap", want.uid))
        deeds.append(deed)
    return deeds


def _stands(want: Want, booking: Booking | None) -> bool:
    return booking is not None and booking.state in HOLDING and not want.fault and not want.gone and want.is_at(booking)


def _fate(
    want: Want, had: Booking | None, taken: Mapping[Cell, tuple[str, str]], make: Callable[[Want], Booking], now_ms: int
) -> Deed:
    before = had if had is not None and had.state in HOLDING else None
    if want.gone:
        ends = before if before is not None and before.end_ms > now_ms else None
        return Deed(want.uid, Became.CANCELLED if ends else Became.UNCHANGED, ends=ends)
    if before is not None and before.end_ms <= now_ms:
        return Deed(want.uid, Became.IGNORED, before, before, why="over")
    if want.end_ms <= now_ms:
        return Deed(want.uid, Became.CANCELLED if before else Became.IGNORED, ends=before, why="over")
    here = had is not None and before is None and want.is_at(had)
    if want.fault or here:
        return Deed(want.uid, Became.REFUSED, ends=before, why=want.fault or "cancelled_here")
    return _placed(want, before, taken, make)


def _placed(want: Want, before: Booking | None, taken: Mapping[Cell, tuple[str, str]], make: Callable[[Want], Booking]) -> Deed:
    after = _after(want, before, make)
    if met := next((taken[cell] for cell in after.cells if cell in taken), None):
        return Deed(want.uid, Became.REFUSED, ends=before, why=met[0], other=met[1])
    if before is not None and after.id == before.id:
        moved = Became.MOVED if not _same_spot(before, after) else Became.CHANGED
        return Deed(want.uid, moved if after != before else Became.UNCHANGED, before, after)
    return Deed(want.uid, Became.CREATED, after=after, ends=before)


def _after(want: Want, before: Booking | None, make: Callable[[Want], Booking]) -> Booking:
    """Return the booking as it is to be. Of another club it is another booking: who knows the old code must not keep it."""
    if before is None or (before.club is not None and before.club != want.club):
        return make(want)
    first_ms = before.start_ms if before.was_start_ms is None else before.was_start_ms
    return replace(
        before,
        hall=want.hall,
        sections=want.sections,
        start_ms=want.start_ms,
        end_ms=want.end_ms,
        title=want.title,
        club=want.club,
        was_start_ms=first_ms if want.start_ms != first_ms else None,
        buffer_ms=0,
    )


def outcome_of(deed: Deed) -> Outcome:
    booking = deed.after or deed.before or deed.ends
    times = (booking.start_ms, booking.end_ms) if booking else (0, 0)
    living = deed.after.id if deed.after and deed.after.state == State.BOOKED else None
    return Outcome(deed.uid, deed.became, deed.why, deed.other, living, *times)
