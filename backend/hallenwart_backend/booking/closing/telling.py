"""What history and people are told of closings: one message a club, not one a date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from hallenwart_backend.accounts.rules import Person
from hallenwart_backend.booking import news
from hallenwart_backend.booking import store as booking_store
from hallenwart_backend.booking.closing.model import Closed, Closing, ClosingKind, Lot, Met
from hallenwart_backend.booking.finding.ranking import Ranked
from hallenwart_backend.booking.history import Act
from hallenwart_backend.booking.model import Booking
from hallenwart_backend.booking.news import News, NewsKind
from hallenwart_backend.booking.series.core import SeriesCore


class Telling:
    def __init__(self, core: SeriesCore) -> None:
        self._core = core

    def closed(self, connection: Connection, closed: Closed, person: Person) -> None:
        """Note and tell what became of each date, and the blocks themselves."""
        note, why = self._core.bookings.note, closed.closing.why
        if closed.closing.kind == ClosingKind.BLOCK:
            for block in closed.blocks:
                note(connection, block, Act.BOOKED, person, why=why)
        for one in closed.met:
            if one.lot == Lot.CANCELLED:
                note(connection, one.booking, Act.DISPLACED, person, why=why, detail={"closing": closed.closing.id})
            elif one.after is not None:
                was = _place(one.booking)
                note(connection, one.after, Act.MOVED, person, why=why, detail={"was": was, "closing": closed.closing.id})
                news.tell(connection, self._core.bookings.news(one.after, NewsKind.MOVED, person, was=was, why=why))
        lost = [one for one in closed.met if one.lot == Lot.CANCELLED]
        for club in dict.fromkeys(one.booking.holder for one in lost):
            theirs = [one for one in lost if one.booking.holder == club]
            detail: dict[str, object] = {"why": why, "closing": closed.closing.id, "dates": [_lost(one) for one in theirs]}
            self._tell(connection, NewsKind.DISPLACED, [one.booking for one in theirs], person, detail)

    def lifted(self, connection: Connection, closing: Closing, lots: dict[str, str], person: Person, why: str) -> None:
        """Free what a closing took from now on, and tell who lost a date that can be had again."""
        now = self._core.clock.now_ms()
        known = booking_store.by_id(connection, lots)
        for name, lot in lots.items():
            block = known.get(name)
            if (
                lot == "block"
                and block is not None
                and block.end_ms > now
                and booking_store.cancel(connection, name, now_ms=now)
            ):
                self._core.rights.revoke(connection, name)
                self._core.bookings.note(connection, block, Act.CANCELLED, person, why=why)
        lost = [known[name] for name, lot in lots.items() if lot == Lot.CANCELLED and name in known]
        coming = [one for one in lost if one.start_ms > now and one.partner is None]
        taken = {one.id for one in coming if booking_store.conflicts(connection, one, most=1)}
        free = [one for one in coming if one.id not in taken]
        for club in dict.fromkeys(one.holder for one in free):
            theirs = [one for one in free if one.holder == club]
            detail: dict[str, object] = {"why": closing.why, "closing": closing.id, "dates": [_date(one) for one in theirs]}
            self._tell(connection, NewsKind.FREED, theirs, person, detail)

    def _tell(
        self,
        connection: Connection,
        kind: NewsKind,
        bookings: Sequence[Booking],
        person: Person,
        detail: dict[str, object],
    ) -> None:
        first, series = bookings[0], {one.series for one in bookings}
        its_series = first.series if len(series) == 1 else None
        now = self._core.clock.now_ms()
        news.tell(connection, News(kind, now, first.id, its_series, first.holder, person.id, detail))


def _place(booking: Booking) -> dict[str, object]:
    return {
        "hall": booking.hall,
        "start_ms": booking.start_ms,
        "end_ms": booking.end_ms,
        "sections": list(booking.sections),
    }


def _date(booking: Booking) -> dict[str, object]:
    return _place(booking) | {"booking": booking.id, "title": booking.title}


def _lost(one: Met) -> dict[str, object]:
    """`elsewhere`: another booking system leads it, and has to be told there."""
    return _date(one.booking) | {"elsewhere": one.booking.partner or "", "substitutes": _told(one.substitutes)}


def _told(substitutes: Iterable[Ranked]) -> list[dict[str, object]]:
    return [
        {
            "hall": one.spot.hall.id,
            "start_ms": one.spot.start_ms,
            "end_ms": one.spot.end_ms,
            "sections": list(one.spot.sections),
        }
        for one in substitutes
    ]
