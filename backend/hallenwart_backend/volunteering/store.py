"""SQL of offers, shifts, helpers and sign-ups."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from hallenwart_backend.volunteering.model import COMING, Helper, HelpOfferState, Offer, Placed, Shift, SignState, SignUp
from hallenwart_backend.volunteering.tables import helpers, offer_dismissals, offers, shifts, signups

_LISTS: Final = ("skills", "languages")


def _offer(row: Mapping[str, Any]) -> Offer:
    return Offer(**{**row, **{name: tuple(row[name]) for name in _LISTS}})


def _signup(row: Mapping[str, Any]) -> SignUp:
    return SignUp(**{**row, "mark": bytes(row["mark"])})


def _offer_values(offer: Offer) -> dict[str, Any]:
    return asdict(offer) | {name: list(getattr(offer, name)) for name in _LISTS}


# --- offers and shifts ---


def offer(connection: Connection, identity: str) -> Offer | None:
    row = connection.execute(select(offers).where(offers.c.id == identity)).first()
    return _offer(row._asdict()) if row else None


def put_offer(connection: Connection, one: Offer) -> None:
    values = _offer_values(one)
    if not connection.execute(update(offers).where(offers.c.id == one.id).values(**values)).rowcount:
        connection.execute(insert(offers).values(**values))


def touch(connection: Connection, identity: str, now_ms: int) -> None:
    """Say that what is told of an offer changed; its time never goes back."""
    later = offers.c.id == identity, offers.c.modified_ms < now_ms
    connection.execute(update(offers).where(*later).values(modified_ms=now_ms))


def offers_where(connection: Connection, *wanted: ColumnElement[bool]) -> list[Offer]:
    rows = connection.execute(select(offers).where(*wanted).order_by(offers.c.made_ms, offers.c.id))
    return [_offer(row._asdict()) for row in rows]


def of_club(connection: Connection, club: str | None, *, since_ms: int) -> list[Offer]:
    """Return the offers of a club (None: the town) that have a shift not over since then, or none at all yet."""
    whose = offers.c.club.is_(None) if club is None else offers.c.club == club
    return offers_where(connection, whose, _not_over(since_ms))


def told(connection: Connection, *, since_ms: int) -> list[Offer]:
    """Return what was public once, and changed or still runs since then."""
    running = _not_over(since_ms) | (offers.c.modified_ms >= since_ms)
    return offers_where(connection, offers.c.state != HelpOfferState.DRAFT, running)


def _not_over(since_ms: int) -> ColumnElement[bool]:
    later = select(shifts.c.offer).where(shifts.c.to_ms > since_ms)
    return offers.c.id.in_(later) | offers.c.id.not_in(select(shifts.c.offer))


def public(connection: Connection, *, from_ms: int, to_ms: int) -> list[Offer]:
    """Return the open offers with a shift in this time."""
    within = select(shifts.c.offer).where(shifts.c.to_ms > from_ms, shifts.c.from_ms < to_ms, shifts.c.cancelled_ms.is_(None))
    return offers_where(connection, offers.c.state == HelpOfferState.OPEN, offers.c.id.in_(within))


def following(connection: Connection, *, now_ms: int) -> list[Offer]:
    """Return the offers that follow a booking and are not over."""
    living = offers.c.state.in_((HelpOfferState.DRAFT, HelpOfferState.OPEN, HelpOfferState.CLOSED))
    return offers_where(connection, offers.c.booking.is_not(None), living, _not_over(now_ms))


def of_booking(connection: Connection, bookings: Collection[str]) -> set[tuple[str, str]]:
    """Return booking and role of what was offered or dismissed already."""
    made = select(offers.c.booking, offers.c.role).where(offers.c.booking.in_(bookings))
    gone = select(offer_dismissals.c.booking, offer_dismissals.c.role).where(offer_dismissals.c.booking.in_(bookings))
    return {(row[0], row[1]) for query in (made, gone) for row in connection.execute(query)}


def dismiss(connection: Connection, booking: str, role: str, *, by: str, now_ms: int) -> None:
    if (booking, role) not in of_booking(connection, [booking]):
        connection.execute(insert(offer_dismissals).values(booking=booking, role=role, made_ms=now_ms, made_by=by))


def shift(connection: Connection, identity: str, *, lock: bool = False) -> Shift | None:
    """Return a shift; with `lock` nobody else changes its sign-ups before this transaction ends."""
    query = select(shifts).where(shifts.c.id == identity)
    row = connection.execute(query.with_for_update() if lock else query).first()
    return Shift(**row._asdict()) if row else None


def shifts_of(connection: Connection, wanted: Collection[str]) -> dict[str, list[Shift]]:
    """Return shifts by offer, the soonest first."""
    found: dict[str, list[Shift]] = {}
    order = shifts.c.from_ms, shifts.c.to_ms, shifts.c.id
    for row in connection.execute(select(shifts).where(shifts.c.offer.in_(wanted)).order_by(*order)):
        found.setdefault(row.offer, []).append(Shift(**row._asdict()))
    return found


def put_shift(connection: Connection, one: Shift) -> None:
    if not connection.execute(update(shifts).where(shifts.c.id == one.id).values(**asdict(one))).rowcount:
        connection.execute(insert(shifts).values(**asdict(one)))


# --- helpers ---


def helper(connection: Connection, identity: str) -> Helper | None:
    return _helper_where(connection, helpers.c.id == identity)


def helper_of_person(connection: Connection, person: str) -> Helper | None:
    return _helper_where(connection, helpers.c.person == person)


def helper_of_email(connection: Connection, email: str) -> Helper | None:
    return _helper_where(connection, helpers.c.email == email) if email else None


def _helper_where(connection: Connection, wanted: ColumnElement[bool]) -> Helper | None:
    row = connection.execute(select(helpers).where(wanted)).first()
    return Helper(**row._asdict()) if row else None


def put_helper(connection: Connection, one: Helper) -> None:
    if not connection.execute(update(helpers).where(helpers.c.id == one.id).values(**asdict(one))).rowcount:
        connection.execute(insert(helpers).values(**asdict(one)))


def forget_helper(connection: Connection, identity: str) -> None:
    """Delete a helper with all sign-ups."""
    connection.execute(delete(signups).where(signups.c.helper == identity))
    connection.execute(delete(helpers).where(helpers.c.id == identity))


# --- sign-ups ---


def signup(connection: Connection, identity: str) -> SignUp | None:
    row = connection.execute(select(signups).where(signups.c.id == identity)).first()
    return _signup(row._asdict()) if row else None


def signup_for(connection: Connection, shift_id: str, helper_id: str) -> SignUp | None:
    wanted = signups.c.shift == shift_id, signups.c.helper == helper_id
    row = connection.execute(select(signups).where(*wanted)).first()
    return _signup(row._asdict()) if row else None


def put_signup(connection: Connection, one: SignUp) -> None:
    if not connection.execute(update(signups).where(signups.c.id == one.id).values(**asdict(one))).rowcount:
        connection.execute(insert(signups).values(**asdict(one)))


def next_line(connection: Connection, shift_id: str) -> int:
    """Return the last place in the order of who came."""
    return (connection.scalar(select(func.max(signups.c.line)).where(signups.c.shift == shift_id)) or 0) + 1


def signups_of(connection: Connection, wanted: Collection[str]) -> dict[str, list[SignUp]]:
    """Return sign-ups by shift, in the order in which people came."""
    found: dict[str, list[SignUp]] = {}
    rows = connection.execute(select(signups).where(signups.c.shift.in_(wanted)).order_by(signups.c.line, signups.c.id))
    for row in rows:
        found.setdefault(row.shift, []).append(_signup(row._asdict()))
    return found


def placed(connection: Connection, *wanted: ColumnElement[bool]) -> list[Placed]:
    """Return sign-ups with all they belong to, by the time of their shifts."""
    tables = (signups, helpers, shifts, offers)
    labelled = [column.label(f"{table.name}__{column.name}") for table in tables for column in table.c]
    joined = signups.join(helpers, helpers.c.id == signups.c.helper).join(shifts, shifts.c.id == signups.c.shift)
    query = select(*labelled).select_from(joined.join(offers, offers.c.id == shifts.c.offer)).where(*wanted)
    return [_placed(row) for row in connection.execute(query.order_by(shifts.c.from_ms, signups.c.line, signups.c.id))]


def _placed(row: Row[Any]) -> Placed:
    parts: dict[str, dict[str, Any]] = {}
    for name, value in row._asdict().items():
        table, _, column = name.partition("__")
        parts.setdefault(table, {})[column] = value
    return Placed(_signup(parts["signups"]), Helper(**parts["helpers"]), Shift(**parts["shifts"]), _offer(parts["offers"]))


def of_helper(connection: Connection, helper_id: str) -> list[Placed]:
    return placed(connection, signups.c.helper == helper_id)


def of_shift(connection: Connection, shift_id: str) -> list[Placed]:
    return placed(connection, signups.c.shift == shift_id)


def of_mark(connection: Connection, digest: str) -> Placed | None:
    return next(iter(placed(connection, signups.c.mark_digest == digest)), None) if digest else None


def of_person_at(connection: Connection, person: str, from_ms: int, to_ms: int) -> list[Placed]:
    """Return what a person with an account comes to in shifts that touch a time."""
    touching = shifts.c.to_ms >= from_ms, shifts.c.from_ms <= to_ms, shifts.c.cancelled_ms.is_(None)
    return placed(connection, helpers.c.person == person, signups.c.state.in_(sorted(COMING)), *touching)


def living(connection: Connection, states: Sequence[str], *, now_ms: int, until_ms: int) -> list[Placed]:
    """Return sign-ups in these states whose shift has not begun and begins before `until_ms`."""
    coming = shifts.c.from_ms > now_ms, shifts.c.from_ms <= until_ms, shifts.c.cancelled_ms.is_(None)
    return placed(connection, signups.c.state.in_(states), *coming)


def in_line(connection: Connection, *, now_ms: int) -> list[Placed]:
    """Return who waits for a place in a shift that has not begun."""
    return placed(connection, signups.c.state == SignState.WAITING, shifts.c.from_ms > now_ms, shifts.c.cancelled_ms.is_(None))


def unconfirmed(connection: Connection, *, before_ms: int) -> list[Placed]:
    """Return sign-ups whose link nobody pressed in time."""
    waits = signups.c.state == SignState.ASKED, signups.c.confirmed_ms.is_(None)
    return placed(connection, *waits, signups.c.made_ms <= before_ms)


def drop_signup(connection: Connection, identity: str) -> None:
    connection.execute(delete(signups).where(signups.c.id == identity))


def drop_stranger(connection: Connection, helper_id: str) -> None:
    """Delete a guest who never confirmed and has no sign-up left."""
    left = select(signups.c.id).where(signups.c.helper == helper_id).exists()
    stranger = helpers.c.id == helper_id, helpers.c.confirmed_ms.is_(None), helpers.c.person.is_(None)
    connection.execute(delete(helpers).where(*stranger, ~left))
