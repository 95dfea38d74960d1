"""Whom to remind of which date now: each person as long before as they chose, by the clock on the hall's wall."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from hallenwart_backend.accounts.rules import CLUB_TOLD
from hallenwart_backend.accounts.store import person_of
from hallenwart_backend.accounts.tables import people, roles
from hallenwart_backend.booking import store as bookings
from hallenwart_backend.booking.letters import choices, rules, store
from hallenwart_backend.booking.letters.rules import Kind, Row, Told
from hallenwart_backend.booking.letters.writing import Writer, once_of
from hallenwart_backend.booking.model import Booking, State

_CHANGES: Final = (Kind.MOVED, Kind.BORROWED, Kind.LENDING_ENDED, Kind.APPROVED, Kind.WAITING_FILLED)
_MARGIN_MS: Final = 2 * 3_600_000
_MINUTE_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class Due:
    booking: Booking
    person: str


def due(writer: Writer) -> list[Due]:
    """Return whom to remind of what now, without those who were."""
    connection, now = writer.connection, writer.now_ms
    until_ms = now + choices.longest_lead_min(connection) * _MINUTE_MS + _MARGIN_MS
    coming = [one for one in bookings.of_halls(connection, list(writer.places.halls), now, until_ms) if _is_wanted(one, now)]
    told = _told_by_club(connection) if coming else {}
    known = store.last_told_ms(connection, [one.id for one in coming], [str(kind) for kind in _CHANGES])
    leads: dict[str, int] = {}
    found = []
    for booking in coming:
        zone, known_ms = writer.places.halls[booking.hall].zone, max(booking.created_ms, known.get(booking.id, 0))
        for person in dict.fromkeys([*told.get(booking.holder or "", ()), *writer.booker(booking)]):
            if person not in leads:
                leads[person] = choices.of_person(connection, person).lead_min
            if leads[person] and rules.is_due(rules.reminded_ms(booking.start_ms, leads[person], zone), known_ms, now):
                found.append(Due(booking, person))
    had = store.already(connection, {_once(one) for one in found})
    return [one for one in found if (one.person, _once(one)) not in had]


def write(writer: Writer, found: list[Due]) -> int:
    """Remind; return how many letters that made."""
    count = 0
    for one in found:
        person = person_of(writer.connection, one.person)
        booking = bookings.one(writer.connection, one.booking.id)
        if person is not None and booking == one.booking:
            count += writer.tell_person(person, _told(booking, store.code_of(writer.connection, booking.id)), booking)
    return count


def _is_wanted(booking: Booking, now_ms: int) -> bool:
    return booking.state == State.BOOKED and booking.start_ms > now_ms and booking.partner is None and bool(booking.holder)


def _told(booking: Booking, code: Kind | None = None) -> Told:
    return Told(Kind.REMINDER, Row(0, Kind.REMINDER, 0, booking.id, booking.series, booking.holder), code)


def _once(one: Due) -> str:
    return once_of(_told(one.booking), one.booking)


def _told_by_club(connection: Connection) -> dict[str, list[str]]:
    held = select(roles.c.scope, roles.c.person).join(people, people.c.id == roles.c.person)
    rows = held.where(people.c.active, roles.c.role.in_([str(role) for role in CLUB_TOLD]), roles.c.scope != "")
    found: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(rows.order_by(roles.c.person)):
        found[row.scope].append(row.person)
    return found
