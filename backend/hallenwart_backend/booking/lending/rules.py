"""When a date may be lent, taken and given back, and when a club should be asked to lend. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from hallenwart_backend.booking.model import Booking, Group, State
from hallenwart_backend.booking.policy.rules import MINUTE_MS, LendingRules


class OfferState(StrEnum):
    """`returned`: it was taken and given back; `ended`: the date itself is gone."""

    OPEN = "open"
    TAKEN = "taken"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    RETURNED = "returned"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Offer:
    """One date offered by its `club`: to everybody, to one club (`to_club`) or to a group (`to_group`).

    `person` offered it, `was_person` is who the date was entered by before it was lent.
    """

    id: str
    booking: str
    series: str | None
    club: str
    note: str
    created_ms: int
    state: str = OfferState.OPEN
    to_club: str | None = None
    to_group: str | None = None
    person: str | None = None
    on_behalf: bool = False
    borrower: str | None = None
    taken_ms: int | None = None
    ended_ms: int | None = None
    was_person: str | None = None

    def is_for(self, club: str, group: Group) -> bool:
        return (self.to_club is None or self.to_club == club) and (self.to_group is None or self.to_group == group)


def last_ms(start_ms: int, rules: LendingRules) -> int:
    """Return until when a date can be offered and taken."""
    return start_ms - rules.until_min * MINUTE_MS


def fault_of_offer(booking: Booking, rules: LendingRules, *, offered: bool, key_out: bool, now_ms: int) -> str | None:
    """Return why a date cannot be offered, as a code, or None."""
    checks = (
        ("elsewhere", booking.partner is not None),
        ("not_booked", booking.state != State.BOOKED or booking.club is None),
        ("lending_off", not rules.allowed),
        ("lent", booking.borrower is not None),
        ("offered", offered),
        ("late", now_ms > last_ms(booking.start_ms, rules)),
        ("key_out", key_out),
    )
    return next((code for code, wrong in checks if wrong), None)


def fault_of_take(
    offer: Offer,
    booking: Booking,
    borrower: str,
    group: Group,
    rules: LendingRules,
    *,
    borrowed: int,
    key_out: bool,
    now_ms: int,
) -> str | None:
    """Return why a club cannot take a date. `borrowed`: dates it borrows in that week already."""
    checks = (
        ("gone", offer.state != OfferState.OPEN or booking.state != State.BOOKED or booking.borrower is not None),
        ("own", borrower == offer.club),
        ("not_for_you", not offer.is_for(borrower, group)),
        ("lending_off", not rules.allowed),
        ("late", now_ms > last_ms(booking.start_ms, rules)),
        ("enough", bool(rules.week) and borrowed >= rules.week),
        ("key_out", key_out),
    )
    return next((code for code, wrong in checks if wrong), None)


def fault_of_return(booking: Booking, *, key_out: bool, now_ms: int) -> str | None:
    """Return why a borrowed date cannot be given back: until its start, and only while its key hangs in the locker."""
    checks = (
        ("not_lent", booking.borrower is None or booking.state != State.BOOKED),
        ("begun", now_ms >= booking.start_ms),
        ("key_out", key_out),
    )
    return next((code for code, wrong in checks if wrong), None)


def lent_in_row(lent: Sequence[bool]) -> int:
    """Return how many of a series' dates, in order of time, are lent at the end without a gap."""
    return next((count for count, one in enumerate(reversed(lent)) if not one), len(lent))


def should_ask(fetched: Sequence[bool], rules: LendingRules) -> int:
    """Return how many of the last dates nobody fetched a key for, when that is reason to ask the club; else 0.

    `fetched` is in order of time, of dates that were the club's own. Fewer dates than the rules look at prove nothing.
    """
    last = fetched[-rules.looked_at :] if rules.looked_at else []
    unused = sum(not one for one in last)
    return unused if rules.unused and len(last) == rules.looked_at and unused >= rules.unused else 0
