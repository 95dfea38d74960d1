"""Offers follow the bookings they belong to: a moved date moves their shifts, a cancelled one cancels them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import Connection

from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.model import HOLDING, Booking
from hallenwart_backend.volunteering import letters, rules, store
from hallenwart_backend.volunteering.letters import Dates
from hallenwart_backend.volunteering.line import Line
from hallenwart_backend.volunteering.model import BUSY, COMING, HelpOfferState, Offer, Shift, SignState


class Following:
    """Everything runs in the caller's transaction. Looks at what stands, so that nothing is missed while the server rests."""

    def __init__(self, line: Line, dates: Dates) -> None:
        self._line = line
        self._dates = dates

    def behind(self, connection: Connection, now_ms: int) -> list[tuple[Offer, Booking]]:
        """Return the offers whose booking is another than they know."""
        found = []
        for offer in store.following(connection, now_ms=now_ms):
            booking = bookings.one(connection, offer.booking or "")
            if booking is not None and (not _stands(offer, booking) or _apart(offer, booking)):
                found.append((offer, booking))
        return found

    def follow(self, connection: Connection, now_ms: int) -> int:
        """Let every offer follow its booking; return how many did."""
        behind = self.behind(connection, now_ms)
        for offer, booking in behind:
            if _stands(offer, booking):
                self.move(connection, offer, booking, now_ms)
            else:
                self.cancel(connection, offer, now_ms)
        return len(behind)

    def move(self, connection: Connection, offer: Offer, booking: Booking, now_ms: int) -> None:
        before = (offer.from_ms or booking.start_ms, offer.to_ms or booking.end_ms)
        after = (booking.start_ms, booking.end_ms)
        moved = replace(offer, hall=booking.hall, from_ms=after[0], to_ms=after[1], modified_ms=now_ms)
        store.put_offer(connection, moved)
        for shift in store.shifts_of(connection, [offer.id]).get(offer.id, []):
            if shift.cancelled_ms is None and shift.to_ms > now_ms:
                start, end = rules.followed_span(shift.span, before, after)
                self.shift_to(connection, offer, moved, shift, replace(shift, from_ms=start, to_ms=end), now_ms)

    def shift_to(self, connection: Connection, was: Offer, offer: Offer, shift: Shift, moved: Shift, now_ms: int) -> None:
        """Give a shift other times, or its offer another hall, and tell its helpers."""
        said = self._dates.when(was, shift, False)
        store.put_shift(connection, moved)
        if shift.span == moved.span and was.hall == offer.hall:
            return
        for placed in store.of_shift(connection, shift.id):
            if placed.signup.state not in BUSY:
                continue
            others = [
                one.shift.span
                for one in store.of_helper(connection, placed.helper.id)
                if one.signup.state in BUSY and one.shift.id != shift.id
            ]
            if rules.clashes(moved.span, others):
                mail = letters.moved_into_another(placed, self._dates)
                self._line.out(connection, placed, now_ms, mail, "moved into")
                continue
            reminded = rules.stage(moved.from_ms, now_ms)
            kept = self._line.update(connection, placed, now_ms, reminded=reminded, answer_by_ms=None)
            if kept.signup.state in COMING:
                for hook in self._line.hooks:
                    hook.on_moved(connection, kept, now_ms)
            self._line.tell(connection, kept, letters.moved(kept, said, self._dates), now_ms, "moved")
        self._line.advance(connection, offer, moved, now_ms)

    def cancel(self, connection: Connection, offer: Offer, now_ms: int) -> None:
        """Cancel an offer with every shift that is not over."""
        store.put_offer(connection, replace(offer, state=HelpOfferState.CANCELLED, modified_ms=now_ms))
        coming = [one for one in store.shifts_of(connection, [offer.id]).get(offer.id, []) if one.to_ms > now_ms]
        self.cancel_shifts(connection, coming, now_ms)

    def cancel_shifts(self, connection: Connection, shifts: Collection[Shift], now_ms: int) -> None:
        for shift in shifts:
            if shift.cancelled_ms is not None:
                continue
            for placed in store.of_shift(connection, shift.id):
                if placed.signup.state in BUSY | {SignState.ASKED}:
                    mail = letters.cancelled(placed, self._dates) if placed.signup.state in BUSY else None
                    self._line.out(connection, placed, now_ms, mail, "cancelled")
            store.put_shift(connection, replace(shift, cancelled_ms=now_ms))


def _stands(offer: Offer, booking: Booking) -> bool:
    """Say whether the date still is, and still is the club's."""
    return booking.state in HOLDING and booking.holder == offer.club


def _apart(offer: Offer, booking: Booking) -> bool:
    return (offer.hall, offer.from_ms, offer.to_ms) != (booking.hall, booking.start_ms, booking.end_ms)
