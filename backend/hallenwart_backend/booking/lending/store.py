"""SQL of offered and lent dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, func, insert, or_, select, update

from hallenwart_backend.booking.lending.rules import Offer, OfferState
from hallenwart_backend.booking.lending.tables import offers, questions
from hallenwart_backend.booking.model import HOLDING, Booking, State
from hallenwart_backend.booking.policy.tables import late_cancels
from hallenwart_backend.booking.store import booking_of
from hallenwart_backend.booking.tables import bookings

LIVING = (OfferState.OPEN, OfferState.TAKEN)


@dataclass(frozen=True, slots=True)
class Count:
    """What a club lent and borrowed in a time: dates offered, taken by others, taken from others; and cancelled late."""

    club: str
    offered: int = 0
    lent: int = 0
    borrowed: int = 0
    late: int = 0


class Held(NamedTuple):
    """A date of the club that had it in the end."""

    booking: str
    club: str
    start_ms: int
    end_ms: int


def _offer(row: Row[Any]) -> Offer:
    return Offer(**row._asdict())


def add(connection: Connection, offer: Offer) -> None:
    connection.execute(insert(offers).values(**asdict(offer)))


def one(connection: Connection, offer: str) -> Offer | None:
    row = connection.execute(select(offers).where(offers.c.id == offer)).first()
    return _offer(row) if row else None


def living(connection: Connection, booking: str) -> Offer | None:
    """Return the offer of a date that is open or taken."""
    row = connection.execute(select(offers).where(offers.c.booking == booking, offers.c.state.in_(LIVING))).first()
    return _offer(row) if row else None


def open_of(connection: Connection, wanted: Iterable[str]) -> dict[str, str]:
    """Return the open offer of each of these dates that has one."""
    rows = select(offers.c.booking, offers.c.id).where(offers.c.booking.in_(list(wanted)), offers.c.state == OfferState.OPEN)
    return {row.booking: row.id for row in connection.execute(rows)}


def end(connection: Connection, offer: str, state: OfferState, *, was: OfferState, now_ms: int) -> bool:
    """Change the state of an offer; return False when another was quicker."""
    changed = update(offers).where(offers.c.id == offer, offers.c.state == was).values(state=state, ended_ms=now_ms)
    return connection.execute(changed).rowcount == 1


def take(connection: Connection, offer: str, borrower: str, *, was_person: str | None, now_ms: int) -> bool:
    """Mark an open offer as taken; return False when another was quicker."""
    values = {"state": OfferState.TAKEN, "borrower": borrower, "taken_ms": now_ms, "was_person": was_person}
    changed = update(offers).where(offers.c.id == offer, offers.c.state == OfferState.OPEN).values(**values)
    return connection.execute(changed).rowcount == 1


def set_borrower(connection: Connection, booking: str, borrower: str | None, person: str | None) -> None:
    """Give a date to a borrower, or back to its owner; `person` is who has it in hand there."""
    connection.execute(update(bookings).where(bookings.c.id == booking).values(borrower=borrower, person=person))


def open_offers(
    connection: Connection, *, halls: Iterable[str] | None, from_ms: int, to_ms: int
) -> list[tuple[Offer, Booking]]:
    """Return open offers of dates that begin in this time, soonest first."""
    where = [offers.c.state == OfferState.OPEN, bookings.c.state == "booked"]
    where += [bookings.c.start_ms >= from_ms, bookings.c.start_ms < to_ms]
    if halls is not None:
        where.append(bookings.c.hall.in_(list(halls)))
    joined = select(offers).join(bookings, bookings.c.id == offers.c.booking).where(*where)
    rows = connection.execute(joined.order_by(bookings.c.start_ms, offers.c.id)).all()
    dates = select(bookings).where(bookings.c.id.in_([row.booking for row in rows]))
    found = {row.id: booking_of(row) for row in connection.execute(dates)}
    return [(_offer(row), found[row.booking]) for row in rows]


def over(connection: Connection, *, first_ms: int) -> list[Offer]:
    """Return open offers of dates that begin before a time or no longer hold theirs."""
    gone = or_(bookings.c.start_ms < first_ms, bookings.c.state != "booked")
    rows = select(offers).join(bookings, bookings.c.id == offers.c.booking).where(offers.c.state == OfferState.OPEN, gone)
    return [_offer(row) for row in connection.execute(rows)]


def borrowed_between(connection: Connection, club: str, from_ms: int, to_ms: int) -> int:
    held = bookings.c.borrower == club, bookings.c.state.in_(HOLDING)
    counted = select(func.count()).select_from(bookings)
    within = bookings.c.start_ms >= from_ms, bookings.c.start_ms < to_ms
    return connection.scalar(counted.where(*held, *within)) or 0


def lent_until(connection: Connection, series: str, start_ms: int, *, most: int) -> list[bool]:
    """Return of a series' last dates up to this one, in order of time, which are lent."""
    dates = select(bookings.c.borrower).where(
        bookings.c.series == series, bookings.c.state == "booked", bookings.c.start_ms <= start_ms
    )
    return [
        row is not None for row in reversed(connection.scalars(dates.order_by(bookings.c.start_ms.desc()).limit(most)).all())
    ]


def ask_about(connection: Connection, question: str, series: str, club: str, lent: int, *, now_ms: int, since_ms: int) -> bool:
    """Ask the office about a right unless that was done since a time; return whether it was asked now."""
    asked = select(questions.c.id).where(questions.c.series == series, questions.c.created_ms > since_ms).limit(1)
    if connection.execute(asked).first() is not None:
        return False
    row = {"id": question, "series": series, "club": club, "lent": lent, "created_ms": now_ms}
    connection.execute(insert(questions).values(**row))
    return True


def counts(connection: Connection, from_ms: int, to_ms: int) -> list[Count]:
    """Return what each club offered, lent, borrowed and cancelled late, of dates that begin in this time."""
    within = bookings.c.start_ms >= from_ms, bookings.c.start_ms < to_ms
    joined = select(offers.c.club, offers.c.borrower, offers.c.state).join(bookings, bookings.c.id == offers.c.booking)
    found: dict[str, list[int]] = {}
    for club, borrower, state in connection.execute(joined.where(*within)):
        found.setdefault(club, [0, 0, 0, 0])[0] += 1
        if state == OfferState.TAKEN and borrower:
            found[club][1] += 1
            found.setdefault(borrower, [0, 0, 0, 0])[2] += 1
    late = select(late_cancels.c.club).join(bookings, bookings.c.id == late_cancels.c.booking).where(*within)
    for club in connection.scalars(late):
        found.setdefault(club, [0, 0, 0, 0])[3] += 1
    return [Count(club, *numbers) for club, numbers in sorted(found.items())]


def held(connection: Connection, from_ms: int, to_ms: int, state: OfferState) -> list[Held]:
    """Return the offered dates that begin within a time and are booked still, by what became of the offer."""
    club = offers.c.borrower if state is OfferState.TAKEN else offers.c.club
    within = bookings.c.start_ms >= from_ms, bookings.c.start_ms < to_ms, bookings.c.state == State.BOOKED
    joined = offers.join(bookings, bookings.c.id == offers.c.booking)
    wanted = select(bookings.c.id, club, bookings.c.start_ms, bookings.c.end_ms).select_from(joined)
    return [Held(*row) for row in connection.execute(wanted.where(*within, offers.c.state == state, club.is_not(None)))]


def own_dates(connection: Connection, *, from_ms: int, to_ms: int) -> list[Booking]:
    """Return dates of series that are in their owner's hands and begin in this time, in order of start."""
    mine = bookings.c.series.is_not(None), bookings.c.borrower.is_(None), bookings.c.partner.is_(None)
    where = *mine, bookings.c.state == "booked", bookings.c.start_ms >= from_ms, bookings.c.start_ms < to_ms
    return [booking_of(row) for row in connection.execute(select(bookings).where(*where).order_by(bookings.c.start_ms))]
