"""SQL of tickets."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from hallenwart_backend.booking.tables import bookings
from hallenwart_backend.events.tables import events
from hallenwart_backend.events.tickets.rules import CheckIn, Order, OrderState, Outcome, Ticket, Ticketing
from hallenwart_backend.events.tickets.tables import check_ins, orders, ticketing, tickets


def _ticketing(row: Row[Any]) -> Ticketing:
    return Ticketing(**row._asdict())


def _order(row: Row[Any]) -> Order:
    return Order(**row._asdict())


def _ticket(row: Row[Any]) -> Ticket:
    fields = row._asdict()
    return Ticket(**fields | {"digest": bytes(fields["digest"]), "secret": bytes(fields["secret"])})


# --- what is set ---


def of_event(connection: Connection, event: str, *, lock: bool = False) -> Ticketing | None:
    wanted = select(ticketing).where(ticketing.c.event == event)
    row = connection.execute(wanted.with_for_update() if lock else wanted).first()
    return _ticketing(row) if row else None


def put(connection: Connection, one: Ticketing) -> None:
    values = asdict(one)
    if not connection.execute(update(ticketing).where(ticketing.c.event == one.event).values(**values)).rowcount:
        connection.execute(insert(ticketing).values(**values))


def ticketed(connection: Connection, *, after_ms: int, before_ms: int | None = None, halls: Collection[str] = ()) -> list[str]:
    """Return the events with tickets whose booking ends after and begins before, the soonest first."""
    joined = ticketing.join(events, events.c.id == ticketing.c.event).join(bookings, bookings.c.id == events.c.booking)
    wanted = select(ticketing.c.event).select_from(joined).where(bookings.c.end_ms > after_ms)
    if before_ms is not None:
        wanted = wanted.where(bookings.c.start_ms < before_ms)
    if halls:
        wanted = wanted.where(bookings.c.hall.in_(halls))
    return list(connection.scalars(wanted.order_by(bookings.c.start_ms, ticketing.c.event)))


# --- orders and their tickets ---


def add_order(connection: Connection, order: Order) -> None:
    connection.execute(insert(orders).values(**asdict(order)))


def change_order(connection: Connection, order: str, **values: Any) -> None:
    connection.execute(update(orders).where(orders.c.id == order).values(**values))


def order(connection: Connection, identity: str) -> Order | None:
    row = connection.execute(select(orders).where(orders.c.id == identity)).first()
    return _order(row) if row else None


def orders_where(connection: Connection, *conditions: ColumnElement[bool]) -> list[Order]:
    """Return orders in the sequence in which they were confirmed."""
    rows = connection.execute(select(orders).where(*conditions).order_by(orders.c.confirmed_ms, orders.c.id))
    return [_order(row) for row in rows]


def orders_of(connection: Connection, event: str, *states: OrderState) -> list[Order]:
    return orders_where(connection, orders.c.event == event, orders.c.state.in_(states or tuple(OrderState)))


def of_address(connection: Connection, event: str, email: str) -> Order | None:
    mine = orders.c.event == event, func.lower(orders.c.email) == email, orders.c.state != OrderState.CANCELLED
    return next(iter(orders_where(connection, *mine)), None)


def of_person(connection: Connection, event: str, person: str) -> Order | None:
    mine = orders.c.event == event, orders.c.person == person, orders.c.state != OrderState.CANCELLED
    return next(iter(orders_where(connection, *mine)), None)


def drop_order(connection: Connection, identity: str) -> None:
    connection.execute(delete(orders).where(orders.c.id == identity))


def add_tickets(connection: Connection, added: Sequence[Ticket]) -> None:
    connection.execute(insert(tickets), [asdict(one) for one in added])


def change_ticket(connection: Connection, ticket: str, **values: Any) -> None:
    connection.execute(update(tickets).where(tickets.c.id == ticket).values(**values))


def tickets_of(connection: Connection, order: str) -> list[Ticket]:
    return [_ticket(row) for row in connection.execute(select(tickets).where(tickets.c.order == order).order_by(tickets.c.id))]


def digests_of(connection: Connection, event: str) -> list[bytes]:
    """Return what doors know of the tickets that hold."""
    held = select(tickets.c.digest).where(tickets.c.event == event, tickets.c.cancelled_ms.is_(None))
    return [bytes(one) for one in connection.scalars(held)]


def given(connection: Connection, event: str) -> int:
    held = tickets.c.event == event, tickets.c.cancelled_ms.is_(None)
    return connection.scalar(select(func.count()).select_from(tickets).where(*held)) or 0


def by_digest(connection: Connection, event: str, digest: bytes) -> Ticket | None:
    """Return the ticket a door told of, also one that was given back since; one that holds comes first."""
    found = [
        _ticket(row) for row in connection.execute(select(tickets).where(tickets.c.event == event, tickets.c.digest == digest))
    ]
    return min(found, key=lambda one: one.cancelled_ms is not None, default=None)


# --- who was let in ---


def check_ins_of(connection: Connection, event: str, ticket: str = "") -> list[CheckIn]:
    wanted = select(check_ins).where(check_ins.c.event == event)
    if ticket:
        wanted = wanted.where(check_ins.c.ticket == ticket)
    rows = connection.execute(wanted.order_by(check_ins.c.at_ms, check_ins.c.id))
    return [CheckIn(**row._asdict()) for row in rows]


def has_check_in(connection: Connection, ticket: str, at_ms: int, door: str) -> bool:
    same = check_ins.c.ticket == ticket, check_ins.c.at_ms == at_ms, check_ins.c.door == door
    return connection.execute(select(check_ins.c.id).where(*same)).first() is not None


def add_check_in(connection: Connection, one: CheckIn) -> None:
    connection.execute(insert(check_ins).values(**asdict(one)))


def judge(connection: Connection, one: CheckIn) -> None:
    connection.execute(update(check_ins).where(check_ins.c.id == one.id).values(outcome=one.outcome))


def came(connection: Connection, event: str) -> int:
    """Return how many tickets were let in."""
    inside = check_ins.c.event == event, check_ins.c.outcome != Outcome.AGAIN
    return connection.scalar(select(func.count(check_ins.c.ticket.distinct())).where(*inside)) or 0


def used_of(connection: Connection, event: str) -> list[tuple[bytes, int, str]]:
    """Return digest, time and door of everybody who was let in first, the earliest first."""
    joined = check_ins.join(tickets, tickets.c.id == check_ins.c.ticket)
    wanted = select(tickets.c.digest, check_ins.c.at_ms, check_ins.c.door).select_from(joined)
    inside = check_ins.c.event == event, check_ins.c.outcome.in_((Outcome.ADMITTED, Outcome.UNPROVEN, Outcome.RETURNED))
    return [(bytes(row[0]), row[1], row[2]) for row in connection.execute(wanted.where(*inside).order_by(check_ins.c.at_ms))]


def counted(connection: Connection, one: Ticketing) -> Ticketing:
    """Return what is kept of an event when its addresses are gone: how many tickets, how many came, how many waited."""
    waited = sum(each.places for each in orders_of(connection, one.event, OrderState.WAITING))
    return replace(one, given=given(connection, one.event), came=came(connection, one.event), waited=waited)
