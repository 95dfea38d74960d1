"""The office's terms, asked inside each booking's transaction. Implements `ports.Terms`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import Connection, insert, select

from hallenwart_backend.accounts.rules import BOOKERS, MANAGERS, Person
from hallenwart_backend.booking import store
from hallenwart_backend.booking.model import HOLDING, Booking, Group, State
from hallenwart_backend.booking.policy import refusals, rules
from hallenwart_backend.booking.policy.rules import Had, Place, Policy
from hallenwart_backend.booking.policy.service import newest
from hallenwart_backend.booking.policy.tables import late_cancels
from hallenwart_backend.booking.ports import Decision
from hallenwart_backend.booking.tables import bookings, holder
from hallenwart_backend.halls.service import PlaceBook
from hallenwart_contract.clock import Clock

_OFFICE: Final = MANAGERS & BOOKERS


class OfficeTerms:
    """Staff go beyond the rules, which is noted; for a limit they say why. Other systems are bound by nothing."""

    def __init__(self, places: PlaceBook, clock: Clock) -> None:
        self._places = places
        self._clock = clock

    def decide(self, connection: Connection, wanted: Sequence[Booking], person: Person | None, why: str = "") -> Decision:
        """See `ports.Terms`."""
        if person is None or not wanted or wanted[0].club is None:
            return Decision()
        policy = newest(connection).policy
        beyond, reasons = self.beyond(connection, policy, wanted), self.reasons(policy, wanted)
        if person.has(_OFFICE):
            if beyond and not why:
                raise refusals.needs_reason(beyond)
            return Decision(overruled=(*beyond, *reasons))
        if beyond:
            raise refusals.beyond(beyond, policy, self.group(wanted[0].holder))
        return Decision(State.ASKED, reasons) if reasons else Decision()

    def decide_for_club(self, connection: Connection, wanted: Sequence[Booking]) -> Decision:
        """Decide as for the club itself, whoever enters it. Raises RefusedError 409."""
        policy = newest(connection).policy
        if beyond := self.beyond(connection, policy, wanted):
            raise refusals.beyond(beyond, policy, self.group(wanted[0].holder))
        reasons = self.reasons(policy, wanted)
        return Decision(State.ASKED, reasons) if reasons else Decision()

    def beyond(self, connection: Connection, policy: Policy, wanted: Sequence[Booking]) -> tuple[str, ...]:
        """Return which limits these dates break for the club that is to have them."""
        group, now = self.group(wanted[0].holder), self._clock.now_ms()
        entries = {one.hall: policy.entry(group, one.hall, self.place(one.hall).site) for one in wanted}
        far = ("far",) if any(rules.too_far(one, entries[one.hall], now) for one in wanted) else ()
        zones = {one.hall: self.place(one.hall).zone for one in wanted}
        had = self._had(connection, wanted)
        return (*far, *rules.over_quota(wanted, policy.group(group).quota, had, policy.prime, zones))

    def reasons(self, policy: Policy, wanted: Collection[Booking]) -> tuple[str, ...]:
        """Return why the office wants to approve these dates."""
        found = (
            code for one in wanted for code in rules.reasons_to_ask(one, policy, self.group(one.holder), self.place(one.hall))
        )
        return tuple(dict.fromkeys(found))

    def group(self, club: str | None) -> Group:
        return Group(self._places.current.club_groups.get(club or "", Group.CLUB))

    def place(self, hall: str) -> Place:
        found = self._places.hall(hall)
        return Place(found.id, found.site.id, found.zone, found.named)

    def _had(self, connection: Connection, wanted: Sequence[Booking]) -> Had:
        club, zone = wanted[0].holder or "", self.place(wanted[0].hall).zone
        starts = [one.start_ms for one in wanted]
        from_ms, _ = rules.week_span(rules.week_of(min(starts), zone), zone)
        _, to_ms = rules.week_span(rules.week_of(max(starts), zone), zone)
        theirs = holder == club, bookings.c.state.in_(HOLDING), bookings.c.id != wanted[0].id
        within = bookings.c.start_ms >= from_ms, bookings.c.start_ms < to_ms
        spans = connection.execute(select(bookings.c.start_ms, bookings.c.end_ms).where(*theirs, *within))
        return Had(store.coming_of_club(connection, club, self._clock.now_ms()), tuple((start, end) for start, end in spans))

    # --- changing ---

    def may_change(self, connection: Connection, before: Booking, after: Booking | None, person: Person) -> dict[str, object]:
        """See `ports.Terms`."""
        policy, now = newest(connection).policy, self._clock.now_ms()
        entry = policy.entry(self.group(before.holder), before.hall, self.place(before.hall).site)
        if person.has(_OFFICE) or before.holder is None:
            late = after is not None and rules.is_late(before.start_ms, entry.move_min, now)
            return {"overruled": ["move"]} if late and before.holder is not None else {}
        if before.borrower is not None:
            raise refusals.borrowed(moving=after is not None)
        if after is None:
            return self._cancelled(connection, before, entry.cancel_min, now)
        if rules.is_late(before.start_ms, entry.move_min, now):
            raise refusals.needs_office(("move",))
        self._may_move(connection, policy, before, after)
        return {}

    def _may_move(self, connection: Connection, policy: Policy, before: Booking, after: Booking) -> None:
        """Raise RefusedError where the new time breaks a limit, or is one the office approves and the old one was not."""
        if all(getattr(before, name) == getattr(after, name) for name in ("hall", "start_ms", "end_ms", "kind")):
            return
        new = tuple(code for code in self.reasons(policy, [after]) if code not in self.reasons(policy, [before]))
        if before.state == State.BOOKED and new:
            raise refusals.needs_office(new)
        beyond = [code for code in self.beyond(connection, policy, [after]) if code != "coming"]
        if beyond:
            raise refusals.beyond(tuple(beyond), policy, self.group(after.holder))

    def _cancelled(self, connection: Connection, before: Booking, cancel_min: int, now_ms: int) -> dict[str, object]:
        if before.state != State.BOOKED or not rules.is_late(before.start_ms, cancel_min, now_ms):
            return {}
        minutes = max(0, before.start_ms - now_ms) // rules.MINUTE_MS
        row = {"booking": before.id, "club": before.holder, "t_ms": now_ms, "before_min": minutes}
        connection.execute(insert(late_cancels).values(**row))
        return {"late": True, "before_min": minutes}
